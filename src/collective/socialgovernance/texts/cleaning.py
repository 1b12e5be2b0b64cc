"""Stored HTML made safe to show: the one way by which words that people wrote reach a page or a service."""

from collective.socialgovernance.texts.preparing import rich
from collective.socialgovernance.texts.wording import has_text
from hashlib import sha256
from plone import api
from plone.memoize import ram
from typing import Any


FILTER = ("plone.valid_tags", "plone.nasty_tags", "plone.custom_attributes", "plone.disable_filtering")
"""Settings of the site's own HTML filter."""


def safe_html(markup: str, context: Any) -> str:
    """Stored HTML as it may be shown, cleaned by the site's own filter; empty when it says nothing.

    Links to content of the site are resolved as seen from ``context``.
    """
    if not has_text(markup) and "<img" not in markup:
        return ""
    return _cleaned(markup, context)


def _cleaning(cleaned: Any, markup: str, context: Any) -> tuple[Any, ...]:
    """What the result of cleaning depends on.

    The site's filter belongs to it, so that a stricter one holds at once. What points to other content is
    never remembered: that content may move.
    """
    if "resolveuid" in markup or "<img" in markup:
        raise ram.DontCache
    settings = tuple(repr(api.portal.get_registry_record(name, default=None)) for name in FILTER)
    return (context.absolute_url(), sha256(markup.encode()).hexdigest(), *settings)


@ram.cache(_cleaning)
def _cleaned(markup: str, context: Any) -> str:
    return str(rich(markup).output_relative_to(context) or "")
