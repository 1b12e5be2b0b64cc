"""No activity, no ranking, no quota: nothing could hold them, as schemas and services show."""

from collective.socialgovernance.ambassadors.content import AmbassadorRegistration
from collective.socialgovernance.ambassadors.content import IAmbassadorRegistration
from collective.socialgovernance.ambassadors.desk import Waiting
from collective.socialgovernance.ambassadors.figures import Figures
from collective.socialgovernance.ambassadors.index import RegistrationIndex
from collective.socialgovernance.ambassadors.listing import Shown
from collective.socialgovernance.ambassadors.past import VALUES
from collective.socialgovernance.directory.people import Person
from dataclasses import fields
from pathlib import Path
from plone import api
from zope import schema
from zope.component import getGlobalSiteManager
from zope.schema import getFields

import ast
import collective.socialgovernance.ambassadors as room
import pytest


PACKAGE = "collective.socialgovernance"
COUNTING = {
    "activity",
    "activities",
    "badge",
    "badges",
    "clicks",
    "engagement",
    "followers",
    "impressions",
    "leaderboard",
    "likes",
    "objective",
    "objectives",
    "performance",
    "points",
    "posts",
    "quota",
    "quotas",
    "rank",
    "ranking",
    "rating",
    "reach",
    "score",
    "scores",
    "sentiment",
    "shares",
    "streak",
    "target",
    "targets",
    "views",
}
"""Words of what such a thing would be called."""

REGISTRATION = {
    "person": schema.TextLine,
    "scopes": schema.List,
    "level_requested": schema.Choice,
    "level_granted": schema.Choice,
    "topics": schema.List,
    "languages": schema.List,
    "motivation": schema.Text,
    "voluntary_statement": schema.Dict,
    "privacy_notice": schema.Dict,
    "security_self_attestation": schema.Dict,
    "image_consent": schema.Dict,
    "declared_profiles": schema.List,
    "endorsement": schema.Dict,
    "certified_by": schema.TextLine,
    "certified_on": schema.Date,
    "valid_from": schema.Date,
    "valid_to": schema.Date,
    "paused_until": schema.Date,
    "end_reason": schema.Choice,
    "directory_visibility": schema.Choice,
}
KEPT_BESIDE = {
    "answers",
    "asked_of",
    "hold",
    "kept_values",
    "applied_on",
    "changed_on",
    "active_since",
    "grace_since",
    "ended_on",
}
"""What the class keeps beside its fields: answers, which manager is asked, a hold, what the conditions looked
at on past days, and days.
"""

RECORDED = {
    "voluntary_statement": {"version", "at"},
    "privacy_notice": {"version", "at"},
    "security_self_attestation": {"items", "at"},
    "image_consent": {"given", "at", "withdrawn_at"},
    "endorsement": {"result", "reason", "manager", "at"},
}


def parts(names):
    """The words that names are made of."""
    return {part for name in names for part in name.lower().replace("-", "_").replace("@", "").split("_")}


def test_a_registration_has_exactly_these_fields_and_none_is_a_number():
    found = getFields(IAmbassadorRegistration)
    assert set(found) == set(REGISTRATION)
    for name, kind in REGISTRATION.items():
        assert isinstance(found[name], kind), name
        inside = getattr(found[name], "value_type", None)
        for field in (found[name], inside):
            assert not isinstance(field, (schema.Int, schema.Float, schema.Decimal, schema.Bool)), name
    for name, keys in RECORDED.items():
        assert {*found[name].keys, *found[name].given} == keys
    # What answers a request holds nothing; its rights are named after it.
    methods = {name for name, value in vars(AmbassadorRegistration).items() if callable(value)}
    rights = {f"{name}__roles__" for name in methods}
    beside = {name for name in vars(AmbassadorRegistration) if not name.startswith("_")} - methods - rights
    assert beside - set(REGISTRATION) - {"title", "portal_type"} == KEPT_BESIDE
    assert {*VALUES} - {"review_on"} <= {*REGISTRATION, *KEPT_BESIDE} - {"motivation", "hold", "kept_values"}
    assert set(vars(RegistrationIndex())) == {"_programmes", "_asking"}


def test_no_field_of_any_type_and_no_column_of_a_person_could_hold_it(portal):
    types = portal.portal_types
    ours = [
        types[id] for id in types.objectIds() if (getattr(types[id], "schema", "") or "").startswith(PACKAGE)
    ]
    assert {"AmbassadorRegistration", "GovernanceProgramme", "SpeakingScope"} <= {
        each.getId() for each in ours
    }
    for fti in ours:
        assert not parts(getFields(fti.lookupSchema())) & COUNTING, fti.getId()
    assert not parts(field.name for field in fields(Person)) & COUNTING
    records = api.portal.get_tool("portal_registry").records
    keys = [key.rsplit(".", 1)[-1] for key in records if key.startswith((PACKAGE, "socialgovernance"))]
    assert not parts(keys) & COUNTING


@pytest.mark.parametrize("shown", [Figures, Shown, Waiting])
def test_what_is_shown_counts_nothing_that_somebody_did(shown):
    assert not parts(field.name for field in fields(shown)) & COUNTING


def test_no_service_and_no_page_could_hold_it(portal):
    names = set()
    for registered in getGlobalSiteManager().registeredAdapters():
        made_by_us = any(
            base.__module__.startswith(PACKAGE) for base in getattr(registered.factory, "__mro__", ())
        )
        if registered.name and made_by_us:
            names.add(registered.name.split("_application_json_")[-1])
    assert {"@eligibility", "@endorsement", "@hold", "@my-governance"} <= names
    assert not parts(names) & COUNTING


def test_nothing_that_is_logged_about_a_registration_could_hold_it():
    keys = set()
    for path in Path(room.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "facts" and isinstance(node.value, ast.Dict):
                keys |= {key.value for key in node.value.keys}
            if isinstance(node, ast.FunctionDef) and node.name == "facts":
                for each in ast.walk(node):
                    if isinstance(each, ast.Dict):
                        keys |= {key.value for key in each.keys}
    assert keys == {"fields", "level_granted", "result", "review_on", "valid_from", "valid_to", "version"}


def test_nothing_reaches_out_to_a_network():
    reaching = {"requests", "urllib", "http", "socket", "httplib", "aiohttp", "httpx", "smtplib"}
    for path in Path(room.__file__).parent.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named = {
            alias.name.split(".")[0]
            for node in ast.walk(tree)
            if isinstance(node, ast.Import)
            for alias in node.names
        }
        named |= {
            (node.module or "").split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
        }
        assert not named & reaching, path.name
