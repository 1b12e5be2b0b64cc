"""What HTML says, as words."""

from collective.socialgovernance.texts.wording import plain
from collective.socialgovernance.texts.wording import to_show

import pytest


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("", ""),
        ("  ", ""),
        ("Nothing but words", "Nothing but words"),
        ("<p>Every <strong>day</strong>.</p>", "Every day."),
        ("<p>Un <em>mot</em>if</p>", "Un motif"),
        ("<p>One</p><p>Two</p>", "One Two"),
        ("<p>One<br/>Two</p>", "One Two"),
        ("<ul><li>One</li><li>Two</li></ul>after", "One Two after"),
        ("<table><tr><td>1</td><td>2</td></tr></table>", "1 2"),
        ("before<p>One</p>after", "before One after"),
        ("<p>One <!-- not said -->Two<!-- nor this --></p>", "One Two"),
        ("<p>a &amp; b &lt;c&gt;</p>", "a & b <c>"),
    ],
)
def test_words_are_parted_where_readers_see_them_parted(markup, words):
    assert plain(markup) == words


def test_words_that_are_shown_keep_the_spaces_at_which_no_line_is_broken():
    assert (
        to_show("<p>Les clés\u202f; le\n  <b>référent</b>\u00a0:</p>") == "Les clés\u202f; le référent\u00a0:"
    )
