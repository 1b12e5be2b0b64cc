"""What a run of the clock did, as one would say it to a colleague."""

from collections.abc import Mapping
from collective.socialgovernance import _


JOBS = {
    "directory": _("The directory"),
    "editions": _("Charters and guides"),
    "scopes": _("Speaking scopes"),
    "ambassadors": _("Ambassadors"),
    "notices": _("Mails"),
    "retention": _("What is kept too long"),
}
"""What a job is about, by its name."""

EDITION, SCOPE, AMBASSADOR = (
    f"transitions {each}_workflow" for each in ("edition", "scope_edition", "ambassador")
)

DONE = {
    "objects whose readers changed": _("Rights that follow who came, moved or left: ${count}"),
    f"{EDITION} start": _("Editions that came into force: ${count}"),
    f"{EDITION} supersede": _("Editions that made way for the next: ${count}"),
    f"{SCOPE} start": _("Scopes that began: ${count}"),
    f"{SCOPE} supersede": _("Scopes that made way for the next: ${count}"),
    f"{SCOPE} expire": _("Scopes that ended: ${count}"),
    f"{AMBASSADOR} auto_forward": _("Gone on without an answer of the manager: ${count}"),
    f"{AMBASSADOR} enter_grace": _("Something is missing, there is time to mend it: ${count}"),
    f"{AMBASSADOR} restore": _("Complete again: ${count}"),
    f"{AMBASSADOR} lapse": _("At rest, since something is still missing: ${count}"),
    f"{AMBASSADOR} resume": _("Back after a pause: ${count}"),
    f"{AMBASSADOR} release_hold": _("Holds that ended by themselves: ${count}"),
    f"{AMBASSADOR} expire": _("Ended, not renewed: ${count}"),
    f"{AMBASSADOR} depart": _("Ended, the person has left: ${count}"),
    f"{AMBASSADOR} not_pursue": _("Ended, not pursued: ${count}"),
    "digests": _("Mails handed over: ${count}"),
    "notices": _("Texts told of in them: ${count}"),
    "tidings": _("Other things told of in them: ${count}"),
    "people without an address": _("People without an address, who find it on their own page: ${count}"),
    "purged": _("Records that are not kept any more: ${count}"),
}
"""What a job counts, by the name under which it does."""


def job_in_words(job: str) -> str:
    """What a job is about; the name itself for one that somebody added."""
    return JOBS.get(job, job)


def done_in_words(counts: Mapping[str, int]) -> list[str]:
    """What it did, in this order; what nobody gave words to is told as it is counted."""
    known = [_(words, mapping={"count": counts[key]}) for key, words in DONE.items() if key in counts]
    return known + [f"{key}: {count}" for key, count in counts.items() if key not in DONE]
