"""The settings as JSON: lists are rows with exactly the keys of the interface, replaced as a whole."""

from AccessControl import getSecurityManager
from collective.socialgovernance import _
from collective.socialgovernance.controlpanel.changing import change
from collective.socialgovernance.controlpanel.interfaces import ISocialGovernanceSettings
from collective.socialgovernance.controlpanel.settings import PREFIX
from collective.socialgovernance.controlpanel.settings import setting
from collective.socialgovernance.interfaces import ISocialGovernanceLayer
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.services.base import json_object
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.controlpanels import RegistryConfigletPanel
from plone.restapi.interfaces import IDeserializeFromJson
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.converters import json_compatible
from typing import Any
from zope.component import adapter
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.interface import Interface
from zope.schema import getFieldsInOrder


RIGHT = "collective.socialgovernance: Manage settings"


@adapter(Interface, ISocialGovernanceLayer)
class SettingsPanel(RegistryConfigletPanel):
    """The control panel, as plone.restapi lists it."""

    schema = ISocialGovernanceSettings
    schema_prefix = PREFIX
    configlet_id = "socialgovernance"
    configlet_category_id = "Products"


def check_right(panel: SettingsPanel) -> None:
    """Refuse with 403 who may not change the settings."""
    if not getSecurityManager().checkPermission(RIGHT, panel.context):
        raise refuse(403, "permission", _("You are not entitled to do this."))


@implementer(ISerializeToJson)
@adapter(SettingsPanel)
class SettingsToJson:
    """Every setting by its name, under ``data``."""

    def __init__(self, panel: SettingsPanel):
        self.panel = panel

    def __call__(self) -> dict[str, Any]:
        check_right(self.panel)
        names = [name for name, field in getFieldsInOrder(ISocialGovernanceSettings)]
        return {
            "@id": f"{self.panel.context.absolute_url()}/@controlpanels/socialgovernance",
            "title": self.panel.title,
            "group": self.panel.group,
            "data": {name: json_compatible(setting(name)) for name in names},
        }


@implementer(IDeserializeFromJson)
@adapter(SettingsPanel)
class SettingsFromJson:
    """What was sent, all of it or nothing; a bad row is refused by its place (``topics.0.token``)."""

    def __init__(self, panel: SettingsPanel):
        self.panel = panel

    def __call__(self, mask_validation_errors: bool = True) -> None:
        request = self.panel.request
        check_right(self.panel)
        kind = (request.getHeader("Content-Type") or "").split(";")[0].strip().lower()
        if kind != "application/json":
            raise refuse(415, "Content-Type", _("Send application/json."))
        alsoProvides(request, IDisableCSRFProtection)
        change(json_object(request.get("BODY") or b"{}"))
