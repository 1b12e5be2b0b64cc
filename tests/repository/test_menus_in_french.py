"""States, transitions and types read French in Plone's own menus too."""

from plone import api
from zope.i18n import translate

import pytest


WORKFLOWS = ("edition_workflow", "scope_edition_workflow", "ambassador_workflow")
SAME_IN_FRENCH = {"Guide", "Clause", "Active"}


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_every_state_and_transition_has_a_french_title(portal, workflow):
    definition = api.portal.get_tool("portal_workflow")[workflow]
    titles = [state.title for state in definition.states.objectValues()]
    titles += [transition.title for transition in definition.transitions.objectValues()]
    assert len(titles) > 15
    for title in titles:
        french = translate(str(title), domain="plone", target_language="fr")
        assert french != title or title in SAME_IN_FRENCH, title
