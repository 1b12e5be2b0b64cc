"""What a clause may be about and which kind it may be, guessed from the words of its title.

Only ever a proposal to the person who classifies: words are looked for in French and in English at once,
without accents and capitals.
"""

from collections.abc import Mapping
from unicodedata import combining
from unicodedata import normalize

import re


TOPIC_WORDS: Mapping[str, tuple[str, ...]] = {
    "what_i_can_do": (
        *("what i can do", "what you can do", "you can", "you may", "allowed", "encouraged"),
        *("ce que je peux", "ce que vous pouvez", "vous pouvez", "c'est permis", "autorise", "encourage"),
    ),
    "accounts_profile": (
        *("account", "profile", "profile picture", "bio"),
        *("compte", "profil", "photo de profil", "biographie"),
    ),
    "connections": (
        *(
            "connections",
            "connect with",
            "contact request",
            "friend",
            "follower",
            "impersonation",
            "invitation",
        ),
        *(
            "demande de contact",
            "demandes de contact",
            "mise en relation",
            "abonne",
            "usurpation",
            "ami",
            "vos contacts",
        ),
    ),
    "writing": (
        *(
            "write",
            "writing",
            "publish",
            "publishing",
            "post",
            "posting",
            "reply",
            "replying",
            "comments",
            "tone",
        ),
        *("ecrire", "rediger", "redaction", "publier", "publication", "repondre", "reponse", "commenter"),
        *("commentaire", "poster", "message", "prendre la parole", "prise de parole", "le ton"),
    ),
    "brand": (
        *("brand", "logo", "corporate identity"),
        *("marque", "image de marque", "charte graphique", "identite visuelle", "image de l'entreprise"),
    ),
    "conduct": (
        *("conduct", "behaviour", "behavior", "respect", "respectful", "harassment", "courtesy", "etiquette"),
        *("comportement", "conduite", "savoir-vivre", "courtoisie", "bienveillance", "harcelement", "injure"),
    ),
    "confidentiality": (
        *("confidential", "confidentiality", "secret", "inside information", "personal data", "discretion"),
        *(
            "confidentiel",
            "confidentielle",
            "confidentialite",
            "donnees personnelles",
            "information privilegiee",
        ),
    ),
    "copyright": (
        *("copyright", "intellectual property", "quoting", "citation", "credits"),
        *("droit d'auteur", "droits d'auteur", "propriete intellectuelle", "citer"),
    ),
    "image_rights": (
        *("image rights", "image of people", "images of people", "photo", "picture", "video"),
        *("droit a l'image", "droits a l'image", "photographie", "image des personnes"),
    ),
    "disclosure": (
        *(
            "disclosure",
            "disclose",
            "transparency",
            "transparent",
            "say who you are",
            "own name",
            "disclaimer",
        ),
        *(
            "transparence",
            "dire qui",
            "qui vous etes",
            "s'identifier",
            "en votre nom",
            "en mon nom",
            "nom propre",
        ),
    ),
    "security": (
        *("security", "password", "two-factor", "phishing", "hacking", "malware"),
        *("securite", "mot de passe", "mots de passe", "double authentification", "hameconnage", "piratage"),
    ),
    "your_rights": (
        *("your rights", "my rights", "freedom of expression", "freedom of speech", "free speech"),
        *("vos droits", "mes droits", "liberte d'expression", "droit d'expression"),
    ),
    "referent": (
        *("whom to ask", "who to ask", "whom to contact", "who to contact", "contact", "referent", "help"),
        *(
            "need help",
            "questions",
            "qui contacter",
            "a qui s'adresser",
            "besoin d'aide",
            "aide",
            "interlocuteur",
        ),
    ),
}

KIND_WORDS: Mapping[str, tuple[str, ...]] = {
    "rule": (
        *("rule", "must", "must not", "do not", "don't", "never", "forbidden", "prohibited", "obligation"),
        *(
            "regle",
            "interdit",
            "interdiction",
            "obligatoire",
            "vous devez",
            "ne pas",
            "jamais",
            "a proscrire",
        ),
    ),
    "advice": (
        *("advice", "tip", "good practice", "best practice", "recommendation", "how to", "think about"),
        *(
            "conseil",
            "astuce",
            "bonne pratique",
            "bonnes pratiques",
            "recommandation",
            "pensez",
            "comment bien",
        ),
    ),
    "right": (
        *("your rights", "my rights", "right to", "freedom", "you may", "you can", "what i can do"),
        *("vos droits", "mes droits", "droit de", "liberte", "vous pouvez", "ce que je peux", "permis"),
    ),
    "example": (
        *("example", "case", "case study", "scenario", "story"),
        *("exemple", "cas pratique", "cas concret", "mise en situation", "temoignage"),
    ),
    "judgement": (
        *("judgement", "judgment", "common sense", "in doubt", "ask yourself", "grey area", "gray area"),
        *(
            "discernement",
            "bon sens",
            "jugement",
            "en cas de doute",
            "dans le doute",
            "posez-vous",
            "zone grise",
        ),
    ),
}


def guessed_topic(title: str) -> str | None:
    """The topic group that a title speaks of; None when it names none."""
    return _most_telling(title, _TOPICS)


def guessed_kind(title: str) -> str | None:
    """The kind of clause that a title announces; None when it announces none."""
    return _most_telling(title, _KINDS)


def _most_telling(title: str, patterns: Mapping[str, re.Pattern[str]]) -> str | None:
    """The token whose longest word stands in the title; of two equal ones the one further left."""
    folded = _folded(title)
    found = [
        (match.end() - match.start(), -match.start(), token)
        for token, pattern in patterns.items()
        for match in pattern.finditer(folded)
    ]
    return max(found, key=lambda each: each[:2])[2] if found else None


def _folded(text: str) -> str:
    """Without accents and case, apostrophes all alike."""
    plain = "".join(letter for letter in normalize("NFKD", text) if not combining(letter))
    return " ".join(plain.casefold().replace("’", "'").split())


def _patterns(words: Mapping[str, tuple[str, ...]]) -> dict[str, re.Pattern[str]]:
    """Whole words, in the singular or the plural, the longest first."""
    return {token: _pattern(sorted(each, key=len, reverse=True)) for token, each in words.items()}


def _pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + r")s?\b")


_TOPICS = _patterns(TOPIC_WORDS)
_KINDS = _patterns(KIND_WORDS)
