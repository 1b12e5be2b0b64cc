"""``GET {edition}/@measures``."""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.socialgovernance.services.base import GovernanceService
from collective.socialgovernance.texts.measures.findings import Finding
from collective.socialgovernance.texts.measures.gathering import report_of
from collective.socialgovernance.texts.measures.measured import MeasuredClause
from collective.socialgovernance.texts.measures.measured import Measures
from collective.socialgovernance.texts.measures.measured import Share
from collective.socialgovernance.texts.measures.readability import Reading
from collective.socialgovernance.texts.measures.readability import words_of
from collective.socialgovernance.vocabularies import fixed
from typing import Any
from zope.i18n import translate


class MeasuresGet(GovernanceService):
    """For those who write, approve, are consulted on or audit the text, while they may see it."""

    right = "collective.socialgovernance: View measures of a text"

    def answer(self) -> dict[str, Any]:
        report = report_of(self.context)
        return {
            "@id": f"{self.context.absolute_url()}/@measures",
            **self._figures(report.measures),
            "findings": [self._finding(finding) for finding in report.findings],
        }

    def _figures(self, measures: Measures) -> dict[str, Any]:
        return {
            "clauses_total": len(measures.clauses),
            "orders_ratio": measures.orders_ratio,
            "employee_gain_ratio": measures.employee_gain_ratio,
            "kinds": self._shares(measures.kinds, fixed.clause_kinds.titles),
            "benefits": self._shares(measures.benefits, fixed.beneficiaries.titles),
            "restrictions": measures.restrictions,
            "can_do": measures.can_do,
            "languages": [
                {"language": code, "reading_minutes": measures.minutes[code], **reading_json(reading)}
                for code, reading in measures.readings.items()
            ],
            "sanction_words": [
                {"title": found.place, "words": list(found.words)} for found in measures.sanctions
            ],
            "clauses": [self._clause(clause) for clause in measures.clauses],
        }

    def _clause(self, clause: MeasuredClause) -> dict[str, Any]:
        return {
            "clause_id": clause.clause_id,
            "title": clause.title,
            "kind": clause.kind or None,
            "benefits": list(clause.benefits),
            "restricts_freedom": clause.restricts,
            "reading_seconds": clause.seconds,
            "languages": [
                {"language": code, **reading_json(reading)} for code, reading in clause.readings.items()
            ],
        }

    def _shares(self, shares: Iterable[Share], titles: Mapping[str, str]) -> list[dict[str, Any]]:
        return [
            {
                "token": share.token,
                "title": self._words(titles[share.token]),
                "clauses": share.count,
                "ratio": share.ratio,
            }
            for share in shares
        ]

    def _finding(self, finding: Finding) -> dict[str, Any]:
        return {
            "code": finding.code,
            "severity": finding.severity,
            "title": self._words(finding.title),
            "mend": self._words(finding.mend),
            "places": [
                {
                    "clause_id": place.clause_id or None,
                    "title": place.title,
                    "url": place.url,
                    "said": self._words(place.said),
                }
                for place in finding.places
            ],
        }

    def _words(self, message: str) -> str:
        return str(translate(message, context=self.request))


def reading_json(reading: Reading) -> dict[str, Any]:
    """How some words read, as plain values."""
    return {
        "words": reading.words,
        "sentences": reading.sentences,
        "reading_ease": reading.ease,
        "level": reading.level,
        "longest_sentence": len(words_of(reading.longest)),
    }
