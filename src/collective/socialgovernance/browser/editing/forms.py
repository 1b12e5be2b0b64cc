"""Adding and editing content: plain forms whose fields stand in the order in which people think of them.

Editions and clauses have no form of their own: all of a draft is written on one page.
"""

from Acquisition import aq_inner
from Acquisition import aq_parent
from collections.abc import Iterable
from collective.socialgovernance import _
from collective.socialgovernance.browser.answers.settings import SettingsView
from collective.socialgovernance.browser.answers.settings import ShowsImpact
from collective.socialgovernance.browser.editing.parts import NEW
from collective.socialgovernance.browser.editing.parts import WHOLE
from collective.socialgovernance.browser.frame import without_columns
from collective.socialgovernance.editions.addresses import in_preparation
from collective.socialgovernance.fields import is_short
from collective.socialgovernance.interfaces import IGovernanceContent
from collective.socialgovernance.transitions.firing import state_of
from plone.app.dexterity.behaviors.metadata import IBasic
from plone.app.textfield.widget import IRichTextWidget
from plone.dexterity.browser.add import DefaultAddForm
from plone.dexterity.browser.add import DefaultAddView
from plone.dexterity.browser.edit import DefaultEditForm
from plone.z3cform import layout
from plone.z3cform.fieldsets.group import GroupFactory
from plone.z3cform.fieldsets.utils import move
from Products.Five.browser import BrowserView
from typing import Any
from urllib.parse import urlencode
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from z3c.form.field import Fields
from z3c.form.form import BaseForm
from z3c.form.validator import SimpleFieldValidator
from z3c.form.validator import WidgetValidatorDiscriminators


HTML = "text/html"


def use_checkboxes(form: BaseForm, names: Iterable[str]) -> None:
    """Show every choice of these fields at once, each with a box to tick."""
    for fields in (form.fields, *(group.fields for group in form.groups)):
        for name in names:
            if name in fields:
                fields[name].widgetFactory = CheckBoxFieldWidget


def put_apart(form: BaseForm, name: str, label: str, names: Iterable[str]) -> None:
    """Take fields off the first page of a form and put them on a page of their own."""
    present = [field for field in names if field in form.fields]
    group = GroupFactory(name, Fields(*(form.fields[field] for field in present)), label, None)
    form.fields = form.fields.omit(*present)
    form.groups = (*form.groups, group)


class OnePage:
    """What the forms have in common: the whole width, and rich texts that are written, not coded."""

    def update(self) -> None:
        """Without the column beside it; nobody is asked for the format of a text."""
        without_columns(self.request)
        super().update()
        for part in (self, *self.groups):
            write_in_html(part.widgets.values())


def write_in_html(widgets: Iterable[Any]) -> None:
    """Offer HTML as the only format of rich texts, so that there is nothing to choose."""
    for widget in widgets:
        if IRichTextWidget.providedBy(widget):
            widget.allowedMimeTypes = lambda: [HTML]


def page_of_draft(edition: Any) -> str:
    """Where a draft is written; the edition itself once it has left draft."""
    url = edition.absolute_url()
    return f"{url}/@@write" if state_of(edition) == "draft" else url


class NewClause(BrowserView):
    """``++add++Clause`` on a draft leads to the page on which the whole draft is written."""

    def __init__(self, context: Any, request: Any, ti: Any):
        super().__init__(context, request)
        self.ti = ti

    def __call__(self) -> str:
        topic = "".join(self.request.form.get("form.widgets.topic_group") or ())
        query = urlencode({"clause": NEW, **({"topic": topic} if topic else {})})
        self.request.response.redirect(f"{self.context.absolute_url()}/@@write?{query}#{NEW}-title")
        return ""


class WriteClause(BrowserView):
    """``edit`` on a clause leads to it on the page on which the whole draft is written."""

    def __call__(self) -> str:
        draft, name = aq_parent(aq_inner(self.context)), self.context.getId()
        query = urlencode({"clause": name})
        self.request.response.redirect(f"{draft.absolute_url()}/@@write?{query}#clause-{name}")
        return ""


class WriteEdition(BrowserView):
    """``edit`` on an edition leads to the page on which the whole draft is written."""

    def __call__(self) -> str:
        self.request.response.redirect(f"{self.context.absolute_url()}/@@write?clause={WHOLE}#whole")
        return ""


class TitleValidator(SimpleFieldValidator):
    """A title of our content as short as our pages show it: the field is Plone's own and has no limit."""

    def validate(self, value: Any, force: bool = False) -> None:
        """Raises :class:`~...fields.TitleTooLong`."""
        super().validate(value, force)
        if value:
            is_short(value)


class NewProgrammeTitleValidator(TitleValidator):
    """The same where there is no content of ours yet."""


class TextFields(OnePage):
    """The order and the look of the settings of a charter or a guide."""

    default_fieldset_label = _("The text")

    def updateFields(self) -> None:
        """Title and owners first, then who is asked and how often."""
        super().updateFields()
        put_apart(
            self,
            "asked",
            _("Who is asked"),
            (
                "audience",
                "audience_exclude",
                "population",
                "ack_mode",
                "ack_optional",
                "ack_validity_months",
                "mandatory_for_ambassadors",
            ),
        )
        use_checkboxes(self, ("owner_functions", "population"))
        if "IBasic.title" in self.fields:
            for name in ("IBasic.description", "IBasic.title"):
                move(self, name, before="*")


class TextAddForm(TextFields, DefaultAddForm):
    """A new charter or guide; its first draft is there at once and is opened."""

    success_message = _("It is there, with a first draft. Now write it.")

    def add(self, object: Any) -> None:
        before = set(self.container.objectIds())
        super().add(object)
        text = self.container["".join(set(self.container.objectIds()) - before)]
        draft = in_preparation(text)
        if draft is not None:
            self.immediate_view = page_of_draft(draft)


class TextAddView(DefaultAddView):
    """``++add++Charter`` and ``++add++Guide`` in a programme."""

    form = TextAddForm


class TextEditForm(ShowsImpact, TextFields, DefaultEditForm):
    """The settings of a charter or a guide."""


TextEditView = layout.wrap_form(TextEditForm, SettingsView)


class ProgrammeFields(OnePage):
    """The look of a programme's fields."""

    default_fieldset_label = _("The programme")

    def updateFields(self) -> None:
        """Short fixed lists are shown whole."""
        super().updateFields()
        use_checkboxes(self, ("ambassador_population", "reminder_days"))
        if "IBasic.title" in self.fields:
            for name in ("IBasic.description", "IBasic.title"):
                move(self, name, before="*")


class ProgrammeAddForm(ProgrammeFields, DefaultAddForm):
    """A new governance programme."""

    portal_type = "GovernanceProgramme"


class ProgrammeAddView(DefaultAddView):
    """``++add++GovernanceProgramme`` anywhere in the intranet."""

    form = ProgrammeAddForm


class ProgrammeEditForm(ShowsImpact, ProgrammeFields, DefaultEditForm):
    """The settings, contacts and phase of a programme."""


WidgetValidatorDiscriminators(TitleValidator, context=IGovernanceContent, field=IBasic["title"])
WidgetValidatorDiscriminators(NewProgrammeTitleValidator, view=ProgrammeAddForm, field=IBasic["title"])
ProgrammeEditView = layout.wrap_form(ProgrammeEditForm, SettingsView)
