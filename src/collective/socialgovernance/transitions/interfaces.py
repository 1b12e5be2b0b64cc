"""What a room offers so that its types are moved through their workflow."""

from zope.interface import Attribute
from zope.interface import Interface


class IGoverned(Interface):
    """Marks content whose workflow transitions have guards, effects and a log."""


class ITransitionRules(Interface):
    """Adapter of governed content: who may, what stands in the way, what follows."""

    def entitled(transition, state):
        """The roles that may fire ``transition`` from ``state`` as the facts are; empty: only the system."""

    def leads_on(transition, state):
        """Whether it could succeed from the state at all, as the content is: pages offer no other."""

    def guards(act):
        """All guards of the transition, passed or not, as :class:`~.guards.Guard`; writes nothing."""

    def prepare(act):
        """Effects that belong before the state changes; called when every guard passed."""

    def effects(act):
        """Effects in the same transaction, after the state changed and was logged."""

    def facts(act):
        """Values that JSON can hold, beside the inputs of the act, that its entry in the log keeps.

        Asked for after :meth:`prepare`, before :meth:`effects`.
        """

    def consequence(transition):
        """One sentence, for the person about to fire it: what will happen."""


class ITransitioned(Interface):
    """A transition of governed content was made and logged."""

    object = Attribute("The content.")
    act = Attribute("The :class:`~.guards.Act`.")
    old_state = Attribute("The state it left.")
    new_state = Attribute("The state it is in.")
