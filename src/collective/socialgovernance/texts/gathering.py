"""From content to plain values: reading editions, clauses and their programme."""

from Acquisition import aq_base
from Acquisition import aq_chain
from Acquisition import aq_inner
from Acquisition import aq_parent
from collective.socialgovernance.controlpanel.settings import sanction_words
from collective.socialgovernance.days import day_of
from collective.socialgovernance.editions.addresses import editions_of
from collective.socialgovernance.editions.addresses import in_force
from collective.socialgovernance.editions.numbering import parsed
from collective.socialgovernance.programme.content import IGovernanceProgramme
from collective.socialgovernance.programme.four_eyes import others
from collective.socialgovernance.programme.holders import holders_of
from collective.socialgovernance.programme.holders import names_of
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.texts.content import IClause
from collective.socialgovernance.texts.content import IEdition
from collective.socialgovernance.texts.facts import ClauseFacts
from collective.socialgovernance.texts.facts import EditionFacts
from collective.socialgovernance.texts.facts import ProgrammeFacts
from collective.socialgovernance.texts.guards import approving_role
from collective.socialgovernance.texts.guards import Situation
from collective.socialgovernance.texts.interfaces import IGovernedText
from collective.socialgovernance.transitions.firing import state_of
from collective.socialgovernance.vocabularies.fixed import topic_groups
from datetime import datetime
from plone.uuid.interfaces import ATTRIBUTE_NAME
from plone.uuid.interfaces import IUUID
from typing import Any


def raw(value: Any) -> str:
    """The stored HTML of a rich text field; empty for none."""
    return str(getattr(value, "raw", None) or "")


def uid_of(content: Any) -> str:
    """The UID of a text or an edition, read where it is kept: what asks for it a dozen times asks this."""
    return str(getattr(aq_base(content), ATTRIBUTE_NAME))


def programme_of(content: Any) -> Any:
    """The programme that contains some content. Raises ``LookupError`` outside of any."""
    for parent in aq_chain(aq_inner(content)):
        if IGovernanceProgramme.providedBy(parent):
            return parent
    raise LookupError("not inside a governance programme")


def text_of(edition: Any) -> Any:
    """The charter or guide of an edition."""
    return aq_parent(aq_inner(edition))


def clauses_of(edition: Any) -> list[Any]:
    """The clauses in reading order."""
    return [child for child in edition.objectValues() if IClause.providedBy(child)]


def clause_facts(clause: Any) -> ClauseFacts:
    """One clause as plain values."""
    return ClauseFacts(
        clause_id=clause.clause_id or "",
        title=clause.title or "",
        kind=clause.kind or "",
        topic_group=clause.topic_group or "",
        text=raw(clause.text),
        why=raw(clause.why),
        benefits=tuple(clause.benefits or ()),
        restricts_freedom=bool(clause.restricts_freedom),
        justification=clause.justification or "",
        proportionality=clause.proportionality or "",
        translations=clause.translations or {},
        locked=bool(clause.locked),
        url=clause.absolute_url() + "/edit",
    )


def title_in(edition: Any, language: str) -> str:
    """The title of an edition in a language, the authoritative one where there is no translation.

    The same as that of :func:`edition_facts`, without reading the whole text.
    """
    translated = (edition.translations or {}).get(language) or {}
    if language != edition.authoritative_language and translated.get("title"):
        return str(translated["title"])
    draft = not edition.number and state_of(edition) == "draft"
    return str((text_of(edition).title if draft else edition.title) or "")


def called(content: Any, language: str) -> str:
    """What readers of a language call a charter, a guide or an edition; any other content by its title.

    A text is called as its edition in force is: the words of a draft are nobody's yet.
    """
    if IEdition.providedBy(content):
        return title_in(content, language)
    edition = in_force(content) if IGovernedText.providedBy(content) else None
    return str(content.Title()) if edition is None else title_in(edition, language)


def edition_facts(edition: Any) -> EditionFacts:
    """One edition with its clauses as plain values; a draft has the title that its text has now."""
    draft = state_of(edition) == "draft"
    return EditionFacts(
        uid=IUUID(edition),
        title=(text_of(edition).title if draft else edition.title) or "",
        number=edition.number,
        legal_force=edition.legal_force,
        change_class=edition.change_class,
        change_summary=raw(edition.change_summary),
        one_minute=raw(edition.one_minute),
        what_i_gain=raw(edition.what_i_gain),
        authoritative_language=edition.authoritative_language,
        translations=edition.translations or {},
        effective_from=edition.effective_from,
        formalities=edition.formalities or {},
        authors=tuple(edition.authors or ()),
        clauses=tuple(clause_facts(clause) for clause in clauses_of(edition)),
        url=edition.absolute_url(),
    )


def programme_facts(programme: Any) -> ProgrammeFacts:
    """What of a programme decides the path of a text."""
    return ProgrammeFacts(
        country=programme.country,
        regime=programme.employment_regime,
        consultation_body=programme.consultation_body or "",
        what_i_gain=raw(programme.what_i_gain),
        body_informed_on=programme.body_informed_on,
        url=programme.absolute_url(),
    )


def previous_of(edition: Any) -> Any | None:
    """The approved edition with the highest number beside this one; None for the first."""
    numbered = [other for other in editions_of(text_of(edition)) if other.number and other.id != edition.id]
    return max(numbered, key=lambda other: parsed(other.number), default=None)


def followed_by(edition: Any) -> Any | None:
    """The edition whose words an edition changes: the one in force, or the last that was; None for the first.

    One that was withdrawn before its day counts only where no other is: nobody was ever asked to read it.
    """
    others = [other for other in editions_of(text_of(edition)) if other.id != edition.id]
    held = [other for other in others if other.number and other.in_force_on is not None]
    return max(held, key=lambda other: parsed(other.number), default=None) or previous_of(edition)


def other_approvers(edition: Any) -> tuple[str, ...]:
    """The names of those who could approve an edition and are none of its authors."""
    role = approving_role(edition_facts(edition))
    return names_of(others(holders_of(edition), role, edition.authors or ()))


def situation_of(edition: Any, at: datetime, asked: int = 0) -> Situation:
    """Everything that the guards of an edition look at, at an instant."""
    text, programme = text_of(edition), programme_of(edition)
    previous = followed_by(edition)
    return Situation(
        edition=edition_facts(edition),
        programme=programme_facts(programme),
        text_type=text.portal_type,
        today=day_of(at, zone_of(programme)),
        previous=None if previous is None else edition_facts(previous),
        ack_mode=text.ack_mode,
        words=sanction_words(),
        asked=asked,
        state=state_of(edition),
        withdrawal=edition.withdrawal_formalities or {},
        topic_titles=topic_groups.titles,
    )
