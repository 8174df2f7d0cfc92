"""Why an offer is proposed, or set aside, in words: the only place that turns codes into French."""

from typing import NamedTuple

LIBELLES = {
    "metier": "Métier",
    "distance": "Distance",
    "contrat": "Contrat",
    "heures": "Heures",
    "experience": "Expérience",
    "niveau": "Niveau de formation",
    "fraicheur": "Date de l'offre",
    "permis": "Permis",
}
PHRASES = {
    "metier": {
        "identique": "métier visé",
        "domaine": "même domaine qu'un métier visé",
        "proche": "domaine proche d'un métier visé",
    },
    "contrat": {
        "libre": "tout contrat accepté",
        "accepte": "contrat accepté",
        "inconnu": "contrat non précisé",
        "refuse": "contrat non accepté",
        "alternance": "alternance non acceptée",
    },
    "heures": {
        "libre": "aucune limite d'heures indiquée",
        "accepte": "dans les heures possibles",
        "inconnu": "heures non précisées par l'offre",
        "refuse": "hors des heures possibles",
    },
    "experience": {
        "libre": "aucune expérience demandée",
        "accepte": "expérience suffisante",
        "inconnu": "expérience demandée ; celle de la personne n'est pas renseignée",
        "insuffisant": "expérience demandée plus longue que celle de la personne",
    },
    "niveau": {
        "libre": "aucun niveau demandé",
        "accepte": "niveau atteint",
        "inconnu": "niveau demandé ; celui de la personne n'est pas renseigné",
        "insuffisant": "niveau demandé plus élevé que celui de la personne",
    },
    "permis": {
        "absent": "permis exigé, que la personne n'a pas",
        "inconnu": "permis demandé : à vérifier",
        "accepte": "permis B demandé : la personne l'a",
    },
}
EXCLUSIONS = {
    "distance": "Au-delà du rayon indiqué",
    "permis": "Permis exigé, que la personne n'a pas",
    "contrat": "Contrat non accepté",
    "refuse": "Contrat non accepté",
    "alternance": "Alternance non acceptée",
    "heures": "Heures impossibles",
    "adapte": "Poste qui n'est pas signalé comme accessible aux travailleurs handicapés, alors que "
    "la personne ne veut voir que ceux-là",
}
# For the eyes of who may read what touches health.
EXCLUSION_SENSIBLE = "adapte"


class Raison(NamedTuple):
    critere: str
    points: int
    phrase: str


def raisons(criteres):
    """Each criterion of a match with its points and its reason; the driving licence is left out
    when the offer asks for none."""
    lues = []
    for critere, libelle in LIBELLES.items():
        points, code, *details = criteres[critere]
        if critere == "permis" and code == "libre":
            continue
        lues.append(Raison(libelle, points, _phrase(critere, code, details)))
    return lues


def eloignement(criteres):
    """How far the work is, in a word; empty where the place is not said."""
    _, code, *details = criteres["distance"]
    return "" if code == "inconnu" else f"{_km(details[0])} km"


def principales(lues, nombre=2):
    """Of these Raison, what weighs most; the distance has its own column."""
    autres = [raison for raison in lues if raison.critere != LIBELLES["distance"]]
    return sorted(autres, key=lambda raison: -raison.points)[:nombre]


def _phrase(critere, code, details):
    if critere == "distance":
        return _distance(code, *details)
    if critere == "fraicheur":
        return _age(details[0])
    return PHRASES[critere][code]


def _distance(code, km, rayon, *_transport):
    """What counts is the distance as the crow flies, whatever the means of transport: the
    sentence names none. Matches computed before may still hold one."""
    if code == "inconnu":
        return "lieu non précisé"
    dit = "rayon indiqué" if code == "dit" else "rayon par défaut"
    return f"{_km(km)} km à vol d'oiseau ; {dit} : {_km(rayon)} km"


def _km(km):
    return f"{km:.0f}" if km >= 1 or km == 0 else "moins de 1"


def _age(jours):
    if jours == 0:
        return "mise à jour aujourd'hui"
    return f"mise à jour il y a {jours} jour{'s' if jours > 1 else ''}"


def exclusion(code):
    """Why an offer is set aside."""
    return EXCLUSIONS[code]
