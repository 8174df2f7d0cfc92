"""What the words of a letter may name between braces."""

import re
import unicodedata
from typing import NamedTuple

ENTRE_ACCOLADES = re.compile(r"\{([^{}\n]*)\}")


class Champ(NamedTuple):
    """What it says of the invented person of a preview; why a dossier may have nothing to say."""

    exemple: str
    manque: str


# Always known: left as a field, it was typed on the letter itself.
TOUJOURS_CONNU = "ce champ se remplit dans un modèle"
CHAMPS = {
    "civilité": Champ("Madame", TOUJOURS_CONNU),
    "prénom": Champ("Camille", TOUJOURS_CONNU),
    "nom": Champ("Exemple", TOUJOURS_CONNU),
    "référent": Champ("Dominique Modèle", "personne ne suit ce parcours"),
    "courriel du référent": Champ("d.modele@exemple.fr", "personne ne suit ce parcours"),
    "contact du référent": Champ(
        "01 23 45 67 89 ou d.modele@exemple.fr", "personne ne suit ce parcours"
    ),
    "structure": Champ("CCAS d'Exempleville", "le parcours n'a pas de structure"),
    "plie": Champ("PLIE", TOUJOURS_CONNU),
    "signature": Champ("Dominique Modèle", TOUJOURS_CONNU),
    "date du jour": Champ("4 mai 2026", TOUJOURS_CONNU),
    "date du rendez-vous": Champ("mardi 12 mai 2026", "aucun rendez-vous à venir"),
    "heure du rendez-vous": Champ("10 h 00", "aucun rendez-vous à venir"),
    "lieu du rendez-vous": Champ("1 place de la Mairie, Exempleville", "le lieu n'est pas noté"),
    "date de l'absence": Champ("mardi 28 avril 2026", "aucune absence notée"),
    "dernier entretien": Champ("lundi 2 mars 2026", "aucun entretien noté"),
    "prescripteur": Champ("Mission locale", "le prescripteur n'est pas noté"),
    "date de prescription": Champ("5 janvier 2026", "la date de prescription n'est pas notée"),
    "date d'entrée": Champ("2 février 2026", "la personne n'est pas entrée"),
    "date de sortie": Champ("30 avril 2026", "le parcours n'est pas terminé"),
    "réponse": Champ(
        "Cette personne est accompagnée depuis le 2 février 2026.",
        "aucune réponse n'est enregistrée",
    ),
}
POSSIBLES = ", ".join(f"{{{nom}}}" for nom in CHAMPS)


def _nu(texte):
    """Without accents, capitals nor blanks too many."""
    lettres = unicodedata.normalize("NFD", texte.replace("’", "'").lower())
    return " ".join("".join(c for c in lettres if not unicodedata.combining(c)).split())


PAR_NOM = {_nu(nom): nom for nom in CHAMPS}


def nom_du_champ(ecrit):
    """As `CHAMPS` names it, whatever the accents, capitals or apostrophe of who types."""
    return PAR_NOM.get(_nu(ecrit), ecrit.strip())


def champs_de(*textes):
    """The fields that `textes` name, in order, each once; unknown ones too."""
    trouves = (nom_du_champ(ecrit) for texte in textes for ecrit in ENTRE_ACCOLADES.findall(texte))
    return list(dict.fromkeys(trouves))


def faute_de_champ(texte):
    """What is wrong with the braces of `texte`, as a sentence; empty when nothing is."""
    inconnus = [ecrit for ecrit in champs_de(texte) if ecrit not in CHAMPS]
    if inconnus:
        cites = ", ".join(f"{{{ecrit}}}" for ecrit in inconnus)
        return f"Champ inconnu : {cites}. Les champs possibles sont {POSSIBLES}."
    reste = ENTRE_ACCOLADES.sub("", texte)
    if "{" in reste or "}" in reste:
        return "Une accolade est seule : un champ s'écrit entre { et }, sur une ligne."
    return ""


def jamais_remplis(texte):
    """The fields of `texte` that nothing has replaced, as a sentence; empty when none is left."""
    restent = [nom for nom in champs_de(texte) if nom in CHAMPS]
    if not restent:
        return ""
    dits = ", ".join(f"{{{nom}}} ({CHAMPS[nom].manque})" for nom in restent)
    return f"À remplacer par vos mots : {dits}."


def remplir(texte, valeurs):
    """`texte` with its fields replaced; one of which `valeurs` says nothing stays as it is."""

    def dire(trouve):
        return valeurs.get(nom_du_champ(trouve[1])) or trouve[0]

    return ENTRE_ACCOLADES.sub(dire, texte)
