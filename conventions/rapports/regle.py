"""What a file says of the rules of exits: the sentence of each, and what comes under which; a
figure as a sentence says it."""

from django.utils.text import capfirst

from conventions.enums import Etat
from conventions.indicateurs.ecriture import avec_unite
from conventions.rapports.masque import MASQUE

AUCUNE = "aucune"


def dire_les_regles(donnees):
    """The sentence of the rule; of several, which of the periods comes under which first."""
    if not donnees["regle"]:
        return "Aucune règle de sortie n'était en vigueur."
    phrase, versions = donnees["regle"]["phrase"], donnees["regles"]
    if len(set(versions.values())) == 1:
        return phrase
    par_periode = " ; ".join(
        f"{periode['libelle']}, {regle_de(donnees, nom)}"
        for nom, periode in donnees["periodes"].items()
    )
    return f"{phrase} {capfirst(par_periode)}."


def regle_de(donnees, nom):
    """What the figures of a period come under: "v1", "v1 et v2"."""
    return donnees["regles"][nom] or AUCUNE


def regle_de_la_correction(correction, etat):
    """What one of the two figures of a correction comes under, "" when no rule matters; older
    reports kept one for both."""
    return correction.get("regles", {}).get(etat, correction.get("regle", ""))


def dire_la_regle(correction):
    """That of both figures in a few words: "v1", "v1, puis v1 et v2"."""
    etats = (Etat.ARRETE, Etat.RECALCULE)
    return ", puis ".join(
        dict.fromkeys(filter(None, (regle_de_la_correction(correction, etat) for etat in etats)))
    )


def ecrire_le_chiffre(indicateur, mesure):
    if mesure.get("est_masque"):
        return MASQUE
    texte = avec_unite(mesure["valeur"], indicateur["unite"])
    if indicateur["unite"] == "%" and mesure["denominateur"]:
        texte += f" ({mesure['numerateur']} sur {mesure['denominateur']})"
    return texte
