"""A whole text, cut into clauses at its headings: no word is lost, and no clutter comes along."""

from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.texts import cutting
from collective.socialgovernance.texts import pasted
from collective.socialgovernance.texts.cutting import as_source
from collective.socialgovernance.texts.cutting import cut
from collective.socialgovernance.texts.cutting import cut_again
from collective.socialgovernance.texts.cutting import levels_of
from collective.socialgovernance.texts.cutting import Piece
from collective.socialgovernance.texts.wording import plain
from hypothesis import given
from hypothesis import strategies as st
from pathlib import Path

import pytest
import re


FILES = Path(__file__).parent / "pasted"


def sample(name: str) -> tuple[Piece, ...]:
    return cut((FILES / name).read_text(encoding="utf-8"))


def titles(source: str) -> list[str]:
    return [piece.title for piece in cut(source)]


def test_word_gives_its_headings_lists_tables_and_nothing_of_its_clutter():
    title, accounts, confidential = sample("word.html")
    assert (title.title, title.level) == ("Charte des médias sociaux", 1)
    assert plain(title.html) == "Parlez comme vous êtes : c’est ce qui donne envie de lire."
    assert accounts.title == "Vos comptes et votre profil"
    assert accounts.html == (
        "<p>Un compte à votre nom, <strong>jamais</strong> au nom de Gabarre. "
        'Voir <a href="https://example.org/aide">l’aide</a> ou mes notes.</p>\n'
        "<ul><li>une photo de vous<ul><li>récente</li></ul></li><li>votre métier</li></ul>"
    )
    assert confidential.title == "Article 2 – Confidentialité"
    assert confidential.html.startswith("<p>Ce qui est encore confidentiel le reste.</p>\n<table>")
    assert '<td colspan="2"><p>Le reste\xa0: demander</p></td>' in confidential.html


def test_bullets_that_an_editor_left_as_words_are_a_list_again():
    (piece,) = cut(
        "<h1>Accounts</h1>"
        '<p class="MsoListParagraphCxSpFirst"><span>·<span>&nbsp;&nbsp; </span></span>one <b>two</b></p>'
        '<p class="MsoListParagraphCxSpLast">o&nbsp; three</p>'
        '<p class="MsoListParagraph">No bullet</p>'
    )
    assert piece.html == "<ul><li>one <strong>two</strong></li><li>three</li></ul>\n<p>No bullet</p>"


def test_google_docs_gives_its_headings_and_emphasis_and_none_of_its_comments():
    accounts, replying = sample("google-docs.html")
    assert accounts.html == (
        "<p>An account in <strong>your own name</strong><em>, always</em>.</p>\n"
        "<ul><li><p>a recent photo</p></li><li><p>your job</p></li></ul>"
    )
    assert (replying.title, replying.html) == ("Good practice: replying", "<p>Sleep over it.</p>")
    assert (replying.kind, replying.topic_group) == ("advice", "writing")


def test_libreoffice_numbers_its_headings_as_lists():
    image, doubt = sample("libreoffice.html")
    assert (image.title, image.html) == (
        "Le droit à l’image",
        "<p>Demandez avant de publier une photo.</p>",
    )
    assert (doubt.title, plain(doubt.html)) == ("En cas de doute", "relisez ; demandez.")
    assert doubt.html.startswith("<ol>")


def test_what_stands_before_the_first_heading_has_no_title():
    first, second = cut("<p>Speak as you are.</p><h2>Writing</h2><p>Short.</p>")
    assert (first.title, first.html) == ("", "<p>Speak as you are.</p>")
    assert second.title == "Writing"


def test_a_text_without_any_heading_is_one_piece():
    (only,) = cut("<p>Speak as you are.</p><p>Always.</p>")
    assert (only.title, only.html) == ("", "<p>Speak as you are.</p>\n<p>Always.</p>")


@pytest.mark.parametrize(
    "nothing", ["", " \n ", "<p>&nbsp;</p>", "<p><!-- x --></p>", "<div><br></div>", "\x00"]
)
def test_nothing_is_cut_into_nothing(nothing):
    assert cut(nothing) == ()


