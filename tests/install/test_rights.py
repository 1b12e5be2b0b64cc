"""Who has which right: the table that integrators rely on."""

from AccessControl.PermissionRole import rolesForPermissionOn

import pytest


ADMINISTRATORS = {"Manager", "Site Administrator"}
RIGHTS = {
    "Add GovernanceProgramme": ADMINISTRATORS,
    "Manage directory": ADMINISTRATORS,
    "Manage settings": ADMINISTRATORS,
    "Delegate governance roles": ADMINISTRATORS,
    "Run the clock": ADMINISTRATORS,
    "Add text": {"Governance Editor"} | ADMINISTRATORS,
    "Edit a draft": {"Governance Editor"} | ADMINISTRATORS,
    "Prepare an edition": {"Governance Editor"} | ADMINISTRATORS,
    "Share a public edition": {"Governance Editor", "Governance Owner"} | ADMINISTRATORS,
    "Approve": {"Governance Owner"} | ADMINISTRATORS,
    "Formalities": {"Governance Legal"} | ADMINISTRATORS,
    "Legal review": {"Governance Legal"} | ADMINISTRATORS,
    "Make a hold": {"Governance Legal"} | ADMINISTRATORS,
    "View acknowledgments": {"Governance Owner", "Governance Auditor"} | ADMINISTRATORS,
    "Export acknowledgments": {"Governance Owner", "Governance Auditor"} | ADMINISTRATORS,
    "Acknowledge on behalf": {"Governance Owner"} | ADMINISTRATORS,
    "Decide exceptions": {"Governance Owner"} | ADMINISTRATORS,
    "Answer questions": {"Governance Editor", "Governance Owner", "Governance Referent"} | ADMINISTRATORS,
    "Freeze a scope": {"Governance Referent", "Governance Owner"} | ADMINISTRATORS,
    "Certify ambassadors": {"Governance Referent"},
    "Propose a hold": {"Governance Referent"},
    "Add SpeakingScope": {"Governance Owner", "Scope Author"} | ADMINISTRATORS,
    "Prepare a scope edition": {"Governance Owner", "Department Head", "Scope Deputy"} | ADMINISTRATORS,
    "Add AmbassadorRegistration": {"Authenticated"},
    "Change own registration": {"Ambassador"},
    "View coverage": {"Governance Owner", "Governance Auditor", "Governance Editor", "Governance Legal"}
    | ADMINISTRATORS,
    "View governance": {
        "Governance Owner",
        "Governance Editor",
        "Governance Legal",
        "Governance Referent",
        "Governance Auditor",
    }
    | ADMINISTRATORS,
    "View measures of a text": {
        "Governance Owner",
        "Governance Editor",
        "Governance Legal",
        "Governance Referent",
        "Governance Auditor",
        "Governance Consulted",
    }
    | ADMINISTRATORS,
    "Comment on an edition": {"Governance Owner", "Governance Legal", "Governance Consulted"}
    | ADMINISTRATORS,
    "Add Edition": set(),
    "System transition": set(),
}


@pytest.mark.parametrize("right", RIGHTS)
def test_each_right_is_held_by_those_roles_and_no_others(portal, right):
    held = set(rolesForPermissionOn(f"collective.socialgovernance: {right}", portal))
    assert held == RIGHTS[right]


def test_no_right_of_ours_is_missing_from_the_table(portal):
    ours = {
        permission.removeprefix("collective.socialgovernance: ")
        for permission in portal.possible_permissions()
        if permission.startswith("collective.socialgovernance: ")
    }
    assert ours == set(RIGHTS)


@pytest.mark.parametrize(
    "role",
    [
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
    ],
)
def test_every_role_exists(portal, role):
    assert role in portal.valid_roles()
