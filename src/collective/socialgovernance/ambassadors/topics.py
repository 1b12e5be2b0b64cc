"""Which chosen topics a registration may speak about on a day: pure functions of facts."""

from collections.abc import Iterator
from collective.socialgovernance.ambassadors.facts import Facts
from collective.socialgovernance.scopes.facts import EditionFacts
from datetime import date


def allowing(facts: Facts, topic: str, day: date, frozen_too: bool) -> bool:
    """Whether a chosen scope in force on a day allows the topic and admits the level, and nobody forbids it.

    A topic allows those below it and forbids those below it. ``frozen_too``: a frozen scope counts as well.
    """
    covers = facts.programme.topics.covers
    return not barred(facts, topic, day) and any(
        facts.level in edition.content.levels_admitted
        and any(covers(allowed, topic) for allowed in edition.content.topics_allowed)
        for edition in _in_force(facts, day, frozen_too)
    )


def barred(facts: Facts, topic: str, day: date) -> bool:
    """Whether a chosen scope, one above it, or the corporate list forbids a topic on a day."""
    covers = facts.programme.topics.covers
    forbidden = list(facts.programme.corporate)
    for edition in _in_force(facts, day, True):
        forbidden += edition.content.topics_forbidden
    for chosen in facts.scopes:
        for above in chosen.ancestors:
            edition_above = above.in_force_on(day)
            forbidden += () if edition_above is None else edition_above.content.topics_forbidden
    return any(covers(prohibition.topic, topic) for prohibition in forbidden)


def chosen_for(facts: Facts, topic: str) -> bool:
    """Whether the person chose a topic, or one above it."""
    return any(facts.programme.topics.covers(chosen, topic) for chosen in facts.topics)


def names_person(facts: Facts, day: date) -> bool:
    """Whether a chosen scope in force on a day names the person as a voice."""
    return any(
        voice.user == facts.person and voice.speaks_on(day)
        for edition in _in_force(facts, day, True)
        for voice in edition.content.voices
    )


def _in_force(facts: Facts, day: date, frozen_too: bool) -> Iterator[EditionFacts]:
    for chosen in facts.scopes:
        edition = chosen.scope.in_force_on(day)
        if edition is not None and (frozen_too or chosen.scope.frozen_on(day) is None):
            yield edition
