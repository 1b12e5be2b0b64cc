"""What is left out of a copy for people outside."""

from collective.socialgovernance.texts.redacting import Internal
from collective.socialgovernance.texts.redacting import is_internal
from collective.socialgovernance.texts.redacting import LEFT_OUT
from collective.socialgovernance.texts.redacting import public_html
from collective.socialgovernance.texts.redacting import public_words
from hypothesis import given
from hypothesis import strategies

import pytest


INTERNAL = Internal(
    hosts=frozenset({"intranet.example.org"}),
    words=frozenset({"Rita Sol", "rsol7", "rita.sol@example.org", "Mondays, office 12"}),
    names=frozenset({"Rita", "Sol"}),
)


@pytest.mark.parametrize(
    "url",
    [
        "https://intranet.example.org/page",
        "HTTP://INTRANET.EXAMPLE.ORG:8080/page",
        "https://docs.intranet.example.org/",
        "mailto:anybody@elsewhere.example",
        "tel:+33123456789",
        "/page",
        "page#there",
        "#there",
        "resolveuid/123",
        "//intranet.example.org/page",
        "http://server/share",
        "http://files.corp/x",
        "http://10.0.0.7/x",
        "http://[::1]/x",
        "https://elsewhere.example/contact?to=rita@example.org",
        "https://elsewhere.example/rsol7",
        "https://user:secret@elsewhere.example/",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///srv/x",
        "https://[broken",
        "",
    ],
)
def test_a_link_that_is_not_of_the_public_web_is_internal(url):
    assert is_internal(url, INTERNAL)


@pytest.mark.parametrize(
    "url", ["https://www.legifrance.gouv.fr/codes/article_lc/X", "http://example.org/", "https://8.8.8.8/"]
)
def test_a_link_to_the_public_web_is_not(url):
    assert not is_internal(url, INTERNAL)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Ask Rita Sol or rita\xa0SOL.", f"Ask {LEFT_OUT} or {LEFT_OUT}."),
        ("Ask Rita.", f"Ask {LEFT_OUT}."),
        ("Un pas au sol, margarita.", "Un pas au sol, margarita."),
        ("Write to someone.else@corp.example!", f"Write to {LEFT_OUT}!"),
        ("Call +33 1 23 45 67 89 or 01.23.45.67.89.", f"Call {LEFT_OUT} or {LEFT_OUT}."),
        ("See https://intranet.example.org/a?b=c.", f"See {LEFT_OUT}"),
        ("On intranet.example.org/gov today", f"On {LEFT_OUT} today"),
        ("See https://example.org/a.", "See https://example.org/a."),
        ("On 01.03.2026, art. L1321-5, 3018, @company, 1 000 people", None),
        ("mondays,  OFFICE 12", LEFT_OUT),
    ],
)
def test_contacts_are_left_out_of_words_and_other_words_stay(words, kept):
    assert public_words(words, INTERNAL) == (words if kept is None else kept)


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        ('<p>See <a href="https://intranet.example.org/x">the page</a>.</p>', "<p>See the page.</p>"),
        ('<p><a href="mailto:rita.sol@example.org">rita.sol@example.org</a></p>', f"<p>{LEFT_OUT}</p>"),
        (
            '<p><a class="internal-link" data-val="u1" title="Rita Sol" href="https://example.org">web</a></p>',
            '<p><a href="https://example.org" rel="noopener noreferrer">web</a></p>',
        ),
        ('<p>A<img src="/x/@@images/image" alt="hand">B<!-- Rita Sol --></p>', "<p>AhandB</p>"),
        ("<p>Ask Ri<b>ta</b> Sol</p><p>Kept <b>bold</b></p>", None),
        ("<p>rita<i>.sol</i>@example.org</p>", f"<p>{LEFT_OUT}</p>"),
        ("<p>a &lt;b&gt; &amp; c</p>", "<p>a &lt;b&gt; &amp; c</p>"),
        ("", ""),
        ("  ", ""),
        ("no markup", "no markup"),
    ],
)
def test_html_loses_what_is_internal_and_keeps_its_form(markup, kept):
    shown = public_html(markup, INTERNAL)
    if kept is None:
        assert "Rita" not in shown and "Sol" not in shown and "<p>Kept <b>bold</b></p>" in shown
    else:
        assert shown == kept


@given(strategies.text(alphabet='<>/="ap RitaSol@.:&;!-', max_size=60))
def test_whatever_is_written_no_name_and_no_address_remains(written):
    shown = public_html(f"<p>{written} Rita Sol, rita.sol@example.org</p>", INTERNAL)
    assert "Rita Sol" not in shown and "rita.sol@example.org" not in shown
    assert "intranet.example.org" not in shown
