"""What stands in the way of a transition of an edition, as functions of facts.

Every function gives all its guards, passed or not, so that a page can show them beside the text and a refusal
can name them all at once. Codes are stable names that programs rely on.
"""

from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance.programme.four_eyes import LEGAL
from collective.socialgovernance.programme.four_eyes import OWNER
from collective.socialgovernance.programme.four_eyes import who_else
from collective.socialgovernance.texts import law
from collective.socialgovernance.texts.facts import ClauseFacts
from collective.socialgovernance.texts.facts import EditionFacts
from collective.socialgovernance.texts.facts import ProgrammeFacts
from collective.socialgovernance.texts.prompts import is_written
from collective.socialgovernance.texts.prompts import unfilled_prompts
from collective.socialgovernance.texts.prompts import words_without_prompts
from collective.socialgovernance.texts.sanctions import sanction_wording
from collective.socialgovernance.texts.wording import has_text
from collective.socialgovernance.transitions.guards import Guard
from dataclasses import dataclass
from dataclasses import field
from datetime import date


CHARTER_TOPIC_GROUPS = (
    "accounts_profile",
    "writing",
    "brand",
    "conduct",
    "confidentiality",
    "copyright",
    "security",
    "your_rights",
    "referent",
    "what_i_can_do",
)
"""Topic groups of which every charter has at least one clause."""

BINDS_READERS = ("rule", "right")
"""Kinds of clause that an editorial edition may not touch."""

FORMALITY_TITLES = {
    "consultation_date": _("The staff body was consulted"),
    "opinion": _("The opinion of the staff body is recorded"),
    "labour_inspection_sent": _("A copy was sent to the labour inspectorate"),
    "registry_deposit": _("The text was deposited with the labour court"),
    "publicity_date": _("The text was made public to staff"),
}


@dataclass(frozen=True)
class Situation:
    """Everything the guards of one edition look at.

    ``previous`` is the edition it follows (None for the first), ``words`` the words of sanction by language,
    ``asked`` how many people its start would ask, ``today`` the day of the act in the programme's time zone,
    ``other_approvers`` the names of those who could approve it and are none of its authors.
    """

    edition: EditionFacts
    programme: ProgrammeFacts
    text_type: str
    today: date
    previous: EditionFacts | None = None
    ack_mode: str = "read"
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    asked: int = 0
    state: str = "draft"
    withdrawal: Mapping[str, object] = field(default_factory=dict)
    topic_titles: Mapping[str, str] = field(default_factory=dict)
    other_approvers: tuple[str, ...] = ()


def on_submit(situation: Situation) -> list[Guard]:
    """What an edition needs before it is reviewed."""
    return [
        *_change(situation),
        *_introductions(situation),
        *_clauses_complete(situation),
        *_charter_contents(situation),
        *_french(situation),
        *_justified(situation),
        *_sanction_wording(situation),
        *_editorial_scope(situation),
    ]


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


def with_note(comment: str) -> list[Guard]:
    """A transition that must say why."""
    return [
        Guard(
            "note",
            _("Say why"),
            bool(comment),
            detail="" if comment else _("Please write a note: those who worked on it will read it."),
        )
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
                        mapping={"keys": ", ".join([*lacking, *wrong]) or "effective_from"},
                    )
                ),
                url=situation.edition.url + "/@@formalities",
            )
        )
    return guards


def _change(situation: Situation) -> list[Guard]:
    if situation.previous is None:
        return []
    edition = situation.edition
    return [
        Guard(
            "change_class",
            _("How much changes is chosen"),
            bool(edition.change_class),
            detail=_("Choose whether this is an editorial, a minor or a major edition."),
            url=edition.url + "/edit",
        ),
        Guard(
            "change_summary",
            _("What changes is said"),
            has_text(edition.change_summary),
            detail=_("Say in one or two sentences what changes."),
            url=edition.url + "/edit",
        ),
    ]


def _introductions(situation: Situation) -> list[Guard]:
    edition, programme = situation.edition, situation.programme
    gain_here = is_written(edition.what_i_gain)
    gain_there = has_text(programme.what_i_gain)
    return [
        Guard(
            "one_minute",
            _("The text in one minute is written"),
            is_written(edition.one_minute),
            detail=_("Write the whole text for somebody who has one minute."),
            url=edition.url + "/edit",
        ),
        Guard(
            "what_i_gain",
            _("What readers gain is written"),
            gain_here and gain_there,
            detail=(
                _("Say what each reader gains from this text.")
                if not gain_here
                else _("Say on the programme what each employee gains from it.")
            ),
            url=edition.url + "/edit" if not gain_here else programme.url + "/edit",
        ),
    ]


def _missing(clause: ClauseFacts) -> str:
    """What a clause still needs; only its text where the rest is there."""
    named = {"clause": clause.title}
    if clause.kind and clause.topic_group:
        return _("Write the text of “${clause}”.", mapping=named)
    return _("“${clause}” needs its kind, its topic and its text.", mapping=named)


def _clauses_complete(situation: Situation) -> list[Guard]:
    clauses = situation.edition.clauses
    if not clauses:
        return [
            Guard(
                "clauses",
                _("There is at least one clause"),
                False,
                detail=_("Write at least one clause."),
                url=situation.edition.url + "/++add++Clause",
            )
        ]
    incomplete = [
        Guard(
            "clauses",
            _("Every clause has a kind, a topic and a text"),
            False,
            detail=_missing(clause),
            url=clause.url,
        )
        for clause in clauses
        if not (clause.kind and clause.topic_group and words_without_prompts(clause.text))
    ]
    incomplete += _unanswered(clauses)
    return incomplete or [Guard("clauses", _("Every clause has a kind, a topic and a text"), True)]


