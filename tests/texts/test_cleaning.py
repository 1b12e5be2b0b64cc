"""Making stored words safe to show."""

from collective.socialgovernance.texts.cleaning import safe_html
from plone import api

import pytest


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Hello<script>alert(1)</script></p>",
        '<p onclick="alert(1)">Hello</p>',
        '<p>Hello <a href="javascript:alert(1)">you</a></p>',
        '<p>Hello</p><object data="player"></object>',
    ],
)
def test_nothing_that_runs_is_shown(portal, markup):
    shown = safe_html(markup, portal)
    assert "Hello" in shown
    assert not any(word in shown for word in ("script", "onclick", "alert", "<object"))


def test_a_stricter_filter_of_the_site_holds_at_once(portal):
    assert "<u>" in safe_html("<p>Hello <u>you</u></p>", portal)
    kept = [tag for tag in api.portal.get_registry_record("plone.valid_tags") if tag != "u"]
    api.portal.set_registry_record("plone.valid_tags", kept)
    assert "<u>" not in safe_html("<p>Hello <u>you</u></p>", portal)


@pytest.mark.parametrize("markup", ["", "<p></p>", "<p> </p>", "<ul><li></li></ul>"])
def test_what_says_nothing_is_nothing(portal, markup):
    assert safe_html(markup, portal) == ""