@pytest.mark.parametrize(
    "heading",
    [
        "<h3>Writing</h3>",
        "<div><div><h1><span>Writing</span></h1></div></div>",
        '<p class="MsoHeading7">Writing</p>',
        '<p class="Titre2">Writing</p>',
        "<p style='margin:0;mso-outline-level:1'>Writing</p>",
        '<p role="heading" aria-level="3">Writing</p>',
        "<blockquote><h2>Writing</h2></blockquote>",
        "<ol><li><h2>Writing</h2></li></ol>",
        "<h2>2.1&nbsp; Writing</h2>",
        "<h2>IV. Writing</h2>",
    ],
)
def test_headings_are_known_in_every_dress(heading):
    assert titles(f"<h1>Before</h1><p>text</p>{heading}<p>more</p>") == ["Before", "Writing"]


@pytest.mark.parametrize(
    "heading",
    [
        "<p><b>Writing</b></p>",
        "<p><b>Wri</b><strong>ting</strong> </p>",
        '<p><span style="font-weight: 700">Writing</span></p>',
        "<p>1. Writing</p>",
        "<p>2) Writing</p>",
        "<p>1.2 Writing</p>",
        "<p>I. Writing</p>",
        "<div>3 - Writing</div>",
        '<ol start="3"><li>Writing</li></ol>',
        "<p>WRITING</p>",
    ],
)
def test_without_headings_bold_and_numbered_lines_are_headings(heading):
    found = cut(f"<p>Before.</p>{heading}<p>Some more of it.</p><p>And more.</p>")
    assert [piece.title.casefold() for piece in found] == ["", "writing"]


def test_articles_keep_their_number_because_others_refer_to_them():
    source = "<p>Article 1 : Comptes</p><p>Un.</p><p>Article 2 : Textes</p><p>Voir article 1.</p>"
    assert titles(source) == ["Article 1 : Comptes", "Article 2 : Textes"]


@pytest.mark.parametrize(
    "paragraph",
    [
        "<p>This is <b>very</b> important</p>",
        "<p><b>This is a whole sentence.</b></p>",
        "<p>1. First</p><p>2. Second</p><p>3. Third</p>",
        "<ol><li>First</li><li>Second</li></ol>",
        "<ul><li><b>First</b></li></ul>",
        "<p>2026 was a good year</p>",
        f"<p><b>{'long ' * 30}</b></p>",
        "<table><tr><td><b>Cell</b></td><td>Other</td></tr></table>",
    ],
)
def test_what_only_looks_like_a_heading_is_text(paragraph):
    assert titles(f"<p>Before.</p>{paragraph}<p>After it.</p><p>The end.</p>") == [""]


def test_bold_lines_are_text_where_the_document_has_headings():
    source = "<h1>One</h1><p>a</p><p><b>Careful</b></p><p>b</p><h1>Two</h1><p>c</p>"
    assert titles(source) == ["One", "Two"]


def test_only_a_title_at_the_top_is_no_reason_to_miss_the_lines_in_bold():
    source = "<h1>Charter</h1><p><b>One</b></p><p>a.</p><p><b>Two</b></p><p>b.</p><p>c.</p>"
    assert titles(source) == ["Charter", "One", "Two"]


def test_bold_marks_nothing_where_everything_is_bold():
    assert titles("<p><b>One</b></p><p><b>Two</b></p><p><b>Three</b></p>") == [""]


PLAIN = """Speak as you are, it is what makes people read.

1. Your accounts
An account in your own name.
- a photo
- your job

2. Confidentiality

What is secret stays secret, <always> & everywhere.
1) ask
2) wait
"""


def test_plain_text_is_cut_at_its_numbered_lines():
    first, accounts, secret = cut(PLAIN)
    assert first.html == "<p>Speak as you are, it is what makes people read.</p>"
    assert (accounts.title, accounts.topic_group) == ("Your accounts", "accounts_profile")
    assert accounts.html == (
        "<p>An account in your own name.</p>\n<ul><li>a photo</li><li>your job</li></ul>"
    )
    assert secret.title == "Confidentiality"
    assert "&lt;always&gt; &amp; everywhere." in secret.html
    assert secret.html.endswith("<ol><li>ask</li><li>wait</li></ol>")


