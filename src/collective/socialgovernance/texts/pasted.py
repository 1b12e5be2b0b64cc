"""A text from a word processor as plain, safe blocks: the structure is kept, everything else is not.

What Word, LibreOffice, Google Docs and browsers put on the clipboard differs; here it becomes one list of
paragraphs, headings, lists, tables and quotations. Words are never lost, except those that the author had
taken out already (tracked deletions, comments, hidden text) or that repeat headings (a table of contents).
"""

from collections.abc import Iterator
from collective.socialgovernance import _
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.texts.office import make_lists
from collective.socialgovernance.texts.office import mark_headings
from collective.socialgovernance.texts.office import take_away
from collective.socialgovernance.texts.office import tidy_emphasis
from collective.socialgovernance.texts.plain_text import as_markup
from copy import deepcopy
from dataclasses import dataclass
from lxml import etree
from lxml import html
from lxml_html_clean import Cleaner

import re


LIMIT = 2_000_000
"""Letters of markup that are read at most; a text of 200 pages has about half a million."""

MOST_ELEMENTS = 20_000
"""Elements, or lines of plain text, that are read at most; 200 pages of a word processor have fewer.

The work grows with them, not with letters: counting those that begin costs nothing beside reading them.
"""

BEGINS = re.compile("<[a-zA-Z]")

DEEPEST = 200
"""Elements inside one another that are followed; a text written by people has a few dozen at most."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LEAVES = ("p", *HEADINGS, "table", "ul", "ol", "dl", "pre", "blockquote", "hr")
"""Elements that become a block as a whole, unless headings stand inside them."""

CONTAINERS = frozenset(
    {
        *("address", "article", "aside", "center", "details", "dir", "fieldset", "figcaption", "figure"),
        *("footer", "form", "header", "hgroup", "legend", "main", "menu", "nav", "section", "summary"),
    }
)
"""Elements that are frames like ``div``."""

ALLOWED = frozenset(
    {
        *LEAVES,
        *("a", "body", "br", "caption", "code", "dd", "div", "dt", "em", "li", "s", "strong", "sub", "sup"),
        *("tbody", "td", "tfoot", "th", "thead", "tr"),
    }
)
ATTRIBUTES = ("href", "colspan", "rowspan", "scope", "start")
LINKS = ("http://", "https://", "mailto:")
MARKUP = re.compile(
    r"<(?:!doctype|html|body|meta|p|div|span|br|h[1-6]|[uo]l|d[dl]|li|table|pre|blockquote|center|section|article"
    r"|b|i|em|strong|font)\b[^<>]*>",
    re.IGNORECASE,
)
WRAPPED = re.compile(r"[ \t]*\n\s*|[ \t]{2,}")
PICTURE = re.compile(r"\bdata:[a-z]+/[\w.+-]+(?:;[\w=.+-]+)*,[^\s\"'<>)]*", re.IGNORECASE)
"""A picture that a program put into the markup itself: a single one may be longer than all words together."""

NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

CLEANER = Cleaner(
    allow_tags=ALLOWED,
    remove_unknown_tags=False,
    safe_attrs_only=True,
    safe_attrs=frozenset(ATTRIBUTES),
    style=True,
    inline_style=True,
    page_structure=False,
    forms=False,
)


@dataclass(frozen=True)
class Block:
    """One paragraph, heading, list, table or quotation; ``level`` is 1 to 6 for a heading, else 0."""

    element: html.HtmlElement
    level: int = 0

    @property
    def words(self) -> str:
        """The readable text."""
        return words_of(self.element)

    @property
    def markup(self) -> str:
        """The block as HTML."""
        return str(etree.tostring(self.element, encoding="unicode", method="html", with_tail=False)).strip()


def read(source: str, is_markup: bool = False) -> list[Block]:
    """The blocks of a pasted text in reading order; what looks like no markup is read as plain text.

    Refused with 400, before the work begins, when it is longer than :data:`LIMIT` letters, pictures inside it
    not counted, or has more than :data:`MOST_ELEMENTS` elements or lines; and when it is no text that
    somebody wrote.
    """
    if len(source) > LIMIT:
        source = PICTURE.sub("", source)
    check_length(source)
    text = NOT_TEXT.sub("", source.replace("\r\n", "\n").replace("\r", "\n"))
    is_markup = is_markup or MARKUP.search(text) is not None
    check_size(text, is_markup)
    body = _parsed(text if is_markup else as_markup(text))
    if body is None:
        return []
    take_away(body)
    mark_headings(body)
    tidy_emphasis(body)
    make_lists(body)
    for element in list(body.iter(*CONTAINERS)):
        element.tag = "div"
    CLEANER(body)
    _mend_links(body)
    _tidy(body)
    return [block for block in _blocks(body) if block.words]


def check_length(text: str) -> None:
    """Refuse with 400 a text of more than :data:`LIMIT` letters."""
    if len(text) > LIMIT:
        raise too_much(len(text))


def check_size(text: str, is_markup: bool = True) -> None:
    """Refuse with 400 a text of more than :data:`MOST_ELEMENTS` elements, or lines where it is no markup."""
    elements = sum(1 for _found in BEGINS.finditer(text)) if is_markup else text.count("\n")
    if elements > MOST_ELEMENTS:
        raise _too_many(elements)


def too_much(length: int) -> Refused:
    """What is said of a text of so many letters, to be raised."""
    return refuse(
        400,
        "source",
        _(
            "The text is too long: ${length} letters with their formatting; at most ${limit} are read at "
            "once. Bring it in two parts.",
            mapping={"length": length, "limit": LIMIT},
        ),
    )


def _too_many(elements: int) -> Refused:
    """What is said of a text of so many elements, to be raised."""
    return refuse(
        400,
        "source",
        _(
            "The text has too many parts: ${number} paragraphs, items and formatted passages; at most "
            "${limit} are read at once. Bring it in two parts.",
            mapping={"number": elements, "limit": MOST_ELEMENTS},
        ),
    )


def words_of(element: html.HtmlElement) -> str:
    """The readable text of an element on one line; spaces that do not break are kept between words."""
    return folded("".join(_texts(element)))


def folded(text: str) -> str:
    """A text with its white space made single spaces."""
    return re.sub(r"\s*[ \t\n\f\v]\s*|\s{2,}", " ", text).strip()


def _texts(element: html.HtmlElement) -> Iterator[str]:
    for event, part in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            if part.tag == "br" or (
                part is not element and part.tag in (*LEAVES, "li", "td", "th", "dt", "dd")
            ):
                yield " "
            yield part.text or ""
        elif part is not element:
            yield part.tail or ""


def _parsed(text: str) -> html.HtmlElement | None:
    """The body of the document; None when there is nothing in it."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except etree.ParserError:
        return None
    depth = deepest = 0
    for event, _element in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    if deepest > DEEPEST:
        raise refuse(
            400, "source", _("This cannot be read as a text: too many elements stand inside one another.")
        )
    body = tree.find("body")
    return tree if body is None else body


