"""Choosing a person: type the beginning of a name or userid, never a list of everybody.

Without scripts the field is a plain text field for the userid.
"""

from AccessControl import getSecurityManager
from collective.socialgovernance.directory import site
from collective.socialgovernance.directory.interfaces import IDirectory
from plone import api
from plone.app.z3cform.widgets.select import AjaxSelectWidget
from Products.Five.browser import BrowserView
from typing import Any
from z3c.form.interfaces import IFieldWidget
from z3c.form.interfaces import IForm
from z3c.form.widget import FieldWidget
from zExceptions import Unauthorized
from zope.component import queryUtility
from zope.interface import implementer

import json


MAY_CHOOSE = (
    "Modify portal content",
    "Add portal content",
    "collective.socialgovernance: View governance",
    "collective.socialgovernance: Manage directory",
)
FOUND = 20


class PersonWidget(AjaxSelectWidget):
    """One person, found by name in the directory."""

    def get_pattern_options(self) -> dict[str, Any]:
        """Asks the search of this page; one person only, and other userids may be typed."""
        options: dict[str, Any] = super().get_pattern_options()
        view = self._view_context()
        base = view.context if IForm.providedBy(view) else view
        options["vocabularyUrl"] = f"{base.absolute_url()}/@@governance-people"
        options["maximumSelectionSize"] = 1
        person = self._person()
        if person is not None:
            options["initialValues"] = {person.userid: person.fullname}
        return options

    def _person(self) -> Any:
        directory = queryUtility(IDirectory)
        return directory.person(self.value, site.today()) if directory is not None and self.value else None


@implementer(IFieldWidget)
def person_field_widget(field: Any, request: Any) -> Any:
    """The widget of fields that hold a userid."""
    return FieldWidget(field, PersonWidget(request))


class PeopleFound(BrowserView):
    """``@@governance-people?query=``: who is called so, in the form that the widget asks for."""

    def __call__(self) -> str:
        user = getSecurityManager()
        if api.user.is_anonymous() or not any(
            user.checkPermission(right, self.context) for right in MAY_CHOOSE
        ):
            raise Unauthorized("governance-people")
        self.request.response.setHeader("Content-Type", "application/json; charset=utf-8")
        directory = queryUtility(IDirectory)
        found = () if directory is None else directory.search(self._text(), site.today(), FOUND)
        results = [{"id": person.userid, "text": f"{person.fullname} ({person.userid})"} for person in found]
        return json.dumps({"results": results, "total": len(results)})

    def _text(self) -> str:
        """What was typed: plain, or inside the criteria that the widget sends."""
        query = str(self.request.form.get("query") or "")
        if query.startswith("{"):
            query = next((str(each.get("v", "")) for each in _criteria(query)), "")
        return query.strip(" *")


def _criteria(query: str) -> list[dict[str, Any]]:
    """The criteria of the widget that hold what was typed; none when they cannot be read."""
    try:
        criteria = json.loads(query).get("criteria", ())
    except ValueError:
        return []
    return [each for each in criteria if isinstance(each, dict) and each.get("i") == "SearchableText"]
