"""A scope is applied before anything counts or lists: value, list and breakdowns agree."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accompagnement.enums import Critere
from accompagnement.models import AppartenanceCohorte, Parcours
from conventions.enums import Partie
from conventions.indicateurs.calcul import INCONNUE, calculer
from conventions.indicateurs.declarations import PAR_CODE
from conventions.indicateurs.dossiers import dossiers
from conventions.indicateurs.portees import GENRES, PARTOUT, Portee
from plie.comptes.models import Structure
from plie.referentiels.models import Commune
from tests.conventions.tirages import DEBUT, FIN, MOTIFS, creer, personnes
from tests.usines import AppartenanceFactory, CohorteFactory, ParcoursFactory

pytestmark = pytest.mark.django_db
TIRAGES = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)
ADDITIVES = ("sexe", "tranche_age", "commune", "qpv", "niveau", "structure", "referent")


@st.composite
def portees(draw):
    """What is asked of each kind, by rank: rows are written after the draw."""
    return {
        "communes": draw(st.booleans()),
        "criteres": draw(st.sets(st.sampled_from(Critere.values), max_size=2)),
        "structures": draw(st.sets(st.integers(0, 1), max_size=2)),
        "motifs": draw(st.sets(st.sampled_from(MOTIFS), max_size=2)),
        "cohorte": draw(st.none() | st.integers(0, 60)),
    }


def _portee(tiree):
    structures = list(Structure.objects.order_by("pk"))
    return Portee(
        communes=tuple(Commune.objects.values_list("pk", flat=True)) if tiree["communes"] else (),
        criteres=tuple(sorted(tiree["criteres"])),
        structures=tuple(structures[rang].pk for rang in sorted(tiree["structures"])),
        motifs=tuple(sorted(tiree["motifs"])),
        cohorte=None if tiree["cohorte"] is None else _cohorte(tiree["cohorte"]),
    )


def _cohorte(duree):
    """Every second parcours is in it from its entry, for `duree` days."""
    cohorte = CohorteFactory()
    AppartenanceCohorte.objects.bulk_create(
        AppartenanceCohorte(
            cohorte=cohorte,
            parcours=parcours,
            date_debut=parcours.date_entree,
            date_fin=parcours.date_entree + timedelta(days=duree),
            raison="Tirage",
        )
        for parcours in Parcours.objects.order_by("pk")[::2]
    )
    return cohorte.pk


# Two lists for each of some fifty indicators: half the draws compare as many as before.
@settings(TIRAGES, max_examples=6)
@given(personnes(), portees())
def test_the_list_of_a_scope_has_as_many_rows_as_its_figure_says(tirage, tiree):
    with transaction.atomic():
        creer(tirage)
        portee = _portee(tiree)
        resultat = calculer(DEBUT, FIN, portee=portee, ventilations=ADDITIVES)
        for code, mesure in resultat.mesures.items():
            liste = dossiers(code, DEBUT, FIN, portee=portee)
            if PAR_CODE[code].mesure is None:
                assert liste.count() == mesure.numerateur, (code, portee)
            if mesure.denominateur is not None and PAR_CODE[code].condition(Partie.DENOMINATEUR):
                liste = dossiers(code, DEBUT, FIN, portee=portee, partie="denominateur")
                assert liste.count() == mesure.denominateur, (code, portee)
        _verifier_les_sommes(resultat)
        transaction.set_rollback(True)


def _verifier_les_sommes(resultat):
    for ventilation in ADDITIVES:
        modalites = resultat.ventilations[ventilation]
        for code in ("personnes_accompagnees", "entrees", "sorties", "sorties_positives"):
            somme = sum(modalite.mesures[code].numerateur for modalite in modalites)
            assert somme == resultat.mesures[code].numerateur, (ventilation, code)


@TIRAGES
@given(personnes())
def test_a_scope_of_one_value_is_the_row_of_this_value(tirage):
    """Of the kinds that are breakdowns too."""
    genres = {"communes": "commune", "criteres": "critere", "structures": "structure"}
    genres |= {"motifs": "motif_sortie"}
    assert GENRES.keys() - genres.keys() == {"cohorte"}
    with transaction.atomic():
        creer(tirage)
        resultat = calculer(DEBUT, FIN, ventilations=genres.values())
        for genre, ventilation in genres.items():
            for modalite in resultat.ventilations[ventilation]:
                dedans = calculer(DEBUT, FIN, portee=Portee(**{genre: (modalite.code,)})).mesures
                voulues = {c: m for c, m in modalite.mesures.items() if m != INCONNUE}
                obtenues = {c: m for c, m in dedans.items() if c in voulues and m != INCONNUE}
                assert obtenues == {c: m for c, m in voulues.items() if c in obtenues}
        transaction.set_rollback(True)


def test_nothing_asked_is_the_whole_plie():
    ParcoursFactory(actif=True)
    assert PARTOUT.condition() == ("true", [])
    assert calculer(DEBUT, FIN, portee=PARTOUT) == calculer(DEBUT, FIN)


def test_offers_have_no_scope_but_communes():
    dedans = calculer(DEBUT, FIN, portee=Portee(criteres=("rsa",)))
    assert dedans.mesures["offres_ouvertes"] == INCONNUE


@pytest.mark.parametrize(
    "debut, fin, attendu",
    [
        (date(2025, 2, 1), None, 1),
        (date(2025, 2, 1), date(2025, 4, 1), 1),
        # The day they leave they are in it no more; nor before they come.
        (date(2025, 2, 1), FIN, 0),
        (FIN + timedelta(days=1), None, 0),
    ],
)
def test_who_is_in_a_cohort_is_asked_of_the_last_day(debut, fin, attendu):
    appartenance = AppartenanceFactory(date_debut=debut, date_fin=fin)
    portee = Portee(cohorte=appartenance.cohorte_id)
    assert calculer(DEBUT, FIN, portee=portee).mesures["file_active_fin"].valeur == attendu


def test_an_exit_counts_for_the_cohort_of_the_day_of_exit():
    parcours = ParcoursFactory(sorti=True)
    partie, restee = CohorteFactory(), CohorteFactory()
    AppartenanceFactory(cohorte=partie, parcours=parcours, date_fin=date(2025, 6, 30))
    AppartenanceFactory(cohorte=restee, parcours=parcours)
    debut, fin = date(2025, 1, 1), date(2025, 12, 31)
    sorties = {
        cohorte: calculer(debut, fin, portee=Portee(cohorte=cohorte.pk)).mesures["sorties"].valeur
        for cohorte in (partie, restee)
    }
    assert sorties == {partie: 0, restee: 1}
