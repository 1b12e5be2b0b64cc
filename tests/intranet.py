"""A small intranet made through Python, for tests that need no HTTP: people, roles, texts in any state."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.directory import imports
from collective.socialgovernance.directory import rows
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.texts.preparing import prepare_next
from collective.socialgovernance.texts.preparing import rich
from collective.socialgovernance.transitions.firing import fire
from datetime import date
from plone import api
from tests.contract.company import DEPARTMENTS
from tests.contract.company import GROUPS
from tests.contract.company import PEOPLE
from tests.contract.company import ROLES
from tests.site_day import site_day
from typing import Any
from zope.component import getUtility


FORMALITIES = {
    "consultation_date": date(2026, 1, 20),
    "opinion": "favourable",
    "labour_inspection_sent": date(2026, 3, 1),
    "registry_deposit": date(2026, 3, 5),
    "publicity_date": date(2026, 3, 1),
}


def directory() -> None:
    """The two departments and four people of the smallest company."""
    people = getUtility(IDirectory)
    plan = imports.plan(
        people,
        site_day(),
        rows.json_table(rows.PERSON_ROWS, PEOPLE),
        rows.json_table(rows.DEPARTMENT_ROWS, DEPARTMENTS),
    )
    imports.apply(people, plan, who="admin", when=wallclock.now())


def tell(people: Any = (), departments: Any = ()) -> None:
    """Change what the directory says of some people or departments, from today on."""
    directory_ = getUtility(IDirectory)
    plan = imports.plan(
        directory_,
        site_day(),
        rows.json_table(rows.PERSON_ROWS, list(people)) if people else None,
        rows.json_table(rows.DEPARTMENT_ROWS, list(departments)) if departments else None,
        delta=True,
    )
    imports.apply(directory_, plan, who="admin", when=wallclock.now())


def programme(portal: Any, **values: Any) -> Any:
    """A French programme whose roles are given to the members ``edi``, ``own``, ``leg``, ..."""
    made = api.content.create(
        portal,
        "GovernanceProgramme",
        "gov",
        title="Prendre la parole",
        country="FR",
        what_i_gain=rich("<p>Being at ease online.</p>"),
        body_informed_on=date(2026, 1, 10),
        **values,
    )
    for userid, role in ROLES.items():
        made.manage_setLocalRoles(userid, [role])
    made.reindexObjectSecurity()
    return made


def charter(parent: Any, id_: str = "charte", **values: Any) -> Any:
    """A charter by the editor whose first draft lacks nothing."""
    with api.env.adopt_user(username="edi"):
        made = api.content.create(
            parent, "Charter", id_, title="Charte", owner_functions=["comms", "legal"], **values
        )
        draft = made["e1"]
        complete(draft)
        for group in GROUPS:
            add_clause(draft, group)
    return made


def complete(draft: Any) -> None:
    """Fill what ``submit`` asks of the edition itself."""
    draft.one_minute = rich("<p>Parlez comme vous êtes.</p>")
    draft.what_i_gain = rich("<p>De l’aisance.</p>")


def add_clause(draft: Any, group: str, **values: Any) -> Any:
    """A clause about one topic."""
    defaults = {"kind": "advice", "topic_group": group, "text": rich("<p>Secretword. À votre façon.</p>")}
    return api.content.create(
        draft, "Clause", values.pop("id", group.replace("_", "-")), title=group, **{**defaults, **values}
    )


def act(userid: str, content: Any, transition: str, comment: str = "", **inputs: Any) -> None:
    """Fire a transition as one member."""
    with api.env.adopt_user(username=userid):
        fire(content, transition, comment=comment, inputs=inputs)


def walk_to(state: str, edition: Any) -> Any:
    """Bring a complete draft to a state, by the acts of those who may; gives the edition."""
    steps = PATHS[state]
    if state in ("formalities", "approved"):
        edition.legal_force = "binding"
    for userid, transition in steps:
        if transition == "approve" and edition.legal_force == "binding":
            edition.formalities = dict(FORMALITIES)
            edition.effective_from = date(2099, 1, 1)
        act(userid, edition, transition, comment="Because")
    return edition


SUBMIT, SEND = ("edi", "submit"), ("own", "send_to_legal")
PATHS: dict[str, list[tuple[str, str]]] = {
    "draft": [],
    "review": [SUBMIT],
    "legal": [SUBMIT, SEND],
    "formalities": [SUBMIT, SEND, ("leg", "request_formalities")],
    "approved": [SUBMIT, SEND, ("leg", "request_formalities"), ("leg", "approve")],
    "in_force": [SUBMIT, ("own", "approve")],
    "withdrawn": [SUBMIT, ("own", "approve"), ("own", "withdraw")],
}


def next_edition(text: Any, change_class: str) -> Any:
    """The next draft by the editor, ready to be submitted."""
    with api.env.adopt_user(username="edi"):
        draft = prepare_next(text)
        draft.change_class = change_class
        draft.change_summary = rich("<p>Plus clair.</p>")
    return draft
