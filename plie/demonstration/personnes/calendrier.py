"""Who enters and leaves when, since 2004, month by month.

The totals of each year are given; within them everything is drawn. 2025 is the year of the
convention: 260 people on 1 January, 201 entries, 125 exits, nobody twice. After it the months
follow one another the same way up to today, so that only the last rows depend on the day.
"""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from plie.demonstration.personnes.jours import ouvrable_apres, ouvres

PREMIERE_ANNEE = 2004
ANNEE_FONDATRICE = 2025
# year: entries, of which people who come back, people accompanied on 31 December
ANNEES = {
    2004: (219, 0, 160),
    2005: (275, 0, 280),
    2006: (300, 17, 350),
    2007: (310, 17, 390),
    2008: (320, 17, 420),
    2009: (330, 17, 450),
    2010: (325, 17, 460),
    2011: (320, 17, 465),
    2012: (310, 17, 460),
    2013: (305, 17, 455),
    2014: (300, 17, 450),
    2015: (295, 17, 440),
    2016: (290, 17, 425),
    2017: (270, 17, 400),
    2018: (262, 17, 370),
    2019: (255, 17, 340),
    2020: (165, 16, 310),
    2021: (205, 16, 290),
    2022: (190, 16, 275),
    2023: (182, 16, 265),
    2024: (175, 16, 260),
    2025: (201, 12, 336),
}
ENTREES_2025 = (19, 17, 19, 16, 15, 18, 11, 6, 24, 22, 19, 15)
SORTIES_2025 = (9, 9, 11, 10, 10, 13, 12, 6, 11, 12, 11, 11)
SAISON = (1.0, 0.95, 1.05, 0.95, 0.85, 1.0, 0.6, 0.35, 1.35, 1.25, 1.05, 0.8)
ENTREES_PAR_MOIS, SORTIES_PAR_MOIS, FILE_MAXIMALE = 17, 10, 400
MARDI, JEUDI = 1, 3
DUREE_MINIMALE = timedelta(days=45)
# In days: what it takes to find a job, then to hold it for six months.
DUREE_D_UN_EMPLOI = 215
RETOUR_POSSIBLE_APRES = timedelta(days=180)

MOTIFS_2025 = {
    "cdd_6_mois": 26,
    "cdi": 24,
    "formation_qualifiante": 8,
    "interim_6_mois": 5,
    "professionnalisation": 2,
    "fonction_publique": 2,
    "creation_entreprise": 2,
    "apprentissage": 1,
    "demenagement": 6,
    "retraite": 3,
    "deces": 1,
    "abandon": 18,
    "reorientation": 13,
    "sante": 5,
    "fin_de_duree": 4,
    "refus": 2,
    "maternite": 1,
    "emploi_court": 1,
    "iae": 1,
}
SANS_RETOUR = ("retraite", "deces", "demenagement")


@dataclass
class Passe:
    """One parcours as the calendar knows it, before it has any detail."""

    personne: int
    entree: date
    est_retour: bool = False
    sortie: date | None = None
    motif: str = ""

    def duree(self, jour):
        return (jour - self.entree).days


@dataclass
class Chronique:
    passes: list[Passe] = field(default_factory=list)
    ouverts: list[Passe] = field(default_factory=list)
    personnes: int = 0


def commission_integration(annee, mois):
    """The second Tuesday, or the day after a public holiday."""
    return ouvrable_apres(_rang(annee, mois, MARDI, 2))


def commission_sortie(annee, mois):
    """The third Thursday, or the day after a public holiday."""
    return ouvrable_apres(_rang(annee, mois, JEUDI, 3))


def _rang(annee, mois, jour_semaine, rang):
    premier = date(annee, mois, 1)
    return premier + timedelta(days=(jour_semaine - premier.weekday()) % 7 + 7 * (rang - 1))


def derouler(graine, aujourdhui):
    """Every parcours entered before `aujourdhui`, in order of entry."""
    chronique = Chronique()
    for annee in range(PREMIERE_ANNEE, aujourdhui.year + 1):
        for mois in range(1, 13):
            hasard = random.Random(f"{graine}-{annee}-{mois}")  # noqa: S311 - invented people
            _derouler_mois(chronique, hasard, annee, mois, aujourdhui)
            if annee != ANNEE_FONDATRICE or mois == 12:
                _motiver(chronique, hasard, annee)
    return chronique


def _derouler_mois(chronique, hasard, annee, mois, aujourdhui):
    entrees, retours, sorties = _effectifs(chronique, hasard, annee, mois)
    if annee < ANNEE_FONDATRICE or commission_integration(annee, mois) < aujourdhui:
        for rang in range(entrees):
            _entrer(chronique, hasard, annee, mois, rang < retours)
    if annee < ANNEE_FONDATRICE or commission_sortie(annee, mois) < aujourdhui:
        _sortir(chronique, hasard, annee, mois, sorties)


