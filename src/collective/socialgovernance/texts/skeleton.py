"""How a first charter or guide begins: the clauses that a few answers call for, with questions to write from.

Never a finished text: a text that one has not thought about is not applied by anybody. The questions are
content, in the language in which the text will be written; they stand in ``questions/``.
"""

from collections.abc import Iterable
from collective.socialgovernance import _
from collective.socialgovernance.fields import TITLE_LENGTH
from collective.socialgovernance.fields import TITLE_TOO_LONG
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.texts.guards import CHARTER_TOPIC_GROUPS
from collective.socialgovernance.texts.prompts import prompt
from collective.socialgovernance.vocabularies.fixed import functions
from collective.socialgovernance.vocabularies.fixed import legal_forces
from collective.socialgovernance.vocabularies.fixed import topic_groups
from dataclasses import dataclass
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

import json


CHARTER, GUIDE = "Charter", "Guide"
LANGUAGES = ("en", "fr")
"""Languages in which there are questions; for every other one they are in the first."""

PURPOSES = {
    "ease": _("So that people feel at ease when they speak"),
    "people": _("To protect people: their accounts, their private life, their image"),
    "company": _("To protect what is confidential, and the brand"),
    "voices": _("To encourage those who like to speak about their work"),
    "together": _("To treat one another well online"),
}
"""What a text may be for."""

CALLED_FOR = {
    "ease": ("what_i_can_do", "writing", "referent"),
    "people": ("accounts_profile", "connections", "image_rights", "security"),
    "company": ("brand", "confidentiality", "copyright"),
    "voices": ("writing", "brand", "disclosure"),
    "together": ("conduct", "referent"),
}
"""The topics that each purpose calls for."""

ON_PLATFORMS = ("accounts_profile",)
"""The topics in which a charter asks what is different on the platforms chosen."""

GIVEN = "your_rights"
"""The topic whose clause every charter is given for its country."""


@dataclass(frozen=True)
class Answers:
    """What was answered before a text was begun.

    ``platforms`` are pairs of token and name. ``topics`` are those chosen besides what the purposes call for.
    """

    text_type: str
    title: str = ""
    language: str = "en"
    legal_force: str = "pedagogical"
    purposes: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    platforms: tuple[tuple[str, str], ...] = ()
    owner_functions: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    population: tuple[str, ...] = ()


@dataclass(frozen=True)
class SkeletonClause:
    """A clause to be written; ``text`` and ``why`` hold questions to the writer and nothing else."""

    title: str
    topic_group: str
    kind: str
    text: str
    why: str
    benefits: tuple[str, ...]
    platforms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Skeleton:
    """What a first draft begins with."""

    one_minute: str
    what_i_gain: str
    clauses: tuple[SkeletonClause, ...]


def topics_called_for(text_type: str, purposes: Iterable[str], chosen: Iterable[str]) -> tuple[str, ...]:
    """The topics of a text, in the order in which readers like to meet them.

    Those that a charter must have, those that the purposes call for, and those chosen besides.
    """
    wanted = set(chosen)
    for purpose in purposes:
        wanted |= set(CALLED_FOR.get(purpose, ()))
    if text_type == CHARTER:
        wanted |= set(CHARTER_TOPIC_GROUPS)
    return tuple(topic for topic in topic_groups.tokens if topic in wanted)


def skeleton(answers: Answers) -> Skeleton:
    """The clauses to write, one for each topic; in a guide also one for each platform.

    A charter holds everywhere: platforms chosen for it are asked about in one of its clauses.
    """
    words = _questions(answers.language)
    topics = topics_called_for(answers.text_type, answers.purposes, answers.topics)
    clauses = [
        _clause(topic, words["topics"][topic])
        for topic in topics
        if not (answers.text_type == CHARTER and topic == GIVEN)
    ]
    if answers.text_type == GUIDE:
        clauses += [_on_platform(token, name, words["platform"]) for token, name in answers.platforms]
    elif answers.platforms:
        names = ", ".join(name for _token, name in answers.platforms)
        asked = prompt(words["platforms"].replace("{platforms}", names))
        clauses = [
            replace(clause, text=f"{clause.text}\n{asked}") if clause.topic_group in ON_PLATFORMS else clause
            for clause in clauses
        ]
    return Skeleton(_prompts(words["one_minute"]), _prompts(words["what_i_gain"]), tuple(clauses))


def problems_of(answers: Answers, country: str) -> list[Problem]:
    """What has to be answered before a text can be begun, each named by its question."""
    found = []
    if not answers.title:
        found.append(Problem("title", _("Give it a title.")))
    if len(answers.title) > TITLE_LENGTH:
        found.append(Problem("title", TITLE_TOO_LONG))
    if answers.text_type == CHARTER and len(set(answers.owner_functions)) < 2:
        found.append(Problem("owner_functions", _("A charter is owned by at least two functions.")))
    if not set(answers.owner_functions) <= set(functions.tokens):
        found.append(Problem("owner_functions", _("Choose functions of the list.")))
    if answers.legal_force not in legal_forces.tokens:
        found.append(Problem("legal_force", _("Choose what follows from it.")))
    if answers.legal_force == "binding" and country == "FR" and answers.language != "fr":
        found.append(
            Problem("language", _("A binding text is authoritative in French (Code du travail L1321-6)."))
        )
    if not topics_called_for(answers.text_type, answers.purposes, answers.topics) and not answers.platforms:
        found.append(Problem("topics", _("Choose at least one purpose, topic or platform.")))
    return found


def _clause(topic: str, words: dict[str, Any]) -> SkeletonClause:
    return SkeletonClause(
        title=words["title"],
        topic_group=topic,
        kind=words["kind"],
        text=_prompts(words["text"]),
        why=prompt(words["why"]),
        benefits=tuple(words["benefits"]),
    )


def _on_platform(token: str, name: str, words: dict[str, Any]) -> SkeletonClause:
    return SkeletonClause(
        title=words["title"].replace("{platform}", name),
        topic_group="writing",
        kind="advice",
        text=_prompts(question.replace("{platform}", name) for question in words["text"]),
        why=prompt(words["why"].replace("{platform}", name)),
        benefits=("me", "company"),
        platforms=(token,),
    )


def _prompts(questions: Iterable[str]) -> str:
    return "\n".join(prompt(question) for question in questions)


@cache
def _questions(language: str) -> dict[str, Any]:
    known = language if language in LANGUAGES else LANGUAGES[0]
    file = files(__package__) / "questions" / f"{known}.json"
    words: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return words
