"""``@@public-edition``: an edition in force as one file for people outside, without internal contacts."""

from base64 import b64encode
from collections.abc import Iterator
from collective.socialgovernance import _
from collective.socialgovernance.browser.frame import attach
from collective.socialgovernance.browser.reading.handout import Handout
from collective.socialgovernance.browser.reading.pages import EditionPage
from collective.socialgovernance.browser.reading.pages import TextPage
from collective.socialgovernance.browser.reading.pages import visible
from collective.socialgovernance.browser.reading.people import Contact
from collective.socialgovernance.browser.reading.people import contact
from collective.socialgovernance.browser.reading.shown import ShownClause
from collective.socialgovernance.browser.reading.shown import ShownEdition
from collective.socialgovernance.browser.reading.shown import Topic
from collective.socialgovernance.browser.reading.shown import Words
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.texts.gathering import clauses_of
from collective.socialgovernance.texts.redacting import Internal
from collective.socialgovernance.texts.redacting import is_internal
from collective.socialgovernance.texts.redacting import public_html
from collective.socialgovernance.texts.redacting import public_words
from dataclasses import replace
from functools import cached_property
from html import escape
from io import BytesIO
from PIL import Image
from PIL import ImageOps
from plone import api
from plone.transformchain.interfaces import DISABLE_TRANSFORM_REQUEST_KEY
from typing import Any
from urllib.parse import urlsplit

import re


PICTURE_SIZE = 800
"""The longest side of a picture, in pixels."""

SHORTEST_PHRASE = 4
SHORTEST_NAME = 3
CONTACTS = "referent"
"""The topic whose clauses say whom colleagues ask, where and when: they are left out as a whole."""

WITHOUT_CONTACTS = _("Here the text says whom colleagues ask. That is left out of this copy.")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def bare_picture(data: bytes) -> tuple[str, bytes]:
    """The pixels of a picture and nothing else: not who made it, where and when, nor any comment in it.

    Gives the kind, ``jpeg`` or ``png``, and the bytes. Raises ``OSError`` for what is no picture.
    """
    with Image.open(BytesIO(data)) as picture:
        seen = ImageOps.exif_transpose(picture)
        clear = "A" in seen.mode or "transparency" in seen.info
        pixels = seen.convert("RGBA" if clear else "RGB")
    pixels.thumbnail((PICTURE_SIZE, PICTURE_SIZE))
    bare = Image.new(pixels.mode, pixels.size)
    bare.paste(pixels)
    kind, kept = "png" if clear else "jpeg", BytesIO()
    bare.save(kept, kind)
    return kind, kept.getvalue()


