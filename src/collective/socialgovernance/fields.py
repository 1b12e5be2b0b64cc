"""Kinds of fields that the content types share: rows, translations, formalities, people."""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance.days import YEARS
from datetime import date
from plone.app.textfield import RichText
from plone.namedfile.interfaces import INamedBlobFile
from typing import Any
from urllib.parse import quote
from zope import schema
from zope.interface import implementer
from zope.schema.interfaces import IDict
from zope.schema.interfaces import IList
from zope.schema.interfaces import ITextLine
from zope.schema.interfaces import ValidationError


ADDRESS_SIGNS = ":/?#[]@!$&'()*+,;=%-._~ "
"""What stands in an address as it is; a space too, which the field then refuses."""


class MisplacedValue(ValidationError):
    """A value somewhere inside a structured field.

    ``path`` tells where (``cells.0.topic``); the first argument is the message for the person who sent it.
    """

    def __init__(self, path: str, message: str):
        super().__init__(message)
        self.path = path
        self.message = message

    def doc(self) -> str:
        return self.message


TITLE_LENGTH = 200
"""Letters of a title: it stands in lists, links and the subjects of mails."""

PROSE_LENGTH = 100_000
"""Letters of a formatted text, its formatting counted: some forty pages.

Comparing two versions of a text takes more than twice as long for one that is twice as long: of this length
about a second.
"""


TITLE_TOO_LONG = _("A title holds at most 200 characters: the rest belongs into the text.")


class TitleTooLong(ValidationError):
    __doc__ = TITLE_TOO_LONG


class ProseTooLong(MisplacedValue):
    """A formatted text of more than :data:`PROSE_LENGTH` letters."""

    def __init__(self, path: str, length: int):
        super().__init__(
            path,
            _(
                "This text is too long: ${length} letters with their formatting, at most ${limit} are kept. "
                "Part it.",
                mapping={"length": length, "limit": PROSE_LENGTH},
            ),
        )


def is_short(title: str) -> bool:
    """Whether a title fits into a list. Raises :class:`TitleTooLong`."""
    if len(title) > TITLE_LENGTH:
        raise TitleTooLong(title)
    return True


class Prose(RichText):
    """Formatted text that people write and others read: no longer than can be compared in a moment."""

    def _validate(self, value: Any) -> None:
        if len(value.raw) > PROSE_LENGTH:
            raise ProseTooLong(self.__name__, len(value.raw))
        super()._validate(value)


class WebLink(schema.URI):
    """An address as people copy it: letters with accents are written as an address writes them.

    ``zope.schema.URI`` breaks at the first of them instead of refusing it.
    """

    def fromUnicode(self, value: str) -> str:
        return str(super().fromUnicode(quote(value.strip(), safe=ADDRESS_SIGNS)))


class UnlikelyDay(ValidationError):
    __doc__ = _("Choose a day between the years 1900 and 2199.")


def in_a_calendar(day: date) -> bool:
    """Whether a day can be reckoned with: nothing in a company is years away from any calendar's end."""
    if day.year not in YEARS:
        raise UnlikelyDay(day)
    return True


class Day(schema.Date):
    """A day that somebody chooses, in a year that calendars of a company reach."""

    def constraint(self, value: date) -> bool:
        """Raises :class:`UnlikelyDay`."""
        return in_a_calendar(value)


class IRows(IList):
    """A list of plain mappings with exactly the keys of a row schema."""


class IUserid(ITextLine):
    """The id of one person: a user of the site or a person of the directory."""


class ITranslations(IDict):
    """Texts by language: ``{"fr": {"title": "...", "text": "<p>...</p>"}}``."""


class IFormalities(IDict):
    """The dated formalities of a binding edition."""


@implementer(IRows)
class Rows(schema.List):
    """A row list is replaced as a whole; an unknown key or token is refused with its place."""


@implementer(IUserid)
class Userid(schema.TextLine):
    """Stored and sent as the plain userid (not the login name)."""


@implementer(ITranslations)
class Translations(schema.Dict):
    """Translations of some fields of the same object, plain strings; rich ones are HTML.

    ``translated`` names the fields that may be translated, ``rich`` those of them that are HTML.
    """

    def __init__(self, translated: Iterable[str] = (), rich: Iterable[str] = (), **options: Any):
        self.translated = tuple(translated)
        self.rich = tuple(rich)
        super().__init__(**options)

    def _validate(self, value: Any) -> None:
        super()._validate(value)
        for language, texts in value.items():
            place = f"{self.__name__}.{language}"
            if not isinstance(language, str) or not 2 <= len(language) <= 5:
                raise MisplacedValue(place, _("This is not a language code."))
            if not isinstance(texts, Mapping):
                raise MisplacedValue(place, _("A translation is an object of texts."))
            for name, text in texts.items():
                if name not in self.translated:
                    raise MisplacedValue(f"{place}.{name}", _("This is not a field that can be translated."))
                if not isinstance(text, str):
                    raise MisplacedValue(f"{place}.{name}", _("A translation is a text."))
                if name == "title" and len(text) > TITLE_LENGTH:
                    raise MisplacedValue(f"{place}.{name}", TITLE_TOO_LONG)
                if len(text) > PROSE_LENGTH:
                    raise ProseTooLong(f"{place}.{name}", len(text))


class IFilesByPerson(IDict):
    """One file for each of some people: ``{userid: file}``."""


@implementer(IFilesByPerson)
class FilesByPerson(schema.Dict):
    """Files by userid, merged by key."""

    def _validate(self, value: Any) -> None:
        super()._validate(value)
        for userid, part in value.items():
            place = f"{self.__name__}.{userid}"
            if not isinstance(userid, str) or not userid:
                raise MisplacedValue(place, _("Name the person by their user id."))
            if not INamedBlobFile.providedBy(part):
                raise MisplacedValue(place, _("This is not a file."))


FORMALITY_DATES = ("consultation_date", "labour_inspection_sent", "registry_deposit", "publicity_date")
FORMALITY_FILES = ("opinion_file", "deposit_receipt")
OPINIONS = ("favourable", "unfavourable", "none_given", "no_body")
FORMALITY_KEYS = (
    "consultation_date",
    "opinion",
    "opinion_file",
    "labour_inspection_sent",
    "registry_deposit",
    "deposit_receipt",
    "publicity_date",
)


@implementer(IFormalities)
class Formalities(schema.Dict):
    """Days, an opinion and files of the formalities; one object, merged by key."""

    def _validate(self, value: Any) -> None:
        super()._validate(value)
        for key, part in value.items():
            place = f"{self.__name__}.{key}"
            if key not in FORMALITY_KEYS:
                raise MisplacedValue(place, _("There is no such formality."))
            if part is None:
                continue
            if key in FORMALITY_DATES and type(part) is not date:
                raise MisplacedValue(place, _("A day is written YYYY-MM-DD."))
            if key in FORMALITY_DATES:
                in_a_calendar(part)
            if key == "opinion" and part not in OPINIONS:
                raise MisplacedValue(place, _("This is not one of the possible opinions."))
            if key in FORMALITY_FILES and not INamedBlobFile.providedBy(part):
                raise MisplacedValue(place, _("This is not a file."))
