"""The offers of the founding date, the same at every start: 1 853 on the 47 communes, 371 in K and
352 in N, as France Travail counted them on 13 January 2026. Companies are invented, and dates are
those of the weeks before the day of the start: an offer is never a year old."""

import csv
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

DONNEES = Path(__file__).resolve().parents[2] / "referentiels" / "donnees"
ANCIENNETE = timedelta(days=45)
TOTAL, EN_K, EN_N = 1853, 371, 352
GRAPPES_K = ("K13", "K13", "K13", "K22", "K22")
GRAPPES_N = ("N11", "N11", "N11", "N41", "N41")
AUTRES = ("A12", "C15", "D11", "D12", "D14", "D15", "E12", "F16", "F17", "G16", "G17", "H22", "H29",
          "H33", "I13", "I16", "J11", "J13", "J15", "M12", "M16", "M17")  # fmt: skip
DEBUTS = ("Hainaut", "Escaut", "Scarpe", "Ostrevant", "Deux Vallées", "Trois Chênes", "Beffroi",
          "Vert Marais", "Grand Terril", "Petit Moulin")  # fmt: skip
FINS = ("Services", "Logistique", "Industrie", "Propreté", "Bâtiment", "Restauration", "Transports",
        "Emploi", "Soins", "Distribution")  # fmt: skip
# Contract code, label, nature, weight.
CONTRATS = (
    ("CDI", "CDI", "Contrat travail", 42),
    ("CDD", "CDD - 6 Mois", "Contrat travail", 24),
    ("MIS", "Intérim - 3 Mois", "Contrat travail", 24),
    ("SAI", "Saisonnier - 4 Mois", "Contrat travail", 3),
    ("DDI", "CDD insertion - 12 Mois", "Insertion par l'activ.éco.", 4),
    ("TTI", "Mission d'insertion - 2 Mois", "Insertion par l'activ.éco.", 3),
)
DUREES = (
    ("35H Travail en journée", "Temps plein", 55),
    ("39H Travail en journée", "Temps plein", 10),
    ("35H Travail en équipe", "Temps plein", 12),
    ("24H Horaires variables", "Temps partiel", 13),
    ("17H30 Travail le matin", "Temps partiel", 10),
)
EXPERIENCES = (
    ("D", "Débutant accepté", 55),
    ("S", "6 mois", 12),
    ("E", "1 An(s)", 15),
    ("E", "3 An(s)", 12),
    ("E", "5 An(s)", 6),
)
SALAIRES = (
    "Mensuel de 1823.00 Euros à 1950.00 Euros sur 12 mois",
    "Mensuel de 1900,00 Euros sur 12 mois",
    "Horaire de 12,02 Euros à 13,50 Euros sur 12 mois",
    "Horaire de 11.88 Euros sur 12 mois",
    "Annuel de 24000.0 Euros à 28000.0 Euros sur 12.0 mois",
)
LETTRES = "BCDFGHJKLMNPQRSTVWXYZ"
MESSAGE = (
    "{intitule} à {commune}.\n\nVos missions :\n- prendre en charge le poste dans le respect des "
    "consignes de sécurité ;\n- travailler avec l'équipe en place et rendre compte ;\n- veiller à "
    "la qualité du travail rendu.\n\nProfil recherché : sens du service, ponctualité, envie "
    "d'apprendre. {suite}"
)
SUITES = (
    "Une formation interne est assurée à la prise de poste.",
    "Poste accessible en transports en commun.",
    "Prise de poste dès que possible.",
    "Des déplacements sont à prévoir sur le secteur.",
)


def generer():
    """Every offer, the latest created first."""
    tirage = random.Random(20260113)  # noqa: S311 - the same offers each time
    jour = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    offres = [
        _offre(tirage, jour, rang, *un) for rang, un in enumerate(lieux_et_metiers(tirage, TOTAL))
    ]
    return sorted(offres, key=lambda offre: offre["dateCreation"], reverse=True)


def lieux_et_metiers(tirage, total):
    """The commune and the trade of each of `total` offers, K and N in their founding shares."""
    communes, romes = lire("communes.csv"), lire("rome_codes.csv")
    lieux = tirage.choices(communes, [int(c["population_municipale"]) for c in communes], k=total)
    en_k, en_n = round(total * EN_K / TOTAL), round(total * EN_N / TOTAL)
    metiers = [*_tirer(tirage, romes, GRAPPES_K, en_k), *_tirer(tirage, romes, GRAPPES_N, en_n),
               *_tirer(tirage, romes, AUTRES, total - en_k - en_n)]  # fmt: skip
    tirage.shuffle(metiers)
    return zip(lieux, metiers, strict=True)


def lire(nom):
    with (DONNEES / nom).open(newline="") as fichier:
        return list(csv.DictReader(fichier))


def _tirer(tirage, romes, grappes, nombre):
    par_grappe = {
        grappe: [rome for rome in romes if rome["domaine_code"] == grappe] for grappe in grappes
    }
    return [tirage.choice(par_grappe[tirage.choice(grappes)]) for _ in range(nombre)]


