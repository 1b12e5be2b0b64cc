"""``@@translate?language=en``: every text of a draft beside its original, in another language."""

from collections.abc import Iterator
from collective.socialgovernance import _
from collective.socialgovernance.browser.editing.page import EditingPage
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.texts.content import IClause
from collective.socialgovernance.texts.content import IEdition
from collective.socialgovernance.texts.gathering import clauses_of
from collective.socialgovernance.texts.gathering import raw
from collective.socialgovernance.texts.gathering import text_of
from collective.socialgovernance.texts.gathering import title_in
from collective.socialgovernance.texts.preparing import rich
from collective.socialgovernance.texts.prompts import words_without_prompts
from collective.socialgovernance.texts.translating import translate_texts
from collective.socialgovernance.texts.translating import translation_version
from collective.socialgovernance.vocabularies.kept import languages
from collective.socialgovernance.vocabularies.kept import reader_language
from typing import Any
from zope.cachedescriptors.property import Lazy


WHOLE = "edition"
"""The part of the page that holds the edition's own texts; a clause's part has the clause's id."""


class TranslatePage(EditingPage):
    """One part after another, each saved by itself."""

    @Lazy
    def languages(self) -> dict[str, str]:
        """The languages into which the draft may be translated: token to title."""
        return {
            term.token: term.title
            for term in languages(self.context)
            if term.token != self.context.authoritative_language
        }

    @Lazy
    def language(self) -> str:
        """The language chosen; the first possible one when none was."""
        chosen = self.sent("language")
        if chosen in self.languages:
            return chosen
        if chosen:
            raise refuse(404, "language", _("The text is not translated into this language."))
        return next(iter(self.languages))

    @property
    def original_language(self) -> str:
        """The title of the authoritative language."""
        token = self.context.authoritative_language
        return next((term.title for term in languages(self.context) if term.token == token), token)

    @property
    def title(self) -> str:
        """The title of the charter or guide, in the reader's language where it has one."""
        return title_in(self.context, reader_language())

    @property
    def page_url(self) -> str:
        """The URL of this page in the language chosen."""
        return f"{self.url}/@@translate?language={self.language}"

    @Lazy
    def parts(self) -> list[dict[str, Any]]:
        """The edition's own texts, then every clause: heading, texts with translations, what is missing."""
        parts = [self._part(WHOLE, self.context, IEdition), *self._clauses()]
        return [part for part in parts if part["rows"]]

    @Lazy
    def open_part(self) -> str:
        """The part that is being translated: the one asked for, else the first that lacks something."""
        ids = [part["id"] for part in self.parts]
        if self.sent("part") in ids:
            return self.sent("part")
        return next((part["id"] for part in self.parts if part["missing"]), "")

    def _clauses(self) -> Iterator[dict[str, Any]]:
        for clause in clauses_of(self.context):
            if not clause.locked:  # the block of rights comes in its languages and keeps its words
                yield self._part(clause.getId(), clause, IClause)

    def _part(self, name: str, content: Any, schema: Any) -> dict[str, Any]:
        field = schema["translations"]
        kept = (content.translations or {}).get(self.language, {})
        rows = []
        for each in field.translated:
            rich = each in field.rich
            original = raw(getattr(content, each)) if rich else self._line(content, name, each)
            if words_without_prompts(original) or kept.get(each):
                rows.append(
                    {
                        "name": each,
                        "id": f"{name}-{each}",
                        "title": schema[each].title,
                        "rich": rich,
                        "original": original,
                        "value": self._value(name, each, kept),
                        "now": kept.get(each, ""),
                    }
                )
        return {
            "id": name,
            "title": None if name == WHOLE else content.title,
            "rows": rows,
            "missing": sum(not kept.get(row["name"]) for row in rows),
            "version": translation_version(content, self.language),
        }

    def _line(self, content: Any, name: str, field: str) -> str:
        if field == "title":
            return str(text_of(content).title if name == WHOLE else content.title)
        return getattr(content, field, None) or ""

    def _value(self, part: str, name: str, kept: Any) -> str:
        sent_again = self.request.method == "POST" and self.sent("part") == part
        return self.sent(name) if sent_again else kept.get(name, "")

    @property
    def stale(self) -> bool:
        """Whether what was sent was refused because somebody else had translated the part meanwhile."""
        return bool(self.problem_of("version"))

    @property
    def missing(self) -> int:
        """How many texts have no translation yet."""
        return sum(part["missing"] for part in self.parts)

    def post(self) -> str:
        """Keep the translations of one part."""
        name = self.sent("part")
        parts = {WHOLE: self.context, **{clause.getId(): clause for clause in clauses_of(self.context)}}
        if name not in parts:
            raise refuse(404, "part", _("There is no such clause in this edition."))
        field = (IEdition if name == WHOLE else IClause)["translations"]
        sent = {each: self.sent(each) for each in field.translated if each in self.request.form}
        translate_texts(parts[name], field, self.language, sent, self.sent("version"))
        self.say(_("The translation is saved."))
        following = next_missing(self.parts, name)
        return f"{self.page_url}&part={following}#part-{following}" if following else self.page_url

    def safe(self, markup: str) -> str:
        """Original HTML, cleaned as readers get it."""
        return str(rich(markup).output_relative_to(self.context) or "")


def next_missing(parts: list[dict[str, Any]], name: str) -> str:
    """The next part after ``name`` that lacks something, from the top again after the end.

    Empty when none does.
    """
    ids = [part["id"] for part in parts]
    start = ids.index(name) + 1
    around = parts[start:] + parts[: start - 1]
    return next((part["id"] for part in around if part["missing"]), "")
