"""A text on paper, and a copy for people outside."""

from collective.socialgovernance.texts.preparing import rich
from lxml import html
from plone import api
from plone.namedfile.file import NamedBlobImage
from tests import intranet
from tests.client import PASSWORD
from zope.lifecycleevent import modified

import base64
import io
import PIL.Image
import pytest
import requests
import transaction


CONTACTS = {
    "referent": "ref",
    "referent_backup": "own2",
    "office_hours": "Mondays, office 12",
    "dpo_contact": "dpo@example.org",
    "entity": "Gabariers",
}
LEAKS = (
    "Rita",
    "ref@example.org",
    "dpo@example.org",
    "office 12",
    "localhost",
    "/plone",
    "resolveuid",
    "_authenticator",
    "<script",
    "mailto:",
    "edi@example.org",
    "01 23 45 67 89",
    "secret.corp",
    "Hidden words",
)
TEXT = """<p>Ask <strong>Rita</strong> Sol (<a href="mailto:ref@example.org">ref@example.org</a>),
01 23 45 67 89, or read <a href="{site}/gov">the programme</a>, <a href="resolveuid/{uid}">this</a>,
<a href="http://secret.corp/x">that</a> and <a href="https://www.legifrance.gouv.fr/x">the law</a>.
<script>alert(1)</script><img src="{site}/logo" alt="our logo"></p>"""


def picture() -> NamedBlobImage:
    data = io.BytesIO()
    exif = PIL.Image.Exif()
    exif[0x010E] = "Hidden words"
    PIL.Image.new("RGB", (1200, 900), "teal").save(data, "JPEG", exif=exif, comment=b"Hidden words")
    return NamedBlobImage(data.getvalue(), contentType="image/jpeg", filename="rita-sol.jpg")


@pytest.fixture()
def edition(served):
    """A charter in force with contacts wherever somebody may write them."""
    intranet.directory()
    programme = intranet.programme(served, **CONTACTS)
    made = intranet.charter(programme, description="Ask Rita Sol.")["e1"]
    with api.env.adopt_user(username="edi"):
        clause = made["writing"]
        clause.text = rich(TEXT.format(site=served.absolute_url(), uid=api.content.get_uuid(programme)))
        clause.why = rich("<p>Because Rita &lt;says&gt; so.</p>")
        clause.title = "Ask rita sol <now>"
        clause.url = f"{served.absolute_url()}/internal"
        clause.rule_source, clause.reference = "internal_rules", "Article 4, ref@example.org"
        clause.picture, clause.picture_alt = picture(), 'Rita Sol & a "hand"'
        clause.translations = {"en": {"title": "In your words", "text": "<p>Call Rita Sol.</p>"}}
        made["referent"].text = rich("<p>In the blue house, on the left.</p>")
        modified(clause)
    made.translations = {"en": {"title": "Charter", "one_minute": "<p>Speak as you are.</p>"}}
    intranet.walk_to("in_force", made)
    transaction.commit()
    return made


def public(edition, userid, language="fr"):
    url = f"{edition.absolute_url()}/@@public-edition?language={language}"
    return requests.get(url, auth=(userid, PASSWORD), timeout=60, allow_redirects=False)


@pytest.mark.parametrize(("language", "title"), [("fr", "Charte"), ("en", "Charter")])
def test_the_public_edition_is_one_file_without_internal_contacts(edition, language, title):
    answer = public(edition, "edi", language)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f'attachment; filename="charte-1.0.0-{language}.html"'
    told = answer.text
    for leak in LEAKS:
        assert leak.lower() not in told.lower(), leak
    document = html.fromstring(told)
    assert document.get("lang") == language and document.xpath("string(//h1)").strip() == title
    assert set(document.xpath("//@href[not(starts-with(., '#'))]")) <= {"https://www.legifrance.gouv.fr/x"}
    sources = document.xpath("//@src")
    assert sources and all(source.startswith("data:image/") for source in sources)
    assert b"Hidden" not in base64.b64decode(sources[0].partition(",")[2])
    assert "blue house" not in told and not document.xpath("//link | //script | //form | //iframe")


def test_what_is_not_internal_is_kept_and_escaped(edition):
    document = html.fromstring(public(edition, "own").text)
    words = " ".join(document.text_content().split())
    assert "the law" in words and "Article 4" in words and "our logo" in words
    assert "<says>" in words and "<now>" in words and "1.0.0" in words
    assert document.xpath("//a[@href='https://www.legifrance.gouv.fr/x']")


@pytest.mark.parametrize("userid", ["emp", "mgr", "aud", "leg", "con", "ref", "head"])
def test_only_editors_and_owners_share_it(edition, userid, visitor):
    answer = public(edition, userid)
    assert answer.status_code in (302, 401, 403) and "Speak" not in answer.text
    assert not visitor(userid).open("gov/charte").all("//a[contains(@href, '@@public-edition')]")
    offered = visitor("edi").open("gov/charte").all("//a[contains(@href, '@@public-edition')]/@hreflang")
    assert sorted(offered) == ["en", "fr"]


def test_only_what_is_in_force_is_shared(edition):
    draft = intranet.next_edition(edition.__parent__, "minor")
    transaction.commit()
    assert public(draft, "edi").status_code == 409
    assert public(edition.__parent__, "edi").status_code == 200
    intranet.walk_to("in_force", draft)
    transaction.commit()
    assert public(edition, "own").status_code == 409


def test_a_printed_text_says_what_it_is_whom_to_ask_and_where_to_answer(edition, visitor):
    page = visitor("emp", "en").open("gov/charte/@@print?language=en")
    assert page.status == 200 and page.text("//h1") == "Charter"
    words = " ".join(page.document.text_content().split())
    short = edition.digests["en"][:12]
    for part in (
        "Edition 1.0.0",
        short,
        "Rita Sol, ref@example.org",
        "Mondays, office 12",
        "within 48 hours",
    ):
        assert part.lower() in words.lower(), part
    text = edition.__parent__.absolute_url()
    assert page.text("//footer//a[contains(@href, '@@acknowledge')]") == f"{text}/@@acknowledge"
    anchors = page.all("//nav//a/@href")
    assert anchors and all(page.all(f"//*[@id='{anchor[1:]}']") for anchor in anchors)
    assert not page.all("//*[@id='portal-header'] | //*[@id='portal-toolbar'] | //form")
    style = page.text("//style")
    assert "A4" in style and "break-inside" in style


def test_a_draft_is_printed_for_its_editors_only(edition, visitor):
    draft = intranet.next_edition(edition.__parent__, "minor")
    transaction.commit()
    url = f"{draft.absolute_url()}/@@print"
    assert "Draft, not in force" in visitor("edi").open(url).document.text_content()
    assert visitor("emp").open(url).refused
    assert visitor(None).open("gov/charte/@@print").refused