def _choisir(tirage, lignes):
    return tirage.choices(lignes, [ligne[-1] for ligne in lignes])[0]


def _au_masculin(libelle):
    """ "Agent / Agente de quai" is "Agent de quai": the end of the label is said once."""
    masculin, _, feminin = libelle.partition(" / ")
    return " ".join([masculin, *feminin.split()[len(masculin.split()) :]])


def _offre(tirage, jour, rang, lieu, rome):
    est_partenaire = tirage.random() < 0.45
    creation = jour - timedelta(minutes=tirage.randrange(1, ANCIENNETE // timedelta(minutes=1)))
    actualisation = min(jour, creation + timedelta(hours=tirage.randrange(0, 200)))
    intitule = f"{_au_masculin(rome['libelle'])} (H/F)"
    offre = {
        "id": _numero(rang, est_partenaire),
        "intitule": intitule,
        "description": MESSAGE.format(
            intitule=intitule, commune=lieu["nom"], suite=tirage.choice(SUITES)
        ),
        "dateCreation": _date(creation, rang),
        "dateActualisation": _date(actualisation, rang),
        "lieuTravail": _lieu(tirage, lieu),
        "romeCode": rome["code_rome"],
        "romeLibelle": rome["libelle"],
        "appellationlibelle": rome["libelle"],
        "nombrePostes": tirage.choice((1, 1, 1, 1, 2, 3, 5)),
        "accessibleTH": tirage.random() < 0.08,
        "alternance": False,
    }
    _completer(tirage, offre, rome, est_partenaire)
    return offre


def _numero(rang, est_partenaire):
    if est_partenaire:
        return str(6_400_001 + rang)
    lettres = "".join(LETTRES[rang // len(LETTRES) ** place % len(LETTRES)] for place in range(4))
    return f"{200 + rang % 12}{lettres}"


def _date(moment, rang):
    """With milliseconds or not, as both are met."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S") + (".000Z" if rang % 2 else "Z")


def _lieu(tirage, lieu):
    nom = lieu["nom"].upper()
    return {
        "libelle": f"59 - {nom}",
        "latitude": round(float(lieu["latitude"]) + tirage.uniform(-0.01, 0.01), 6),
        "longitude": round(float(lieu["longitude"]) + tirage.uniform(-0.01, 0.01), 6),
        "codePostal": lieu["codes_postaux"].split(" ")[0],
        "commune": lieu["code_insee"],
    }


def _completer(tirage, offre, rome, est_partenaire):
    contrat, contrat_libelle, nature, _ = _choisir(tirage, CONTRATS)
    duree, temps, _ = _choisir(tirage, DUREES)
    exige, experience, _ = _choisir(tirage, EXPERIENCES)
    offre |= {
        "typeContrat": contrat,
        "typeContratLibelle": contrat_libelle,
        "natureContrat": nature,
        "dureeTravailLibelle": duree,
        "dureeTravailLibelleConverti": temps,
        "experienceExige": exige,
        "experienceLibelle": experience,
        "entreprise": {"entrepriseAdaptee": False},
        "origineOffre": _origine(offre["id"], est_partenaire),
        "contact": {} if est_partenaire else {
            "nom": "Agence de Denain", "coordonnees1": "https://candidat.francetravail.fr"
        },
        "qualitesProfessionnelles": [{"libelle": "Avoir le sens du service",
                                      "description": "Capacité à être à l'écoute"}],
        "secteurActivite": "78", "secteurActiviteLibelle": "Activités des agences de travail",
    }  # fmt: skip
    if tirage.random() > (0.23 if est_partenaire else 0.03):
        offre["entreprise"]["nom"] = f"{tirage.choice(DEBUTS)} {tirage.choice(FINS)}"
    if tirage.random() < 0.03:
        offre["entrepriseAdaptee"] = offre["entreprise"]["entrepriseAdaptee"] = True
    if tirage.random() < 0.7:
        offre["salaire"] = {"libelle": tirage.choice(SALAIRES)}
    elif tirage.random() < 0.5:
        offre["salaire"] = {"commentaire": "à négocier"}
    if rome["code_rome"].startswith(("N41", "K13")) and tirage.random() < 0.8:
        exigence = "E" if tirage.random() < 0.7 else "S"
        offre["permis"] = [{"libelle": "B - Véhicule léger", "exigence": exigence}]
    if tirage.random() < 0.2:
        offre["formations"] = [{"niveauLibelle": tirage.choice((
            "CAP, BEP et équivalents", "Bac ou équivalent", "Bac+2 ou équivalents")),
            "exigence": tirage.choice("ES")}]  # fmt: skip


def _origine(numero, est_partenaire):
    adresse = f"https://candidat.francetravail.fr/offres/recherche/detail/{numero}"
    if not est_partenaire:
        return {"origine": "1", "urlOrigine": adresse}
    partenaire = {"nom": "Partenaire inventé", "url": "https://exemple.fr", "logo": "/logos/1.png"}
    return {"origine": "2", "urlOrigine": adresse, "partenaires": [partenaire]}
