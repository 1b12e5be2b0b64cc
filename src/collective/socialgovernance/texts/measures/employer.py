"""Bans on naming one's employer, found by their words in French and in English.

Some firms forbid staff even to say where they work. Saying it is free (Code du travail L1121-1): a ban must
be justified and go no further than needed. Patterns find the usual wordings; they advise, and decide nothing.
"""

from collections.abc import Iterable
from collective.socialgovernance.texts.measures.readability import sentences

import re


NAMES = "{names}"
"""Stands in the patterns for the names that the company goes by."""

BETWEEN = r"(?:[\s,]+[\w'’-]+){0,6}?[\s,]+"
"""Up to six words between what forbids and what is forbidden."""

FR_OF = r"(?:[ld]['’]|la |le |les |du |de la |de l['’]|de |notre |votre |vos |son |leur |cette |ce )"
FR_EMPLOYER = rf"(?:{FR_OF}(?:entreprise|employeur|société|compagnie|groupe|maison)|{FR_OF}?(?:{NAMES}))"
FR_NAME = rf"(?:le |son |du )nom {FR_OF}?{FR_EMPLOYER}"
FR_AFTER = (
    r"(?=\s*(?:$|[.,;:!?…)»]|(?:dans|sur|en|ni|ou|et|est|à|au|aux|lorsqu|quand|si|par|comme|sans|publiquement"
    r"|pour|avec|depuis|nulle|où)\b))"
)
FR_VERB = (
    r"(?:cit|mentionn|nomm|évoqu|indiqu|révél|divulgu|affich|dévoil|donn)\w*"
    r"|(?:dire|dis|dites|écrire|écrivez)"
)
FR_ADVERBS = r"(?:\s+(?:pas|jamais|plus|publiquement|ouvertement|en ligne|nommément))*"
FR_OBJECT = rf"(?:{FR_NAME}\b|{FR_EMPLOYER}\b{FR_AFTER})"
FR_FORBIDS = (
    r"(?:\bne\b|\bn['’]|\bsans\b|\bjamais\b|interdi\w*|défen(?:se|du)|proscri\w*|prohib\w*|abst[ei][\w-]*"
    r"|évite[rz]?\b)"
)
FR_BANS = (
    rf"{FR_FORBIDS}{BETWEEN}(?:{FR_VERB}){FR_ADVERBS}\s+{FR_OBJECT}",
    rf"(?:{FR_VERB})\s+{FR_OBJECT}(?:\s+[\w'’-]+){{0,6}}?\s+(?:est|sont|reste) (?:interdit|proscrit|prohibé)",
    rf"(?:{FR_NAME}|{FR_EMPLOYER})\b(?:\s+[\w'’-]+){{0,3}}?\s+(?:ne \w+|n['’]\w+) (?:pas|jamais)"
    rf"(?: être)?(?: {FR_VERB}| utilisé| apparaître)",
)
FR_FREE = (
    r"\brien n['’](?:interdit|empêche)|pas (?:interdit|défendu|proscrit)|personne ne [\w\s'’]*?interdi"
    r"|pas (?:obligé|tenu|besoin|contraint)"
    r"|(?<!\bne )\b(?:pouvez|peut|peux|libre|libres|permis|autorisée?s?)\b(?! (?:pas|jamais))"
)

EN_OF = r"(?:the |your |our |their |its |his or her |his |her |my )"
EN_FIRM = rf"(?:company|employer|firm|organi[sz]ation|corporation|group|business|{NAMES})"
EN_EMPLOYER = rf"{EN_OF}?{EN_FIRM}"
EN_NAME = rf"(?:the )?name of {EN_EMPLOYER}"
EN_AFTER = (
    r"(?=\s*(?:$|[.,;:!?…)”\"]|['’]s name|(?:name|in|on|at|when|where|if|or|and|nor|by|as|is|online|publicly"
    r"|anywhere|under|from|unless|without|to|while|during|with)\b))"
)
EN_VERB = (
    r"(?:nam(?:e|ing)|mention|cit(?:e|ing)|identify|reveal|disclos|divulg|stat(?:e|ing)|display|quot"
    r"|refer(?:ring)? to|say|writ|giv)\w*"
)
EN_OBJECT = rf"(?:publicly |openly |ever )?(?:{EN_NAME}\b|{EN_EMPLOYER}\b{EN_AFTER})"
EN_FORBIDS = (
    r"(?:do not|don['’]t|does not|never|must not|mustn['’]t|may not|shall not|should not|shouldn['’]t|cannot"
    r"|can['’]t|not (?:allowed|permitted|authori[sz]ed)|no ?one|nobody|forbidden|prohibited|banned|refrain\w*"
    r"|avoid\w*|without)"
)
EN_BANS = (
    rf"\b{EN_FORBIDS}\b{BETWEEN}{EN_VERB}\s+{EN_OBJECT}",
    rf"\b{EN_VERB}\s+{EN_OBJECT}(?:\s+[\w'’-]+){{0,6}}?\s+(?:is|are) "
    r"(?:never|not allowed|forbidden|prohibited)",
    rf"(?:{EN_NAME}|{EN_OF}{EN_FIRM}(?:['’]s)?(?: name)?)\s+"
    r"(?:(?:must|may|shall|should|can) (?:not|never)|cannot|can['’]t|is (?:not|never) to)(?: be)? "
    r"(?:named|mentioned|cited|identified|revealed|disclosed|stated|displayed|quoted|given|used|appear)",
)
EN_FREE = (
    r"not (?:forbidden|prohibited|banned|required|obliged|have to|need to)|n['’]t (?:have|need) to"
    r"|nothing (?:forbids|prevents)|nobody forbids"
    r"|(?<!no one )(?<!nobody )(?<!not )\b(?:may|can|free|allowed)\b(?! (?:not|never))"
)

PATTERNS = {"fr": ("|".join(FR_BANS), FR_FREE), "en": ("|".join(EN_BANS), EN_FREE)}
"""By language: what forbids naming the employer, and the words by which a sentence allows it after all."""


def bans_on_naming(markup: str, language: str, names: Iterable[str] = ()) -> list[str]:
    """The sentences of HTML that forbid to name the employer; ``names`` are names the company goes by."""
    if language not in PATTERNS:
        return []
    ban, free = PATTERNS[language]
    called = "|".join(re.escape(name.strip()) for name in names if name.strip())
    forbids = re.compile(ban.replace(NAMES, called or "(?!)"), re.IGNORECASE)
    allows = re.compile(free, re.IGNORECASE)
    return [
        sentence
        for sentence in (" ".join(found.split()) for found in sentences(markup))
        if forbids.search(sentence) and not allows.search(sentence)
    ]
