"""``GET {programme}/@scope-matrix``."""

from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.scopes.asking import now_in
from collective.socialgovernance.scopes.asking import today_in
from collective.socialgovernance.scopes.corporate import corporate_list
from collective.socialgovernance.scopes.gathering import present_words
from collective.socialgovernance.scopes.known import scope_map
from collective.socialgovernance.scopes.matrix import Conflict
from collective.socialgovernance.scopes.matrix import Mark
from collective.socialgovernance.scopes.matrix import matrix
from collective.socialgovernance.scopes.matrix import MatrixCell
from collective.socialgovernance.scopes.pending import pending_for_reader
from collective.socialgovernance.services.base import GovernanceService
from collective.socialgovernance.vocabularies import kept
from dataclasses import asdict
from typing import Any
from zope.component import getUtility


class ScopeMatrixGet(GovernanceService):
    """Who leads what on a day, what nobody leads, who disagrees."""

    def answer(self) -> dict[str, Any]:
        today = today_in(self.context)
        day = self.as_of() or now_in(self.context)
        shown = matrix(
            scope_map(self.context).scopes,
            day,
            present_words(),
            corporate_list(self.context, day, today),
            pending_for_reader(self.context) if day >= today else (),
            getUtility(IDirectory),
        )
        return {
            "@id": f"{self.context.absolute_url()}/@scope-matrix",
            "as_of": day.isoformat(),
            "topics": _terms(kept.topics),
            "audiences": _terms(kept.audiences),
            "platforms": _terms(kept.platforms),
            "cells": [self._cell(cell) for cell in shown.cells],
            "gaps": [{"topic": gap.topic, "audience": gap.audience or None} for gap in shown.gaps],
            "conflicts": [self._conflict(conflict) for conflict in shown.conflicts],
        }

    def _cell(self, cell: MatrixCell) -> dict[str, Any]:
        topic, audience, platform, territory = cell.key
        return {
            "topic": topic,
            "audience": audience or None,
            "platform": platform or None,
            "territory": territory or None,
            "leads": [self._mark(mark) for mark in cell.leads],
            "contributors": [self._mark(mark) for mark in cell.contributors],
        }

    def _mark(self, mark: Mark) -> dict[str, Any]:
        last = mark.edition.content.valid_to
        return {
            "department": mark.scope.department,
            "scope": mark.scope.uid,
            "title": mark.scope.title,
            "url": f"{self.context.absolute_url()}/{mark.scope.id}",
            "edition": mark.edition.uid,
            "number": mark.edition.number or None,
            "review_state": mark.edition.state,
            "frozen": mark.frozen,
            "expiring": mark.expiring,
            "valid_to": None if last is None else last.isoformat(),
        }

    def _conflict(self, conflict: Conflict) -> dict[str, Any]:
        return {
            "scopes": [self._side(conflict.one), self._side(conflict.other)],
            "pending": conflict.one.pending or conflict.other.pending,
        }

    def _side(self, mark: Mark) -> dict[str, Any]:
        cell = {name: value or None for name, value in asdict(mark.cell).items()}
        return {**self._mark(mark), "cell": cell}


def _terms(words: kept.KeptList) -> list[dict[str, str]]:
    return [{"token": term.token, "title": term.title} for term in words()]
