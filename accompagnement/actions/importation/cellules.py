"""Read one cell: its value, or why it is refused, or how it had to be repaired.

Spreadsheets lose leading zeros, turn dates into day numbers and long numbers into powers of ten:
what can be restored without doubt is restored and said, the rest is refused and explained.
"""

import re
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from accompagnement.enums import Critere
from accompagnement.models.participant import NUMERO_FRANCE_TRAVAIL
from plie.comptes.models import CODE_DE_STRUCTURE, cle_de_structure
from plie.referentiels.enums import Niveau
from plie.socle.caracteres import sans_invisibles


class Lu(NamedTuple):
    valeur: Any = None
    faute: str | None = None
    avis: str | None = None


RIEN = Lu()
PUISSANCE = re.compile(r"^\d([.,]\d+)?E\+?\d+$", re.IGNORECASE)
DECIMALE_NULLE = re.compile(r"^(\d+)[.,]0+$")
NUMERO = re.compile(NUMERO_FRANCE_TRAVAIL)
TELEPHONE = re.compile(r"^[0-9+ ().\-/]{6,20}$")
ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?$")
FRANCAISE = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})(?: 00:00(?::00)?)?$")
ANNEE_COURTE = re.compile(r"^\d{1,2}[/-]\d{1,2}[/-]\d{2}$")
SERIE = re.compile(r"^\d{5}([.,]0+)?$")
ORIGINE_EXCEL = date(1899, 12, 30)
AVIS_SERIE = "date restaurée depuis un numéro de jour d'Excel"
AVIS_ZEROS = "zéros initiaux restaurés"
AVIS_DECIMALE = "décimale ajoutée par un tableur retirée"
FAUTE_PUISSANCE = (
    "le tableur a remplacé ce nombre par une puissance de dix et en a perdu les chiffres ; "
    "mettez la colonne au format texte et ressaisissez-le"
)

# Codes of France Travail and the numbering of before 2019 (SOURCES.md, criteria). A bare
# figure is always the present numbering.
NIVEAUX = {
    **{niveau.value: niveau.value for niveau in Niveau},
    "8": "7",
    **dict.fromkeys(("afs", "cp4", "cfg", "c3a", "c12", "vi", "vbis", "sansdiplome"), "infra3"),
    "nv5": "3",
    "nv4": "4",
    "nv3": "5",
    "nv2": "6",
    "nv1": "7",
    "v": "3",
    "iv": "4",
    "iii": "5",
    "ii": "6",
    "i": "7",
}


def lire_texte(maximum):
    def lire(brut):
        texte = " ".join(brut.split())
        if len(texte) > maximum:
            return Lu(faute=f"ce texte compte {len(texte)} caractères, {maximum} au plus")
        if texte != sans_invisibles(texte):
            return Lu(faute="ce texte contient un caractère invisible")
        return Lu(texte)

    return lire


def lire_nom(ecrire):
    """A reader of names, written as `ecrire` does."""
    lire_brut = lire_texte(100)

    def lire(brut):
        lu = lire_brut(brut)
        return lu if lu.faute else lire_brut(ecrire(lu.valeur))

    return lire


_lire_identifiant = lire_texte(100)


def lire_identifiant(brut):
    if PUISSANCE.match(brut):
        return Lu(faute=FAUTE_PUISSANCE)
    return _lire_identifiant(brut)


def lire_date(brut):
    trouve = ISO.match(brut)
    if trouve:
        annee, mois, jour = trouve.groups()
    elif trouve := FRANCAISE.match(brut):
        jour, mois, annee = trouve.groups()
    elif SERIE.match(brut):
        return Lu(ORIGINE_EXCEL + timedelta(days=int(brut[:5])), avis=AVIS_SERIE)
    elif ANNEE_COURTE.match(brut):
        return Lu(faute=f"l'année de « {brut} » n'a que deux chiffres ; écrivez JJ/MM/AAAA")
    else:
        return Lu(faute=f"« {brut[:30]} » n'est pas une date ; écrivez AAAA-MM-JJ ou JJ/MM/AAAA")
    try:
        lue = date(int(annee), int(mois), int(jour))
    except ValueError:
        return Lu(faute=f"« {brut} » n'existe pas au calendrier")
    if lue.year < 1900:
        return Lu(faute=f"l'année de « {brut} » est antérieure à 1900")
    return Lu(lue)


def lire_sexe(brut):
    code = brut.upper()
    if code in ("F", "M", "X"):
        return Lu(code)
    conseil = " ; écrivez M pour un homme" if code == "H" else ""
    return Lu(faute=f"« {brut[:30]} » n'est pas F, M ou X{conseil}")


def lire_numero_france_travail(brut):
    if PUISSANCE.match(brut):
        return Lu(faute=FAUTE_PUISSANCE)
    avis = None
    if trouve := DECIMALE_NULLE.match(brut):
        brut, avis = trouve[1], AVIS_DECIMALE
    numero = re.sub(r"[\s.-]", "", brut).upper()
    if len(numero) in (9, 10) and numero.isascii() and numero.isdigit():
        numero, avis = numero.zfill(11), AVIS_ZEROS
    if not numero.isascii() or not NUMERO.match(numero):
        return Lu(
            faute=f"« {brut[:30]} » n'est pas un numéro France Travail : 11 chiffres, ou 7 "
            "chiffres et un caractère"
        )
    return Lu(numero, avis=avis)


