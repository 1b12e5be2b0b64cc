"""The company's programme, charter and guide, written and approved by the people whose work that is."""

from collective.socialgovernance.demo import cast
from collective.socialgovernance.demo import company
from collective.socialgovernance.demo import history
from collective.socialgovernance.demo import scopes
from collective.socialgovernance.demo import words
from collective.socialgovernance.demo.intranet import rich
from collective.socialgovernance.demo.intranet import title_in_both
from collective.socialgovernance.demo.past import as_person
from collective.socialgovernance.demo.past import clock_set_to
from collective.socialgovernance.demo.past import moment
from collective.socialgovernance.demo.words import Update
from collective.socialgovernance.demo.words import Wording
from collective.socialgovernance.demo.words import WrittenClause
from collective.socialgovernance.demo.words import WrittenText
from collective.socialgovernance.editions.addresses import in_preparation
from collective.socialgovernance.pages.publishing import publish_edition
from collective.socialgovernance.texts.preparing import prepare_next
from collective.socialgovernance.transitions.firing import fire
from datetime import date
from datetime import time
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Any
from z3c.relationfield import RelationValue
from zope.component import getUtility
from zope.event import notify
from zope.intid.interfaces import IIntIds
from zope.lifecycleevent import ObjectModifiedEvent


RICH_EDITION = ("one_minute", "what_i_gain", "change_summary")
RICH_CLAUSE = ("text", "why")
RIGHTS_AFTER = "learn-on-working-time"
"""The clause of the charter after which the rights block stands."""


def add_programme(site: Any, pages: dict[str, Any], today: date) -> Any:
    """The programme, its roles given through sharing, as the administrator of the site."""
    name, wording = words.programme()
    programme = api.content.create(
        site,
        "GovernanceProgramme",
        name,
        title=title_in_both(wording),
        description=wording[words.AUTHORITATIVE]["description"],
        entity=company.NAME,
        country="FR",
        employment_regime="private",
        consultation_body="CSE",
        phase="accompany",
        what_i_gain=rich(words.both(wording, "what_i_gain")),
        means=rich(words.both(wording, "means")),
        privacy_notice=rich(words.both(wording, "privacy_notice")),
        privacy_notice_version="1",
        strategy_page=_reference(pages["notre-strategie-reseaux"]),
        values_page=_reference(pages["nos-valeurs"]),
        referent=cast.REFERENT,
        referent_backup=cast.REFERENT_BACKUP,
        office_hours=wording[words.AUTHORITATIVE]["office_hours"],
        answer_deadline_hours=24,
        dpo_contact="dpo@gabariers.example",
        timezone=company.ZONE,
        body_informed_on=company.moved(company.BODY_INFORMED, today),
        body_consulted_on=company.moved(company.BODY_CONSULTED, today),
        topics_forbidden=scopes.forbidden_topics(),
    )
    for account in cast.ACCOUNTS:
        if account.roles:
            api.user.grant_roles(username=account.login, roles=list(account.roles), obj=programme)
    programme.reindexObjectSecurity()
    return programme


def publish_charter(programme: Any, today: date) -> Any:
    """The charter's first edition, from its first line to the day it came into force."""
    written = words.charter()
    with as_person(cast.EDITOR, company.DIRECTORY_KNOWN, today):
        charter = _add_text(programme, "Charter", written, owner_functions=["comms", "hr", "legal"])
        draft = in_preparation(charter)
        draft.legal_force = "informative"
        _write(draft, written.wording, ("one_minute", "what_i_gain"))
        for clause in written.clauses:
            _add_clause(draft, clause)
        position = [clause.clause_id for clause in written.clauses].index(RIGHTS_AFTER) + 1
        draft.moveObjectToPosition("your-rights", position)
        notify(ObjectModifiedEvent(draft))
    _approve_informative(draft, today, company.CHARTER_SUBMITTED, company.CHARTER_READ_BY_LEGAL)
    with as_person(cast.OWNER, company.CHARTER_STARTED, today):
        fire(draft, "approve", "Relu avec Marguerite : rien de neuf pour la loi, tout de neuf pour nous.")
    return charter


