"""What the search accepts, refuses and finds: the rules and the words of the real service."""

import math
import re
from collections import Counter
from datetime import datetime, timedelta

from plie.demonstration.france_travail.generation import lire

RANGE = re.compile(r"(\d+)-(\d+)")
HHMM = re.compile(r"(\d{1,2})([0-5]\d)")
HEURES = re.compile(r"(\d{1,2})H(\d{2})?")
MONTANT = re.compile(r"\d+(?:[.,]\d+)?(?= Euros)")
# What makes a month of each period; a "cachet" compares with nothing else.
PERIODES = {"M": ("Mensuel", 1), "A": ("Annuel", 1 / 12), "H": ("Horaire", 151.67)}
TYPES = ("CDI", "CDD", "MIS", "SAI", "CCE", "FRA", "LIB", "REP", "TTI", "DDI", "DIN")
NATURES = {
    "E1": "Contrat travail",
    "E2": "Contrat apprentissage",
    "FS": "Cont. professionnalisation",
    "FT": "CUI - CAE",
    "I1": "Insertion par l'activ.éco.",
    "NS": "Emploi non salarié",
}
DEPARTEMENT = re.compile(r"(\d{2}) - ")
REGIONS = {"11": "Île-de-France", "32": "Hauts-de-France"}
# Name, code of the region.
DEPARTEMENTS = {"59": ("Nord", "32"), "62": ("Pas-de-Calais", "32"), "75": ("Paris", "11")}
DOMAINES = [*"ABCDEFGHIJKLMN", "C15", "L14", "M13", "M14", "M15", "M16", "M17", "M18"]


def _parmi(codes):
    """Some of `codes`, separated by commas."""
    un = "|".join(codes)
    return f"({un})(,({un}))*"


VALEUR = "Valeur du paramètre « {} » incorrecte."
BOOLEEN = ("true|false", "Format du paramètre « {} » incorrect. Booléen attendu.")
# What each parameter may be, and the sentence when it is not.
FORMES = {
    "commune": (r"(\d{2}|2[AB])\d{3}(,(\d{2}|2[AB])\d{3}){0,4}", VALEUR),
    "distance": (r"\d+", VALEUR),
    "departement": (r"(\d{2,3}|2[AB])(,(\d{2,3}|2[AB])){0,4}", VALEUR),
    "region": (r"\d{2}", VALEUR),
    "minCreationDate": (r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", VALEUR),
    "maxCreationDate": (r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", VALEUR),
    "accesTravailleurHandicape": BOOLEEN,
    "entreprisesAdaptees": BOOLEEN,
    "tempsPlein": BOOLEEN,
    "typeContrat": (_parmi(TYPES), VALEUR),
    "natureContrat": (_parmi(NATURES), VALEUR),
    "experienceExigence": (
        "[DES]",
        "Format du paramètre « {} » incorrect. D, E ou S attendu.",
    ),
    "grandDomaine": (
        "|".join(DOMAINES),
        "Format du paramètre « {} » incorrect. A, B, C, C15, ... attendu.",
    ),
    "motsCles": (
        "[^,]{2,}(,[^,]{2,}){0,6}",
        "Format du paramètre « {} » incorrect. 7 mots-clé au maximum séparés par des virgules et "
        "d'au moins 2 caractères.",
    ),
    "dureeHebdoMin": (HHMM.pattern, VALEUR),
    "dureeHebdoMax": (HHMM.pattern, VALEUR),
    "salaireMin": (r"\d+(\.\d+)?", VALEUR),
    "periodeSalaire": ("[MAHC]", VALEUR),
    "publieeDepuis": ("1|3|7|14|31", VALEUR),
}
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
    """The offers found, in the order of the service. Its day is that of its latest offer."""
    _verifier(criteres)
    jour = max((offre.get("dateCreation", "") for offre in offres), default="")
    trouvees = [offre for offre in offres if _convient(offre, criteres, jour)]
    if criteres.get("sort") == "1":
        trouvees.sort(key=lambda offre: offre.get("dateCreation", ""), reverse=True)
    if "origineOffre" not in criteres:
        trouvees.sort(key=lambda offre: offre["origineOffre"]["origine"])
    return trouvees


def _verifier(criteres):
    for nom, (forme, phrase) in FORMES.items():
        if nom in criteres and not re.fullmatch(forme, criteres[nom]):
            raise Refus(phrase.format(nom))
    if ("salaireMin" in criteres) != ("periodeSalaire" in criteres):
        raise Refus(VALEUR.format("periodeSalaire"))


def _convient(offre, criteres, jour):
    rome = offre.get("romeCode", "")
    texte = f"{offre.get('intitule', '')} {offre.get('description', '')}".lower()
    essais = {
        "commune": lambda v: _est_pres(offre, v, float(criteres.get("distance", 10))),
        "departement": lambda v: _departement(offre) in v.split(","),
        "region": lambda v: _region(offre) == v,
        "minCreationDate": lambda v: _creation(offre) >= datetime.fromisoformat(v),
        "maxCreationDate": lambda v: _creation(offre) <= datetime.fromisoformat(v),
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
        "dureeHebdoMin": lambda v: _heures(offre) >= _duree(v),
        "dureeHebdoMax": lambda v: 0 < _heures(offre) <= _duree(v),
        "salaireMin": lambda v: _paie(offre, float(v), criteres["periodeSalaire"]),
        "publieeDepuis": lambda v: _age(offre, jour) <= timedelta(days=int(v)),
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


def _duree(hhmm):
    heures, minutes = HHMM.fullmatch(hhmm).groups()
    return int(heures) + int(minutes) / 60


def _heures(offre):
    lues = HEURES.match(offre.get("dureeTravailLibelle", ""))
    return int(lues[1]) + int(lues[2] or 0) / 60 if lues else 0


def _paie(offre, minimum, periode):
    """Whether the highest wage said reaches the minimum, brought to a month."""
    libelle = offre.get("salaire", {}).get("libelle", "")
    montants = [float(un.replace(",", ".")) for un in MONTANT.findall(libelle)]
    facteurs = [facteur for mot, facteur in PERIODES.values() if libelle.startswith(mot)]
    if not montants or not facteurs or periode not in PERIODES:
        return False
    return max(montants) * facteurs[0] >= minimum * PERIODES[periode][1]


def _age(offre, jour):
    return datetime.fromisoformat(jour) - _creation(offre)


def _creation(offre):
    return datetime.fromisoformat(offre["dateCreation"])


def _insee(offre):
    return offre.get("lieuTravail", {}).get("commune", "")


def _departement(offre):
    """That of its commune, or the one its place is named by: "59 - Nord"."""
    nomme = DEPARTEMENT.match(offre.get("lieuTravail", {}).get("libelle", ""))
    return _insee(offre)[:2] or (nomme[1] if nomme else "")


def _region(offre):
    """That of its département, or the one its place is named by: "Hauts-de-France"."""
    lieu = offre.get("lieuTravail", {}).get("libelle", "")
    nommee = next((code for code, nom in REGIONS.items() if nom == lieu), "")
    return DEPARTEMENTS.get(_departement(offre), ("", nommee))[1]


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
