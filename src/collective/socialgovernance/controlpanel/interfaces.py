"""The settings of the site, one registry record each."""

from collective.socialgovernance import _
from collective.socialgovernance.acknowledgments.entries import ACKNOWLEDGED
from collective.socialgovernance.acknowledgments.statements import FIRST_VERSION
from collective.socialgovernance.acknowledgments.statements import STATEMENTS
from collective.socialgovernance.controlpanel.rows import SettingRow
from collective.socialgovernance.directory.sources.content import DEPARTMENT_FIELDS
from collective.socialgovernance.directory.sources.content import DEPARTMENT_TYPE
from collective.socialgovernance.directory.sources.content import PERSON_FIELDS
from collective.socialgovernance.directory.sources.content import PERSON_TYPE
from collective.socialgovernance.vocabularies.territories import default_territories
from typing import TypedDict
from zope import schema
from zope.interface import Interface


class VocabularyRow(TypedDict):
    """One word of a list: a stable token, its titles, and the token above it (empty for none)."""

    token: str
    title: str
    title_fr: str
    parent: str


def rows(*words: tuple[str, str, str]) -> list[VocabularyRow]:
    """Rows without parents from (token, English, French)."""
    return [
        {"token": token, "title": title, "title_fr": french, "parent": ""} for token, title, french in words
    ]


DEFAULT_TOPICS = rows(
    ("products", "Products and services", "Produits et services"),
    ("innovation", "Innovation", "Innovation"),
    ("customer_service", "Customer service", "Service client"),
    ("careers", "Careers and life at work", "Métiers et vie au travail"),
    ("csr", "Social and environmental responsibility", "Responsabilité sociale et environnementale"),
    ("results", "Results", "Résultats"),
    ("strategy", "Strategy", "Stratégie"),
    ("events", "Events", "Événements"),
    ("litigation", "Litigation", "Contentieux"),
    ("security", "Security", "Sécurité"),
)

DEFAULT_PLATFORMS = rows(
    ("linkedin", "LinkedIn", "LinkedIn"),
    ("x", "X", "X"),
    ("facebook", "Facebook", "Facebook"),
    ("instagram", "Instagram", "Instagram"),
    ("youtube", "YouTube", "YouTube"),
    ("tiktok", "TikTok", "TikTok"),
    ("mastodon", "Mastodon", "Mastodon"),
    ("bluesky", "Bluesky", "Bluesky"),
    ("blog", "Blogs", "Blogs"),
    ("press", "Press", "Presse"),
)

DEFAULT_AUDIENCES = rows(
    ("customers", "Customers", "Clients"),
    ("prospects", "Prospects", "Prospects"),
    ("candidates", "Candidates", "Candidats"),
    ("journalists", "Journalists", "Journalistes"),
    ("analysts", "Analysts", "Analystes"),
    ("investors", "Investors", "Investisseurs"),
    ("partners", "Partners", "Partenaires"),
    ("regulators", "Regulators", "Régulateurs"),
    ("communities", "Communities", "Communautés"),
    ("suppliers", "Suppliers", "Fournisseurs"),
)


class IVocabularyRow(Interface):
    """A word of a list that is kept in the control panel."""

    token = schema.ASCIILine(
        title=_("Token"), description=_("A short stable name, never shown to readers"), required=True
    )
    title = schema.TextLine(title=_("Title in English"), required=True)
    title_fr = schema.TextLine(title=_("Title in French"), required=False, default="", missing_value="")
    parent = schema.ASCIILine(
        title=_("Above it"),
        description=_("Token of the wider word that contains this one"),
        required=False,
        default="",
        missing_value="",
    )


class ISanctionWords(Interface):
    """The words of one language that speak of disciplinary measures."""

    language = schema.ASCIILine(title=_("Language"), required=True)
    words = schema.Text(title=_("Words, one per line"), required=True)


class IStatementWords(Interface):
    """The sentence of an acknowledgment in one language."""

    language = schema.ASCIILine(title=_("Language"), required=True)
    sentence = schema.TextLine(title=_("Sentence"), required=True)


