"""Filling a site with the demo company, through the acts of its people and at the times they acted."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments.api import Given
from collective.socialgovernance.acknowledgments.interfaces import IAcknowledgeable
from collective.socialgovernance.days import day_of
from collective.socialgovernance.demo import ambassadors
from collective.socialgovernance.demo import company
from collective.socialgovernance.demo import governance
from collective.socialgovernance.demo import history
from collective.socialgovernance.demo import intranet
from collective.socialgovernance.demo import scopes
from collective.socialgovernance.demo import words
from collective.socialgovernance.demo.history import Told
from collective.socialgovernance.demo.past import clock_set_to
from collective.socialgovernance.demo.past import moment
from collective.socialgovernance.directory import csv_files
from collective.socialgovernance.directory import imports
from collective.socialgovernance.directory import rows
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.editions.addresses import in_force
from collective.socialgovernance.texts.answering import give_answer
from datetime import date
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
    if is_loaded(site):
        logger.info("The demo company is there already.")
        return
    today = day_of(wallclock.now(), company.ZONE)
    intranet.add_accounts()
    intranet.dress(site)
    pages = intranet.add_pages(site)
    intranet.add_news(site, today)
    import_people(today)
    with clock_set_to(moment(company.DIRECTORY_KNOWN, today)):
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
    page = pages[intranet.STRATEGY]
    governance.publish_page(page, programme, today)
    replay_to_page(history.answers_to_page(today), page)
    scopes.publish_scopes(programme, today)
    scopes.begin_draft(programme, today)
    scopes.freeze_one(programme, today)
    ambassadors.register_ambassadors(programme, today)
    intranet.open_the_door(site, programme, texts[history.CHARTER], texts[history.GUIDE])
    logger.info("The demo company is there: %s people, %s answers.", len(company.people()), len(told))


def is_loaded(site: Any) -> bool:
    """Whether the demo has been loaded before."""
    return words.programme()[0] in site.objectIds()


def import_people(today: date) -> dict[str, int]:
    """Tell the directory the people and departments, as an import of the two files would."""
    directory = getUtility(IDirectory)
    people = csv_files.csv_table(rows.PERSON_ROWS, company.people_csv(today), "people.csv")
    departments = csv_files.csv_table(rows.DEPARTMENT_ROWS, company.departments_csv(), "departments.csv")
    plan = imports.plan(directory, today, people, departments, language="fr")
    who = str(api.user.get_current().getId())
    return imports.apply(directory, plan, who=who, when=wallclock.now(), source=SOURCE)


def replay(told: list[Told], texts: dict[str, Any]) -> None:
    """Give the answers, each at its time, to the edition that was then in force."""
    editions = {name: in_force(text) for name, text in texts.items()}
    for entry in told:
        edition = editions[entry.text]
        if entry.actor == entry.userid:
            # Most people of the company have no account; for oneself no right is needed.
            with clock_set_to(entry.at):
                _answer(entry, edition)
        elif entry.answer == history.ACKNOWLEDGED:
            # Signed on paper that day, entered by an owner the day after.
            with clock_set_to(entry.at + timedelta(days=1)), api.env.adopt_user(username=entry.actor):
                _answer(entry, edition, day_of(entry.at, company.ZONE))
        else:
            with clock_set_to(entry.at), api.env.adopt_user(username=entry.actor):
                _answer(entry, edition)


def replay_to_page(told: list[Told], page: Any) -> None:
    """The same for a page, which has one edition in one language."""
    edition = IAcknowledgeable(page)
    digest = edition.digests[edition.language]
    for entry in told:
        given = Given(entry.answer, digest=digest, language=edition.language)
        with clock_set_to(entry.at):
            give_answer(page, entry.userid, entry.userid, given)


def _answer(entry: Told, edition: Any, on_paper: date | None = None) -> None:
    given = Given(
        entry.answer,
        digest=edition.digests[entry.language],
        language=entry.language,
        note=entry.note,
        at=on_paper,
    )
    give_answer(edition, entry.userid, entry.actor, given)
