"""The figures of a month by the hand-written statement of `make bench`, which a change of the
schema or of a definition would leave behind."""

import io
from datetime import date

import pytest
from django.core.management import call_command

from accompagnement.actions.non_entree import clore_sans_entree
from accompagnement.actions.regle_sortie import charger_regles
from accompagnement.actions.suspension import charger_motifs_suspension
from accompagnement.enums import (
    IssueImmersion,
    MoyenReponse,
    Resultat,
    StatutMiseEnRelation,
    TypeContrat,
)
from accompagnement.models import MotifNonEntree, Parcours
from tests.mesures import chiffres
from tests.mesures.chiffres import DEBUT, FIN, comparer, nos_chiffres
from tests.usines import (
    CommuneFactory,
    CoordinationFactory,
    EmploiFactory,
    EtapeFactory,
    MiseEnRelationFactory,
    OffreFactory,
    ParcoursFactory,
    StockFactory,
    StructureFactory,
)

pytestmark = pytest.mark.django_db
# Nobody invented left so that month.
VIDES = {"sorties_autres"}


@pytest.fixture
def mois():
    CommuneFactory(population_municipale=20_000)
    charger_regles()
    charger_motifs_suspension()
    call_command("peupler", participants=1_000, graine=1, stdout=io.StringIO())
    presents = Parcours.objects.filter(date_entree__lt=DEBUT, date_sortie=None).order_by("pk")
    _vivre(*presents[:6])


def _vivre(premier, deuxieme, troisieme, quatrieme, cinquieme, dernier):
    milieu = date(2025, 10, 15)
    EtapeFactory(
        parcours=premier,
        est_immersion=True,
        employeur="Atelier inventé",
        date_debut=DEBUT,
        date_fin=milieu,
        resultat=Resultat.REALISEE,
        issue=IssueImmersion.EMBAUCHE,
    )
    EtapeFactory(parcours=deuxieme, date_debut=milieu)
    EmploiFactory(parcours=troisieme, date_debut=milieu, heures_hebdo=28)
    EmploiFactory(parcours=quatrieme, date_debut=FIN, type_contrat=TypeContrat.INTERIM)
    EmploiFactory(parcours=cinquieme, date_debut=date(2025, 4, 10))
    EmploiFactory(
        parcours=dernier, date_debut=date(2025, 4, 10), date_fin=date(2025, 6, 1), heures_hebdo=20
    )
    offres = [OffreFactory(rome_code=code) for code in ("K1304", "N4105")]
    MiseEnRelationFactory(parcours=premier, offre=offres[0], proposee_le=milieu)
    MiseEnRelationFactory(
        parcours=deuxieme,
        offre=offres[1],
        proposee_le=date(2025, 9, 20),
        statut=StatutMiseEnRelation.EMBAUCHEE,
        conclue_le=FIN,
    )
    StockFactory(jour=FIN, ouvertes=offres)
    refuse = ParcoursFactory(date_prescription=milieu, prescripteur=StructureFactory())
    clore_sans_entree(
        refuse,
        par=CoordinationFactory(),
        motif=MotifNonEntree.objects.create(code="injoignable", libelle="Injoignable"),
        date=FIN,
        moyen=MoyenReponse.AUCUN,
    )


def test_both_count_the_same(mois):
    assert comparer() > 500
    mesures = nos_chiffres().mesures
    assert {code for code, mesure in mesures.items() if not mesure.numerateur} == VIDES


@pytest.mark.parametrize(
    ("juste", "faux"),
    [
        ("'absent') AS taux_absence", "'excuse') AS taux_absence"),
        ("count(heures_hebdo)", "count(*)"),
        ("left(nullif(rome_code, ''), 1)", "left(rome_code, 2)"),
        ("count(*) AS offres_ouvertes", "0 AS offres_ouvertes"),
    ],
)
def test_a_figure_or_its_divisor_counted_otherwise_is_noticed(mois, monkeypatch, juste, faux):
    assert juste in chiffres.A_LA_MAIN
    monkeypatch.setattr(chiffres, "A_LA_MAIN", chiffres.A_LA_MAIN.replace(juste, faux))
    with pytest.raises(AssertionError):
        comparer()
