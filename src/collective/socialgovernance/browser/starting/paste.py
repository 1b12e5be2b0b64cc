"""``@@paste-text``: a text from a word processor becomes the clauses of a draft, in two steps.

The first step takes the text, the second shows what each piece would become. Nothing is written before the
second is confirmed; until then the text travels with the form.
"""

from collective.socialgovernance import _
from collective.socialgovernance.browser.editing.page import EditingPage
from collective.socialgovernance.browser.frame import without_columns
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.texts import pieces as rules
from collective.socialgovernance.texts.bringing_in import bring_in
from collective.socialgovernance.texts.bringing_in import one_minute_is_free
from collective.socialgovernance.texts.cutting import levels_of
from collective.socialgovernance.texts.cutting import Piece
from collective.socialgovernance.texts.gathering import clauses_of
from collective.socialgovernance.texts.gathering import title_in
from collective.socialgovernance.texts.pasted import too_much
from collective.socialgovernance.texts.pieces import Choice
from collective.socialgovernance.texts.uploaded import text_of_file
from collective.socialgovernance.texts.wording import plain
from collective.socialgovernance.vocabularies import fixed
from collective.socialgovernance.vocabularies.kept import reader_language
from plone.protect import CheckAuthenticator
from typing import Any
from zope.cachedescriptors.property import Lazy


DEEPEST = 6
FILE_LIMIT = 20_000_000
"""Bytes of a file that are read; pictures inside a saved web page are most of them."""

SHOWN = 240
"""Letters of a piece that are shown before it is added."""


class PastePage(EditingPage):
    """Take the text, show its pieces, add them."""

    source = ""
    levels = DEEPEST

    def __call__(self) -> Any:
        act = self.sent("act")
        if self.request.method != "POST" or act == "add":
            return super().__call__()
        without_columns(self.request)
        CheckAuthenticator(self.request)
        try:
            if act == "cut":
                self.source, self.levels = rules.first_cut(self.pasted)
            elif act == "again":
                self._take_up()
            else:
                raise refuse(400, "act", _("Choose what to do with the text."))
        except Refused as refused:
            self.problems = refused.problems
            self.request.response.setStatus(refused.status)
        return self.index()

    def post(self) -> str:
        """Add the pieces as chosen."""
        self._take_up()
        arranged = rules.arranged(self.pieces, self.choices, self.one_minute_is_free)
        added = bring_in(self.context, arranged)
        self.say(
            _(
                "Clauses added: ${number}. Look through them: each needs a kind and a topic.",
                mapping={"number": len(added)},
            )
        )
        anchor = f"clause-{added[0].getId()}" if added else "clauses"
        return f"{self.url}/@@write#{anchor}"

    def _take_up(self) -> None:
        """Go on with the text that came with the form."""
        levels = self.sent("levels")
        self.levels = int(levels) if levels in map(str, range(1, DEEPEST + 1)) else DEEPEST
        source = self.sent("source")
        self.pieces = rules.pieces_of(source, self.levels)
        self.source = source

    @property
    def pasted(self) -> str:
        """What was pasted, or the text of the file."""
        file, name = self.request.form.get("file"), self.file_name
        if name and self.sent("text"):
            raise refuse(400, "file", _("Paste a text or choose a file, not both."))
        if not name:
            return self.sent("text")
        data = file.read(FILE_LIMIT + 1)
        if len(data) > FILE_LIMIT:
            raise too_much(len(data))
        return text_of_file(name, data)

    @property
    def not_taken(self) -> str:
        """What was sent and refused, to be shown again: what was pasted, or the text that came along."""
        return self.sent("text") or self.sent("source")

    @property
    def file_name(self) -> str:
        """The name of the file that was sent; no browser puts it into the form again."""
        return str(getattr(self.request.form.get("file"), "filename", "") or "")

    @Lazy
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces of the text."""
        return rules.pieces_of(self.source, self.levels)

    @Lazy
    def choices(self) -> list[Choice]:
        """What was chosen for each piece; what is proposed before anything was."""
        if self.sent("act") != "add":
            return rules.proposed(self.pieces, self.one_minute_is_free)
        return [
            Choice(
                becomes=self.sent(f"becomes.{place}"),
                title=" ".join(self.sent(f"title.{place}").split()),
                kind=self.sent(f"kind.{place}"),
                topic_group=self.sent(f"topic_group.{place}"),
            )
            for place in range(len(self.pieces))
        ]

    @Lazy
    def one_minute_is_free(self) -> bool:
        """Whether the draft has no text in one minute yet."""
        return one_minute_is_free(self.context)

    @property
    def page_url(self) -> str:
        """The URL of this page."""
        return f"{self.url}/@@paste-text"

    @property
    def title(self) -> str:
        """The title of the charter or guide, in the reader's language where it has one."""
        return title_in(self.context, reader_language())

    @property
    def present(self) -> int:
        """How many clauses the draft has already."""
        return len(clauses_of(self.context))

    @property
    def without_headings(self) -> bool:
        """Whether the text came in one piece."""
        return not any(piece.title for piece in self.pieces)

    @property
    def clauses(self) -> int:
        """How many clauses would be added as things are chosen."""
        return sum(choice.becomes == rules.CLAUSE for choice in self.choices)

    @property
    def cuts(self) -> list[dict[str, Any]]:
        """The levels of headings at which the text may be cut, with the number of headings; none for one."""
        counted = levels_of(rules.cut_again(self.source))
        ways = [
            {
                "levels": levels,
                "number": sum(counted[:levels]),
                "chosen": min(self.levels, len(counted)) == levels,
                "all": levels == len(counted),
                "main": levels == 1,
            }
            for levels in range(1, len(counted) + 1)
            if sum(counted[:levels]) < rules.MOST
        ]
        return ways if len(counted) > 1 else []

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The pieces with what is chosen for them, as the form shows it."""
        return [
            self._row(place, piece, choice)
            for place, (piece, choice) in enumerate(zip(self.pieces, self.choices, strict=True))
        ]

    def _row(self, place: int, piece: Piece, choice: Choice) -> dict[str, Any]:
        return {
            "place": place,
            "number": place + 1,
            "heading": piece.title,
            "title": choice.title,
            "beginning": rules.first_words(piece.html, SHOWN),
            "words": len(plain(piece.html).split()),
            "becomes": self._becomes(place, choice),
            "kinds": self._options(fixed.clause_kinds.titles, choice.kind, piece.kind),
            "topics": self._options(fixed.topic_groups.titles, choice.topic_group, piece.topic_group),
            "problem": " ".join(
                filter(
                    None,
                    (
                        self.problem_of(f"{name}.{place}")
                        for name in ("becomes", "title", "kind", "topic_group")
                    ),
                )
            ),
        }

    def _becomes(self, place: int, choice: Choice) -> list[dict[str, Any]]:
        possible = dict(rules.BECOMES)
        if place == 0:
            del possible[rules.JOIN]
        if not self.one_minute_is_free:
            del possible[rules.ONE_MINUTE]
        return [
            {"token": token, "title": title, "selected": token == choice.becomes}
            for token, title in possible.items()
        ]

    def _options(self, titles: dict[str, str], chosen: str, guess: str | None) -> list[dict[str, Any]]:
        return [
            {
                "token": token,
                "title": self.words(_("Proposed: ${choice}", mapping={"choice": self.words(title)}))
                if token == guess
                else self.words(title),
                "selected": token == chosen,
            }
            for token, title in titles.items()
        ]
