"""JSON values of our fields: days, rows, translations and formalities, each error with its place."""

from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance.days import written_day
from collective.socialgovernance.fields import FORMALITY_DATES
from collective.socialgovernance.fields import FORMALITY_FILES
from collective.socialgovernance.fields import FORMALITY_KEYS
from collective.socialgovernance.fields import IFilesByPerson
from collective.socialgovernance.fields import IFormalities
from collective.socialgovernance.fields import IRows
from collective.socialgovernance.fields import is_short
from collective.socialgovernance.fields import ITranslations
from collective.socialgovernance.fields import MisplacedValue
from collective.socialgovernance.interfaces import IGovernanceContent
from collective.socialgovernance.interfaces import ISocialGovernanceLayer
from copy import copy
from datetime import date
from plone.app.textfield.interfaces import IRichText
from plone.app.textfield.value import RichTextValue
from plone.namedfile.field import NamedBlobFile
from plone.restapi.deserializer.dxfields import ChoiceFieldDeserializer
from plone.restapi.deserializer.dxfields import CollectionFieldDeserializer
from plone.restapi.deserializer.dxfields import RichTextFieldDeserializer
from plone.restapi.deserializer.dxfields import TextLineFieldDeserializer
from plone.restapi.interfaces import IFieldDeserializer
from plone.restapi.interfaces import IFieldSerializer
from plone.restapi.serializer.converters import json_compatible
from typing import Any
from zope.component import adapter
from zope.component import queryMultiAdapter
from zope.interface import implementer
from zope.schema import getFields
from zope.schema.interfaces import IBool
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import IDate
from zope.schema.interfaces import IList
from zope.schema.interfaces import ITextLine
from zope.schema.interfaces import ValidationError


def day_from(value: Any, place: str) -> date | None:
    """A day written ``YYYY-MM-DD`` or null. Raises :class:`~...fields.MisplacedValue`."""
    if value is None or value == "":
        return None
    try:
        return written_day(value)
    except (TypeError, ValueError):
        raise MisplacedValue(place, _("A day is written YYYY-MM-DD.")) from None


class FieldFromJson:
    """Base of the deserializers: the bound field, the content, the request."""

    def __init__(self, field: Any, context: Any, request: Any):
        self.field = field.bind(context)
        self.context = context
        self.request = request

    @property
    def name(self) -> str:
        """The field's name: the first part of every place."""
        return str(self.field.__name__)


@implementer(IFieldDeserializer)
@adapter(IDate, IGovernanceContent, ISocialGovernanceLayer)
class DayFromJson(FieldFromJson):
    """A calendar day."""

    def __call__(self, value: Any) -> date | None:
        day = day_from(value, self.name)
        self.field.validate(day)
        return day


@implementer(IFieldDeserializer)
@adapter(IBool, IGovernanceContent, ISocialGovernanceLayer)
class FlagFromJson(FieldFromJson):
    """True or false: any other word would silently be a no."""

    def __call__(self, value: Any) -> bool | None:
        said = {"true": True, "false": False}.get(value.lower()) if isinstance(value, str) else value
        if said is not None and not isinstance(said, bool) or isinstance(value, str) and said is None:
            raise MisplacedValue(self.name, _("Send true or false."))
        self.field.validate(said)
        return said


@implementer(IFieldDeserializer)
@adapter(IChoice, IGovernanceContent, ISocialGovernanceLayer)
class WordFromJson(ChoiceFieldDeserializer):
    """A word of a list: a token, or an object with one."""

    def __call__(self, value: Any) -> Any:
        token = value.get("token") if isinstance(value, Mapping) else value
        if not isinstance(token, str):
            raise MisplacedValue(str(self.field.__name__), _("Choose one of these."))
        return super().__call__(token)


@implementer(IFieldDeserializer)
@adapter(IRichText, IGovernanceContent, ISocialGovernanceLayer)
class RichTextFromJson(RichTextFieldDeserializer):
    """HTML as a string, or ``{"data", "content-type"}``."""

    def __call__(self, value: Any) -> Any:
        text = value.get("data") if isinstance(value, Mapping) else value
        if not isinstance(text, str):
            raise MisplacedValue(str(self.field.__name__), _("A text is HTML in a string."))
        taken = super().__call__(value)
        # Kept as it was sent: plone.restapi reads its entities first, so that "&lt;b&gt;" would become markup
        # and a digest would not be that of what somebody wrote.
        kept = RichTextValue(text, taken.mimeType, taken.outputMimeType, taken.encoding)
        self.field.validate(kept)
        return kept