def test_plain_text_of_a_word_processor_has_a_paragraph_in_each_line():
    lines = ["Charter", "Article 1. Accounts", "One account.", "Two at most.", "Article 2. Tone", "Be kind."]
    pieces = cut("\r\n".join(lines))
    assert [piece.title for piece in pieces] == ["", "Article 1. Accounts", "Article 2. Tone"]
    assert pieces[1].html == "<p>One account.</p>\n<p>Two at most.</p>"


def test_plain_text_with_hash_marks_has_headings():
    pieces = cut("# Charter\n\n## Accounts\nOne account.\n## Tone\nBe kind.")
    assert [(piece.title, piece.level) for piece in pieces] == [("Charter", 1), ("Accounts", 2), ("Tone", 2)]


def test_a_heading_too_long_for_a_title_stands_in_full_in_the_text():
    words = "word " * 60
    (piece,) = cut(f"<h1>{words}</h1><p>text</p>")
    assert len(piece.title) <= cutting.TITLE_LENGTH and piece.title.endswith("…")
    assert piece.html.startswith(f"<p>{words.strip()}</p>")


def test_a_heading_that_names_no_topic_is_about_that_of_its_chapter():
    source = "<h1>Sécurité</h1><h2>Au bureau</h2><p>a</p><h1>Divers</h1><p>b</p>"
    assert [piece.topic_group for piece in cut(source)] == ["security", "security", None]


def test_it_may_be_cut_at_the_highest_headings_only():
    pieces = cut("<h1>One</h1><h2>Inner &amp; so</h2><p>a</p><h1>Two</h1><p>b</p>")
    assert levels_of(pieces) == [2, 1]
    one, two = cut_again(as_source(pieces), levels=1)
    assert (one.title, one.html) == ("One", "<h4>Inner &amp; so</h4>\n<p>a</p>")
    assert two.title == "Two"


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        ('<a href="https://example.org/">x</a>', '<a href="https://example.org/">x</a>'),
        ('<a href="MAILTO:a@example.org" onclick="y()">x</a>', '<a href="MAILTO:a@example.org">x</a>'),
        ('<a href="javascript:alert(1)">x</a>', "x"),
        ('<a href=" jAvascript:alert(1)">x</a>', "x"),
        ('<a href="data:text/html,<script>1</script>">x</a>', "x"),
        ('<a href="//example.org">x</a>', "x"),
        ('<a href="../page">x</a>', "x"),
        ('<a name="mark">x</a>', "x"),
    ],
)
def test_only_links_to_pages_and_mailboxes_are_kept(markup, kept):
    (piece,) = cut(f"<p>{markup} word</p>")
    assert piece.html == f"<p>{kept} word</p>"


def test_nothing_that_runs_or_looks_comes_along():
    (piece,) = cut(
        '<p onclick="x()" class="c" style="color:red" id="i">Word<script>alert(1)</script>'
        '<img src=x onerror="alert(1)"><svg><script>1</script></svg><iframe src="//x"></iframe>'
        "<style>p{}</style><font color=red>s</font></p><form><input value=v><p>said</p></form>"
    )
    assert piece.html == "<p>Words</p>\n<p>said</p>"


def test_words_on_either_side_of_an_unknown_block_stay_apart():
    (piece,) = cut("<center>one</center><section>two<aside>three</aside></section>four<br>five")
    assert plain(piece.html).split() == ["one", "two", "three", "four", "five"]


def test_a_long_text_of_many_headings_is_cut():
    source = "".join(f"<h2>Heading {number}</h2><p>{'word ' * 266}</p>" for number in range(150))
    assert len(source) > 200_000
    pieces = cut(source)
    assert len(pieces) == 150
    assert all(len(plain(piece.html).split()) == 266 for piece in pieces)


