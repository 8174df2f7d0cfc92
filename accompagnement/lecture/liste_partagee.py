"""The simplest exchange with a partner: its list of France Travail numbers, each with whether the
PLIE accompanies that person, since when, and whom to call."""

import csv
import io
import re
from typing import NamedTuple

from django.core.exceptions import ValidationError

from accompagnement.models.participant import NUMERO_FRANCE_TRAVAIL

OCTETS_MAX, LIGNES_MAX = 2 * 1024**2, 10_000
COLONNE = "numero_france_travail"
AJOUTEES = ("accompagne", "depuis", "referent", "contact")
ILLISIBLE = "numéro illisible"


class Liste(NamedTuple):
    """What the partner sent: its columns, its rows, and the number of each or None."""

    colonnes: list[str]
    lignes: list[list[str]]
    numeros: list[str | None]


def lire_liste(contenu):
    """The CSV that a partner sent (UTF-8 or Windows-1252; comma, semicolon or tabulation); raises
    ValidationError with what is wrong with it as a whole."""
    if len(contenu) > OCTETS_MAX:
        raise ValidationError("Ce fichier pèse plus de 2 Mo : découpez-le.")
    try:
        texte = contenu.decode("utf-8-sig")
    except UnicodeDecodeError:
        texte = contenu.decode("cp1252", "replace")
    if "\0" in texte:
        raise ValidationError("Ce fichier n'est pas un CSV.")
    lignes = list(_lignes(texte))
    if not lignes or COLONNE not in lignes[0]:
        raise ValidationError(f"La première ligne doit nommer une colonne « {COLONNE} ».")
    if len(lignes) - 1 > LIGNES_MAX:
        raise ValidationError(f"Plus de {LIGNES_MAX} lignes : découpez ce fichier.")
    rang = lignes[0].index(COLONNE)
    return Liste(lignes[0], lignes[1:], [_numero(ligne, rang) for ligne in lignes[1:]])


def _lignes(texte):
    entete = texte.partition("\n")[0]
    separateur = max(";,\t", key=entete.count)
    try:
        lues = csv.reader(io.StringIO(texte, newline=""), delimiter=separateur, strict=True)
        for ligne in lues:
            if any(cellule.strip() for cellule in ligne):
                yield [cellule.strip() for cellule in ligne]
    except csv.Error:
        raise ValidationError("Un guillemet de ce fichier n'est pas refermé.") from None


def _numero(ligne, rang):
    compact = re.sub(r"[\s.-]", "", ligne[rang] if rang < len(ligne) else "").upper()
    return compact if re.match(NUMERO_FRANCE_TRAVAIL, compact) else None


def completer(liste, connus):
    """The rows of `liste` with the columns added; `connus`: {number: its facts as `lire_partage`
    says them}. Nobody known, or who refuses, is a « non »."""
    for ligne, numero in zip(liste.lignes, liste.numeros, strict=True):
        cellules = [*ligne, *[""] * (len(liste.colonnes) - len(ligne))]
        yield [*cellules, *_reponse(numero, connus.get(numero))]


def _reponse(numero, dit):
    if numero is None:
        return (ILLISIBLE, "", "", "")
    if dit is None or not dit["est_accompagne"]:
        return ("non", "", "", "")
    referent = dit["referent"] or {}
    contact = referent.get("telephone") or referent.get("courriel") or ""
    return ("oui", dit["depuis"], referent.get("nom", ""), contact)
