"""What a person says by answering, word for word and versioned: an entry names the version, never the
wording.

An acknowledgment says that one has been informed, not that one agrees: a duty does not come from ticking a
box. The words of it may be changed by the site; each change is a new version, and no version ever goes.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Mapping
from collective.socialgovernance.acknowledgments.entries import ACKNOWLEDGED
from collective.socialgovernance.acknowledgments.entries import DECLINED
from collective.socialgovernance.acknowledgments.entries import EXCEPTION_GRANTED
from collective.socialgovernance.acknowledgments.entries import EXCEPTION_REFUSED
from collective.socialgovernance.acknowledgments.entries import EXCEPTION_REQUESTED
from collective.socialgovernance.acknowledgments.entries import WITHDRAWN
from collective.socialgovernance.acknowledgments.interfaces import IStatements
from persistent import Persistent
from string import Template
from zope.component import queryUtility
from zope.interface import implementer

import re


FIRST_VERSION = "1"
DEFAULT_LANGUAGE = "en"

STATEMENTS: dict[str, dict[str, dict[str, str]]] = {
    "1": {
        "en": {
            ACKNOWLEDGED: "I have been informed of “$title”, edition $number.",
            DECLINED: "I have read “$title”, edition $number, and choose not to acknowledge it.",
            EXCEPTION_REQUESTED: "I ask to be excused from acknowledging “$title”, edition $number.",
            EXCEPTION_GRANTED: "The exception asked for “$title”, edition $number, is granted.",
            EXCEPTION_REFUSED: "The exception asked for “$title”, edition $number, is refused.",
            WITHDRAWN: "I withdraw my acknowledgment of “$title”, edition $number.",
        },
        "fr": {
            ACKNOWLEDGED: "J’ai été informé(e) de « $title », édition $number.",
            DECLINED: "J’ai lu « $title », édition $number, et choisis de ne pas en prendre acte.",
            EXCEPTION_REQUESTED: "Je demande une dispense pour « $title », édition $number.",
            EXCEPTION_GRANTED: "La dispense demandée pour « $title », édition $number, est accordée.",
            EXCEPTION_REFUSED: "La dispense demandée pour « $title », édition $number, est refusée.",
            WITHDRAWN: "Je retire ma prise d’acte de « $title », édition $number.",
        },
    },
}
"""By version, language and answer: what the product brings. A version that was ever in use is never changed:
a new wording is a new one.
"""

AGREEING = re.compile(
    r"\b(accept\w*|agree\w*|approv\w*|undertak\w*|commit\w*|j['’]accepte\w*|approuve\w*|adh[eè]r\w*"
    r"|m['’]engage\w*|consen\w*)",
    re.IGNORECASE,
)
"""Words of agreeing: an acknowledgment does not say them."""

KNOWN_PLACES = {"title", "number"}


@implementer(IStatements)
class Statements(Persistent):
    """The sentences of acknowledging that a site ever used, by version; a persistent local utility."""

    def __init__(self) -> None:
        self._versions = OOBTree()
        self.current = FIRST_VERSION

    def keep(self, wordings: Mapping[str, str]) -> str:
        """Use these sentences, by language, from now on; gives the version. The same again is no new one."""
        kept = dict(wordings)
        if kept == self.wordings(self.current):
            return self.current
        version = str(1 + max(map(int, (FIRST_VERSION, *self._versions))))
        self._versions[version] = kept
        self.current = version
        return version

    def wordings(self, version: str) -> dict[str, str]:
        """The sentences of acknowledging of a version, by language. ``KeyError`` when it never existed."""
        if version in STATEMENTS:
            return {language: said[ACKNOWLEDGED] for language, said in STATEMENTS[version].items()}
        return dict(self._versions[version])


def current_version() -> str:
    """The version of the sentences that are said now."""
    kept = queryUtility(IStatements)
    return FIRST_VERSION if kept is None else str(kept.current)


def statement(answer: str, language: str, title: str, number: str, version: str = "") -> str:
    """The sentence that an answer stands for, in a language (``fr-ca`` takes ``fr``), English where there is
    none; of the present version unless another is named.

    Raises ``KeyError`` for a version or answer that never existed.
    """
    by_language = _wordings(answer, version or current_version())
    wording = (
        by_language.get(language) or by_language.get(language.split("-")[0]) or by_language[DEFAULT_LANGUAGE]
    )
    return Template(wording).safe_substitute(title=title, number=number)


def faults_of(wording: str) -> tuple[bool, bool]:
    """Whether a sentence fails to name the text by ``$title``, and whether it speaks of agreeing."""
    places = {found.group("named") or found.group("braced") for found in Template.pattern.finditer(wording)}
    return "title" not in places or not places <= KNOWN_PLACES, bool(AGREEING.search(wording))


def _wordings(answer: str, version: str) -> dict[str, str]:
    if version not in STATEMENTS and answer == ACKNOWLEDGED:
        kept = queryUtility(IStatements)
        if kept is None:
            raise KeyError(version)
        # Where the site wrote no sentence for a language, the product's own is said.
        return {**_wordings(answer, FIRST_VERSION), **kept.wordings(version)}
    said = STATEMENTS.get(version, STATEMENTS[FIRST_VERSION])
    return {language: answers[answer] for language, answers in said.items()}
