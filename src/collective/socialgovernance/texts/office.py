"""What word processors write into their HTML, made ordinary: headings, lists, emphasis, what was deleted."""

from lxml import html

import re


NOT_SHOWN = frozenset(
    {
        *("del", "embed", "head", "iframe", "link", "meta", "noscript", "object", "script", "style", "svg"),
        *("template", "title", "xml"),
    }
)
HIDDEN = re.compile(r"mso-hide:\s*all|display:\s*none|mso-element:\s*comment|mso-comment-", re.I)
COMMENT_CLASSES = re.compile(r"\bMsoComment(?:Reference|Text|Subject)\b|\bmsocom", re.I)
CONTENTS = re.compile(r"\bMsoToc\d?\b", re.I)
HEADING_CLASS = re.compile(r"\b(?:Mso)?(?:Heading|Titre|Title|Überschrift)([1-9])\b", re.I)
TITLE_CLASS = re.compile(r"\b(?:MsoTitle|title)\b")
OUTLINE = re.compile(r"mso-outline-level:\s*([1-9])", re.I)
MARKER = re.compile(r"mso-list:\s*ignore", re.I)
ITEM = re.compile(r"mso-list:(?!\s*ignore).*?level(\d)", re.I | re.S)
ITEM_CLASS = re.compile(r"\bMsoListParagraph", re.I)
WRITTEN_MARKER = re.compile(r"\s*(?:[·•§▪‣○–-]|o(?=\s{2,})|\d{1,3}[.)]|[a-z][.)])\s+", re.I)
BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.I)
NOT_BOLD = re.compile(r"font-weight:\s*(?:normal|[1-5]00)", re.I)
ITALIC = re.compile(r"font-style:\s*italic", re.I)


def take_away(body: html.HtmlElement) -> None:
    """Drop what readers of the document do not see, or see only as remarks or as its table of contents."""
    for element in list(body.iter()):
        if element is body or not isinstance(element.tag, str) or element.getparent() is None:
            continue
        style, classes = element.get("style") or "", element.get("class") or ""
        if (
            element.tag in NOT_SHOWN
            or "hidden" in element.attrib
            or (style and HIDDEN.search(style))
            or (classes and (COMMENT_CLASSES.search(classes) or CONTENTS.search(classes)))
        ):
            element.drop_tree()
        elif element.tag == "a":
            _take_away_comment(element)


def _take_away_comment(link: html.HtmlElement) -> None:
    """Comments of Google Docs: a mark in the text, and the words in a block at the end of the document."""
    address = link.get("href") or ""
    if address.startswith("#cmnt_ref"):
        block = next((each for each in link.iterancestors("div")), link)
        if block.getparent() is not None:
            block.drop_tree()
    elif address.startswith("#cmnt"):
        link.drop_tree()


def mark_headings(body: html.HtmlElement) -> None:
    """Make headings of paragraphs that are only styled as such."""
    if any(TITLE_CLASS.search(element.get("class") or "") for element in body.iter("p")):
        # The title of the document stands above its headings.
        for level in range(5, 0, -1):
            for element in list(body.iter(f"h{level}")):
                element.tag = f"h{level + 1}"
        below = 1
    else:
        below = 0
    for element in list(body.iter("p", "div")):
        level = _level(element)
        if level:
            element.tag = f"h{min(level + below, 6)}"
        elif element.tag == "p" and TITLE_CLASS.search(element.get("class") or ""):
            element.tag = "h1"


def _level(element: html.HtmlElement) -> int:
    """1 to 9 for a heading, 0 for none."""
    if element.get("role") == "heading":
        stated = element.get("aria-level") or ""
        return int(stated) if re.fullmatch("[1-9]", stated) else 2
    outline = OUTLINE.search(element.get("style") or "")
    if outline:
        return int(outline[1])
    styled = HEADING_CLASS.search(element.get("class") or "") if element.tag == "p" else None
    return int(styled[1]) if styled else 0


def tidy_emphasis(body: html.HtmlElement) -> None:
    """Bold and italic as elements, however they were written."""
    for element in list(body.iter("b", "i", "span", "font", "strong", "em")):
        style = element.get("style") or ""
        if element.tag in ("b", "strong"):
            # Google Docs puts the whole clipboard into a bold element that is not bold.
            element.tag = "span" if NOT_BOLD.search(style) else "strong"
        elif element.tag == "i":
            element.tag = "em"
        elif style and element.tag != "em":
            if BOLD.search(style):
                element.tag = "strong"
            elif ITALIC.search(style):
                element.tag = "em"


def make_lists(body: html.HtmlElement) -> None:
    """Make lists of the paragraphs that Word only draws as items."""
    last: html.HtmlElement | None = None
    lists: list[tuple[int, html.HtmlElement]] = []
    for element in list(body.iter("p", *(f"h{level}" for level in range(1, 7)))):
        found = ITEM.search(element.get("style") or "")
        marker = _take_marker(element, keep=element.tag != "p" or not found)
        if not found and ITEM_CLASS.search(element.get("class") or ""):
            # Editors that take pasted styles away leave the bullet as words.
            marker = _take_written_marker(element)
        if element.tag != "p" or not (found or marker):
            continue
        if last is None or not _follows(element, last):
            lists = []
        level = int(found[1]) if found else 1
        while lists and lists[-1][0] > level:
            lists.pop()
        tag = "ol" if any(letter.isalnum() for letter in marker.strip("o§")) else "ul"
        if lists and lists[-1][0] == level and lists[-1][1].tag == tag:
            items = lists[-1][1]
        else:
            items = _new_list(tag, level, lists, element)
        last = lists[0][1]
        element.tag = "li"
        tail, element.tail = element.tail, None
        if element.getparent() is not items:
            items.append(element)
        if tail and tail.strip():
            last.tail = (last.tail or "") + tail


def _new_list(
    tag: str, level: int, lists: list[tuple[int, html.HtmlElement]], element: html.HtmlElement
) -> html.HtmlElement:
    """A list at the place of its first item: inside the last item of the one above, or by itself."""
    while lists and lists[-1][0] >= level:
        lists.pop()
    made = html.Element(tag)
    if lists and len(lists[-1][1]):
        lists[-1][1][-1].append(made)
    else:
        lists.clear()
        element.addprevious(made)
    lists.append((level, made))
    return made


def _follows(element: html.HtmlElement, last: html.HtmlElement) -> bool:
    """Whether nothing stands between a list and the paragraph after it."""
    return element.getprevious() is last and not (last.tail or "").strip()


def _take_marker(element: html.HtmlElement, keep: bool) -> str:
    """The bullet or number that Word wrote for display; taken away unless it is to be kept as words."""
    for part in list(element.iter("span", "strong", "em", "font")):
        if MARKER.search(part.get("style") or ""):
            marker = "".join(part.itertext())
            if keep and any(letter.isalnum() for letter in marker):
                part.drop_tag()
            else:
                part.drop_tree()
            return marker
    return ""


def _take_written_marker(element: html.HtmlElement) -> str:
    """The bullet or number at the beginning of the words; empty where there is none."""
    found = WRITTEN_MARKER.match("".join(element.itertext()))
    if not found or element.tag != "p":
        return ""
    left = len(found[0])
    for text in element.xpath(".//text()"):
        kept = text[left:]
        left -= len(text) - len(kept)
        setattr(text.getparent(), "tail" if text.is_tail else "text", kept)
        if not left:
            break
    return found[0]
