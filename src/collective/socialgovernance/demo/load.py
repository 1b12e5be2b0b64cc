"""Filling a site with the demo company, through the acts of its people and at the times they acted."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments.api import acknowledge
from collective.socialgovernance.acknowledgments.api import Answerable
from collective.socialgovernance.acknowledgments.api import Given
from collective.socialgovernance.acknowledgments.api import Person
from collective.socialgovernance.acknowledgments.api import Rights
from collective.socialgovernance.acknowledgments.audience import audience_of
from collective.socialgovernance.acknowledgments.interfaces import IAcknowledgeable
from collective.socialgovernance.acknowledgments.interfaces import ILedger
from collective.socialgovernance.days import day_of
from collective.socialgovernance.demo import company
from collective.socialgovernance.demo import governance
from collective.socialgovernance.demo import history
from collective.socialgovernance.demo import intranet
from collective.socialgovernance.demo.history import Told
from collective.socialgovernance.directory import imports
from collective.socialgovernance.directory import rows
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.editions.addresses import in_force
from datetime import date
from datetime import datetime
from datetime import timedelta
from plone import api
from typing import Any
from zope.component import getUtility

import logging


logger = logging.getLogger(__name__)

SOURCE = "demo"


def load(site: Any) -> None:
    """Build the intranet, the directory, the programme and its texts, and replay ten months of answers.

    A site that has the programme already is left as it is. Raises ``Refused`` when an act of the story is not
    allowed: nothing is forced.
    """
    if words_are_there(site):
        logger.info("The demo company is there already.")
        return
    today = day_of(wallclock.now(), company.ZONE)
    intranet.add_accounts()
    intranet.dress(site)
    pages = intranet.add_pages(site)
    intranet.add_news(site, today)
    import_people(today)
    programme = governance.add_programme(site, pages, today)
    told = history.answers(today)
    guide_day, update_day = (
        company.moved(day, today) for day in (company.GUIDE_STARTED, company.UPDATE_STARTED)
    )
    texts = {history.CHARTER: governance.publish_charter(programme, today)}
    replay([entry for entry in told if entry.at.date() < guide_day], texts)
    texts[history.GUIDE] = governance.publish_guide(programme, today)
    replay([entry for entry in told if guide_day <= entry.at.date() < update_day], texts)
    governance.publish_update(texts[history.CHARTER], today)
    replay([entry for entry in told if update_day <= entry.at.date()], texts)
    intranet.open_the_door(site, programme, texts[history.CHARTER], texts[history.GUIDE])
    logger.info("The demo company is there: %s people, %s answers.", len(company.people()), len(told))


def words_are_there(site: Any) -> bool:
    """Whether the demo has been loaded before."""
    from collective.socialgovernance.demo.words import programme

    return programme()[0] in site.objectIds()


def import_people(today: date) -> dict[str, int]:
    """Tell the directory the people and departments, as an import of the two files would."""
    directory = getUtility(IDirectory)
    people = rows.csv_table(rows.PERSON_ROWS, company.people_csv(today), "people.csv")
    departments = rows.csv_table(rows.DEPARTMENT_ROWS, company.departments_csv(), "departments.csv")
    plan = imports.plan(directory, today, people, departments, language="fr")
    who = str(api.user.get_current().getId())
    return imports.apply(directory, plan, who=who, when=wallclock.now(), source=SOURCE)


def replay(told: list[Told], texts: dict[str, Any]) -> None:
    """Give the answers, each at its time, to the edition that was then in force."""
    answerables: dict[str, Answerable] = {}
    for entry in told:
        if entry.text not in answerables:
            answerables[entry.text] = _answerable(texts[entry.text], entry.at)
        _answer(entry, answerables[entry.text], in_force(texts[entry.text]))


def _answerable(text: Any, at: datetime) -> Answerable:
    edition = IAcknowledgeable(in_force(text))
    facts = edition.text
    audience = audience_of(facts, getUtility(IDirectory), day_of(at, facts.timezone))
    present = next(each for each in facts.editions if each.uid == edition.edition)
    return Answerable(facts, audience, present, edition.in_force, edition.digests, edition.language)


def _answer(entry: Told, answerable: Answerable, edition: Any) -> None:
    directory = getUtility(IDirectory)
    key = directory.key(entry.userid)
    person = Person(entry.userid, key, directory.history_of(key))
    on_paper = entry.actor != entry.userid and entry.answer == history.ACKNOWLEDGED
    given = Given(
        entry.answer,
        digest=answerable.digests[entry.language],
        language=entry.language,
        note=entry.note,
        at=day_of(entry.at, company.ZONE) if on_paper else None,
    )
    acknowledge(
        answerable,
        person,
        entry.actor,
        given,
        getUtility(ILedger),
        _rights(entry, edition),
        now=entry.at + timedelta(days=1) if on_paper else entry.at,
    )


def _rights(entry: Told, edition: Any) -> Rights:
    """What the actor may do beyond answering for themself: asked of the site, as on any other way in."""
    if entry.actor == entry.userid:
        return Rights()
    return Rights(
        on_behalf=_may(entry.actor, "Acknowledge on behalf", edition),
        decide=_may(entry.actor, "Decide exceptions", edition),
    )


def _may(login: str, right: str, edition: Any) -> bool:
    return bool(api.user.has_permission(f"collective.socialgovernance: {right}", username=login, obj=edition))
