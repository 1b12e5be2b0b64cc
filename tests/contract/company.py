"""The smallest company and the smallest valid objects, made call by call as an integrator would."""

from tests.client import Client
from typing import Any


ROLES = {
    "edi": "Governance Editor",
    "own": "Governance Owner",
    "own2": "Governance Owner",
    "leg": "Governance Legal",
    "ref": "Governance Referent",
    "aud": "Governance Auditor",
    "con": "Governance Consulted",
}
GROUPS = (
    "accounts_profile",
    "writing",
    "brand",
    "conduct",
    "confidentiality",
    "copyright",
    "security",
    "referent",
    "what_i_can_do",
)
DEPARTMENTS = [
    {"id": "co", "title": "Company"},
    {"id": "rd", "title": "R&D", "parent": "co", "head": "head", "deputies": []},
]
PEOPLE = [
    {
        "userid": "emp",
        "fullname": "Emma Petit",
        "email": "emp@example.org",
        "department": "rd",
        "manager": "mgr",
        "population": "employee",
        "status": "active",
        "joined": "2020-01-01",
    },
    {
        "userid": "mgr",
        "fullname": "Max Roy",
        "email": "mgr@example.org",
        "department": "rd",
        "joined": "2020-01-01",
    },
    {
        "userid": "head",
        "fullname": "Hugo Roux",
        "email": "head@example.org",
        "department": "rd",
        "joined": "2020-01-01",
    },
    {
        "userid": "ref",
        "fullname": "Rita Sol",
        "email": "ref@example.org",
        "department": "co",
        "joined": "2020-01-01",
    },
]
PROGRAMME = {
    "@type": "GovernanceProgramme",
    "id": "gov",
    "title": "Prendre la parole",
    "country": "FR",
    "body_informed_on": "2026-01-10",
    "what_i_gain": "<p>Being at ease online.</p>",
}
EDITION = {
    "legal_force": "pedagogical",
    "authoritative_language": "fr",
    "one_minute": "<p>Parlez comme vous êtes.</p>",
    "what_i_gain": "<p>De l'aisance.</p>",
}
FORMALITIES = {
    "consultation_date": "2026-01-20",
    "opinion": "favourable",
    "labour_inspection_sent": "2026-03-01",
    "registry_deposit": "2026-03-05",
    "publicity_date": "2026-03-01",
}


def clause(group: str, **values: Any) -> dict[str, Any]:
    """The smallest clause about one topic."""
    return {
        "@type": "Clause",
        "title": f"Write as yourself ({group})",
        "kind": "advice",
        "topic_group": group,
        "text": "<p>Say it your way.</p>",
        "why": "<p>Readers trust people.</p>",
        "benefits": ["me", "company"],
        "rule_source": "advice",
        **values,
    }


class Company:
    """Makes objects through REST; remembers nothing but the clients."""

    def __init__(self, rest: Any):
        self.rest = rest
        self.admin: Client = rest()

    def directory(self, **more: Any) -> dict[str, int]:
        body = {"departments": DEPARTMENTS, "people": PEOPLE, "delta": False, **more}
        return self.admin.post("@governance-directory", body, expect=200)

    def programme(self, **values: Any) -> dict[str, Any]:
        made = self.admin.post("", {**PROGRAMME, **values}, expect=201)
        entries = [{"id": userid, "type": "user", "roles": {role: True}} for userid, role in ROLES.items()]
        self.admin.post("gov/@sharing", {"entries": entries}, expect=204)
        return made

    def start(self) -> None:
        """Directory and programme."""
        self.directory()
        self.programme()

    def draft(self, type_: str = "Charter", id_: str = "charte", **values: Any) -> str:
        """A text whose draft lacks nothing; gives the URL of the draft."""
        editor = self.rest("edi")
        body = {"@type": type_, "id": id_, "title": id_.title(), **values}
        if type_ == "Charter":
            body.setdefault("owner_functions", ["comms", "legal"])
        text = editor.post("gov", body, expect=201)
        url = text["edition_in_preparation"]["@id"]
        for group in GROUPS if type_ == "Charter" else ("writing",):
            editor.post(url, clause(group), expect=201)
        editor.patch(url, EDITION)
        return url

    def next_draft(self, text: str, change_class: str, **values: Any) -> str:
        """The next edition of a text, ready to be submitted."""
        editor = self.rest("edi")
        url = editor.post(f"{text}/@editions", {}, expect=201)["@id"]
        editor.patch(url, {"change_class": change_class, "change_summary": "<p>Plus clair.</p>", **values})
        return url

    def fire(self, url: str, transition: str, userid: str, expect: int = 200, **body: Any) -> dict[str, Any]:
        return self.rest(userid).post(f"{url}/@workflow/{transition}", body, expect=expect)

    def publish(self, url: str, **body: Any) -> None:
        """Submit by the editor, approve by an owner."""
        self.fire(url, "submit", "edi")
        assert self.fire(url, "approve", "own", **body)["review_state"] == "in_force"
