"""The smallest registration, made call by call as an integrator would."""

from tests.contract.company import Company
from tests.contract.scopes import scope
from typing import Any


PROGRAMME = {"referent": "ref", "privacy_notice": "<p>...</p>", "privacy_notice_version": "1"}


def registration(scope_uid: str, **values: Any) -> dict[str, Any]:
    """What the smallest registration says."""
    return {
        "@type": "AmbassadorRegistration",
        "scopes": [scope_uid],
        "level_requested": "relay",
        "topics": ["innovation"],
        "languages": ["fr"],
        "voluntary_statement": {"version": "1"},
        "privacy_notice": {"version": "1"},
        "security_self_attestation": {"items": ["strong_password", "two_factor"]},
        **values,
    }


def prepare(company: Company) -> str:
    """A programme with a scope in force; gives the UID of the scope."""
    company.start()
    company.rest().patch("gov", PROGRAMME)
    url = scope(company)
    company.fire(url, "submit", "head")
    company.fire(url, "approve", "own")
    return str(company.rest("emp").get("gov/rd")["UID"])


PATH = (
    ("apply", "emp", "applied"),
    ("endorse", "mgr", "endorsed"),
    ("start_onboarding", "ref", "onboarding"),
    ("activate", "ref", "active"),
)


def walk_to(company: Company, url: str, state: str) -> None:
    """Bring a draft as far as a state on the straight way."""
    for transition, userid, after in PATH:
        assert company.fire(url, transition, userid)["review_state"] == after
        if after == state:
            return