class PublicEdition(Handout):
    """Gives the file in one language; only of what is in force."""

    public = True
    policy = POLICY

    def __call__(self) -> str:
        if visible(self.edition) is None or self.state != "in_force":
            raise refuse(409, "edition", _("Only an edition in force can be shared outside."))
        response = self.request.response
        attach(response, "text/html; charset=utf-8", self.filename)
        response.setHeader("Content-Security-Policy", POLICY)
        # What the site adds to its own pages - a script with a token, a theme - has no place in the file.
        self.request.environ[DISABLE_TRANSFORM_REQUEST_KEY] = True
        return str(self.handout())

    @property
    def filename(self) -> str:
        """The name of the file: the text, its number, its language."""
        name = re.sub(r"[^A-Za-z0-9.-]+", "-", f"{self.text.getId()}-{self.number}-{self.language}")
        return f"{name}.html"

    @cached_property
    def shown(self) -> ShownEdition | None:
        """The words of the edition without what is internal."""
        whole = super().shown
        return None if whole is None else self._public(whole)

    @property
    def description(self) -> str:
        """What the text is about, without what is internal."""
        return public_words(super().description, self.internal)

    @property
    def kicker(self) -> str:
        """Whose text it is."""
        return public_words(self.programme.entity or "", self.internal)

    @cached_property
    def internal(self) -> Internal:
        """The hosts of this site, and the names and contacts of those who look after the programme."""
        addresses = (api.portal.get().absolute_url(), self.request.get("SERVER_URL") or "")
        hosts = {(urlsplit(address).hostname or "").lower() for address in addresses}
        words = frozenset((*self._contacts(), *self._phrases()))
        return Internal(frozenset(hosts - {""}), words, frozenset(self._names()))

    @cached_property
    def _colleagues(self) -> list[Contact]:
        """Who is asked, who wrote it and who looks after the programme."""
        programme = self.programme
        given = [
            userid
            for userid, roles in programme.get_local_roles()
            if any(role.startswith("Governance ") for role in roles)
        ]
        userids = {programme.referent, programme.referent_backup, *self.facts.authors, *given}
        found = (contact(userid) for userid in sorted(filter(None, userids)))
        return [person for person in found if person is not None]

    def _contacts(self) -> Iterator[str]:
        for person in self._colleagues:
            yield from filter(None, (person.userid, person.name, person.email))

    def _names(self) -> Iterator[str]:
        """First names and family names: people write them alone as well."""
        for person in self._colleagues:
            parts = person.name.split() if person.name != person.userid else []
            yield from (part for part in parts if len(part) >= SHORTEST_NAME and part[:1].isupper())

    def _phrases(self) -> Iterator[str]:
        for phrase in (self.programme.office_hours, self.programme.dpo_contact):
            if phrase and len(phrase.strip()) >= SHORTEST_PHRASE:
                yield phrase.strip()

    def _public(self, whole: ShownEdition) -> ShownEdition:
        pictures = {clause.clause_id: self._picture(clause) for clause in clauses_of(self.edition)}
        return replace(
            whole,
            title=self._words(whole.title),
            one_minute=self._html(whole.one_minute),
            what_i_gain=self._html(whole.what_i_gain),
            change_summary=Words(),
            topics=tuple(
                Topic(
                    topic.anchor,
                    topic.title,
                    topic.token,
                    [
                        self._clause(clause, topic.token, pictures.get(clause.anchor, ""))
                        for clause in topic.clauses
                    ],
                )
                for topic in whole.topics
            ),
        )

    def _clause(self, clause: ShownClause, topic: str, picture: str) -> ShownClause:
        if topic == CONTACTS:
            note = f"<p>{escape(self.translate(WITHOUT_CONTACTS))}</p>"
            title = self._words(clause.title)
            return ShownClause(
                clause.anchor, clause.kind, clause.kind_title, "", title, Words(note, self.language), Words()
            )
        return replace(
            clause,
            title=self._words(clause.title),
            text=self._html(clause.text),
            why=self._html(clause.why),
            reference=public_words(clause.reference, self.internal),
            url="" if is_internal(clause.url, self.internal) else clause.url,
            justification=public_words(clause.justification, self.internal),
            proportionality=public_words(clause.proportionality, self.internal),
            picture=picture,
        )

    def _words(self, words: Words) -> Words:
        return replace(words, text=public_words(words.text, self.internal))

    def _html(self, words: Words) -> Words:
        return replace(words, text=public_html(words.text, self.internal))

    def _picture(self, clause: Any) -> str:
        """The picture inside the file; its description alone where it cannot be."""
        alt = escape(public_words(clause.picture_alt or "", self.internal), quote=True)
        if clause.picture is None:
            return ""
        try:
            kind, data = bare_picture(clause.picture.data)
        except (Image.DecompressionBombError, OSError, ValueError):
            # A drawing (SVG), say, may name people and places in what nobody sees of it.
            return f"<p>{alt}</p>" if alt else ""
        source = f"data:image/{kind};base64,{b64encode(data).decode()}"
        return f'<img alt="{alt}" src="{source}" />'


class PublicText(PublicEdition, TextPage):
    """For a charter or guide."""


class PublicOfEdition(PublicEdition, EditionPage):
    """For one edition."""