def test_too_much_is_refused_with_words():
    with pytest.raises(Refused) as refused:
        cut("a" * (pasted.LIMIT + 1))
    assert refused.value.status == 400
    assert refused.value.problems[0].field == "source"


def test_pictures_inside_the_text_take_nothing_of_its_length():
    picture = f'<p><img alt="" src="data:image/png;base64,{"iVBORw0KGgo" * (pasted.LIMIT // 8)}=="></p>'
    (piece,) = cut(f"<h2>Accounts</h2><p>Before.</p>{picture}<p>After.</p>")
    assert (piece.title, piece.html) == ("Accounts", "<p>Before.</p>\n<p>After.</p>")


def test_what_is_no_text_is_refused_rather_than_read_in_part():
    with pytest.raises(Refused):
        cut("<div>" * 5000 + "<p>word</p>")


WORD = st.text("abcdefghéèàçœ", min_size=1, max_size=8)
WORDS = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
INLINE = st.tuples(
    WORDS, st.sampled_from(["{}", "<b>{}</b>", "<span style='mso-x:1'>{}</span>", "x<o:p></o:p> {}"])
).map(lambda pair: pair[1].format(pair[0]))
RUN = st.lists(INLINE, min_size=1, max_size=3).map(" ".join)
LINE = st.sampled_from(
    [
        *("<p>{}</p>", "<h1>{}</h1>", "<h2>{}</h2>", "<h5>{}</h5>", "<p><b>{}</b></p>", "<div>{}</div>"),
        *(
            "<p>1. {}</p>",
            "<p>Article 2 - {}</p>",
            "<p class=MsoHeading8>{}</p>",
            "{}<br>",
            "<center>{}</center>",
        ),
        *("<ul><li>{}</li></ul>", "<ol><li><h3>{}</h3></li><li>y</li></ol>", "<blockquote>{}</blockquote>"),
        *("<table><tr><td><h2>{}</h2></td><td>z</td></tr></table>", "<dl><dt>{}</dt><dd>v</dd></dl>"),
        "<p style='mso-list:l0 level1'><span style='mso-list:Ignore'>· </span>{}</p>",
        "<p style='mso-list:l0 level2'><span style='mso-list:Ignore'>1. </span>{}</p>",
    ]
)
BLOCK = st.tuples(LINE, RUN).map(lambda pair: pair[0].format(pair[1]))
DOCUMENT = st.recursive(
    st.lists(BLOCK, max_size=8).map("\n".join),
    lambda inner: st.tuples(inner, inner).map(lambda pair: f"<div>{pair[0]}</div>{pair[1]}"),
    max_leaves=4,
)


def letters(text: str) -> str:
    """The letters of a text, without white space, numbers and bullets."""
    return re.sub(r"[^a-zéèàçœ]", "", text.casefold())


def read_back(pieces: tuple[Piece, ...]) -> str:
    return " ".join(f"{piece.title} {plain(piece.html)}" for piece in pieces)


@given(DOCUMENT)
def test_no_word_is_lost_and_none_changes_its_place(document):
    assert letters(read_back(cut(document))) == letters(plain(document))


@given(st.lists(st.tuples(st.sampled_from(["", "- ", "1. ", "Article 3 ", "# ", "• "]), WORDS | st.just(""))))
def test_no_word_of_a_plain_text_is_lost(lines):
    document = "\n".join(mark + words for mark, words in lines)
    assert letters(read_back(cut(document))) == letters(document)


@given(DOCUMENT)
def test_what_was_cut_once_is_cut_at_the_same_places_again(document):
    pieces = cut(document)
    assert cut_again(as_source(pieces)) == pieces


@given(st.text(max_size=300))
def test_any_text_at_all_can_be_cut(text):
    assert isinstance(cut(text), tuple)


@given(st.text(alphabet="<>/ph1b!-=\"' \n&;", max_size=120))
def test_broken_markup_can_be_cut(text):
    pieces = cut(f"<p>word</p>{text}")
    assert "word" in read_back(pieces)
