"""``@@scope-beside``: what stands beside the form of a scope, for what is typed there and not saved yet."""

from collective.socialgovernance.browser.scopes.beside import Beside
from collective.socialgovernance.browser.scopes.steps import Reader
from collective.socialgovernance.browser.scopes.write import WriteScopePage
from functools import cached_property


class LookBeside(WriteScopePage):
    """The side of the page by itself, asked for by its script while somebody types. It keeps nothing."""

    def __call__(self) -> str:
        self.request.response.setHeader("Cache-Control", "no-store")
        return str(self.index())

    @cached_property
    def beside(self) -> Beside:
        """What stands beside the form that was sent."""
        reader = Reader(self.context, self.request.form, self.today)
        return Beside(self.context, reader.unsaved(self.step))
