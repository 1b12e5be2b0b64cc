"""Each field and each reader, by every way in which something could be read."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.ambassadors.content import IAmbassadorRegistration
from tests.ambassadors.company import programme
from tests.ambassadors.company import registration
from tests.ambassadors.company import walk_to
from zope.schema import getFieldNames

import datetime
import pytest
import transaction


FIELDS = frozenset(getFieldNames(IAmbassadorRegistration))
NOBODYS = frozenset()
SEES = {
    "emp": FIELDS,
    "ref": FIELDS,
    "own": FIELDS - {"motivation"},
    "aud": FIELDS - {"motivation", "declared_profiles"},
    "leg": FIELDS - {"motivation", "declared_profiles", "endorsement"},
    "": FIELDS - {"motivation", "declared_profiles", "endorsement"},
    "mgr": NOBODYS,
    "head": NOBODYS,
    "edi": NOBODYS,
    "con": NOBODYS,
    "out": NOBODYS,
    None: NOBODYS,
}
"""By reader, of a registration that is active; "" administers, None is not signed in."""

SECRETS = ("Secretmotive", "secretprofile", "Secretword")
SEARCHES = (
    "@search?SearchableText=Secretmotiv*",
    "@search?portal_type=AmbassadorRegistration&metadata_fields=_all",
    "@search?path.query=/plone/gov&fullobjects=1",
    "@search?Creator=emp&fullobjects=1",
    "@search?SearchableText=Emma",
)
LISTINGS = (
    "gov",
    "gov?fullobjects=1",
    "gov?expand=navigation,contextnavigation,breadcrumbs",
    "gov/@navigation?expand.navigation.depth=4",
    "gov/@contextnavigation",
    "gov/@who-may-speak?topic=innovation",
    "gov/@scope-matrix",
    "gov/rd",
    "gov/rd/@workflow",
    "@my-governance",
    "@my-governance/data",
)
PAGES = (
    "gov/RSS",
    "gov/rss.xml",
    "gov/atom.xml",
    "gov/itunes.xml",
    "gov/search_rss?SearchableText=Secretmotiv*",
    "gov/@@search?SearchableText=Secretmotiv*",
    "gov/@@updated_search?SearchableText=Secretmotiv*",
    "gov/folder_listing",
    "gov/@@folder_contents",
    "gov/@@fc-contextInfo",
    "gov/@@getVocabulary?name=plone.app.vocabularies.Catalog",
    "sitemap.xml.gz",
    "gov/sitemap",
)


@pytest.fixture()
def made(served):
    moment = wallclock.now()
    found = registration(programme(served), image_consent={"given": True, "at": moment, "withdrawn_at": None})
    walk_to("active", found)
    found.answers[0]["reason"] = found.endorsement["reason"] = "Secretword"
    found.paused_until = datetime.date(2099, 1, 1)
    found.end_reason = "expired"
    transaction.commit()
    return found.absolute_url()


def test_each_reader_reads_their_fields_and_no_other_way_tells_more(made, rest):
    id = made.rsplit("/", 1)[1]
    for userid, fields in SEES.items():
        client = rest(userid)
        shown = client.get(made, expect=None) or {}
        assert FIELDS & set(shown) == fields, userid
        assert client.last.status_code == (
            200 if fields else 401 if userid is None else client.last.status_code
        )
        whole = client.get(f"{made}?fullobjects=1&expand=workflow,breadcrumbs,actions,types", expect=None)
        history = client.get(f"{made}/@workflow", expect=None)
        told = str(whole) + str(history)
        for field, secret in (
            ("motivation", SECRETS[0]),
            ("declared_profiles", SECRETS[1]),
            ("endorsement", SECRETS[2]),
        ):
            assert (secret in told) is (field in fields), (userid, field)
        for path in (*SEARCHES, *LISTINGS):
            client.get(path, expect=None)
            text = client.last.text
            own = userid == "emp" and path.startswith("@my-governance")
            assert own or not any(secret in text for secret in (*SECRETS, id)), (userid, path)
        for words in ("Secretmotiv*", "Emma"):
            query = {
                "query": [
                    {
                        "i": "SearchableText",
                        "o": "plone.app.querystring.operation.string.contains",
                        "v": words,
                    }
                ]
            }
            client.post("@querystring-search", {**query, "fullobjects": True})
            assert not any(secret in client.last.text for secret in (*SECRETS, id)), userid


def test_no_page_and_no_feed_names_it(made, rest, served):
    id = made.rsplit("/", 1)[1]
    for userid in ("emp", "", None):
        session = rest(userid).session
        for path in PAGES:
            answer = session.get(
                f"{served.absolute_url()}/{path}", headers={"Accept": "text/html,*/*"}, timeout=60
            )
            assert not any(secret in answer.text for secret in (*SECRETS, id)), (userid, path)


def test_one_reads_ones_own_data_whole_and_nobody_elses(made, rest):
    (kept,) = rest("emp").get("@my-governance/data")["registrations"]
    assert set(kept) >= FIELDS and kept["@id"] == made
    assert kept["motivation"] == "Secretmotive" and kept["answers"][0]["reason"] == "Secretword"
    for userid in ("ref", "own", "mgr", ""):
        assert rest(userid).get("@my-governance/data?userid=emp")["registrations"] == []
        assert rest(userid).get("@my-governance")["ambassador"] == []