def _effectifs(chronique, hasard, annee, mois):
    if annee > ANNEE_FONDATRICE:
        entrees = round(ENTREES_PAR_MOIS * SAISON[mois - 1] * hasard.uniform(0.85, 1.15))
        pleine = len(chronique.ouverts) + entrees > FILE_MAXIMALE
        sorties = SORTIES_PAR_MOIS * SAISON[mois - 1] * hasard.uniform(0.85, 1.15)
        return entrees, 1, entrees if pleine else round(sorties)
    entrees, retours, fin = ANNEES[annee]
    par_mois = _repartir(retours, SAISON)[mois - 1]
    if annee == ANNEE_FONDATRICE:
        return ENTREES_2025[mois - 1], par_mois, SORTIES_2025[mois - 1]
    debut = ANNEES[annee - 1][2] if annee > PREMIERE_ANNEE else 0
    poids = SAISON if annee > PREMIERE_ANNEE else (0,) * 6 + SAISON[6:]
    sorties = _repartir(debut + entrees - fin, poids)
    return _repartir(entrees, SAISON)[mois - 1], par_mois, sorties[mois - 1]


def _repartir(total, poids):
    """Cut a whole number along weights; the parts add up to it exactly."""
    somme, fait, cumul, parts = sum(poids), 0, 0, []
    for valeur in poids:
        cumul += valeur
        parts.append(round(total * cumul / somme) - fait)
        fait += parts[-1]
    return parts


def _entrer(chronique, hasard, annee, mois, est_retour):
    jour = (
        commission_integration(annee, mois)
        if annee >= ANNEE_FONDATRICE
        else _jour_du_mois(hasard, annee, mois)
    )
    personne = _revenant(chronique, hasard, jour) if est_retour else None
    if personne is None:
        personne, chronique.personnes = chronique.personnes, chronique.personnes + 1
        est_retour = False
    passe = Passe(personne, jour, est_retour)
    chronique.passes.append(passe)
    chronique.ouverts.append(passe)


def _jour_du_mois(hasard, annee, mois):
    return hasard.choice(ouvres(date(annee, mois, 1), date(annee, mois, 28)))


def _revenant(chronique, hasard, jour):
    """Somebody who left long enough ago, and never twice within the founding year."""
    limite = jour - RETOUR_POSSIBLE_APRES
    if jour.year == ANNEE_FONDATRICE:
        limite = min(limite, date(jour.year - 1, 12, 31))
    deja = {passe.personne for passe in chronique.passes if passe.est_retour}
    deja |= {passe.personne for passe in chronique.ouverts}
    possibles = [
        passe.personne
        for passe in chronique.passes
        if passe.sortie
        and passe.sortie <= limite
        and passe.entree.year >= jour.year - 6
        and passe.motif not in SANS_RETOUR
        and passe.personne not in deja
    ]
    return hasard.choice(possibles) if possibles else None


def _sortir(chronique, hasard, annee, mois, nombre):
    """Exits of a month; since 2025 they are those that its commission has validated."""
    debut, fin = date(annee, mois, 1), date(annee, mois, 28)
    if annee >= ANNEE_FONDATRICE:
        fin = commission_sortie(annee, mois) - timedelta(days=1)
        if mois > 1:
            debut = commission_sortie(annee, mois - 1)
    candidats = [p for p in chronique.ouverts if p.entree + DUREE_MINIMALE <= debut]
    choisis = sorted(candidats, key=lambda p: hasard.random() ** (1 / _propension(p.duree(debut))))
    jours = ouvres(debut, fin)
    for passe in choisis[-nombre:] if nombre else ():
        passe.sortie = hasard.choice(jours)
        chronique.ouverts.remove(passe)


def _propension(jours):
    """How likely an exit is, by seniority: rare before four months, pressing after two years."""
    for seuil, poids in ((120, 0.15), (240, 0.6), (450, 1.0), (730, 1.6), (1095, 3.0)):
        if jours < seuil:
            return poids
    return 6.0


def _motiver(chronique, hasard, annee):
    sortis = [p for p in chronique.passes if p.sortie and not p.motif]
    for passe, motif in zip(
        _par_duree(sortis, hasard), _motifs(sortis, hasard, annee), strict=True
    ):
        passe.motif = motif


def _par_duree(sortis, hasard):
    """Long parcours first, roughly: a job held for six months takes longer than giving up, and
    cannot fit into a short one."""

    def cle(passe):
        duree = passe.duree(passe.sortie)
        return duree < DUREE_D_UN_EMPLOI, -duree * hasard.uniform(0.5, 1.5)

    return sorted(sortis, key=cle)


def _motifs(sortis, hasard, annee):
    if annee == ANNEE_FONDATRICE:
        motifs = [motif for motif, nombre in MOTIFS_2025.items() for _ in range(nombre)]
    else:
        motifs = hasard.choices(list(MOTIFS_2025), list(MOTIFS_2025.values()), k=len(sortis))
    ordre = {motif: rang for rang, motif in enumerate(MOTIFS_2025)}
    positifs = ordre["demenagement"]
    en_tete = [motif for motif in motifs if ordre[motif] < positifs]
    autres = [motif for motif in motifs if ordre[motif] >= positifs]
    hasard.shuffle(en_tete)
    hasard.shuffle(autres)
    return en_tete + autres
