"""Countries by continent: ISO 3166-1 alpha-2 codes under ``world > continent``.

Source of the codes: ISO 3166-1; of the grouping: the United Nations' M49 regions. Names come from the Unicode
CLDR as shipped with zope.i18n, so that they need no translation here.
"""

from zope.i18n.locales import locales


CONTINENTS: dict[str, str] = {
    "europe": (
        "AD AL AT AX BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV "
        "MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA"
    ),
    "africa": (
        "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW IO KE KM LR LS LY MA MG ML MR "
        "MU MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TF TG TN TZ UG YT ZA ZM ZW"
    ),
    "americas": (
        "AG AI AR AW BB BL BM BO BQ BR BS BV BZ CA CL CO CR CU CW DM DO EC FK GD GF GL GP GS GT GY HN HT JM "
        "KN KY LC MF MQ MS MX NI PA PE PM PR PY SR SV SX TC TT US UY VC VE VG VI"
    ),
    "asia": (
        "AE AF AM AZ BD BH BN BT CN GE HK ID IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN MO MV MY NP "
        "OM PH PK PS QA SA SG SY TH TJ TL TM TR TW UZ VN YE"
    ),
    "oceania": "AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS AQ",
}

REGION_TITLES = {
    "world": ("World", "Monde"),
    "europe": ("Europe", "Europe"),
    "americas": ("Americas", "Amériques"),
    "africa": ("Africa", "Afrique"),
    "asia": ("Asia", "Asie"),
    "oceania": ("Oceania", "Océanie"),
}

LATER_NAMES = {
    "AX": ("Åland Islands", "Åland (Îles)"),
    "BL": ("Saint Barthélemy", "Saint-Barthélemy"),
    "BQ": ("Caribbean Netherlands", "Pays-Bas caribéens"),
    "CW": ("Curaçao", "Curaçao"),
    "GG": ("Guernsey", "Guernesey"),
    "IM": ("Isle of Man", "Île de Man"),
    "JE": ("Jersey", "Jersey"),
    "ME": ("Montenegro", "Monténégro"),
    "MF": ("Saint Martin", "Saint-Martin"),
    "RS": ("Serbia", "Serbie"),
    "SS": ("South Sudan", "Soudan du Sud"),
    "SX": ("Sint Maarten", "Saint-Martin (partie néerlandaise)"),
    "CZ": ("Czechia", "Tchéquie"),
    "MK": ("North Macedonia", "Macédoine du Nord"),
    "SZ": ("Eswatini", "Eswatini"),
    "TL": ("Timor-Leste", "Timor-Leste"),
}
"""Names that changed, or codes that were given, after the locale data shipped with zope.i18n was made."""


def country_codes() -> tuple[str, ...]:
    """All codes, in alphabetical order."""
    return tuple(sorted(code for codes in CONTINENTS.values() for code in codes.split()))


def country_name(code: str, language: str) -> str:
    """The name of a country in English or French (any other language: English); the code when unknown."""
    if code in LATER_NAMES:
        return LATER_NAMES[code][1 if language == "fr" else 0]
    names = locales.getLocale("fr" if language == "fr" else "en").displayNames.territories
    return names.get(code, code)


def default_territories() -> list[dict[str, str]]:
    """The rows with which the control panel begins: ``world``, its continents, their countries."""
    rows = [{"token": "world", "title": "World", "title_fr": "Monde", "parent": ""}]
    for region in ("europe", "americas", "africa", "asia", "oceania"):
        english, french = REGION_TITLES[region]
        rows.append({"token": region, "title": english, "title_fr": french, "parent": "world"})
    for region, codes in CONTINENTS.items():
        rows += [
            {
                "token": code,
                "title": country_name(code, "en"),
                "title_fr": country_name(code, "fr"),
                "parent": region,
            }
            for code in codes.split()
        ]
    return rows
