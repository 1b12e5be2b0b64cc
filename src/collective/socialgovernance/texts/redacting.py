"""What must not leave the company taken out of words and HTML: contacts, internal links, pictures from afar.

Plain functions of the words and of what is internal; the marker shows where something was left out.
"""

from dataclasses import dataclass
from functools import cached_property
from ipaddress import ip_address
from lxml import etree
from lxml import html
from urllib.parse import urlsplit

import re


LEFT_OUT = "[…]"
MAIL = re.compile(r"(?:mailto:)?[\w.%+'’-]+@[\w-]+(?:\.[\w-]+)*", re.IGNORECASE)
PHONE = re.compile(r"(?<![\w/])(?:tel:)?(?:\+|0)(?:[\s ().-]?\d){8,14}(?![\w/])", re.IGNORECASE)
ADDRESS = re.compile(r"\bhttps?://[^\s<>\"'»”)]+", re.IGNORECASE)
PRIVATE_ENDINGS = (".local", ".localdomain", ".internal", ".intranet", ".corp", ".lan", ".home", ".private")
KEPT_ATTRIBUTES = ("href", "lang", "dir", "colspan", "rowspan", "scope", "start")
DROPPED = (
    *("script", "style", "link", "meta", "base", "template"),
    *("iframe", "object", "embed", "video", "audio", "source", "track", "svg", "math", "canvas"),
    *("form", "input", "button", "select", "textarea"),
)
BLOCKS = (
    *("p", "div", "li", "dt", "dd", "td", "th", "caption", "figcaption", "blockquote", "pre"),
    *("h1", "h2", "h3", "h4", "h5", "h6"),
)


@dataclass(frozen=True)
class Internal:
    """What is internal: the hosts of the site, and words: full names, mail addresses, userids, office hours.

    ``names`` are single first or family names: they count only as they are written, so that a name that
    is also an ordinary word does not take the word away.
    """

    hosts: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """Any of the words or hosts as whole words, longest first; a space is any white space."""
        parts = [r"\s+".join(re.escape(part) for part in word.split()) for word in self.words if word.strip()]
        parts += [rf"(?-i:{re.escape(name)})" for name in self.names if name.strip()]
        parts += [rf"{re.escape(host)}(?::\d+)?(?:/[^\s<>\"']*)?" for host in self.hosts if host]
        if not parts:
            return None
        longest_first = sorted(parts, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)", re.IGNORECASE)


def is_internal(url: str, internal: Internal) -> bool:
    """Whether a link leads to the site, below it, to a mailbox or a telephone, or to a private network.

    Only addresses of the public web, with a host of their own, are not internal.
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".").lower()
    except ValueError:
        return True
    if parts.scheme.lower() not in ("http", "https") or not host:
        return True
    if any(host == own or host.endswith(f".{own}") for own in internal.hosts):
        return True
    if any(found in url for found in ("@", "%40")) or _names_somebody(url, internal):
        return True
    return _is_private(host)


def public_words(text: str, internal: Internal) -> str:
    """Plain words without contacts and internal addresses."""
    kept = ADDRESS.sub(
        lambda found: LEFT_OUT if is_internal(found.group(), internal) else found.group(), text
    )
    kept = PHONE.sub(LEFT_OUT, MAIL.sub(LEFT_OUT, kept))
    return kept if internal.pattern is None else internal.pattern.sub(LEFT_OUT, kept)


def public_html(markup: str, internal: Internal) -> str:
    """HTML without contacts, internal links and anything that is fetched; links to the public web stay."""
    if not markup.strip():
        return ""
    root = html.fromstring(f"<div>{markup}</div>")
    _drop(root)
    for element in root.iter(etree.Element):
        _strip(element, internal)
    for link in root.xpath(".//a[not(@href)]"):
        link.drop_tag()
    # Without the tags, words that stood in several elements are one again.
    for block in [root, *root.iter(*BLOCKS)]:
        _flatten_if_told(block, internal)
    inner = html.tostring(root, encoding="unicode", with_tail=False)
    return inner.removeprefix("<div>").removesuffix("</div>")


def _drop(root: html.HtmlElement) -> None:
    for node in list(root.iter(etree.Comment, etree.ProcessingInstruction)):
        node.drop_tree()
    for element in list(root.iter(*DROPPED)):
        element.drop_tree()
    for image in list(root.iter("img")):
        image.tail = f"{image.get('alt') or ''}{image.tail or ''}"
        image.drop_tree()


def _strip(element: html.HtmlElement, internal: Internal) -> None:
    href = element.get("href")
    public = element.tag == "a" and href is not None and not is_internal(href, internal)
    for name in list(element.attrib):
        if name not in KEPT_ATTRIBUTES or (name == "href" and not public):
            del element.attrib[name]
    if public:
        element.set("rel", "noopener noreferrer")
    element.text = public_words(element.text, internal) if element.text else None
    element.tail = public_words(element.tail, internal) if element.tail else None


def _flatten_if_told(block: html.HtmlElement, internal: Internal) -> None:
    """A block that tells something only when its pieces are read together becomes plain words."""
    if any(child.tag in BLOCKS for child in block.iterdescendants()):
        return
    told = block.text_content()
    kept = public_words(told, internal)
    if kept != told:
        for child in list(block):
            block.remove(child)
        block.text = kept


def _names_somebody(url: str, internal: Internal) -> bool:
    return internal.pattern is not None and bool(internal.pattern.search(url))


def _is_private(host: str) -> bool:
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith(PRIVATE_ENDINGS)
