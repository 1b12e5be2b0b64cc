"""The lists that are the same in every intranet: tokens are stable names, titles are translated."""

from collective.socialgovernance import _
from zope.interface import implementer
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


@implementer(IVocabularyFactory)
class FixedList:
    """A vocabulary factory over a fixed, ordered mapping of token to title."""

    def __init__(self, titles: dict[str, str]):
        self.titles = titles

    @property
    def tokens(self) -> tuple[str, ...]:
        """The tokens, in the order in which they are offered."""
        return tuple(self.titles)

    def __call__(self, context: object = None) -> SimpleVocabulary:
        return SimpleVocabulary([SimpleTerm(token, token, title) for token, title in self.titles.items()])


employment_regimes = FixedList({"private": _("Private sector"), "public": _("Public sector")})

phases = FixedList(
    {
        "assess": _("Assess"),
        "sensitise": _("Raise awareness"),
        "co_write": _("Write together"),
        "publish": _("Publish"),
        "accompany": _("Accompany"),
        "refresh": _("Refresh"),
    }
)

weekdays = FixedList(
    {
        "mon": _("Monday"),
        "tue": _("Tuesday"),
        "wed": _("Wednesday"),
        "thu": _("Thursday"),
        "fri": _("Friday"),
        "sat": _("Saturday"),
        "sun": _("Sunday"),
    }
)

functions = FixedList(
    {
        "comms": _("Communications"),
        "hr": _("Human resources"),
        "legal": _("Legal"),
        "it": _("Information technology"),
        "business": _("Business line"),
    }
)

populations = FixedList(
    {
        "employee": _("Employees"),
        "contractor": _("Contractors"),
        "temp": _("Temporary staff"),
        "intern": _("Interns and apprentices"),
        "officer": _("Company officers"),
    }
)

ack_modes = FixedList(
    {"none": _("Nothing is asked"), "read": _("Readers acknowledge that they were informed")}
)

legal_forces = FixedList(
    {
        "pedagogical": _("Pedagogical: it helps, nothing follows from it"),
        "informative": _("Informative: it reminds of rules that exist already"),
        "binding": _("Binding: it sets obligations and needs the legal formalities"),
    }
)

change_classes = FixedList(
    {
        "editorial": _("Editorial: wording only, nobody is told"),
        "minor": _("Minor: acknowledgments stay, people are told what changed"),
        "major": _("Major: everybody is asked again"),
    }
)

opinions = FixedList(
    {
        "favourable": _("Favourable"),
        "unfavourable": _("Unfavourable"),
        "none_given": _("No opinion given"),
        "no_body": _("There is no such body"),
    }
)

clause_kinds = FixedList(
    {
        "rule": _("Rule"),
        "advice": _("Advice"),
        "right": _("Right"),
        "example": _("Example"),
        "judgement": _("Your judgement"),
    }
)

beneficiaries = FixedList(
    {
        "me": _("Me"),
        "family": _("My family"),
        "colleagues": _("My colleagues"),
        "customers": _("Customers"),
        "company": _("The company"),
    }
)

capacities = FixedList(
    {
        "own_name": _("In my own name"),
        "professional": _("As a professional"),
        "official": _("As an official voice"),
    }
)

topic_groups = FixedList(
    {
        "what_i_can_do": _("What I can do"),
        "accounts_profile": _("My accounts and my profile"),
        "connections": _("Who I connect with"),
        "writing": _("Writing and replying"),
        "brand": _("The brand"),
        "conduct": _("Conduct towards others"),
        "confidentiality": _("Confidentiality"),
        "copyright": _("Copyright"),
        "image_rights": _("Images of people"),
        "disclosure": _("Saying who I am"),
        "security": _("Security"),
        "your_rights": _("Your rights"),
        "referent": _("Whom to ask"),
    }
)

rule_sources = FixedList(
    {
        "law": _("The law"),
        "contract": _("The employment contract"),
        "internal_rules": _("The internal rules"),
        "agreement": _("A collective agreement"),
        "advice": _("Advice"),
    }
)

forbidden_reasons = FixedList(
    {
        "confidential": _("Confidential"),
        "inside_information": _("Inside information"),
        "litigation": _("Litigation"),
        "personal_data": _("Personal data"),
        "hr": _("Human resources matter"),
        "security": _("Security"),
        "client": _("A client's matter"),
    }
)


purposes = FixedList(
    {
        "customer_service": _("Customer service"),
        "employer_brand": _("Attracting and welcoming colleagues"),
        "product": _("Products and services"),
        "expertise": _("Sharing what we know"),
        "corporate": _("The company as a whole"),
        "csr": _("Social and environmental responsibility"),
        "investor_relations": _("Investors"),
        "public_affairs": _("Public affairs"),
        "crisis": _("Crisis"),
    }
)

legitimacies = FixedList(
    {"lead": _("Leads"), "contributor": _("Contributes"), "refer": _("Refers to somebody else")}
)

levels = FixedList(
    {
        "relay": _("Relay: passes on what is published"),
        "storyteller": _("Storyteller: tells their own work"),
        "expert": _("Expert: answers and explains"),
        "official": _("Official: speaks in the company's name"),
    }
)

content_kinds = FixedList(
    {
        "post": _("Post"),
        "reply": _("Answer"),
        "article": _("Article"),
        "video": _("Video"),
        "interview": _("Interview"),
    }
)

approval_rules = FixedList(
    {
        "none": _("Nobody looks at it before"),
        "peer": _("A colleague reads it before"),
        "referent": _("The referent reads it before"),
        "two_persons": _("Two people read it before"),
    }
)

severities = FixedList({"low": _("Low"), "medium": _("Medium"), "high": _("High")})


@provider(IVocabularyFactory)
def timezones(context: object = None) -> SimpleVocabulary:
    """IANA time zones, by name."""
    from zoneinfo import available_timezones

    return SimpleVocabulary.fromValues(sorted(available_timezones()))
