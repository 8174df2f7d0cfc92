"""Random facts and random rules of exits."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from accompagnement.enums import (
    Denominateur,
    ModeFormation,
    ModeInterim,
    ModeSixMois,
    OperateurDuree,
    Resultat,
    TypeContrat,
)
from accompagnement.models import RegleSortie
from accompagnement.sorties.faits import Contrat, FaitsDeSortie, Formation

JOURS = st.dates(date(2023, 1, 1), date(2026, 12, 31))


def _finir_apres(fait):
    """As PostgreSQL asks of the rows: nothing ends before it begins."""
    fins = {n: getattr(fait, n) for n in ("fin", "fin_prevue") if getattr(fait, n, None)}
    return replace(fait, **{nom: max(fin, fait.debut) for nom, fin in fins.items()})


def _finir_avec_un_resultat(formation):
    return formation if formation.fin else replace(formation, resultat="")


CONTRATS = st.builds(
    Contrat,
    type=st.sampled_from(TypeContrat.values),
    debut=JOURS,
    fin=st.none() | JOURS,
    fin_prevue=st.none() | JOURS,
    heures=st.none() | st.decimals(0, 60, places=2),
    heures_totales=st.none() | st.integers(0, 3000),
    est_compte=st.booleans(),
    est_prouve=st.booleans(),
    est_maintenu_a_m6=st.booleans(),
).map(_finir_apres)
FORMATIONS = st.builds(
    Formation,
    libelle=st.just(""),
    debut=JOURS,
    fin=st.none() | JOURS,
    resultat=st.sampled_from(["", *Resultat.values]),
    est_certifiee=st.booleans(),
).map(lambda formation: _finir_avec_un_resultat(_finir_apres(formation)))
FAITS = st.builds(
    FaitsDeSortie,
    contrats=st.lists(CONTRATS, max_size=4).map(tuple),
    formations=st.lists(FORMATIONS, max_size=3).map(tuple),
    a_titre_libre=st.booleans(),
    naissance=st.none() | st.dates(date(1950, 1, 1), date(2008, 1, 1)),
)
REGLES = st.builds(
    RegleSortie,
    duree_min_mois=st.integers(0, 24),
    operateur_duree=st.sampled_from(OperateurDuree.values),
    mode_six_mois=st.sampled_from(ModeSixMois.values),
    quotite_min=st.sampled_from([Decimal(0), Decimal("0.5"), Decimal(1)]),
    tolerance_jours=st.sampled_from([0, 7, 60]),
    fenetre_emploi_jours=st.sampled_from([0, 30]),
    interim=st.sampled_from(ModeInterim.values),
    interim_heures=st.sampled_from([100, 910]),
    saisonnier_mois_sur_12=st.none() | st.integers(1, 12),
    creation_positive=st.booleans(),
    alternance_positive=st.booleans(),
    iae_positive=st.booleans(),
    formation=st.sampled_from(ModeFormation.values),
    ai_age_min=st.none() | st.integers(16, 70),
    denominateur=st.sampled_from(Denominateur.values),
)
