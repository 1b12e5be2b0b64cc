"""Values that make no sense, sent for every field of an edition: refused by their place, never a failure."""

from collective.socialgovernance.interfaces import ISocialGovernanceLayer
from collective.socialgovernance.scopes.content import IScopeEdition
from plone.restapi.interfaces import IFieldDeserializer
from tests.scopes.company import programme
from tests.scopes.company import scope
from zope.component import getMultiAdapter
from zope.interface import alsoProvides
from zope.schema import getFieldNames
from zope.schema.interfaces import IObject
from zope.schema.interfaces import ValidationError


ODD = (
    7,
    True,
    "x",
    "\x00",
    [7],
    [None],
    [[]],
    [["x"]],
    [{}],
    [{"x": []}],
    {"x": 1},
    {"token": []},
    [{"token": {}}],
    "9999-99-99",
)


def test_every_odd_value_is_taken_or_refused(portal):
    draft = scope(programme(portal))["e1"]
    alsoProvides(portal.REQUEST, ISocialGovernanceLayer)
    refused = 0
    for name in getFieldNames(IScopeEdition):
        field = IScopeEdition[name]
        row = getattr(field, "value_type", None)
        columns = row.schema if IObject.providedBy(row) else ()
        rows = [[{column: odd}] for column in columns for odd in ([], {}, 7, [[]])]
        for value in (*ODD, *rows):
            take = getMultiAdapter((field, draft, portal.REQUEST), IFieldDeserializer)
            try:
                take(value)
            except (ValueError, ValidationError):
                refused += 1
    assert refused > 200
