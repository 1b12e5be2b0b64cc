"""What the pages of editors have in common: posts that prove where they come from, words, refusals kept in
view.
"""

from AccessControl import getSecurityManager
from AccessControl import Unauthorized
from collective.socialgovernance import PACKAGE
from collective.socialgovernance.browser.frame import without_columns
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.texts.content import IEdition
from collective.socialgovernance.transitions.firing import state_title
from plone import api
from plone.protect import CheckAuthenticator
from plone.protect.authenticator import createToken
from Products.Five.browser import BrowserView
from typing import Any
from zope.component import getMultiAdapter
from zope.i18n import translate
from ZPublisher.HTTPRequest import FileUpload

import re
import transaction


UNSAYABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 cannot hold: nobody types them, and feeds and spreadsheets break of them."""


def written(value: Any) -> Any:
    """What somebody wrote into a field, without characters that cannot be shown.

    Numbers and the like, made by who put a type into the name of a field, are words again; files stay.
    """
    if isinstance(value, (list, tuple)):
        return [written(each) for each in value]
    return value if isinstance(value, FileUpload) else UNSAYABLE.sub("", str(value))


class EditingPage(BrowserView):
    """A page that shows on GET and writes on POST.

    ``index`` is the template; a subclass says in :meth:`post` what is done and where it leads.
    """

    problems: tuple[Problem, ...] = ()

    def __init__(self, context: Any, request: Any):
        super().__init__(context, request)
        for name, value in request.form.items():
            request.form[name] = written(value)

    def __call__(self) -> Any:
        if not self.allowed("View"):
            # The right to the page alone does not open content in a state that its holder does not see.
            raise Unauthorized
        without_columns(self.request)
        if self.request.method != "POST":
            return self.index()
        CheckAuthenticator(self.request)
        try:
            target = self.post()
        except Refused as refused:
            # Nothing of what was begun is kept; the page says why, with what was typed still in it.
            transaction.doom()
            self.problems = refused.problems
            self.request.response.setStatus(refused.status)
            return self.index()
        if target is None:
            return self.index()
        self.request.response.redirect(target, status=303)
        return ""

    def post(self) -> str | None:
        """Do what the form asks and return the URL to go to, None to show the page; refuse by raising."""
        raise NotImplementedError

    @property
    def token(self) -> str:
        """Proof, put into every form, that a post comes from a page of this site."""
        return str(createToken())

    @property
    def url(self) -> str:
        """The URL of the content this page is about."""
        return str(self.context.absolute_url())

    def allowed(self, permission: str, context: Any = None) -> bool:
        """Whether the reader has a permission (its title) here or on another object."""
        target = self.context if context is None else context
        return bool(getSecurityManager().checkPermission(permission, target))

    def sent(self, name: str) -> str:
        """A field of the form as it was sent, white space around it taken away; empty when absent."""
        return str(self.request.form.get(name) or "").strip()

    def say(self, message: str) -> None:
        """Tell the reader, on the page they come to, what was done."""
        api.portal.show_message(message, request=self.request)

    def words(self, message: str) -> str:
        """A message in the reader's language, titles of states and transitions included."""
        return str(translate(message, domain=PACKAGE, context=self.request))

    def state_words(self, content: Any = None) -> str:
        """The state of the content, for people."""
        return self.words(state_title(self.context if content is None else content))

    @property
    def editor_options(self) -> str:
        """What the rich text editor of the site needs to know."""
        settings = getMultiAdapter(
            (self.context, self.request, IEdition["one_minute"]), name="pattern_settings"
        )
        return str(settings.tinymce()["data-pat-tinymce"])

    def problem_of(self, field: str) -> str:
        """What is wrong with one field of the form that was sent; empty when nothing is."""
        return " ".join(self.words(problem.message) for problem in self.problems if problem.field == field)