def lire_commune(communes, codes_postaux, noms):
    """A reader of INSEE codes; the refusal of a postcode or of a name gives the code."""

    def lire(brut):
        avis = None
        code = brut.upper()
        if trouve := DECIMALE_NULLE.match(code):
            code, avis = trouve[1], AVIS_DECIMALE
        if len(code) == 4 and code.isdigit():
            code, avis = code.zfill(5), AVIS_ZEROS
        if code in communes:
            return Lu(code, avis=avis)
        return Lu(faute=_commune_inconnue(brut, code))

    def _commune_inconnue(brut, code):
        if code in codes_postaux:
            listes = ", ".join(f"{insee} pour {nom}" for insee, nom in codes_postaux[code])
            return f"{code} est un code postal ; le code INSEE est {listes}"
        if brut.casefold() in noms:
            return f"écrivez le code INSEE de {brut} : {noms[brut.casefold()]}"
        return f"« {brut[:30]} » n'est le code INSEE d'aucune commune connue"

    return lire


def lire_structure(reperes):
    """A reader of names, SAFIR codes and SIRET; a code gives the name of its structure, and a name
    that nobody bears stays, for the import to create it."""

    def lire(brut):
        if PUISSANCE.match(brut):
            return Lu(faute=FAUTE_PUISSANCE)
        avis = None
        if trouve := DECIMALE_NULLE.match(brut):
            brut, avis = trouve[1], AVIS_DECIMALE
        cle = cle_de_structure(brut)
        if cle not in reperes and cle.isdecimal() and len(cle) in LONGUEURS_SANS_ZERO:
            cle, avis = cle.zfill(len(cle) + 1), AVIS_ZEROS
        if cle in reperes:
            return Lu(reperes[cle].nom.strip(), avis=avis)
        if CODE_DE_STRUCTURE.fullmatch(cle):
            return Lu(faute=_code_inconnu(cle))
        return _lire_nom_de_structure(brut)

    return lire


_lire_nom_de_structure = lire_texte(200)
# Of a code whose first zero a spreadsheet took away.
LONGUEURS_SANS_ZERO = (4, 13)


def _code_inconnu(code):
    nom = "code SAFIR" if len(code) == 5 else "SIRET"
    return (
        f"aucune structure n'a le {nom} {code} ; enregistrez-le sur la page Structures, ou écrivez "
        "le nom de la structure"
    )


def lire_telephone(brut):
    if PUISSANCE.match(brut):
        return Lu(faute=FAUTE_PUISSANCE)
    avis = None
    if trouve := DECIMALE_NULLE.match(brut):
        brut, avis = trouve[1], AVIS_DECIMALE
    if len(brut) == 9 and brut.isascii() and brut.isdigit() and brut[0] != "0":
        brut, avis = f"0{brut}", AVIS_ZEROS
    if not TELEPHONE.match(brut):
        return Lu(faute=f"« {brut[:30]} » n'est pas un numéro de téléphone")
    return Lu(brut, avis=avis)


def lire_email(brut):
    try:
        validate_email(brut)
    except ValidationError:
        return Lu(faute=f"« {brut[:60]} » n'est pas une adresse électronique")
    if len(brut) > 254:
        return Lu(faute="cette adresse électronique compte plus de 254 caractères")
    return Lu(brut)


def lire_email_agent(brut):
    return lire_email(brut.lower())


def lire_niveau(brut):
    code = re.sub(r"[\s._-]|niveau", "", brut.lower())
    if code in NIVEAUX:
        return Lu(NIVEAUX[code])
    return Lu(
        faute=f"« {brut[:30]} » n'est pas un niveau de formation : {', '.join(Niveau.values)}"
    )


def lire_criteres(brut):
    codes = list(dict.fromkeys(code.strip().lower() for code in brut.split(",") if code.strip()))
    inconnus = [code[:30] for code in codes if code not in Critere.values]
    if inconnus:
        return Lu(
            faute=f"critère inconnu : {', '.join(inconnus[:5])} ; les codes sont "
            f"{', '.join(Critere.values)}"
        )
    return Lu(codes)


def lire_cohortes(cohortes):
    """A reader of codes, separated by commas."""

    def lire(brut):
        codes = list(dict.fromkeys(code.strip() for code in brut.split(",") if code.strip()))
        inconnus = [code[:40] for code in codes if code not in cohortes]
        if not inconnus:
            return Lu(codes)
        suite = f"les codes sont {', '.join(cohortes)}" if cohortes else "il n'en existe aucune"
        return Lu(faute=f"cohorte inconnue : {', '.join(inconnus[:5])} ; {suite}")

    return lire


def lire_motif(motifs):
    def lire(brut):
        code = brut.lower()
        if code in motifs:
            return Lu(code)
        return Lu(faute=f"motif inconnu : « {brut[:40]} » ; les codes sont {', '.join(motifs)}")

    return lire
