"""What starting an edition would do, without writing anything."""

from collective.socialgovernance.acknowledgments.audience import audience_of
from collective.socialgovernance.acknowledgments.audience import AudienceRule
from collective.socialgovernance.acknowledgments.entries import ACKNOWLEDGED
from collective.socialgovernance.acknowledgments.facts import NONE
from collective.socialgovernance.acknowledgments.facts import TextFacts
from collective.socialgovernance.acknowledgments.interfaces import ILedger
from collective.socialgovernance.acknowledgments.situations import audience_keys
from collective.socialgovernance.acknowledgments.situations import audience_size
from collective.socialgovernance.acknowledgments.situations import statuses_on
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.texts.acknowledging import facts_if_started
from collective.socialgovernance.texts.acknowledging import text_facts
from collective.socialgovernance.texts.gathering import text_of
from dataclasses import dataclass
from datetime import date
from typing import Any
from zope.component import getUtility
from zope.component import queryUtility


@dataclass(frozen=True)
class AskedDepartment:
    """How many people of one department (id None: people without one) are asked."""

    id: str | None
    title: str
    asked: int


@dataclass(frozen=True)
class Impact:
    """``asked`` people would owe an answer; ``lapsing`` of them have a valid acknowledgment today."""

    lapsing: int = 0
    asked: int = 0
    departments: tuple[AskedDepartment, ...] = ()

    def as_json(self) -> dict[str, object]:
        """``{"lapsing", "asked", "departments": [{"id", "title", "asked"}]}``."""
        return {
            "lapsing": self.lapsing,
            "asked": self.asked,
            "departments": [
                {"id": row.id, "title": row.title, "asked": row.asked} for row in self.departments
            ],
        }


def impact_of(edition: Any, day: date) -> Impact:
    """What starting the edition on ``day`` would do. A minor or editorial one asks nobody again."""
    started = facts_if_started(edition, day)
    rule = _asked(started, day)
    if rule is None:
        return Impact()
    directory = getUtility(IDirectory)
    people = audience_keys(rule, directory, day)
    rows = [
        AskedDepartment(department.id, department.title, len(people & set(members)))
        for department in directory.departments(day)
        for members in [directory.members(department.id, day)]
    ]
    without = len(people & set(directory.without_department(day)))
    if without:
        rows.append(AskedDepartment(None, "", without))
    return Impact(
        lapsing=_acknowledged(edition, day) if len(started.editions) > 1 else 0,
        asked=len(people),
        departments=tuple(row for row in rows if row.asked),
    )


def people_asked(edition: Any, day: date) -> int:
    """How many people would be asked if the edition started on ``day``.

    Approving asks for this figure alone: it is counted without looking at departments and answers.
    """
    rule = _asked(facts_if_started(edition, day), day)
    return 0 if rule is None else audience_size(rule, getUtility(IDirectory), day)


def _asked(started: TextFacts, day: date) -> AudienceRule | None:
    """Whom a major edition would ask: everybody in the audience; None where nobody ever is."""
    directory = queryUtility(IDirectory)
    asks = started.editions[-1].change_class == "major" and started.on(day).ack_mode != NONE
    if directory is None or directory.is_empty() or not asks:
        return None
    return audience_of(started, directory, day).on(day)


def _acknowledged(edition: Any, day: date) -> int:
    """How many valid acknowledgments the edition in force has today."""
    directory, ledger = queryUtility(IDirectory), queryUtility(ILedger)
    facts = text_facts(text_of(edition))
    if facts.in_force(day) is None:
        return 0
    statuses = statuses_on(facts, audience_of(facts, directory, day), directory, ledger, day)
    return len(statuses.get(ACKNOWLEDGED, ()))