def _unanswered(clauses: tuple[ClauseFacts, ...]) -> list[Guard]:
    """Clauses that are written in part: a question to the writer would be shown to readers."""
    return [
        Guard(
            "clauses",
            _("Every clause has a kind, a topic and a text"),
            False,
            detail=_(
                "“${clause}” still asks its writer: “${question}” Answer it, or take it out.",
                mapping={"clause": clause.title, "question": left[0]},
            ),
            url=clause.url,
        )
        for clause in clauses
        if words_without_prompts(clause.text)
        and (left := [*unfilled_prompts(clause.text), *unfilled_prompts(clause.why)])
    ]


def _charter_contents(situation: Situation) -> list[Guard]:
    if situation.text_type != "Charter":
        return []
    edition = situation.edition
    present = {clause.topic_group for clause in edition.clauses}
    has_rights = any(clause.topic_group == "your_rights" and clause.locked for clause in edition.clauses)
    lacking = [group for group in CHARTER_TOPIC_GROUPS if group not in present]
    names = ", ".join(situation.topic_titles.get(group, group) for group in lacking)
    return [
        Guard(
            "rights_block",
            _("The block “Your rights” is there"),
            has_rights,
            detail=_("The block “Your rights” is missing: add it again."),
            url=edition.url + "/@@write",
        ),
        Guard(
            "topic_groups",
            _("Every topic of a charter is there"),
            not lacking,
            detail=_("No clause yet about: ${topics}.", mapping={"topics": names}),
            url=edition.url + "/@@write",
        ),
    ]


def _french(situation: Situation) -> list[Guard]:
    """Code du travail L1321-6: what sets obligations is written in French."""
    if situation.programme.country != "FR":
        return []
    edition = situation.edition
    title = _("The French text is there")
    if edition.authoritative_language == "fr":
        return [Guard("french_text", title, True)]
    if edition.legal_force == "binding":
        return [
            Guard(
                "french_text",
                title,
                False,
                detail=_("A binding text is authoritative in French (Code du travail L1321-6)."),
                url=edition.url + "/edit",
            )
        ]
    untranslated = [clause for clause in edition.clauses if not _has_french(clause)]
    lacking = [clause.title for clause in untranslated]
    edition_done = all(
        edition.translations.get("fr", {}).get(name) for name in ("title", "one_minute", "what_i_gain")
    )
    if not edition_done:
        lacking.insert(0, edition.title)
    return [
        Guard(
            "french_text",
            title,
            not lacking,
            detail=_("No French text yet for: ${clauses}.", mapping={"clauses": "; ".join(lacking)}),
            url=edition.url + "/@@translate?language=fr",
        )
    ]


def _has_french(clause: ClauseFacts) -> bool:
    french = clause.translations.get("fr", {})
    return bool(french.get("title")) and has_text(french.get("text", ""))


def _justified(situation: Situation) -> list[Guard]:
    title = _("Every restriction is justified and proportionate")
    unjustified = [
        Guard(
            "justification",
            title,
            False,
            detail=_(
                "“${clause}” restricts a freedom: say why that is needed and why it goes no further "
                "(Code du travail L1121-1).",
                mapping={"clause": clause.title},
            ),
            url=clause.url,
        )
        for clause in situation.edition.clauses
        if clause.restricts_freedom and not (clause.justification.strip() and clause.proportionality.strip())
    ]
    return unjustified or [Guard("justification", title, True)]


def _sanction_wording(situation: Situation) -> list[Guard]:
    edition = situation.edition
    if edition.legal_force == "binding":
        return []
    title = _("It does not speak of sanctions")
    guards = [
        Guard(
            "sanction_wording",
            title,
            False,
            detail=_(
                "“${place}” says “${words}”. Only a binding text may speak of sanctions: "
                "take the words out, or make the text binding.",
                mapping={"place": found.place, "words": "”, “".join(found.words)},
            ),
            url=found.url,
        )
        for found in sanction_wording(edition, situation.words)
    ]
    return guards or [Guard("sanction_wording", title, True)]


def _editorial_scope(situation: Situation) -> list[Guard]:
    edition, previous = situation.edition, situation.previous
    if edition.change_class != "editorial" or previous is None:
        return []
    title = _("An editorial edition leaves rules and rights as they are")
    touched = [
        Guard(
            "editorial_scope",
            title,
            False,
            detail=_(
                "This changes rules or rights: ${clauses}. Choose minor or major.",
                mapping={"clauses": clause.title},
            ),
            url=clause.url if clause in edition.clauses else edition.url + "/edit",
        )
        for clause in binding_differences(previous, edition)
    ]
    return touched or [Guard("editorial_scope", title, True)]


def binding_differences(previous: EditionFacts, edition: EditionFacts) -> list[ClauseFacts]:
    """The clauses of kind rule or right that differ, in the authoritative language; as they are now.

    A clause counts when it is added, removed (then as it was), or has another kind, title or text.
    """
    before = {clause.clause_id: clause for clause in previous.clauses}
    after = {clause.clause_id: clause for clause in edition.clauses}
    touched = []
    for clause_id in [*after, *(old for old in before if old not in after)]:
        old, new = before.get(clause_id), after.get(clause_id)
        present = new or old
        if not any(clause and clause.kind in BINDS_READERS for clause in (old, new)) or present is None:
            continue
        if old is None or new is None or _essence(old) != _essence(new):
            touched.append(present)
    return touched


def _essence(clause: ClauseFacts) -> tuple[str, str, str]:
    return clause.kind, clause.title, clause.text


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
            detail=_("Enter it before approving."),
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
                mapping={"keys": ", ".join(wrong)},
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
