"""What a person says by answering, word for word and versioned: an entry names the version, never the
wording.

An acknowledgment says that one has been informed, not that one agrees: a duty does not come from ticking a
box.
"""

from collective.socialgovernance.acknowledgments.entries import ACKNOWLEDGED
from collective.socialgovernance.acknowledgments.entries import DECLINED
from collective.socialgovernance.acknowledgments.entries import EXCEPTION_GRANTED
from collective.socialgovernance.acknowledgments.entries import EXCEPTION_REFUSED
from collective.socialgovernance.acknowledgments.entries import EXCEPTION_REQUESTED
from collective.socialgovernance.acknowledgments.entries import WITHDRAWN
from string import Template


CURRENT_VERSION = "1"
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
"""By version, language and answer. A version that was ever in use is never changed: a new wording is a new
one.
"""


def statement(answer: str, language: str, title: str, number: str, version: str = CURRENT_VERSION) -> str:
    """The sentence that an answer stands for, in a language (``fr-ca`` takes ``fr``), English where there is
    none.

    Raises ``KeyError`` for a version or answer that never existed.
    """
    wordings = STATEMENTS[version]
    wording = wordings.get(language) or wordings.get(language.split("-")[0]) or wordings[DEFAULT_LANGUAGE]
    return Template(wording[answer]).substitute(title=title, number=number)
