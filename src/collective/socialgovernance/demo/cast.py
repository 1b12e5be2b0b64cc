"""The people of the company who can sign in, and what each of them may be tried for."""

from dataclasses import dataclass


PASSWORD = "Gabarre-2026"
"""The password of every demonstration account. They exist only in a site made with the ``demo`` profile."""

EDITOR = "camille.arnoux"
OWNER = "helene.vasseur"
SECOND_OWNER = "idris.benkacem"
LEGAL = "marguerite.oyono"
REFERENT = "theo.lambrecht"
REFERENT_BACKUP = "priya.nair"
STAFF_REPRESENTATIVE = "gerard.poncet"
AUDITOR = "sofia.lindqvist"
DEPARTMENT_HEAD = "nadia.ferhat"
EMPLOYEE = "lucas.moreau"
ENGLISH_EMPLOYEE = "emily.hargreaves"
LINE_MANAGER = "yann.kermarrec"
AMBASSADOR = "awa.diallo"
CONTRACTOR = "tomasz.wrona"
SCOPE_WRITER = "maelle.prigent"


@dataclass(frozen=True)
class Account:
    """A person of the company with an account in the site; ``roles`` are those given on the programme."""

    login: str
    who: str
    try_this: str
    roles: tuple[str, ...] = ()


ACCOUNTS = (
    Account(
        EDITOR,
        "Camille, editor (Communication)",
        "prepare an update of the charter, change a clause, submit it",
        ("Governance Editor",),
    ),
    Account(
        OWNER,
        "Hélène, owner and head of Communication",
        "send what Camille submitted to legal review, then approve it, see the coverage by department",
        ("Governance Owner",),
    ),
    Account(
        SECOND_OWNER,
        "Idris, second owner and head of HR",
        "decide the exception that waits, be the second pair of eyes",
        ("Governance Owner",),
    ),
    Account(LEGAL, "Marguerite, legal", "review an informative or binding text", ("Governance Legal",)),
    Account(
        REFERENT,
        "Théo, referent",
        "answer the questions left with an answer, certify the ambassadors who wait on his desk",
        ("Governance Referent",),
    ),
    Account(
        REFERENT_BACKUP,
        "Priya, the referent's backup (English)",
        "read the charter in English",
        ("Governance Referent",),
    ),
    Account(
        STAFF_REPRESENTATIVE,
        "Gérard, staff representative",
        "read a text while legal looks at it",
        ("Governance Consulted",),
    ),
    Account(
        AUDITOR,
        "Sofia, auditor (English)",
        "from the figures of the charter to the list of people, and take it along as a file",
        ("Governance Auditor",),
    ),
    Account(
        DEPARTMENT_HEAD,
        "Nadia, head of the design office",
        "say whether Brigitte has time to be an ambassador; open the figures of the charter",
    ),
    Account(
        SCOPE_WRITER,
        "Maëlle, head of customer relations",
        "finish her department's speaking scope, see with whom it overlaps, submit it",
    ),
    Account(
        EMPLOYEE, "Lucas, employee", "acknowledge the charter, in French; ask who may speak about careers"
    ),
    Account(ENGLISH_EMPLOYEE, "Emily, employee in Gloucester", "the same in English; hers is long overdue"),
    Account(LINE_MANAGER, "Yann, line manager in Arles", "see his own page; Awa works in his team"),
    Account(
        AMBASSADOR,
        "Awa, ambassador",
        "open her registration, take a break, see what changed since she acknowledged the charter",
    ),
    Account(CONTRACTOR, "Tomasz, contractor", "read the charter, ask for an exception"),
)


def accounts() -> list[tuple[str, str, str, str]]:
    """Who can sign in: (who in words, login, password, what to try)."""
    return [(account.who, account.login, PASSWORD, account.try_this) for account in ACCOUNTS]
