"""Two different people, where the rules ask for two: who holds which role, who else could act.

One person may hold several roles; what a guard asks for is two people. Plain functions of who holds what.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.socialgovernance import _
from dataclasses import dataclass


OWNER, LEGAL, REFERENT = "Governance Owner", "Governance Legal", "Governance Referent"

ROLE_TITLES = {
    OWNER: _("Governance Owner"),
    LEGAL: _("Governance Legal"),
    REFERENT: _("Governance Referent"),
    "Governance Editor": _("Governance Editor"),
}
NAMED_AT_MOST = 3

Holders = Mapping[str, frozenset[str]]
"""Userids of the people who hold a role, by role."""


@dataclass(frozen=True)
class Lacking:
    """Something for which there are not two different people.

    ``code`` is ``owner``, ``referent`` or ``hold``; ``holders`` are the userids of those there are; ``title``
    says what cannot be done, ``mend`` who can change that.
    """

    code: str
    title: str
    mend: str
    holders: tuple[str, ...] = ()


def lacking(holders: Holders) -> tuple[Lacking, ...]:
    """What fewer than two people can look after in a programme, the most pressing first."""
    owners, legal, referents = (holders.get(role, frozenset()) for role in (OWNER, LEGAL, REFERENT))
    found = []
    if len(owners) < 2:
        found.append(
            Lacking(
                "owner",
                _("Nobody could approve what the only owner has written.")
                if owners
                else _("There is no owner: nobody but an administrator can approve a text."),
                _(
                    "Ask a site administrator to give ${role} to one more person.",
                    mapping={"role": ROLE_TITLES[OWNER]},
                ),
                tuple(sorted(owners)),
            )
        )
    if len(referents) < 2:
        found.append(
            Lacking(
                "referent",
                _("Nobody answers and certifies when the only referent is away or is asking themself.")
                if referents
                else _("There is no referent: nobody answers and certifies."),
                _("Name a referent and a backup on the programme."),
                tuple(sorted(referents)),
            )
        )
    if not (referents and legal and len(referents | legal) > 1):
        found.append(
            Lacking(
                "hold",
                _("Nobody could put an ambassador on hold: a referent proposes it, somebody else decides."),
                _(
                    "Ask a site administrator to give ${role} to a person who is not the referent.",
                    mapping={"role": ROLE_TITLES[LEGAL]},
                )
                if referents
                else _("Name a referent first."),
                tuple(sorted(referents | legal)),
            )
        )
    return tuple(found)


def others(holders: Holders, role: str, excluded: Iterable[str]) -> tuple[str, ...]:
    """Userids of those who hold a role and are not excluded, in order."""
    return tuple(sorted(holders.get(role, frozenset()) - frozenset(excluded)))


def who_else(names: Iterable[str], role: str) -> str:
    """One sentence for somebody whom a guard excludes: who could act instead, or who can name one more."""
    known = tuple(names)
    title = ROLE_TITLES.get(role, role)
    if not known:
        return _(
            "Nobody else can: ask a site administrator to give ${role} to one more person.",
            mapping={"role": title},
        )
    if len(known) > NAMED_AT_MOST:
        shown = ", ".join(known[:NAMED_AT_MOST])
        return _(
            "Among others, these people can: ${names}.",
            mapping={"names": shown},
        )
    return _("These people can: ${names}.", mapping={"names": ", ".join(known)})
