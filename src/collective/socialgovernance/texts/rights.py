"""The "Your rights" clause that the system puts into the first draft of every charter.

By country, then by language. The empty country is the neutral text, for countries that have none of their
own. The French text rests on the Code du travail (L1121-1, L1132-3-3, L1222-4, L2141-4, L2142-3 to L2142-7,
L2242-17, L2281-1), on article 9 of the Code civil and on the Act of 9 December 2016 on whistle-blowers. The
clause is of kind ``right`` and topic group ``your_rights``. ``title`` is plain text; ``text`` and ``why`` are
HTML.
"""

RIGHTS: dict[str, dict[str, dict[str, str]]] = {
    "FR": {
        "fr": {
            "title": "Vos droits",
            "text": (
                "<p><strong>Vous êtes libre de vous exprimer, au travail comme en dehors.</strong> "
                "L’employeur ne peut apporter à cette liberté que des restrictions justifiées par la "
                "nature de la tâche à accomplir et proportionnées au but recherché (Code du travail, "
                "art.\u00a0L1121-1). Aucune page de cette charte n’y ajoute.</p>"
                "<ul>"
                "<li><strong>Critiquer est permis.</strong> Seul l’abus fait exception\u00a0: les propos "
                "injurieux, diffamatoires ou excessifs.</li>"
                "<li><strong>Vous exprimer sur votre travail.</strong> La loi vous reconnaît un droit "
                "d’expression directe et collective sur le contenu, les conditions d’exercice et "
                "l’organisation de votre travail (art.\u00a0L2281-1 et suivants). Ce que vous y dites ne "
                "peut pas vous être reproché.</li>"
                "<li><strong>Parler en tant que syndicaliste ou représentant du personnel.</strong> La "
                "parole syndicale et celle des élus suivent leurs propres règles (art.\u00a0L2141-4 et "
                "L2142-3 à L2142-7). Cette charte ne s’y applique pas.</li>"
                "<li><strong>Lancer une alerte.</strong> Signaler un crime, un délit, une menace pour "
                "l’intérêt général ou une violation de la loi est protégé, à l’intérieur ou auprès des "
                "autorités, dans les conditions de la loi du 9\u00a0décembre 2016 (art.\u00a0L1132-3-3). "
                "Nul ne peut vous le faire payer.</li>"
                "<li><strong>Votre vie privée est la vôtre.</strong> Vos comptes personnels ne sont pas "
                "suivis, aucun mot de passe ne vous est demandé, et rien n’est recueilli sur vous par un "
                "moyen qui ne vous aurait pas été annoncé (Code civil, art.\u00a09\u202f; Code du travail, "
                "art.\u00a0L1222-4).</li>"
                "<li><strong>Vous pouvez refuser</strong> de parler pour l’entreprise, et vous déconnecter "
                "(art.\u00a0L2242-17).</li>"
                "</ul>"
                "<p>En cas de doute entre cette page et une autre, c’est celle-ci qui l’emporte. Vos élus, "
                "l’inspection du travail et le Défenseur des droits peuvent vous conseiller.</p>"
            ),
            "why": (
                "<p>Une charte fait confiance ou elle ne sert à rien. Ces droits existaient avant elle et "
                "passent avant elle\u202f; les écrire ici évite que quiconque l’oublie.</p>"
            ),
        },
        "en": {
            "title": "Your rights",
            "text": (
                "<p><strong>You are free to express yourself, at work and outside it.</strong> An employer "
                "may restrict that freedom only where the nature of the task justifies it, and in "
                "proportion to the aim pursued (French Labour Code, art.\u00a0L1121-1). No page of this "
                "charter adds to that.</p>"
                "<ul>"
                "<li><strong>You may criticise.</strong> Only abuse is excluded: insulting, defamatory or "
                "excessive words.</li>"
                "<li><strong>You may speak about your work.</strong> The law gives you a right to direct "
                "and collective expression on the content, the conditions and the organisation of your "
                "work (art.\u00a0L2281-1 and following). What you say in that setting cannot be held "
                "against you.</li>"
                "<li><strong>You may speak as a union member or a staff representative.</strong> Union "
                "speech and the speech of elected representatives follow rules of their own "
                "(art.\u00a0L2141-4 and L2142-3 to L2142-7). This charter does not apply to them.</li>"
                "<li><strong>You may raise an alert.</strong> Reporting a crime, an offence, a threat to "
                "the general interest or a breach of the law is protected, inside the company or to the "
                "authorities, under the conditions of the Act of 9 December 2016 (art.\u00a0L1132-3-3). "
                "Nobody may make you pay for it.</li>"
                "<li><strong>Your private life is yours.</strong> Your personal accounts are not followed, "
                "no password is asked of you, and nothing is collected about you by means that were not "
                "announced to you (Civil Code, art.\u00a09; Labour Code, art.\u00a0L1222-4).</li>"
                "<li><strong>You may decline</strong> to speak for the company, and you may switch off "
                "(art.\u00a0L2242-17).</li>"
                "</ul>"
                "<p>Should this page and another seem to differ, this one prevails. Your representatives, "
                "the labour inspectorate and the Defender of Rights can advise you.</p>"
            ),
            "why": (
                "<p>A charter trusts people or it is of no use. These rights came before it and stand "
                "above it; they are written here so that nobody forgets them.</p>"
            ),
        },
    },
    "": {
        "fr": {
            "title": "Vos droits",
            "text": (
                "<p><strong>Vous êtes libre de vous exprimer en votre nom, au travail comme en "
                "dehors</strong>, dans les limites de la loi de votre pays. Cette charte ne retire aucun "
                "droit que la loi, un accord collectif ou votre contrat vous donne.</p>"
                "<ul>"
                "<li><strong>Critiquer est permis.</strong> Seul l’abus fait exception\u00a0: l’injure, la "
                "diffamation, le mensonge fait pour nuire.</li>"
                "<li><strong>La parole syndicale et celle des représentants du personnel</strong> suivent "
                "leurs propres règles\u202f; cette charte ne s’y applique pas.</li>"
                "<li><strong>Parler entre collègues de vos conditions de travail</strong> et signaler un "
                "danger, une fraude ou une violation de la loi reste possible, à l’intérieur comme auprès "
                "des autorités.</li>"
                "<li><strong>Votre vie privée est la vôtre.</strong> Vos comptes personnels ne sont pas "
                "suivis et aucun mot de passe ne vous est demandé.</li>"
                "<li><strong>Vous pouvez refuser</strong> de parler pour l’entreprise, sans donner de "
                "raison.</li>"
                "</ul>"
                "<p>En cas de doute entre cette page et une autre, c’est celle-ci qui l’emporte.</p>"
            ),
            "why": (
                "<p>Une charte fait confiance ou elle ne sert à rien. Ces droits existaient avant elle et "
                "passent avant elle.</p>"
            ),
        },
        "en": {
            "title": "Your rights",
            "text": (
                "<p><strong>You are free to express yourself in your own name, at work and outside "
                "it</strong>, within the law of your country. This charter takes away no right that the "
                "law, a collective agreement or your contract gives you.</p>"
                "<ul>"
                "<li><strong>You may criticise.</strong> Only abuse is excluded: insult, defamation, lies "
                "told to do harm.</li>"
                "<li><strong>Union speech and that of staff representatives</strong> follow rules of their "
                "own; this charter does not apply to them.</li>"
                "<li><strong>You may talk with colleagues about your working conditions</strong>, and "
                "report a danger, a fraud or a breach of the law, inside the company or to the "
                "authorities.</li>"
                "<li><strong>Your private life is yours.</strong> Your personal accounts are not followed "
                "and no password is asked of you.</li>"
                "<li><strong>You may decline</strong> to speak for the company, without giving a "
                "reason.</li>"
                "</ul>"
                "<p>Should this page and another seem to differ, this one prevails.</p>"
            ),
            "why": (
                "<p>A charter trusts people or it is of no use. These rights came before it and stand "
                "above it.</p>"
            ),
        },
    },
}


def rights_of(country: str, language: str) -> dict[str, str]:
    """Title, text and why of the rights clause for a country (ISO 3166 code) and a language.

    The neutral text where the country has none; English where the language has none.
    """
    texts = RIGHTS.get(country, RIGHTS[""])
    return texts.get(language, texts["en"])
