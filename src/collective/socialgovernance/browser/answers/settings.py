"""Settings that would ask or free people are saved in two steps: first how many, then the change."""

from collective.socialgovernance import _
from collective.socialgovernance.texts.settings_guard import may_decide
from collective.socialgovernance.texts.settings_impact import changed_values
from collective.socialgovernance.texts.settings_impact import decides_now
from collective.socialgovernance.texts.settings_impact import deciding_names
from collective.socialgovernance.texts.settings_impact import settings_impact
from collective.socialgovernance.texts.settings_impact import SettingsImpact
from hashlib import sha256
from plone.z3cform.layout import FormWrapper
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from z3c.form.field import Fields
from z3c.form.interfaces import DISPLAY_MODE
from z3c.form.interfaces import HIDDEN_MODE
from zope.schema import TextLine
from zope.schema.interfaces import IList

import json


SEEN = "impact_seen"


class ShowsImpact:
    """For the edit form of a text, a page or a programme.

    Who may not change what decides sees it and does not edit it. Who may is shown what a change does, and
    saves it with a second press of the button, as long as nothing else was changed meanwhile.
    """

    impact: SettingsImpact | None = None
    token = ""
    prefix_of_deciding = ""
    """What stands in the form before the names of the fields that decide."""

    @property
    def _deciding(self) -> dict[str, str]:
        """The fields that decide: their names in the form, with their own."""
        return {self.prefix_of_deciding + name: name for name in deciding_names(self.context)}

    def updateFields(self) -> None:
        """Beside the fields a hidden one: which change was looked at."""
        super().updateFields()
        seen = TextLine(__name__=SEEN, required=False)
        self.fields += Fields(seen, mode=HIDDEN_MODE, ignoreContext=True)
        fixed = not may_decide(self.context)
        for fields in (self.fields, *(group.fields for group in self.groups)):
            for name in self._deciding:
                if name in fields and IList.providedBy(fields[name].field):
                    # Two lists with arrows between them need a script.
                    fields[name].widgetFactory = CheckBoxFieldWidget
                if name in fields and fixed:
                    fields[name].mode = DISPLAY_MODE

    def update(self) -> None:
        """Remember in the form what is being shown."""
        super().update()
        self.widgets[SEEN].value = self.token
        self.widgets[SEEN].update()
        self.widgets[SEEN].value = self.token

    def extractData(self, setErrors: bool = True) -> tuple[dict[str, Any], tuple[Any, ...]]:
        """Not taken while a change that asks or frees people was not looked at."""
        data, errors = super().extractData(setErrors)
        seen = data.pop(SEEN, "")
        deciding = {own: data[name] for name, own in self._deciding.items() if name in data}
        changed = changed_values(self.context, deciding)
        if errors or not changed or not decides_now(self.context):
            return data, errors
        self.token = sha256(json.dumps(changed, sort_keys=True).encode()).hexdigest()
        if seen != self.token:
            self.impact = settings_impact(self.context, changed)
            self.formErrorsMessage = _("Not saved yet: look at what this changes, then save once more.")
            errors = (self.impact,)
        return data, errors


class SettingsView(FormWrapper):
    """The page around the form: above it, whom the change asks and frees."""

    index = ViewPageTemplateFile("templates/settings.pt")

    @property
    def impact(self) -> SettingsImpact | None:
        """What is to be looked at before it is saved."""
        return self.form_instance.impact
