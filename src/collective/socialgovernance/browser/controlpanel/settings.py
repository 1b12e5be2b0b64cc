"""``@@socialgovernance-controlpanel``."""

from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance.browser.controlpanel.lines import LinesFieldWidget
from collective.socialgovernance.controlpanel.changing import change
from collective.socialgovernance.controlpanel.interfaces import ISocialGovernanceSettings
from collective.socialgovernance.controlpanel.lists import ROWS
from collective.socialgovernance.controlpanel.settings import PREFIX
from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm
from plone.z3cform import layout
from plone.z3cform.fieldsets.group import GroupFactory
from typing import Any
from z3c.form.browser.textlines import TextLinesFieldWidget
from z3c.form.field import Fields
from zope.schema.interfaces import IList


WORDS_HELP = _(
    "One on each line, four columns with a bar between them: short stable name | title in English | "
    "title in French | name of the one above it, if any."
)
SANCTIONS_HELP = _("One language on each line: language | words, with a semicolon between them.")
STATEMENTS_HELP = _("One language on each line: language | sentence.")

PEOPLE = (
    "directory_source",
    "leavers_share",
    "department_groups",
    "department_type",
    "person_type",
    "department_fields",
    "person_fields",
)

MAIL = ("mails_in_a_run",)


class SettingsForm(RegistryEditForm):
    """The lists that administrators keep."""

    schema = ISocialGovernanceSettings
    schema_prefix = PREFIX
    label = _("Social media governance")
    default_fieldset_label = _("Words")
    description = WORDS_HELP

    def updateFields(self) -> None:
        """Lists as lines of text; the long list of territories and the rest on pages of their own."""
        super().updateFields()
        for name, field in self.fields.items():
            if name in ROWS:
                field.widgetFactory = LinesFieldWidget
            elif IList.providedBy(field.field):
                field.widgetFactory = TextLinesFieldWidget
        people = tuple(name for name in self.fields if name not in (*ROWS, *MAIL))
        pages = (
            ("territories", _("Territories"), ("territories",), WORDS_HELP),
            ("people", _("Departments and people"), people, None),
            ("wording", _("Wording"), ("sanction_words",), SANCTIONS_HELP),
            ("statements", _("Acknowledging"), ("statements",), STATEMENTS_HELP),
            ("mail", _("Mail"), MAIL, None),
        )
        groups = []
        for name, label, names, help in pages:
            groups.append(GroupFactory(name, Fields(*(self.fields[each] for each in names)), label, help))
            self.fields = self.fields.omit(*names)
        self.groups = tuple(groups)

    def applyChanges(self, data: Mapping[str, Any]) -> None:
        """Through the same function as programs."""
        change(data)


SettingsView = layout.wrap_form(SettingsForm, ControlPanelFormWrapper)
