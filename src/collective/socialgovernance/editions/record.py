"""The fields in which the system keeps what happened to an edition; nobody types them in."""

from collective.socialgovernance import _
from plone.autoform import directives
from plone.supermodel import model
from zope import schema


class IEditionRecord(model.Schema):
    """What every edition tells about itself, of a text or of a scope."""

    title = schema.TextLine(title=_("Title"), readonly=True, required=False, default="")
    number = schema.TextLine(title=_("Number"), readonly=True, required=False)
    digest = schema.TextLine(title=_("Digest"), readonly=True, required=False)
    authors = schema.Tuple(
        title=_("Authors"), value_type=schema.TextLine(), readonly=True, required=False, default=()
    )
    approved_on = schema.Date(title=_("Approved on"), readonly=True, required=False)
    in_force_on = schema.Date(title=_("In force on"), readonly=True, required=False)
    directives.omitted("title", "number", "digest", "authors", "approved_on", "in_force_on")
