"""Editing a page that people are asked to acknowledge."""

from collective.socialgovernance.browser.answers.settings import SettingsView
from collective.socialgovernance.browser.answers.settings import ShowsImpact
from collective.socialgovernance.pages.behavior import IAcknowledgeablePage
from plone.dexterity.browser.edit import DefaultEditForm
from plone.dexterity.interfaces import IDexterityEditForm
from plone.z3cform import layout
from zope.interface import classImplements


class PageEditForm(ShowsImpact, DefaultEditForm):
    """The usual form; a change of whom the page asks is looked at before it is saved."""

    prefix_of_deciding = f"{IAcknowledgeablePage.__name__}."


PageEditView = layout.wrap_form(PageEditForm, SettingsView)
classImplements(PageEditView, IDexterityEditForm)