@implementer(IFieldDeserializer)
@adapter(ITextLine, IGovernanceContent, ISocialGovernanceLayer)
class LineFromJson(TextLineFieldDeserializer):
    """One line of text; a title, which is a field of Plone's own, is as short as our pages show it."""

    def __call__(self, value: Any) -> Any:
        line = super().__call__(value)
        if self.field.__name__ == "title" and line:
            is_short(line)
        return line


def file_from(part: Any, place: str, context: Any, request: Any) -> Any:
    """A file sent as an object with its data. Raises :class:`~...fields.MisplacedValue`."""
    if not isinstance(part, Mapping) or not isinstance(part.get("data"), str):
        raise MisplacedValue(place, _("This is not a file."))
    field = NamedBlobFile(__name__=place)
    deserializer = queryMultiAdapter((field, context, request), IFieldDeserializer)
    try:
        return deserializer(part)
    except (ValueError, TypeError, KeyError):
        raise MisplacedValue(place, _("This is not a file.")) from None


def row_from(row: Any, schema: Any, place: str, context: Any) -> dict[str, Any]:
    """A plain mapping with exactly the keys of ``schema``; absent optional ones get their default.

    Raises :class:`~...fields.MisplacedValue` with ``place.key`` for an unknown or missing key, a wrong value.
    """
    if not isinstance(row, Mapping):
        raise MisplacedValue(place, _("A row is an object."))
    fields = getFields(schema)
    unknown = sorted(set(row) - set(fields))
    if unknown:
        raise MisplacedValue(f"{place}.{unknown[0]}", _("This key is not known here."))
    values = {}
    for name, field in fields.items():
        bound = field.bind(context)
        value = row.get(name)
        if value is None or value == "":
            if field.required:
                raise MisplacedValue(f"{place}.{name}", _("This is required."))
            values[name] = copy(field.default)
            continue
        if IDate.providedBy(field):
            value = day_from(value, f"{place}.{name}")
        if IChoice.providedBy(field) and isinstance(value, Mapping):
            value = value.get("token")
        if IList.providedBy(field) and isinstance(value, list):
            value = [part.get("token") if isinstance(part, Mapping) else part for part in value]
        try:
            bound.validate(value)
        except ValidationError as error:
            raise MisplacedValue(f"{place}.{name}", error.doc()) from None
        values[name] = value
    return values


@implementer(IFieldDeserializer)
@adapter(IRows, IGovernanceContent, ISocialGovernanceLayer)
class RowsFromJson(FieldFromJson):
    """A list of rows, replaced as a whole."""

    def __call__(self, value: Any) -> list[dict[str, Any]]:
        if not isinstance(value, list):
            raise MisplacedValue(self.name, _("Send a list of rows."))
        schema = self.field.value_type.schema
        rows = [
            row_from(row, schema, f"{self.name}.{index}", self.context) for index, row in enumerate(value)
        ]
        self.field.validate(rows)
        return rows


@implementer(IFieldDeserializer)
@adapter(IList, IGovernanceContent, ISocialGovernanceLayer)
class WordsFromJson(CollectionFieldDeserializer):
    """A list of words, each a token or an object with one."""

    def __call__(self, value: Any) -> Any:
        if IChoice.providedBy(self.field.value_type):
            for place, part in enumerate(value if isinstance(value, list) else [value]):
                token = part.get("token") if isinstance(part, Mapping) else part
                if isinstance(token, (list, Mapping)) or (isinstance(part, Mapping) and token is None):
                    raise MisplacedValue(f"{self.field.__name__}.{place}", _("Send a token."))
        return super().__call__(value)


