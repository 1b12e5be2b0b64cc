"""Who may speak, among many scopes: questions answered in process, against a walk over every cell."""

from collections.abc import Callable
from collective.socialgovernance.controlpanel.interfaces import DEFAULT_AUDIENCES
from collective.socialgovernance.controlpanel.interfaces import DEFAULT_PLATFORMS
from collective.socialgovernance.controlpanel.interfaces import DEFAULT_TOPICS
from collective.socialgovernance.directory import imports
from collective.socialgovernance.directory import rows
from collective.socialgovernance.directory.store import Directory
from collective.socialgovernance.scopes.facts import Cell
from collective.socialgovernance.scopes.facts import Contact
from collective.socialgovernance.scopes.facts import EditionFacts
from collective.socialgovernance.scopes.facts import ScopeContent
from collective.socialgovernance.scopes.facts import ScopeFacts
from collective.socialgovernance.scopes.facts import Voice
from collective.socialgovernance.scopes.hierarchies import hierarchy
from collective.socialgovernance.scopes.hierarchies import Words
from collective.socialgovernance.scopes.laid_out import Question
from collective.socialgovernance.scopes.laid_out import ScopeMap
from collective.socialgovernance.scopes.overlaps import meet
from collective.socialgovernance.scopes.resolver import resolve
from collective.socialgovernance.vocabularies.territories import default_territories
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone

import random
import statistics
import time


NAME = "resolver"
SCOPES = 500
CELLS = 40
QUESTIONS = 1000
DAY = date(2027, 3, 1)
TOPICS = [
    *DEFAULT_TOPICS,
    *(
        {"token": f"{topic['token']}_{part}", "parent": topic["token"]}
        for topic in DEFAULT_TOPICS
        for part in range(5)
    ),
]
"""As many scopes need more topics than the ten of a new site: each has five below it here."""

WORDS = Words(
    hierarchy(TOPICS),
    hierarchy(DEFAULT_AUDIENCES),
    hierarchy(DEFAULT_PLATFORMS),
    hierarchy(default_territories()),
)


def run(people: int) -> dict[str, object]:
    """Milliseconds for one answer with its people, today and on any day of a year, by number of people."""
    few = _measure(max(people // 10, 100))
    many = _measure(people)
    return {
        "scopes": SCOPES,
        "cells": SCOPES * CELLS,
        "people": people,
        **many,
        "p50 against ten times fewer people": many["p50 ms"] / few["p50 ms"],
    }


def _measure(people: int) -> dict[str, float]:
    chance = random.Random(5)
    directory = _company(people)
    made = [_scope(number, people, chance) for number in range(SCOPES)]
    began = time.perf_counter()
    scopes = ScopeMap(made)
    prepared = time.perf_counter() - began
    questions = [_question(chance) for _ in range(QUESTIONS)]
    times = sorted(_timed(lambda each=each: _answer(scopes, each, directory)) for each in questions)
    walks = [_timed(lambda each=each: _walk(made, each)) for each in questions[:5]]
    return {
        "preparing ms": prepared * 1000,
        "p50 ms": statistics.median(times) * 1000,
        "p95 ms": times[int(len(times) * 0.95)] * 1000,
        "longest ms": times[-1] * 1000,
        "walk over every cell ms": statistics.median(walks) * 1000,
    }


def _answer(scopes: ScopeMap, question: Question, directory: Directory) -> None:
    answer = resolve(scopes, question, WORDS, (), directory)
    if answer.lead is not None:
        content = answer.lead.edition.content
        for voice in content.voices:
            directory.person(voice.user, question.day)
        for contact in content.escalation:
            directory.person(contact.user, question.day)


def _walk(made: list[ScopeFacts], question: Question) -> None:
    for scope in made:
        edition = scope.in_force_on(question.day)
        for cell in () if edition is None else edition.content.cells:
            meet(cell, question.cell, WORDS)


def _question(chance: random.Random) -> Question:
    return Question(
        topic=_one(chance, TOPICS),
        day=DAY + timedelta(days=chance.randrange(-300, 60) if chance.random() < 0.3 else 0),
        audience=_one(chance, DEFAULT_AUDIENCES, 0.6),
        platform=_one(chance, DEFAULT_PLATFORMS, 0.4),
        territory=chance.choice(["", "", "FR", "DE", "europe", "BR"]),
    )


def _scope(number: int, people: int, chance: random.Random) -> ScopeFacts:
    voices = tuple(Voice(f"p{chance.randrange(people)}", "professional") for _ in range(5))
    content = ScopeContent(
        cells=tuple(_cell(chance) for _ in range(CELLS)),
        voices=voices,
        escalation=(Contact("high", voices[0].user, voices[1].user),),
        valid_to=DAY + timedelta(days=chance.randrange(300)),
    )
    begins = DAY - timedelta(days=chance.randrange(1, 300))
    edition = EditionFacts(f"e{number}", "in_force", content, "1.0.0", begins)
    return ScopeFacts(f"s{number}", f"d{number:03}", f"Department {number}", editions=(edition,))


def _cell(chance: random.Random) -> Cell:
    return Cell(
        _one(chance, TOPICS),
        _one(chance, DEFAULT_AUDIENCES, 0.8),
        _one(chance, DEFAULT_PLATFORMS, 0.7),
        chance.choice(["", "world", "europe", "FR", "DE", "BR"]),
        chance.choice(["lead", "contributor"]),
    )


def _one(chance: random.Random, words: list, share: float = 1.0) -> str:
    return str(chance.choice(words)["token"]) if chance.random() < share else ""


def _company(people: int) -> Directory:
    directory = Directory()
    departments = [
        {
            "id": f"d{number:03}",
            "title": f"Department {number}",
            "parent": f"d{number // 8:03}" if number else "",
        }
        for number in range(SCOPES)
    ]
    told = [
        {
            "userid": f"p{number}",
            "fullname": f"Person {number}",
            "department": f"d{number % SCOPES:03}",
            "joined": "2020-01-01",
        }
        for number in range(people)
    ]
    plan = imports.plan(
        directory,
        date(2026, 1, 1),
        rows.json_table(rows.PERSON_ROWS, told),
        rows.json_table(rows.DEPARTMENT_ROWS, departments),
    )
    imports.apply(directory, plan, who="bench", when=datetime(2026, 1, 1, tzinfo=timezone.utc))
    return directory


def _timed(act: Callable[[], None]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began
