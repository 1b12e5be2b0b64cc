"""What installing and uninstalling do beyond the profiles' files."""

from collective.socialgovernance import PACKAGE
from collective.socialgovernance.acknowledgments.interfaces import ILedger
from collective.socialgovernance.acknowledgments.interfaces import IRemarks
from collective.socialgovernance.acknowledgments.interfaces import IStatements
from collective.socialgovernance.ambassadors.interfaces import IRegistrationIndex
from collective.socialgovernance.clock.feeds import IFeedTokens
from collective.socialgovernance.clock.interfaces import IClockRecord
from collective.socialgovernance.clock.interfaces import INotices
from collective.socialgovernance.controlpanel.statements import use_statements
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.evidence.interfaces import ICommitmentKey
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.pages.interfaces import IFrozenTexts
from collective.socialgovernance.refreshing.interfaces import ILookedAfter
from collective.socialgovernance.scopes.interfaces import IScopeIndex
from collective.socialgovernance.texts.interfaces import IChanges
from plone import api
from plone.base.interfaces import INonInstallable
from Products.CMFPlone.resources.utils import get_override_directory
from typing import Any
from zope.interface import implementer

import logging


logger = logging.getLogger(PACKAGE)

TYPES = (
    "GovernanceProgramme",
    "Charter",
    "Guide",
    "Edition",
    "Clause",
    "SpeakingScope",
    "ScopeEdition",
    "AmbassadorRegistration",
)
BEHAVIORS = (f"{PACKAGE}.acknowledgeable", f"{PACKAGE}.refreshable")
ROLES = (
    "Governance Owner",
    "Governance Editor",
    "Governance Legal",
    "Governance Referent",
    "Governance Auditor",
    "Governance Consulted",
    "Department Head",
    "Scope Deputy",
    "Scope Author",
    "Line Manager",
    "Ambassador",
    "Acknowledger",
)
WORKFLOWS = (
    "programme_workflow",
    "address_workflow",
    "edition_workflow",
    "scope_edition_workflow",
    "ambassador_workflow",
)
RECORDS = (
    (IDirectory, "socialgovernance_directory"),
    (ILedger, "socialgovernance_ledger"),
    (IRemarks, "socialgovernance_remarks"),
    (IStatements, "socialgovernance_statements"),
    (IChanges, "socialgovernance_changes"),
    (IEventLog, "socialgovernance_events"),
    (ICommitmentKey, "socialgovernance_commitment_key"),
    (IFrozenTexts, "socialgovernance_frozen_texts"),
    (IScopeIndex, "socialgovernance_scopes"),
    (IRegistrationIndex, "socialgovernance_registrations"),
    (IClockRecord, "socialgovernance_clock"),
    (INotices, "socialgovernance_notices"),
    (ILookedAfter, "socialgovernance_looked_after"),
    (IFeedTokens, "socialgovernance_feed_tokens"),
)


@implementer(INonInstallable)
class HiddenProfiles:
    """Profiles that are not offered when a site is made."""

    def getNonInstallableProfiles(self) -> list[str]:
        """Uninstalling is offered by the add-ons control panel, not as a profile."""
        return [f"{PACKAGE}:uninstall"]


def check_type_names(setup: Any) -> None:
    """Refuse to install over content types of the same name that belong to somebody else."""
    types = api.portal.get_tool("portal_types")
    foreign = [
        name
        for name in TYPES
        if name in types.objectIds() and not getattr(types[name], "klass", "").startswith(f"{PACKAGE}.")
    ]
    if foreign:
        raise ValueError(
            f"{PACKAGE} is not installed: this site has content types of its own named {', '.join(foreign)}. "
            "Rename or remove them first; nothing was changed."
        )


def finish_install(setup: Any) -> None:
    """Make what cannot be said in the profile's files."""
    # On a site made for another front end every classic page would first ask for a confirmation without it.
    get_override_directory(api.portal.get())
    _register_kept_records()
    use_statements()


def _register_kept_records() -> None:
    """After a reinstall, the records found in the site manager are used again."""
    manager = api.portal.get().getSiteManager()
    for interface, name in RECORDS:
        kept = getattr(manager, name, None)
        registered = manager.queryUtility(interface)
        if kept is not None and registered is not kept:
            manager.registerUtility(kept, interface)


def finish_uninstall(setup: Any) -> None:
    """Take the utilities out of use; the records stay in the site manager, where a reinstall finds them.

    Purging them is a separate, explicit act.
    """
    manager = api.portal.get().getSiteManager()
    for interface, _name in RECORDS:
        utility = manager.queryUtility(interface)
        if utility is not None:
            manager.unregisterUtility(utility, interface)
    for record in ("plone.types_not_searched", "plone.displayed_types"):
        kept = tuple(name for name in api.portal.get_registry_record(record) if name not in TYPES)
        api.portal.set_registry_record(record, kept)
    _take_behavior_off()
    _take_rights_away()
    logger.info("Uninstalled. The directory, the ledger and the log of events are kept in the site.")


def _take_behavior_off() -> None:
    """No type keeps a behavior whose records are out of use; what was answered stays in the records."""
    for type_info in api.portal.get_tool("portal_types").objectValues():
        behaviors = tuple(getattr(type_info, "behaviors", ()))
        kept = tuple(name for name in behaviors if name not in BEHAVIORS)
        if kept != behaviors:
            type_info.manage_changeProperties(behaviors=kept)


def _take_rights_away() -> None:
    """The site knows neither our roles nor our rights nor our workflows any more.

    What was given to people on a programme stays there, so that they have it again after a reinstall.
    """
    portal = api.portal.get()
    portal._delRoles(ROLES)
    for permission, *_rest in portal.ac_inherited_permissions(1):
        if permission.startswith(f"{PACKAGE}: "):
            portal.manage_permission(permission, [], acquire=1)
    tool = api.portal.get_tool("portal_workflow")
    tool.setChainForPortalTypes(TYPES, "(Default)")
    tool.manage_delObjects([name for name in WORKFLOWS if name in tool.objectIds()])


def load_demo(setup: Any) -> None:
    """Fill the site with the fictional company of the demo."""
    from collective.socialgovernance.demo.load import load

    load(api.portal.get())
