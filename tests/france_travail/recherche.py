"""What the search accepts, refuses and finds: the rules and the words of the real service."""

import math
import re
from collections import Counter

from tests.france_travail.generation import lire

RANGE = re.compile(r"(\d+)-(\d+)")
COMMUNE = re.compile(r"(\d{2}|2[AB])\d{3}")
BOOLEENS = ("accesTravailleurHandicape", "entreprisesAdaptees", "tempsPlein")
TYPES = ("CDI", "CDD", "MIS", "SAI", "CCE", "FRA", "LIB", "REP", "TTI", "DDI", "DIN")
NATURES = {
    "E1": "Contrat travail",
    "E2": "Contrat apprentissage",
    "FS": "Cont. professionnalisation",
    "FT": "CUI - CAE",
    "I1": "Insertion par l'activ.éco.",
    "NS": "Emploi non salarié",
}
DOMAINES = [*"ABCDEFGHIJKLMN", "C15", "L14", "M13", "M14", "M15", "M16", "M17", "M18"]
CENTRES = {
    commune["code_insee"]: (float(commune["latitude"]), float(commune["longitude"]))
    for commune in lire("communes.csv")
}


class Refus(Exception):
    """A 400, with its message."""


def plage(valeur):
    lue = RANGE.fullmatch(valeur)
    if not lue:
        raise Refus("Format du paramètre « range » incorrect. <entier>-<entier> attendu.")
    debut, fin = int(lue[1]), int(lue[2])
    if debut > 3000:
        raise Refus("La position de début doit être inférieure ou égale à 3000.")
    if fin - debut >= 150 or fin > 3149 or fin < debut:
        raise Refus("La plage de résultats demandée est trop importante.")
    return debut, fin


def chercher(offres, criteres):
    """The offers found, in the order of the service."""
    _verifier(criteres)
    trouvees = [offre for offre in offres if _convient(offre, criteres)]
    if criteres.get("sort") == "1":
        trouvees.sort(key=lambda offre: offre.get("dateCreation", ""), reverse=True)
    if "origineOffre" not in criteres:
        trouvees.sort(key=lambda offre: offre["origineOffre"]["origine"])
    return trouvees


def _verifier(criteres):
    communes = criteres.get("commune", "59172").split(",")
    if len(communes) > 5 or not all(COMMUNE.fullmatch(code) for code in communes):
        raise Refus("Valeur du paramètre « commune » incorrecte.")
    for nom in BOOLEENS:
        if criteres.get(nom, "true") not in ("true", "false"):
            raise Refus(f"Format du paramètre « {nom} » incorrect. Booléen attendu.")
    for nom, permis in (("typeContrat", TYPES), ("natureContrat", NATURES)):
        if nom in criteres and not set(criteres[nom].split(",")) <= set(permis):
            raise Refus(f"Valeur du paramètre « {nom} » incorrecte.")
    if criteres.get("experienceExigence", "D") not in "DES":
        raise Refus("Format du paramètre « experienceExigence » incorrect. D, E ou S attendu.")
    if criteres.get("grandDomaine", "A") not in DOMAINES:
        raise Refus("Format du paramètre « grandDomaine » incorrect. A, B, C, C15, ... attendu.")
    mots = criteres.get("motsCles", "xx").split(",")
    if len(mots) > 7 or any(len(mot) < 2 for mot in mots):
        raise Refus(
            "Format du paramètre « motsCles » incorrect. 7 mots-clé au maximum séparés par des "
            "virgules et d'au moins 2 caractères."
        )
    if criteres.get("publieeDepuis", "1") not in ("1", "3", "7", "14", "31"):
        raise Refus("Valeur du paramètre « publieeDepuis » incorrecte.")


def _convient(offre, criteres):
    rome = offre.get("romeCode", "")
    texte = f"{offre.get('intitule', '')} {offre.get('description', '')}".lower()
    essais = {
        "commune": lambda v: _est_pres(offre, v, float(criteres.get("distance", 10))),
        "departement": lambda v: _insee(offre)[:2] in v.split(","),
        "codeROME": lambda v: rome in v.split(","),
        "grandDomaine": rome.startswith,
        "domaine": rome.startswith,
        "origineOffre": lambda v: offre["origineOffre"]["origine"] == v,
        "experienceExigence": lambda v: offre.get("experienceExige") == v,
        "motsCles": lambda v: all(mot.lower() in texte for mot in v.split(",")),
        "accesTravailleurHandicape": lambda v: offre.get("accessibleTH", False) == (v == "true"),
        "entreprisesAdaptees": lambda v: offre.get("entrepriseAdaptee", False) == (v == "true"),
        "tempsPlein": lambda v: (
            (offre.get("dureeTravailLibelleConverti") == "Temps plein") == (v == "true")
        ),
        "permis": lambda v: any(p["libelle"].startswith(v) for p in offre.get("permis", ())),
    }
    return _contrat_convient(offre, criteres) and all(
        essai(criteres[nom]) for nom, essai in essais.items() if nom in criteres
    )


def _contrat_convient(offre, criteres):
    """Type and nature are joined by OR."""
    types, natures = criteres.get("typeContrat"), criteres.get("natureContrat")
    if not types and not natures:
        return True
    voulues = {NATURES[code] for code in (natures or "").split(",") if code}
    return (
        offre.get("typeContrat") in (types or "").split(",")
        or offre.get("natureContrat") in voulues
    )


def _insee(offre):
    return offre.get("lieuTravail", {}).get("commune", "")


def _est_pres(offre, codes, distance):
    insee = _insee(offre)
    if not distance or insee not in CENTRES:
        return insee in codes.split(",")
    return any(
        _kilometres(CENTRES[insee], CENTRES[code]) <= distance * 1.3
        for code in codes.split(",")
        if code in CENTRES
    )


def _kilometres(un, autre):
    est = (un[1] - autre[1]) * math.cos(math.radians(un[0]))
    return 111.2 * math.hypot(un[0] - autre[0], est)


def filtres_possibles(offres):
    """Counts over the whole result."""
    return [
        {"filtre": filtre, "agregation": [
            {"valeurPossible": valeur, "nbResultats": nombre} for valeur, nombre in
            Counter(offre[champ] for offre in offres if champ in offre).items()]}
        for filtre, champ in (("typeContrat", "typeContrat"), ("natureContrat", "natureContrat"))
    ]  # fmt: skip
