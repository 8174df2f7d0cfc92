"""From a file somebody sends to rows of text: encoding, separator, header.

The file is read twice and never held whole: once to know what it is, once for its rows.
"""

import codecs
import csv
import difflib
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError

from accompagnement.actions.importation import classeur
from accompagnement.actions.importation.colonnes import COLONNES, OBLIGATOIRES

TAILLE_MAXIMALE = 50 * 1024 * 1024
BLOC = 1 << 20
SEPARATEURS = {",": "la virgule", "\t": "la tabulation", "|": "la barre verticale"}
# What a file begins with when it is something else than text.
SIGNATURES = [
    (b"\xd0\xcf\x11\xe0", "un classeur Excel ancien (xls)"),
    (b"%PDF", "un PDF"),
    (b"\x1f\x8b", "une archive compressée"),
    (b"\x89PNG", "une image"),
    (b"\xff\xd8\xff", "une image"),
    (b"{\\rtf", "un document RTF"),
]
CONSEIL = "enregistrez-le en « CSV UTF-8 (délimité par des points-virgules) »"
ENCODAGE_INCONNU = f"L'encodage de ce fichier n'est ni UTF-8 ni Windows-1252 : {CONSEIL}."


class FichierRefuse(Exception):
    """The file cannot be read as a whole; `phrases` say why, each complete in itself."""

    def __init__(self, *phrases):
        super().__init__(" ".join(phrases))
        self.phrases = phrases


@dataclass
class Fichier:
    chemin: Path
    encodage: str
    colonnes: list[str]
    nombre_lignes: int
    # Kept while the rows are read; gone with this object.
    temporaire: object = None

    def lignes(self):
        """Yield (number of the first physical line, cells); empty rows are left out."""
        with self.chemin.open(encoding=self.encodage, newline="") as flux:
            lecteur = csv.reader(flux, delimiter=";", strict=True)
            next(lecteur)
            yield from _numeroter(lecteur)


def _numeroter(lecteur):
    debut = lecteur.line_num + 1
    try:
        for cellules in lecteur:
            if any(cellules):
                yield debut, cellules
            debut = lecteur.line_num + 1
    except csv.Error:
        raise FichierRefuse(
            f"Ligne {debut} : un guillemet est ouvert et n'est pas refermé, ou le texte qui le "
            "suit ne se termine pas par un point-virgule."
        ) from None
    except UnicodeDecodeError:
        raise FichierRefuse(ENCODAGE_INCONNU) from None


def ouvrir(chemin):
    """Recognise the file; raises FichierRefuse when it is not the CSV that is expected."""
    chemin = Path(chemin)
    try:
        taille = chemin.stat().st_size
        if taille > TAILLE_MAXIMALE:
            raise FichierRefuse(
                f"Ce fichier pèse {taille / 1024**2:.0f} Mo ; la limite est de 50 Mo : "
                "découpez-le en plusieurs fichiers."
            )
        temporaire = _deplier(chemin)
        lu = Path(temporaire.name) if temporaire else chemin
        encodage, nombre = _examiner(lu)
        return Fichier(lu, encodage, _entete(lu, encodage), nombre, temporaire)
    except OSError as erreur:
        raise FichierRefuse(f"Fichier illisible : {_raison(erreur)}.") from erreur


def _deplier(chemin):
    """The CSV of a workbook; None for what is no workbook."""
    try:
        return classeur.en_csv(chemin) if classeur.est_un_classeur(chemin) else None
    except ValidationError as refus:
        raise FichierRefuse(*refus.messages) from refus


def _raison(erreur):
    raisons = {
        FileNotFoundError: "il n'existe pas",
        IsADirectoryError: "c'est un dossier",
        PermissionError: "la lecture n'est pas permise",
    }
    return raisons.get(type(erreur), erreur.strerror)


def _examiner(chemin):
    """(encoding, number of physical lines); UTF-8 when every byte agrees, else Windows-1252."""
    utf8 = codecs.getincrementaldecoder("utf-8")()
    encodage, nombre, premier = "utf-8-sig", 0, True
    with chemin.open("rb") as flux:
        while bloc := flux.read(BLOC):
            if premier:
                _refuser_autre_chose(bloc)
                premier = False
            if b"\0" in bloc:
                raise FichierRefuse(
                    f"Ce fichier n'est pas un CSV : il contient des octets nuls ; {CONSEIL}."
                )
            nombre += bloc.count(b"\n")
            if encodage == "utf-8-sig":
                encodage = _confirmer(utf8, bloc, encodage)
    if premier:
        raise FichierRefuse("Ce fichier est vide.")
    if encodage == "utf-8-sig":
        encodage = _confirmer(utf8, b"", encodage, fin=True)
    return encodage, nombre


def _confirmer(decodeur, bloc, encodage, *, fin=False):
    try:
        decodeur.decode(bloc, fin)
    except UnicodeDecodeError:
        return "cp1252"
    return encodage


def _refuser_autre_chose(bloc):
    for signature, nature in SIGNATURES:
        if bloc.startswith(signature):
            raise FichierRefuse(f"Ce fichier n'est pas un CSV mais {nature} : {CONSEIL}.")
    if bloc.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise FichierRefuse(f"Ce fichier est en « texte Unicode » (UTF-16) : {CONSEIL}.")
    if bloc.lstrip()[:15].lower().startswith((b"<!doctype", b"<html", b"<?xml")):
        raise FichierRefuse(f"Ce fichier est une page web ou du XML : {CONSEIL}.")


def _entete(chemin, encodage):
    try:
        with chemin.open(encoding=encodage, newline="") as flux:
            premiere = next(csv.reader(flux, delimiter=";", strict=True), [])
    except UnicodeDecodeError:
        raise FichierRefuse(ENCODAGE_INCONNU) from None
    except csv.Error:
        raise FichierRefuse(
            "La première ligne n'est pas un en-tête : un guillemet n'y est pas refermé."
        ) from None
    colonnes = [cellule.strip().lower() for cellule in premiere]
    while colonnes and not colonnes[-1]:
        colonnes.pop()
    _verifier_entete(colonnes)
    return colonnes


def _verifier_entete(colonnes):
    if len(colonnes) < 2:
        _refuser_separateur("".join(colonnes))
    phrases = [
        f"Colonne obligatoire absente : {nom}." for nom in OBLIGATOIRES if nom not in colonnes
    ]
    vues = set()
    for nom in colonnes:
        if nom in vues:
            phrases.append(f"Colonne en double : {nom}.")
        elif nom not in COLONNES:
            phrases.append(_inconnue(nom))
        vues.add(nom)
    if phrases:
        raise FichierRefuse(*phrases)


def _refuser_separateur(texte):
    for separateur, nom in SEPARATEURS.items():
        if separateur in texte:
            raise FichierRefuse(
                f"Le séparateur de ce fichier semble être {nom} ; il faut le point-virgule."
            )
    raise FichierRefuse(
        "La première ligne doit nommer les colonnes, séparées par des points-virgules : "
        + ";".join(COLONNES)
        + "."
    )


def _inconnue(nom):
    proches = difflib.get_close_matches(nom, COLONNES, n=1)
    suite = f" ; vouliez-vous dire « {proches[0]} » ?" if proches else "."
    return f"Colonne inconnue : « {nom[:60]} »{suite}"
