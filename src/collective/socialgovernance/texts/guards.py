"""What stands in the way of a transition of an edition, as functions of facts.

Every function gives all its guards, passed or not, so that a page can show them beside the text and a refusal
can name them all at once. Codes are stable names that programs rely on.
"""

from collections.abc import Sequence
from collective.socialgovernance import _
from collective.socialgovernance import PACKAGE
from collective.socialgovernance.programme.four_eyes import LEGAL
from collective.socialgovernance.programme.four_eyes import OWNER
from collective.socialgovernance.programme.four_eyes import who_else
from collective.socialgovernance.texts import law
from collective.socialgovernance.texts.facts import EditionFacts
from collective.socialgovernance.texts.situation import Situation
from collective.socialgovernance.texts.submitting import CHARTER_TOPIC_GROUPS
from collective.socialgovernance.texts.submitting import on_submit
from collective.socialgovernance.texts.submitting import without_sanctions
from collective.socialgovernance.transitions.guards import Guard
from collective.socialgovernance.transitions.guards import with_note
from dataclasses import replace
from zope.i18nmessageid import Message


__all__ = [
    "approving_role",
    "CHARTER_TOPIC_GROUPS",
    "FORMALITY_TITLES",
    "on_approve",
    "on_downgrade",
    "on_submit",
    "on_withdraw",
    "only_binding",
    "Situation",
]

FORMALITY_TITLES = {
    "consultation_date": _("The staff body was consulted"),
    "opinion": _("The opinion of the staff body is recorded"),
    "labour_inspection_sent": _("A copy was sent to the labour inspectorate"),
    "registry_deposit": _("The text was deposited with the labour court"),
    "publicity_date": _("The text was made public to staff"),
}
FORMALITY_NEEDS = {
    "consultation_date": _("Enter the day on which the staff body was consulted."),
    "opinion": _("Enter the opinion of the staff body, or that there is no such body."),
    "labour_inspection_sent": _("Enter the day on which a copy was sent to the labour inspectorate."),
    "registry_deposit": _("Enter the day on which the text was deposited with the labour court."),
    "publicity_date": _("Enter the day on which the text was made public to staff."),
}
FORMALITY_NAMES = {
    "consultation_date": _("consultation of the staff body"),
    "opinion": _("opinion of the staff body"),
    "labour_inspection_sent": _("copy to the labour inspectorate"),
    "registry_deposit": _("deposit with the labour court"),
    "publicity_date": _("publicity to staff"),
    "effective_from": _("the month of publicity, which is not over"),
}


def on_approve(situation: Situation, approver: str, impact_seen: object) -> list[Guard]:
    """What stands between a reviewed edition and its approval by ``approver``.

    ``impact_seen`` is the number of people asked that the approver sends back; None when not sent.
    """
    return [
        _author(situation, approver),
        *_legal_path(situation),
        *_formalities(situation),
        *_impact(situation, impact_seen),
        *_body_informed(situation),
    ]


def only_binding(legal_force: str, url: str) -> Guard:
    """Formalities are opened for binding texts only."""
    return Guard(
        "legal_required",
        _("The text is binding"),
        legal_force == "binding",
        detail=_("Only a binding text goes through formalities: approve this one, or return it to draft."),
        url=url,
    )


def on_downgrade(situation: Situation) -> list[Guard]:
    """What was written for a binding text may speak of sanctions; an informative one does not."""
    lowered = replace(situation, edition=replace(situation.edition, legal_force="informative"))
    way_back = situation.edition.url + "/@@transition?transition=return_to_draft"
    return [guard if guard.passed else replace(guard, url=way_back) for guard in without_sanctions(lowered)]


def on_withdraw(situation: Situation, comment: str) -> list[Guard]:
    """A reason; for a binding edition in force the same formalities as for a change (L1321-4, last
    paragraph).
    """
    guards = with_note(comment)
    if situation.edition.legal_force == "binding" and situation.state == "in_force":
        rules = _rules(situation)
        lacking = law.missing(situation.withdrawal, rules)
        wrong = law.disordered(situation.withdrawal, situation.today)
        earliest = law.earliest_start(situation.withdrawal, rules)
        lawful = not lacking and not wrong and earliest is not None and earliest <= situation.today
        guards.append(
            Guard(
                "withdrawal_formalities",
                _("The formalities of the withdrawal are complete"),
                lawful,
                detail=(
                    ""
                    if lawful
                    else _(
                        "Withdrawing a binding text takes the same formalities as changing it. "
                        "Missing or too early: ${keys}.",
                        mapping={"keys": _named([*lacking, *wrong] or ["effective_from"])},
                    )
                ),
                url=situation.edition.url + "/@@formalities",
            )
        )
    return guards