DEFAULT_STATEMENTS = [
    {"language": language, "sentence": said[ACKNOWLEDGED]}
    for language, said in STATEMENTS[FIRST_VERSION].items()
]

DEFAULT_SANCTION_WORDS = [
    {
        "language": "fr",
        "words": "sanction\nlicenciement\nmise à pied\nblâme\navertissement disciplinaire\nfaute grave",
    },
    {"language": "en", "words": "sanction\ndisciplinary action\ndismissal\ntermination"},
]


class ISocialGovernanceSettings(Interface):
    """Site-wide settings of social media governance."""

    topics = schema.List(
        title=_("Topics"),
        description=_("What a department may speak about."),
        value_type=SettingRow(title=_("Topic"), schema=IVocabularyRow),
        default=DEFAULT_TOPICS,
        required=True,
        min_length=1,
    )
    platforms = schema.List(
        title=_("Platforms"),
        description=_("Where people speak."),
        value_type=SettingRow(title=_("Platform"), schema=IVocabularyRow),
        default=DEFAULT_PLATFORMS,
        required=True,
        min_length=1,
    )
    audiences = schema.List(
        title=_("Audiences"),
        description=_("To whom a department speaks."),
        value_type=SettingRow(title=_("Audience"), schema=IVocabularyRow),
        default=DEFAULT_AUDIENCES,
        required=True,
        min_length=1,
    )
    territories = schema.List(
        title=_("Territories"),
        description=_("World, continents and countries; a wider one answers for those below it."),
        value_type=SettingRow(title=_("Territory"), schema=IVocabularyRow),
        defaultFactory=default_territories,
        required=True,
        min_length=1,
    )
    directory_source = schema.Choice(
        title=_("Where departments and people come from"),
        vocabulary="collective.socialgovernance.directory_sources",
        default="import",
        required=True,
    )
    department_groups = schema.List(
        title=_("Department groups"),
        description=_(
            "Ids of the site's groups that are departments, or beginnings of ids and *, one per line. "
            "Asked only when groups are the source."
        ),
        value_type=schema.TextLine(),
        required=False,
        default=[],
        missing_value=[],
    )
    sanction_words = schema.List(
        title=_("Words of sanction"),
        description=_("Looked for in every text that is not binding, when it is submitted."),
        value_type=SettingRow(title=_("Words of one language"), schema=ISanctionWords),
        default=DEFAULT_SANCTION_WORDS,
        required=True,
    )
    statements = schema.List(
        title=_("What the button of an acknowledgment says"),
        description=_(
            "In each language one sentence that says that one was informed; $title stands for the text, "
            "$number for its edition. New words are a new version: receipts keep theirs."
        ),
        value_type=SettingRow(title=_("Sentence of one language"), schema=IStatementWords),
        default=DEFAULT_STATEMENTS,
        required=True,
    )
    department_type = schema.TextLine(
        title=_("Type of content that is a department"),
        description=_("Asked only when content of the intranet is the source, as the three settings below."),
        default=DEPARTMENT_TYPE,
        required=False,
    )
    person_type = schema.TextLine(
        title=_("Type of content that is a person"), default=PERSON_TYPE, required=False
    )
    department_fields = schema.List(
        title=_("Fields of departments"),
        description=_("One per line: our column = field of the content. @container is the department above."),
        value_type=schema.TextLine(),
        required=False,
        default=list(DEPARTMENT_FIELDS),
        missing_value=[],
    )
    person_fields = schema.List(
        title=_("Fields of people"),
        description=_("One per line: our column = field of the content."),
        value_type=schema.TextLine(),
        required=False,
        default=list(PERSON_FIELDS),
        missing_value=[],
    )
    mails_in_a_run = schema.Int(
        title=_("Mails in one run of the clock, at most"),
        description=_("What is left goes with the next run. 0: as many as there are."),
        min=0,
        max=1_000_000,
        default=0,
        required=True,
    )
    leavers_share = schema.Int(
        title=_("Share of leavers that stops an import (%)"),
        description=_(
            "An import that would make at least 20 people and more than this share leave stops and asks."
        ),
        min=1,
        max=100,
        default=20,
        required=True,
    )
