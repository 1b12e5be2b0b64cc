"""A warning for the owners of a programme while something there hangs on one person."""

from collective.socialgovernance import PACKAGE
from collective.socialgovernance.programme.four_eyes import Lacking
from collective.socialgovernance.programme.four_eyes import lacking
from collective.socialgovernance.programme.holders import holders_of
from collective.socialgovernance.programme.holders import names_of
from functools import cached_property
from plone.app.layout.viewlets import ViewletBase
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18n import translate


class FourEyesViewlet(ViewletBase):
    """Shown on the page of the programme itself, not on its forms."""

    index = ViewPageTemplateFile("four_eyes.pt")

    @cached_property
    def lacking(self) -> tuple[Lacking, ...]:
        """What fewer than two people look after."""
        if getattr(self.view, "__name__", "") != "programme":
            return ()
        return lacking(holders_of(self.context))

    def names(self, lack: Lacking) -> str:
        """The names of those there are; empty for nobody."""
        return ", ".join(names_of(lack.holders))

    def words(self, message: str) -> str:
        """A message in the reader's language."""
        return str(translate(message, domain=PACKAGE, context=self.request))

    @property
    def sharing_url(self) -> str:
        """Where roles are given, for those who may; empty for others."""
        user = self.portal_state.member()
        allowed = user.has_permission("collective.socialgovernance: Delegate governance roles", self.context)
        return f"{self.context.absolute_url()}/@@sharing" if allowed else ""