def _author(situation: Situation, approver: str) -> Guard:
    own = approver in situation.edition.authors
    return Guard(
        "author",
        _("Whoever approves has not written it"),
        not own,
        detail=_(
            "You worked on this edition: somebody else approves it. ${who_else}",
            mapping={"who_else": who_else(situation.other_approvers, approving_role(situation.edition))},
        )
        if own
        else "",
    )


def approving_role(edition: EditionFacts) -> str:
    """The governance role whose holders approve an edition."""
    return LEGAL if edition.legal_force == "binding" else OWNER


def _legal_path(situation: Situation) -> list[Guard]:
    force, state = situation.edition.legal_force, situation.state
    if force == "pedagogical":
        return []
    reviewed = state == "formalities" if force == "binding" else state in ("legal", "formalities")
    return [
        Guard(
            "legal_required",
            _("It went through legal review"),
            reviewed,
            detail=(
                _("A binding text goes through legal review and the formalities first.")
                if force == "binding"
                else _("An informative text goes through legal review first: send it there.")
            ),
            url=situation.edition.url + "/@@transition?transition=send_to_legal",
        )
    ]


def _rules(situation: Situation) -> law.RuleSet:
    programme = situation.programme
    return law.rule_set(programme.country, programme.regime, programme.consultation_body)


def _named(keys: Sequence[str]) -> Message:
    """Formalities by name, in the language in which the sentence around them is read."""
    names = {f"name_{place}": FORMALITY_NAMES[key] for place, key in enumerate(keys)}
    return Message(", ".join(f"${{{name}}}" for name in names), domain=PACKAGE, mapping=names)


def _formalities(situation: Situation) -> list[Guard]:
    edition = situation.edition
    if edition.legal_force != "binding":
        return []
    rules = _rules(situation)
    url = edition.url + "/@@formalities"
    lacking = law.missing(edition.formalities, rules)
    guards = [
        Guard(
            f"formalities.{key}",
            FORMALITY_TITLES[key],
            key not in lacking,
            detail=FORMALITY_NEEDS[key],
            url=url,
        )
        for key in rules.required
    ]
    wrong = law.disordered(edition.formalities, situation.today)
    guards.append(
        Guard(
            "formalities.order",
            _("The days of the formalities follow one another"),
            not wrong,
            detail=_(
                "No formality is later than today or before the consultation: ${keys}.",
                mapping={"keys": _named(wrong)},
            ),
            url=url,
        )
    )
    earliest = law.earliest_start(edition.formalities, rules)
    if earliest is not None:
        start = edition.effective_from or situation.today
        guards.append(
            Guard(
                "effective_from",
                _("It does not hold too early"),
                start >= earliest,
                detail=_(
                    "It may be in force from ${day} at the earliest (one month after deposit and publicity, "
                    "Code du travail R1321-3).",
                    mapping={"day": earliest.isoformat()},
                )
                if rules.month_after_deposit
                else _(
                    "It may be in force from ${day} at the earliest, the day of publicity.",
                    mapping={"day": earliest.isoformat()},
                ),
                url=url,
            )
        )
    return guards


def _impact(situation: Situation, impact_seen: object) -> list[Guard]:
    edition = situation.edition
    if situation.previous is None or edition.change_class != "major":
        return []
    seen = type(impact_seen) is int and impact_seen == situation.asked
    return [
        Guard(
            "impact_seen",
            _("You have seen how many people it asks"),
            seen,
            detail=_(
                "This major edition asks ${number} people again. Confirm that number.",
                mapping={"number": situation.asked},
            ),
            url=edition.url + "/@@transition?transition=approve",
        )
    ]


def _body_informed(situation: Situation) -> list[Guard]:
    programme = situation.programme
    if programme.country != "FR" or situation.ack_mode == "none":
        return []
    return [
        Guard(
            "body_informed",
            _("The staff body was informed of the register of acknowledgments"),
            programme.body_informed_on is not None,
            detail=_(
                "In France the staff body is informed before acknowledgments are asked: "
                "enter the day on the programme."
            ),
            url=programme.url + "/edit",
        )
    ]