@implementer(IFieldDeserializer)
@adapter(ITranslations, IGovernanceContent, ISocialGovernanceLayer)
class TranslationsFromJson(FieldFromJson):
    """Texts by language; a language that is absent stays as it is, null takes it away."""

    def __call__(self, value: Any) -> dict[str, dict[str, str]]:
        if not isinstance(value, Mapping):
            raise MisplacedValue(self.name, _("Send an object of languages."))
        merged = {language: dict(texts) for language, texts in (self._present() or {}).items()}
        for language, texts in value.items():
            if texts is None:
                merged.pop(language, None)
                continue
            if not isinstance(texts, Mapping):
                raise MisplacedValue(f"{self.name}.{language}", _("A translation is an object of texts."))
            own = merged.setdefault(language, {})
            for name, text in texts.items():
                own[name] = text.get("data") if isinstance(text, Mapping) else text
        self.field.validate(merged)
        return merged

    def _present(self) -> Any:
        return getattr(self.context, self.name, None)


@implementer(IFieldDeserializer)
@adapter(IFormalities, IGovernanceContent, ISocialGovernanceLayer)
class FormalitiesFromJson(FieldFromJson):
    """One object, merged by key; null takes a key away."""

    def __call__(self, value: Any) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise MisplacedValue(self.name, _("Send an object of formalities."))
        merged = dict(getattr(self.context, self.name, None) or {})
        for key, part in value.items():
            place = f"{self.name}.{key}"
            if key not in FORMALITY_KEYS:
                raise MisplacedValue(place, _("There is no such formality."))
            if part is None:
                merged.pop(key, None)
            elif key in FORMALITY_DATES:
                merged[key] = day_from(part, place)
            elif key in FORMALITY_FILES:
                merged[key] = self._file(place, part)
            else:
                merged[key] = part.get("token") if isinstance(part, Mapping) else part
        self.field.validate(merged)
        return merged

    def _file(self, place: str, part: Any) -> Any:
        """A file that was sent; the one that is there when only what was told of it comes back."""
        kept = (getattr(self.context, self.name, None) or {}).get(place.rpartition(".")[2])
        if kept is not None and isinstance(part, Mapping) and "data" not in part:
            return kept
        return file_from(part, place, self.context, self.request)


@implementer(IFieldSerializer)
@adapter(IFormalities, IGovernanceContent, ISocialGovernanceLayer)
class FormalitiesToJson:
    """Days and the opinion as they are sent; of each paper its name, kind, size and where it is opened."""

    def __init__(self, field: Any, context: Any, request: Any):
        self.field = field
        self.context = context

    def __call__(self) -> dict[str, Any]:
        present = getattr(self.context, self.field.__name__, None) or {}
        return {
            key: self._paper(key, part) if key in FORMALITY_FILES else json_compatible(part)
            for key, part in present.items()
            if part is not None
        }

    def _paper(self, key: str, file: Any) -> dict[str, Any]:
        place = f"{self.context.absolute_url()}/@@formality-paper/{self.field.__name__}/{key}"
        return {**file_as_json(file), "download": place}


def file_as_json(file: Any) -> dict[str, Any]:
    """What is told of a file without handing it out."""
    return {"filename": file.filename, "content-type": file.contentType, "size": file.getSize()}


@implementer(IFieldDeserializer)
@adapter(IFilesByPerson, IGovernanceContent, ISocialGovernanceLayer)
class FilesByPersonFromJson(FieldFromJson):
    """One object of files, merged by key; null takes a file away."""

    def __call__(self, value: Any) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise MisplacedValue(self.name, _("Send an object of files by user id."))
        merged = dict(getattr(self.context, self.name, None) or {})
        for userid, part in value.items():
            place = f"{self.name}.{userid}"
            if part is None:
                merged.pop(userid, None)
            elif isinstance(part, Mapping) and "data" in part:
                merged[userid] = file_from(part, place, self.context, self.request)
            elif userid not in merged:
                raise MisplacedValue(place, _("This is not a file."))
        self.field.validate(merged)
        return merged


@implementer(IFieldSerializer)
@adapter(IFilesByPerson, IGovernanceContent, ISocialGovernanceLayer)
class FilesByPersonToJson:
    """Name, kind and size of each file by userid; never the file itself."""

    def __init__(self, field: Any, context: Any, request: Any):
        self.field = field
        self.context = context

    def __call__(self) -> dict[str, dict[str, Any]]:
        files = getattr(self.context, self.field.__name__, None) or {}
        return {userid: file_as_json(part) for userid, part in files.items()}
