"""Adding and editing content: plain forms whose fields stand in the order in which people think of them.

After each of them the editor is back where the whole draft is written.
"""

from Acquisition import aq_inner
from Acquisition import aq_parent
from collections.abc import Iterable
from collective.socialgovernance import _
from collective.socialgovernance.editions.addresses import in_preparation
from collective.socialgovernance.texts.gathering import previous_of
from collective.socialgovernance.transitions.firing import state_of
from plone.app.textfield.widget import IRichTextWidget
from plone.dexterity.browser.add import DefaultAddForm
from plone.dexterity.browser.add import DefaultAddView
from plone.dexterity.browser.edit import DefaultEditForm
from plone.i18n.normalizer import idnormalizer
from plone.z3cform import layout
from plone.z3cform.fieldsets.group import GroupFactory
from plone.z3cform.fieldsets.utils import move
from typing import Any
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from z3c.form.browser.radio import RadioFieldWidget
from z3c.form.field import Fields
from z3c.form.form import BaseForm


HTML = "text/html"


def use_checkboxes(form: BaseForm, names: Iterable[str]) -> None:
    """Show every choice of these fields at once, each with a box to tick."""
    for fields in (form.fields, *(group.fields for group in form.groups)):
        for name in names:
            if name in fields:
                fields[name].widgetFactory = CheckBoxFieldWidget


def use_radios(form: BaseForm, names: Iterable[str]) -> None:
    """Show the choices of these fields with their explanations, one to be picked."""
    for name in names:
        if name in form.fields:
            form.fields[name].widgetFactory = RadioFieldWidget


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
        self.request.set("disable_plone.leftcolumn", 1)
        self.request.set("disable_plone.rightcolumn", 1)
        super().update()
        for part in (self, *self.groups):
            write_in_html(part.widgets.values())


def write_in_html(widgets: Iterable[Any]) -> None:
    """Offer HTML as the only format of rich texts, so that there is nothing to choose."""
    for widget in widgets:
        if IRichTextWidget.providedBy(widget):
            widget.allowedMimeTypes = lambda: [HTML]


class ClauseFields(OnePage):
    """The order and the look of a clause's fields."""

    default_fieldset_label = _("The clause")

    def updateFields(self) -> None:
        """What every clause needs is on the first page; the rest only some need."""
        super().updateFields()
        put_apart(
            self,
            "limits",
            _("Source and limits"),
            ("rule_source", "reference", "url", "restricts_freedom", "justification", "proportionality"),
        )
        put_apart(self, "where", _("When and where"), ("capacity", "platforms", "picture", "picture_alt"))
        use_checkboxes(self, ("benefits", "capacity", "platforms"))


def page_of_draft(edition: Any) -> str:
    """Where a draft is written; the edition itself once it has left draft."""
    url = edition.absolute_url()
    return f"{url}/@@write" if state_of(edition) == "draft" else url


class ClauseAddForm(ClauseFields, DefaultAddForm):
    """A new clause, added at the end of the draft."""

    portal_type = "Clause"
    success_message = _("The clause is saved.")
    anchor = "clauses"
    allow_prefill_from_GET_request = True

    @property
    def label(self) -> str:
        return _("New clause")

    def create(self, data: dict[str, Any]) -> Any:
        """With an address that says what the clause is about."""
        clause = super().create(data)
        clause.id = idnormalizer.normalize(clause.title, max_length=60)
        return clause

    def add(self, object: Any) -> None:
        before = set(self.container.objectIds())
        super().add(object)
        self.anchor = "clause-" + "".join(set(self.container.objectIds()) - before)

    def nextURL(self) -> str:
        return f"{page_of_draft(self.container)}#{self.anchor}"


class ClauseAddView(DefaultAddView):
    """``++add++Clause`` on a draft."""

    form = ClauseAddForm


class ClauseEditForm(ClauseFields, DefaultEditForm):
    """One clause of a draft."""

    success_message = _("The clause is saved.")

    @property
    def label(self) -> str:
        return _("Edit clause")

    def nextURL(self) -> str:
        return f"{page_of_draft(aq_parent(aq_inner(self.context)))}#clause-{self.context.getId()}"


ClauseEditView = layout.wrap_form(ClauseEditForm)


class EditionEditForm(OnePage, DefaultEditForm):
    """The texts and choices of a draft as a whole."""

    success_message = _("The texts are saved.")
    ORDER = (
        "one_minute",
        "what_i_gain",
        "change_class",
        "change_summary",
        "legal_force",
        "authoritative_language",
        "effective_from",
        "review_due",
    )

    @property
    def label(self) -> str:
        return _("The text as a whole")

    @property
    def description(self) -> str:
        return _("What stands above the clauses, and what the edition asks of its readers.")

    def updateFields(self) -> None:
        super().updateFields()
        names = [name for name in self.ORDER if name in self.fields]
        if previous_of(self.context) is None:
            # There is nothing yet that a first edition could change.
            names = [name for name in names if not name.startswith("change_")]
        self.fields = self.fields.select(*names)
        use_radios(self, ("legal_force", "change_class"))

    def nextURL(self) -> str:
        return page_of_draft(self.context)


EditionEditView = layout.wrap_form(EditionEditForm)


class TextFields(OnePage):
    """The order and the look of the settings of a charter or a guide."""

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


class TextEditForm(TextFields, DefaultEditForm):
    """The settings of a charter or a guide."""


TextEditView = layout.wrap_form(TextEditForm)


class ProgrammeFields(OnePage):
    """The look of a programme's fields."""

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


class ProgrammeEditForm(ProgrammeFields, DefaultEditForm):
    """The settings, contacts and phase of a programme."""


ProgrammeEditView = layout.wrap_form(ProgrammeEditForm)
