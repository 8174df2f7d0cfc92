"""Draw people and their situation at entry, in the proportions of a real PLIE."""

import unicodedata
from dataclasses import dataclass
from datetime import timedelta

from accompagnement.enums import Critere, Foyer, Sexe, StatutEmploi
from plie.demonstration.personnes import noms
from plie.referentiels.enums import Niveau

PART_FEMMES = 0.57
AGES = [((18, 25), 13), ((26, 34), 24), ((35, 44), 26), ((45, 49), 12), ((50, 61), 25)]
NIVEAUX = [
    (Niveau.INFRA3, 35),
    (Niveau.N3, 39),
    (Niveau.N4, 15),
    (Niveau.N5, 5.5),
    (Niveau.N6, 2.5),
    (Niveau.N7, 0.8),
    ("", 2.2),
]
# Independent criteria; RSA, ASS, DELD and DETLD exclude one another and are drawn apart.
CRITERES = [
    (Critere.AAH, 0.03),
    (Critere.RQTH, 0.12),
    (Critere.SANS_PERMIS, 0.42),
    (Critere.MOBILITE, 0.28),
    (Critere.ASE, 0.015),
    (Critere.SANS_HEBERGEMENT, 0.04),
    (Critere.REFUGIE, 0.02),
    (Critere.DETENTION, 0.015),
    (Critere.LANGUE, 0.06),
]
PART_RSA, PART_ASS = 0.52, 0.08
AGE_DU_RSA = 25
PART_INSCRITS, PART_MOTORISES = 0.88, 0.7
PART_DETLD, PART_DELD = 0.38, 0.2
FOYERS = [
    (Foyer.SEUL, 46),
    (Foyer.COUPLE, 16),
    (Foyer.COUPLE_ENFANTS, 29),
    (Foyer.AUTRE, 9),
]
AVEC_ENFANTS = (Foyer.PARENT_ISOLE, Foyer.COUPLE_ENFANTS)
SANS_ENFANT_DES = 53
PART_PARENT_ISOLE = {Sexe.FEMME: 0.34, Sexe.HOMME: 0.07}
# Priority neighbourhoods lie in the larger communes.
QPV_DEPUIS_HABITANTS, PART_QPV_VILLE, PART_QPV_AILLEURS = 5000, 0.58, 0.08


def tirer(liste, hasard):
    valeurs, poids = zip(*liste, strict=True)
    return hasard.choices(valeurs, poids)[0]


class Identites:
    """Draws identities; France Travail numbers are distinct within one instance."""

    def __init__(self, communes, *, rang=0):
        self._communes = communes
        self._poids = [commune.population_municipale for commune in communes]
        self._rang = rang

    def inventer(self, hasard, entree):
        """The fields of a Participant who enters on `entree`."""
        sexe = Sexe.FEMME if hasard.random() < PART_FEMMES else Sexe.HOMME
        feminin = sexe == Sexe.FEMME
        prenom = hasard.choice(noms.PRENOMS_FEMININS if feminin else noms.PRENOMS_MASCULINS)
        nom = hasard.choice(noms.NOMS).upper()
        self._rang += 1
        return {
            "nom": nom,
            "prenom": prenom,
            "sexe": sexe,
            "date_naissance": self._naissance(hasard, entree),
            "numero_france_travail": self._numero(hasard),
            "commune_id": hasard.choices(self._communes, self._poids)[0].pk,
            "adresse": f"{hasard.randint(1, 140)} {hasard.choice(noms.VOIES)}",
            "telephone": self._telephone(hasard) if hasard.random() < 0.93 else "",
            "email": self._email(prenom, nom) if hasard.random() < 0.72 else "",
        }

    def _naissance(self, hasard, entree):
        mini, maxi = tirer(AGES, hasard)
        return entree - timedelta(days=hasard.randint(mini * 366, maxi * 365 + 364))

    def _numero(self, hasard):
        """Eleven digits; a step prime with their number never gives the same one twice."""
        rang = self._rang
        return f"{rang * 7_000_003 % 10**11:011d}" if hasard.random() < 0.94 else None

    def _telephone(self, hasard):
        debut = noms.TELEPHONES_DE_FICTION[hasard.random() < 0.2]
        return f"{debut} {hasard.randint(0, 99):02d} {hasard.randint(0, 99):02d}"

    def _email(self, prenom, nom):
        local = f"{prenom}.{nom}{self._rang}".lower()
        return f"{sans_accent(local)}@{noms.DOMAINE}"


def sans_accent(texte):
    decompose = unicodedata.normalize("NFD", texte)
    return "".join(lettre for lettre in decompose if not unicodedata.combining(lettre))


def age_au(jour, naissance):
    return jour.year - naissance.year - ((jour.month, jour.day) < (naissance.month, naissance.day))


@dataclass(frozen=True)
class Profil:
    """What of a person says which steps make sense."""

    age: int
    a_enfants: bool
    a_permis: bool
    niveau: str


def profiler(situation, age):
    return Profil(
        age,
        situation["foyer"] in AVEC_ENFANTS,
        situation["a_permis"],
        situation["niveau_formation"],
    )


def situer(hasard, sexe, habitants, age):
    """The situation at entry: (fields of Situation, codes of the criteria)."""
    criteres = [code for code, part in CRITERES if hasard.random() < part]
    foyer = _foyer(hasard, sexe, age)
    if foyer == Foyer.PARENT_ISOLE:
        criteres.append(Critere.PARENT_ISOLE)
    mois, duree = _chomage(hasard, age)
    minimum = _minimum(hasard, age, foyer, criteres)
    criteres += [code for code in (duree, minimum) if code]
    en_ville = habitants >= QPV_DEPUIS_HABITANTS
    if hasard.random() < (PART_QPV_VILLE if en_ville else PART_QPV_AILLEURS):
        criteres.append(Critere.QPV)
    a_permis = Critere.SANS_PERMIS not in criteres
    situation = {
        "statut_emploi": StatutEmploi.DEMANDEUR
        if hasard.random() < PART_INSCRITS
        else StatutEmploi.NON_INSCRIT,
        "mois_sans_emploi": mois,
        "niveau_formation": tirer(NIVEAUX, hasard),
        "a_permis": a_permis,
        "a_vehicule": a_permis and hasard.random() < PART_MOTORISES,
        "foyer": foyer,
    }
    return situation, criteres


def _foyer(hasard, sexe, age):
    foyer = tirer(FOYERS, hasard)
    if age >= SANS_ENFANT_DES:
        return Foyer.COUPLE if foyer == Foyer.COUPLE_ENFANTS else foyer
    return Foyer.PARENT_ISOLE if hasard.random() < PART_PARENT_ISOLE[sexe] else foyer


def _chomage(hasard, age):
    """(months without a job, its criterion), none of them from before one is 16."""
    au_plus = max(24, 12 * (age - 16))
    duree = hasard.random()
    if duree < PART_DETLD:
        return hasard.randint(24, min(96, au_plus)), Critere.DETLD
    if duree < PART_DETLD + PART_DELD:
        return hasard.randint(12, 23), Critere.DELD
    return hasard.randint(1, 11), ""


def _minimum(hasard, age, foyer, criteres):
    """RSA, ASS or neither: the AAH excludes both, and under 25 only parents receive the RSA."""
    minimum = hasard.random()
    jeune = age < AGE_DU_RSA
    if Critere.AAH in criteres or minimum >= PART_RSA + PART_ASS:
        return ""
    if minimum < PART_RSA:
        return Critere.RSA if not jeune or foyer in AVEC_ENFANTS else ""
    return "" if jeune else Critere.ASS
