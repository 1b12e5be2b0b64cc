"""The workflow menu's form, the state history, and the two bulk actions of folders.

Plone's own pages swallow a refusal (“Item state changed.”) or ask for a right to modify that no reviewer of a
frozen text has. These fire through the one way of the product and say why not.
"""

from collections.abc import Iterable
from collective.socialgovernance import _
from collective.socialgovernance import PACKAGE
from collective.socialgovernance.editions.addresses import editions_of
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.transitions.firing import fire
from collective.socialgovernance.transitions.interfaces import IGoverned
from plone import api
from plone.app.content.browser.contents.workflow import WorkflowActionView
from plone.protect import CheckAuthenticator
from plone.protect import PostOnly
from plone.uuid.interfaces import IUUID
from Products.Five.browser import BrowserView
from typing import Any
from urllib.parse import quote
from zope.i18n import translate

import json
import transaction


DONE = _("Item state changed.")


def inputs_of(form: Any) -> dict[str, Any]:
    """What a form may send beside the note: the figure that the approver has seen."""
    seen = str(form.get("impact_seen") or "")
    return {"impact_seen": int(seen)} if seen.isdigit() else {}


class StatusModify(BrowserView):
    """``content_status_modify``: where the workflow menu leads without JavaScript. Dates are not set."""

    def __call__(self, workflow_action: str = "", comment: str = "", **ignored: Any) -> Any:
        url = str(self.context.absolute_url())
        if not workflow_action:
            return self.request.response.redirect(f"{url}/@@transition")
        CheckAuthenticator(self.request)
        fire(self.context, workflow_action, comment=comment, inputs=inputs_of(self.request.form))
        api.portal.show_message(translate(DONE, domain=PACKAGE, context=self.request), request=self.request)
        return self.request.response.redirect(url)


class StatusHistory(BrowserView):
    """``content_status_history``: the page of what can be done now."""

    def __call__(self) -> Any:
        action = str(self.request.form.get("workflow_action") or "")
        query = f"?transition={quote(action)}" if action else ""
        return self.request.response.redirect(f"{self.context.absolute_url()}/@@transition{query}")


class Bulk:
    """Firing one transition on several editions, each on its own: what is refused leaves nothing behind."""

    request: Any

    def fire_each(self, editions: Iterable[Any], transition: str, comment: str) -> list[str]:
        """Fire it on each; gives the reasons of those that were refused, in words."""
        refusals = []
        for edition in editions:
            before = transaction.savepoint(optimistic=True)
            try:
                fire(edition, transition, comment=comment, inputs=inputs_of(self.request.form))
            except Refused as refused:
                before.rollback()
                reasons = " ".join(self.words(problem.message) for problem in refused.problems)
                refusals.append(f"{edition.title} ({edition.getId()}): {reasons}")
        return refusals

    def words(self, message: str) -> str:
        """A message in the reader's language."""
        return str(translate(message, context=self.request))


class FolderPublish(Bulk, BrowserView):
    """``folder_publish`` at an address: ``paths`` name its editions."""

    def __call__(self, workflow_action: str = "", paths: Any = (), comment: str = "", **ignored: Any) -> Any:
        PostOnly(self.request)
        CheckAuthenticator(self.request)
        wanted = {paths} if isinstance(paths, str) else set(paths)
        editions = [edition for edition in editions_of(self.context) if wanted & self._names(edition)]
        refusals = self.fire_each(editions, workflow_action, comment)
        for refusal in refusals:
            api.portal.show_message(refusal, request=self.request, type="error")
        if len(editions) > len(refusals):
            api.portal.show_message(self.words(DONE), request=self.request)
        return self.request.response.redirect(self.context.absolute_url())

    def _names(self, edition: Any) -> set[str]:
        """How a path may name the edition: absolute, or from the site."""
        path = edition.getPhysicalPath()
        site = api.portal.get().getPhysicalPath()
        inside = "/".join(path[len(site) :])
        return {"/".join(path), inside, f"/{inside}"}


class FolderContentsWorkflow(Bulk, WorkflowActionView):
    """``fc-workflow`` at an address: the selection names its editions by uid; they are in no catalog."""

    def __call__(self) -> Any:
        wanted = set(self.get_selection())
        editions = [edition for edition in editions_of(self.context) if IUUID(edition) in wanted]
        if not editions or self.request.form.get("render") == "yes":
            return super().__call__()
        self.protect()
        transition = str(self.request.form.get("transition") or "")
        self.errors = self.fire_each(editions, transition, str(self.request.form.get("comments") or ""))
        return self.message(sorted(wanted - {IUUID(edition) for edition in editions}))

    def action(self, obj: Any, bypass_recurse: bool = False) -> None:
        """Governed content inside of other selected content is not moved along with it."""
        if IGoverned.providedBy(obj):
            return
        super().action(obj, bypass_recurse)

    def json(self, data: Any) -> str:
        """Plain JSON."""
        self.request.response.setHeader("Content-Type", "application/json; charset=utf-8")
        return json.dumps(data)
