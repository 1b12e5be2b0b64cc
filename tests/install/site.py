"""What of a site an add-on may have changed: all that is not content, ready to be compared."""

from plone import api
from plone.browserlayer.utils import registered_layers
from plone.registry.interfaces import IRegistry
from Products.CMFCore.utils import getToolByName
from typing import Any
from zope.component import getUtility


def settings_of(portal: Any) -> dict[str, Any]:
    """Every setting by the place where it stands."""
    found: dict[str, Any] = {}
    found["roles"] = sorted(portal.valid_roles())
    for permission in portal.ac_inherited_permissions(1):
        name = permission[0]
        chosen = [each["name"] for each in portal.rolesOfPermission(name) if each["selected"]]
        found[f"permission {name}"] = (sorted(chosen), bool(portal.acquiredRolesAreUsedBy(name)))
    workflows = getToolByName(portal, "portal_workflow")
    found["workflows"] = sorted(workflows.objectIds())
    found["default chain"] = workflows.getDefaultChain()
    found["chains"] = dict(workflows.listChainOverrides())
    types = getToolByName(portal, "portal_types")
    for info in types.objectValues():
        found[f"type {info.getId()}"] = sorted((name, repr(value)) for name, value in info.propertyItems())
    for key, record in getUtility(IRegistry).records.items():
        found[f"registry {key}"] = repr(record.value)
    manager = portal.getSiteManager()
    for each in manager.registeredUtilities():
        found[f"utility {each.provided.__identifier__} {each.name}"] = type(each.component).__name__
    for kind in ("registeredAdapters", "registeredSubscriptionAdapters", "registeredHandlers"):
        found[kind] = sorted(repr(each.factory) for each in getattr(manager, kind)())
    for category in getToolByName(portal, "portal_actions").objectValues():
        found[f"actions {category.getId()}"] = list(category.objectIds())
    panel = getToolByName(portal, "portal_controlpanel")
    found["control panels"] = sorted(action.getId() for action in panel.listActions())
    found["layers"] = sorted(layer.__identifier__ for layer in registered_layers())
    catalog = getToolByName(portal, "portal_catalog")
    found["indexes"], found["columns"] = sorted(catalog.indexes()), sorted(catalog.schema())
    setup = getToolByName(portal, "portal_setup")
    found["steps"] = sorted(setup.getImportStepRegistry().listSteps())
    found["site"] = sorted(portal.objectIds())
    found["portal properties"] = sorted((k, repr(v)) for k, v in portal.propertyItems())
    found["groups"] = sorted(group.getId() for group in api.group.get_groups())
    found["skins"] = sorted(getToolByName(portal, "portal_skins").objectIds())
    found["resources"] = sorted(getToolByName(portal, "portal_resources").objectIds())
    return found


def differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """What is not as it was: the value before and after, None where there is none."""
    return {
        name: (before.get(name), after.get(name))
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    }