def _mend_links(body: html.HtmlElement) -> None:
    """Keep links that lead to a page or a mailbox; of others only the words stay."""
    for link in list(body.iter("a")):
        address = (link.get("href") or "").strip()
        if address.lower().startswith(LINKS) and words_of(link):
            link.set("href", address)
        else:
            link.drop_tag()


def _tidy(body: html.HtmlElement) -> None:
    """Take away marks around nothing, and the line breaks with which a program wrapped its source."""
    for element in reversed(list(body.iter("strong", "em", "s", "sub", "sup", "code"))):
        if not "".join(element.itertext()).strip():
            element.drop_tag()
    for element in body.iter("ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr"):
        element.text = (element.text or "").strip() or None
        for child in element:
            child.tail = (child.tail or "").strip() or None
    for element in body.iter():
        if element.text and element.tag != "pre":
            element.text = WRAPPED.sub(" ", element.text)
        if element.tail:
            element.tail = WRAPPED.sub(" ", element.tail)


def _blocks(body: html.HtmlElement) -> Iterator[Block]:
    """The body taken apart, however deep its paragraphs lie; loose words become paragraphs."""
    loose = html.Element("p")
    waiting: list[html.HtmlElement | str | None] = list(reversed(_content(body)))
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            _append_text(loose, node)
            continue
        if node is not None and not _holds_blocks(node):
            loose.append(_alone(node))
            continue
        if _holds_something(loose):
            yield Block(loose)
            loose = html.Element("p")
        if node is not None and node.tag in LEAVES and not _opens(node):
            yield _block(node)
        elif node is not None:
            # None ends the paragraph of the loose words with which the element may end.
            waiting += [None, *reversed(_content(node))]
    if _holds_something(loose):
        yield Block(loose)


def _holds_something(element: html.HtmlElement) -> bool:
    return bool(element.text) or _has_elements(element)


def _has_elements(element: html.HtmlElement) -> bool:
    """Whether an element holds others; their number would be counted one by one."""
    return next(element.iterchildren(), None) is not None


def _content(element: html.HtmlElement) -> list[html.HtmlElement | str | None]:
    """What stands in an element, text included; the items of a list are kept in lists of their own."""
    if element.tag in ("ul", "ol"):
        return list(_items(element))
    found: list[html.HtmlElement | str | None] = [element.text] if element.text else []
    for child in element:
        found.append(child)
        if child.tail:
            found.append(child.tail)
    return found


def _items(element: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The items of a list that holds headings: each such one by itself, the others as lists."""
    together: html.HtmlElement | None = None
    for child in element:
        copied = _alone(child)
        if child.tag == "li" and not _has_heading(child):
            if together is None:
                together = html.Element(element.tag)
            together.append(copied)
            continue
        if together is not None:
            yield together
            together = None
        copied.tag = "div"
        yield copied
    if together is not None:
        yield together


def _holds_blocks(element: html.HtmlElement) -> bool:
    return next(element.iter("div", "td", "th", "li", "dt", "dd", *LEAVES), None) is not None


def _opens(element: html.HtmlElement) -> bool:
    """Whether a list, quotation or frame is gone into, because headings stand inside it."""
    if element.tag in ("ul", "ol", "blockquote"):
        return _has_heading(element)
    return bool(element.tag == "table" and len(list(element.iter("td", "th"))) == 1 and _has_heading(element))


def _has_heading(element: html.HtmlElement) -> bool:
    return next(element.iter(*HEADINGS), None) is not None


def _block(element: html.HtmlElement) -> Block:
    copied = _alone(element)
    level = HEADINGS.index(copied.tag) + 1 if copied.tag in HEADINGS else 0
    if not level:
        for heading in list(copied.iter(*HEADINGS)):
            heading.tag = "p"
    return Block(copied, level)


def _alone(element: html.HtmlElement) -> html.HtmlElement:
    copied = deepcopy(element)
    copied.tail = None
    return copied


def _append_text(run: html.HtmlElement, text: str) -> None:
    if not _has_elements(run):
        if text.strip() or run.text:
            run.text = (run.text or "") + text
    else:
        run[-1].tail = (run[-1].tail or "") + text