def publish_guide(programme: Any, today: date) -> Any:
    """The guide's only edition; nobody has to read it, and legal need not."""
    written = words.guide()
    with as_person(cast.EDITOR, company.GUIDE_SUBMITTED, today):
        guide = _add_text(programme, "Guide", written, owner_functions=["comms", "hr"])
        draft = in_preparation(guide)
        _write(draft, written.wording, ("one_minute", "what_i_gain"))
        for clause in written.clauses:
            _add_clause(draft, clause)
        fire(draft, "submit", "Dix-huit pages, toutes nées d’une question posée.")
    with as_person(cast.SECOND_OWNER, company.GUIDE_STARTED, today):
        fire(draft, "approve")
    return guide


def publish_page(page: Any, programme: Any, today: date) -> None:
    """A page of the intranet that those who speak for the company are asked to acknowledge."""
    with clock_set_to(moment(company.PAGE_PUBLISHED, today, time(7, 0))):
        page.ack_programme = IUUID(programme)
        page.ack_audience = list(history.PAGE_AUDIENCE)
        notify(ObjectModifiedEvent(page))
    with as_person(cast.OWNER, company.PAGE_PUBLISHED, today):
        publish_edition(page)


def publish_update(charter: Any, today: date) -> Any:
    """The second edition of the charter: a new clause, two changed ones."""
    update = words.charter().update
    assert update is not None
    with as_person(cast.EDITOR, company.UPDATE_PREPARED, today):
        draft = prepare_next(charter)
        draft.change_class = update.change_class
        _write(draft, update.wording, ("change_summary",))
        _change_clauses(draft, update)
    _approve_informative(draft, today, company.UPDATE_PREPARED, company.UPDATE_READ_BY_LEGAL)
    with as_person(cast.SECOND_OWNER, company.UPDATE_STARTED, today):
        fire(draft, "approve")
    return draft


def _add_text(programme: Any, portal_type: str, written: WrittenText, **settings: Any) -> Any:
    wording = written.wording[words.AUTHORITATIVE]
    return api.content.create(
        programme,
        portal_type,
        written.id,
        title=wording["title"],
        description=wording["description"],
        mandatory_for_ambassadors=True,
        **settings,
    )


def _write(edition: Any, wording: dict[str, Wording], fields: tuple[str, ...]) -> None:
    """Put the words of some fields into a draft, and their English beside them."""
    for name in fields:
        setattr(edition, name, rich(wording[words.AUTHORITATIVE][name]))
    translated = {
        name: wording[words.OTHER][name] for name in ("title", *fields) if name in wording[words.OTHER]
    }
    known = dict(edition.translations or {})
    edition.translations = {**known, words.OTHER: {**known.get(words.OTHER, {}), **translated}}
    notify(ObjectModifiedEvent(edition))


def _add_clause(edition: Any, written: WrittenClause) -> Any:
    return api.content.create(
        edition,
        "Clause",
        written.clause_id,
        clause_id=written.clause_id,
        **written.settings,
        **_clause_words(written),
    )


def _change_clauses(edition: Any, update: Update) -> None:
    for written in update.clauses:
        if not written.after:
            clause = edition[written.clause_id]
            for name, value in _clause_words(written).items():
                setattr(clause, name, value)
            notify(ObjectModifiedEvent(clause))
            continue
        position = edition.objectIds().index(written.after) + 1
        _add_clause(edition, written)
        edition.moveObjectToPosition(written.clause_id, position)


def _clause_words(written: WrittenClause) -> dict[str, Any]:
    wording = written.wording[words.AUTHORITATIVE]
    return {
        "title": wording["title"],
        **{name: rich(wording[name]) for name in RICH_CLAUSE},
        "translations": {words.OTHER: dict(written.wording[words.OTHER])},
    }


def _approve_informative(draft: Any, today: date, submitted: date, read_by_legal: date) -> None:
    """From the desk of the editor to that of legal."""
    with as_person(cast.EDITOR, submitted, today):
        fire(draft, "submit")
    with as_person(cast.OWNER, read_by_legal, today):
        fire(draft, "send_to_legal", "Marguerite, Gérard : dites-nous ce qui vous gêne.")


def _reference(content: Any) -> RelationValue:
    return RelationValue(getUtility(IIntIds).getId(content))
