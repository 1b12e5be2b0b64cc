"""What an edition needs before it is reviewed, as functions of facts."""

from collective.socialgovernance import _
from collective.socialgovernance.texts.facts import ClauseFacts
from collective.socialgovernance.texts.facts import EditionFacts
from collective.socialgovernance.texts.prompts import is_written
from collective.socialgovernance.texts.prompts import unfilled_prompts
from collective.socialgovernance.texts.prompts import words_without_prompts
from collective.socialgovernance.texts.sanctions import sanction_wording
from collective.socialgovernance.texts.situation import Situation
from collective.socialgovernance.texts.wording import has_text
from collective.socialgovernance.transitions.guards import Guard


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


def on_submit(situation: Situation) -> list[Guard]:
    """What an edition needs before it is reviewed."""
    return [
        *_change(situation),
        *_introductions(situation),
        *_clauses_complete(situation),
        *_charter_contents(situation),
        *_french(situation),
        *_justified(situation),
        *without_sanctions(situation),
        *_editorial_scope(situation),
    ]


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


def without_sanctions(situation: Situation) -> list[Guard]:
    """Only a binding text speaks of sanctions (Code du travail L1321-1)."""
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
