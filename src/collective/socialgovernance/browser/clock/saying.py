"""What is coming up, in words: the same on the page and in calendars."""

from collective.socialgovernance import _
from collective.socialgovernance.clock.coming import Coming
from collective.socialgovernance.clock.coming import FORMALITY
from collective.socialgovernance.clock.coming import FREEZE_END
from collective.socialgovernance.clock.coming import HOLD
from collective.socialgovernance.clock.coming import LAPSE
from collective.socialgovernance.clock.coming import RENEWAL
from collective.socialgovernance.clock.coming import REVIEW
from collective.socialgovernance.clock.coming import SCOPE_END
from collective.socialgovernance.clock.coming import SCOPE_START
from collective.socialgovernance.clock.coming import START
from zope.i18nmessageid import Message


KINDS = {
    REVIEW: _("Review"),
    START: _("Begins"),
    FORMALITY: _("Formality"),
    SCOPE_START: _("Scope starts"),
    SCOPE_END: _("Scope ends"),
    FREEZE_END: _("Freeze ends"),
    HOLD: _("Hold"),
    RENEWAL: _("Renewal"),
    LAPSE: _("To read again"),
}
"""By kind, what it is in a word or two."""

FORMALITIES = {
    "consultation_date": _("“${title}”: consultation of the staff body"),
    "labour_inspection_sent": _("“${title}”: copy to the labour inspectorate"),
    "registry_deposit": _("“${title}”: deposit with the labour court"),
    "publicity_date": _("“${title}”: publicity"),
}

SENTENCES = {
    REVIEW: _("“${title}”: does it still hold? Its review is due"),
    START: _("“${title}” comes into force"),
    SCOPE_START: _("Scope “${title}” comes into force"),
    SCOPE_END: _("Scope “${title}”: last day"),
    FREEZE_END: _("Scope “${title}”: last day of the freeze"),
}


def headline(coming: Coming) -> str:
    """One line on what happens, a message."""
    named = {"title": coming.title}
    if coming.kind in SENTENCES:
        return Message(SENTENCES[coming.kind], mapping=named)
    if coming.kind == FORMALITY:
        return Message(FORMALITIES[coming.detail], mapping=named)
    if coming.kind == LAPSE:
        return _lapses(coming)
    if coming.title:
        return (
            _("${name}: review of the hold", mapping={"name": coming.title})
            if coming.kind == HOLD
            else _("${name}: last day as an ambassador, unless renewed", mapping={"name": coming.title})
        )
    return _counted(coming)


def _lapses(coming: Coming) -> str:
    if coming.count is None:
        return _(
            "“${title}”: a few people are asked to read it again this week", mapping={"title": coming.title}
        )
    return _(
        "“${title}”: ${count} people are asked to read it again this week",
        mapping={"title": coming.title, "count": coming.count},
    )


def _counted(coming: Coming) -> str:
    count = {"count": coming.count}
    if coming.kind == HOLD:
        one, more = _("One hold is reviewed"), _("${count} holds are reviewed", mapping=count)
    else:
        one = _("One registration ends, unless renewed")
        more = _("${count} registrations end, unless renewed", mapping=count)
    return one if coming.count == 1 else more
