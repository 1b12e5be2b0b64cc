"""``@@publish-edition``: the owners of a programme publish a page as a new edition."""

from collective.socialgovernance import _
from collective.socialgovernance.browser.editing.page import EditingPage
from collective.socialgovernance.pages.asking import people_asked
from collective.socialgovernance.pages.frozen import FrozenText
from collective.socialgovernance.pages.publishing import editions_of_page
from collective.socialgovernance.pages.publishing import is_published_as_shown
from collective.socialgovernance.pages.publishing import programme_of_page
from collective.socialgovernance.pages.publishing import publish_edition
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.texts.answering import has_right
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any


PUBLISH = "collective.socialgovernance: Approve"


class PublishPage(EditingPage):
    """Says what will be frozen and how many people are asked, and does it."""

    index = ViewPageTemplateFile("templates/publish.pt")
    browser_title = _("Publish as a new edition")

    def __call__(self) -> Any:
        if programme_of_page(self.context) is None:
            self.problems = (
                Problem(
                    "ack_programme",
                    _("Choose the governance programme that this page belongs to."),
                    self.edit,
                ),
            )
        elif not has_right(PUBLISH, self.context):
            raise refuse(403, "permission", _("Editions are published by the owners of the programme."))
        return super().__call__()

    @property
    def edit(self) -> str:
        """Where the settings of the page are changed."""
        return f"{self.url}/edit"

    @cached_property
    def last(self) -> FrozenText | None:
        """The edition that people are asked about now."""
        editions = editions_of_page(self.context)
        return editions[-1] if editions else None

    @property
    def next_number(self) -> str:
        """The number that the new edition will have."""
        return f"{len(editions_of_page(self.context)) + 1}.0.0"

    @property
    def is_unchanged(self) -> bool:
        """Whether the last edition says the same already."""
        return is_published_as_shown(self.context)

    @property
    def is_possible(self) -> bool:
        """Whether the page knows its programme."""
        return programme_of_page(self.context) is not None

    @property
    def asked(self) -> int:
        """How many people will be asked."""
        return people_asked(self.context)

    def post(self) -> str:
        """Publish, and go back to the page."""
        frozen = publish_edition(self.context)
        self.say(
            _(
                "Edition ${number} is published. Its readers are asked from now on.",
                mapping={"number": frozen.number},
            )
        )
        return str(self.context.absolute_url() + "/view")
