"""``@@our-ambassadors``: those who chose to be shown, by topic and department."""

from collective.socialgovernance import _
from collective.socialgovernance.ambassadors.listing import Shown
from collective.socialgovernance.ambassadors.listing import shown_to
from collective.socialgovernance.browser.ambassadors.page import AmbassadorsPage
from collective.socialgovernance.browser.reading.people import contact
from collective.socialgovernance.days_in_words import language_name
from functools import cached_property
from plone import api


class OurAmbassadors(AmbassadorsPage):
    """Nobody is counted and nobody ranked: names in order, with what they speak about."""

    browser_title = _("Our ambassadors")

    @cached_property
    def everyone(self) -> tuple[Shown, ...]:
        """All whom the reader may see."""
        return shown_to(self.context, self.me, self.day)

    @cached_property
    def people(self) -> tuple[Shown, ...]:
        """Those of the chosen topic and department."""
        topic, department = self.sent("topic") or None, self.sent("department") or None
        if topic is None and department is None:
            return self.everyone
        return shown_to(self.context, self.me, self.day, topic, department)

    @property
    def topics(self) -> list[tuple[str, str]]:
        """The topics to choose from: those of the people who are shown."""
        found = dict(topic for person in self.everyone for topic in person.topics)
        return sorted(found.items(), key=lambda pair: pair[1].casefold())

    @property
    def departments(self) -> list[tuple[str, str]]:
        """The departments to choose from, likewise."""
        found = {p.department: p.department_title for p in self.everyone if p.department}
        return sorted(found.items(), key=lambda pair: pair[1].casefold())

    def email_of(self, person: Shown) -> str:
        """The work address of somebody."""
        known = contact(person.userid)
        return "" if known is None else known.email

    def languages_of(self, person: Shown) -> str:
        """Their languages in a row."""
        return ", ".join(language_name(code, self.language[:2]) for code in person.languages)

    def portrait_of(self, person: Shown) -> str:
        """The address of the picture that they consent to show; empty when there is none."""
        if not person.picture or api.user.get(userid=person.userid) is None:
            return ""
        portrait = api.portal.get_tool("portal_membership").getPersonalPortrait(person.userid)
        url = str(portrait.absolute_url())
        return "" if url.endswith(("defaultUser.png", "defaultUser.svg")) else url
