"""``@@verify-digest`` and ``@@canonical-text``: is this text still what was submitted?"""

from collective.socialgovernance import _
from collective.socialgovernance.browser.frame import attach
from collective.socialgovernance.browser.frame import without_columns
from collective.socialgovernance.browser.reading.people import name_of
from collective.socialgovernance.days_in_words import instant_in_words
from collective.socialgovernance.days_in_words import language_name
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.texts.digest import CLAUSE
from collective.socialgovernance.texts.gathering import clauses_of
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.texts.gathering import text_of
from collective.socialgovernance.texts.verifying import canonical_text
from collective.socialgovernance.texts.verifying import sealing_of
from collective.socialgovernance.texts.verifying import Verification
from collective.socialgovernance.texts.verifying import verify
from functools import cached_property
from plone import api
from Products.Five.browser import BrowserView
from typing import Any
from urllib.parse import quote


PARTS = {
    "legal_force": _("Legal force"),
    "title": _("Title"),
    "one_minute": _("In one minute"),
    "what_i_gain": _("What I gain"),
    "order": _("The clauses, or their order"),
}


def file_name(edition: Any, language: str) -> str:
    """The name of the file with the canonical text."""
    return f"{text_of(edition).getId()}-{edition.getId()}-{language}.json"


class VerifyDigest(BrowserView):
    """For everybody who may read the edition; nothing is written."""

    def __call__(self) -> Any:
        without_columns(self.request)
        return self.index()

    @cached_property
    def reader_language(self) -> str:
        """The language of the page."""
        return str(api.portal.get_current_language())

    @cached_property
    def verifications(self) -> tuple[Verification, ...]:
        """One for each language; none for a draft."""
        return verify(self.context)

    @property
    def all_same(self) -> bool:
        """Whether every language is what was submitted."""
        return all(verification.same for verification in self.verifications)

    @property
    def submitted(self) -> str:
        """Day and time at which the digests were made; empty where the log does not know."""
        sealed = sealing_of(self.context)
        if sealed is None:
            return ""
        return instant_in_words(sealed.at, zone_of(programme_of(self.context)), self.reader_language)

    @property
    def submitted_by(self) -> str:
        """The name of who submitted it, for those who see the history; empty for readers."""
        sealed = sealing_of(self.context)
        sees = api.user.has_permission("collective.socialgovernance: View governance", obj=self.context)
        return name_of(sealed.actor) if sees and sealed is not None else ""

    def language(self, verification: Verification) -> str:
        """The name of the language, in that of the reader."""
        return language_name(verification.language, self.reader_language[:2])

    def parts(self, verification: Verification) -> list[str]:
        """What differs, in words; a clause by its title."""
        titles = {clause.clause_id: clause.title for clause in clauses_of(self.context)}
        named = []
        for part in verification.parts:
            if part.startswith(CLAUSE):
                clause_id = part.removeprefix(CLAUSE)
                title = titles.get(clause_id)
                words = (
                    _("Clause “${title}”", mapping={"title": title})
                    if title
                    else _("A clause that is gone: ${id}", mapping={"id": clause_id})
                )
            else:
                words = PARTS[part]
            named.append(str(api.portal.translate(words, lang=self.reader_language)))
        return named

    def download_url(self, verification: Verification) -> str:
        """The canonical text in one language."""
        return f"{self.context.absolute_url()}/@@canonical-text?language={quote(verification.language)}"

    def file_name(self, verification: Verification) -> str:
        """How the downloaded file is called."""
        return file_name(self.context, verification.language)

    def command(self, verification: Verification) -> str:
        """The line that computes the digest of the downloaded file."""
        return f"sha256sum {self.file_name(verification)}"


class CanonicalText(BrowserView):
    """The bytes of which the digest is made, as a file."""

    def __call__(self) -> bytes:
        languages = [each.language for each in verify(self.context) if each.now]
        if not languages:
            raise refuse(400, "review_state", _("A draft has no digest yet: it is made on submit."))
        language = str(self.request.form.get("language") or languages[0])
        if language not in languages:
            raise refuse(400, "language", _("This text does not exist in that language."))
        name = file_name(self.context, language)
        attach(self.request.response, "application/json; charset=utf-8", name)
        return canonical_text(self.context, language)
