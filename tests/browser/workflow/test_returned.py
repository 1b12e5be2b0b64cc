"""A draft that came back from review says why to those who change it."""

from collective.socialgovernance.texts.tasks import tasks_of
from plone import api
from tests import intranet

import transaction


NOTE = "Shorter, <b>please</b>.\nAnd kinder."


def test_the_note_stands_where_the_draft_is_read_and_written_until_it_is_submitted_again(served, visit):
    edition = intranet.charter(intranet.programme(served))["e1"]
    intranet.walk_to("legal", edition)
    intranet.act("leg", edition, "return_to_draft", comment=NOTE)
    transaction.commit()
    editor = visit("edi")
    for page in ("", "/@@write", "/@@transition?transition=submit"):
        editor.open(f"{edition.absolute_url()}{page}")
        said = editor.contents.split('id="governance-returned"')[1].split("</section>")[0]
        assert "Shorter, &lt;b&gt;please&lt;/b&gt;." in said and "And kinder." in said and "leg," in said
    editor.open(f"{served.absolute_url()}/@@my-governance")
    assert "Change what the note asks for" in editor.contents
    editor.getLink("“Charte” came back: Shorter").click()
    assert editor.url == f"{edition.absolute_url()}/@@write"
    for userid, kinds in (("edi", ["revise_edition"]), ("own", []), ("emp", [])):
        with api.env.adopt_user(username=userid):
            assert [task.kind for task in tasks_of(userid)] == kinds
    intranet.act("edi", edition, "submit")
    transaction.commit()
    editor.open(edition.absolute_url())
    assert 'id="governance-returned"' not in editor.contents
    with api.env.adopt_user(username="edi"):
        assert tasks_of("edi") == []
