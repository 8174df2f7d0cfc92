"""An exit, from the proposal to the decision."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement.actions.passage import decider
from accompagnement.actions.sortie import proposer_sortie, recueillir_sortie
from accompagnement.actions.suspension import suspendre
from accompagnement.enums import Categorie, Decision, Moment, TypeCommission
from accompagnement.models import Sortie
from plie.socle.erreurs import Conflit
from tests.usines import (
    CommissionFactory,
    MotifSortieFactory,
    MotifSuspensionFactory,
    ParcoursFactory,
    RegleSortieFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("jour", "version"), [(date(2025, 6, 30), 1), (date(2025, 7, 1), 2)])
def test_an_exit_has_the_rule_of_its_day_whatever_the_day_of_the_commission(
    coordination, jour, version
):
    RegleSortieFactory(valide_au=date(2025, 6, 30))
    RegleSortieFactory(version=2, valide_du=date(2025, 7, 1), alternance_positive=False)
    sortie = proposer_sortie(
        ParcoursFactory(actif=True),
        par=coordination,
        motif=MotifSortieFactory(code="apprentissage"),
        date_effet=jour,
        commission=CommissionFactory(type=TypeCommission.SORTIE, date=date(2025, 7, 10)),
    )
    decider(sortie.parcours.passages.get(), par=coordination, decision=Decision.SORTIE_VALIDEE)
    sortie.refresh_from_db()
    attendue = {1: Categorie.POSITIVE, 2: Categorie.AUTRE}[version]
    assert (sortie.regle.version, sortie.categorie) == (version, attendue)


def proposer(parcours, par, **situation):
    return proposer_sortie(
        parcours,
        par=par,
        motif=MotifSortieFactory(code="cdi"),
        date_effet=date(2025, 6, 30),
        **situation,
    )


def test_the_situation_on_leaving_comes_with_the_exit_when_it_is_known(coordination):
    parcours = ParcoursFactory(actif=True)
    proposer(parcours, coordination, issue="cdi", a_obtenu_qualification=None, qualification="")
    situation = parcours.situations.get(moment=Moment.SORTIE)
    assert (situation.issue, situation.date) == ("cdi", timezone.localdate())


def test_a_new_exit_forgets_the_situation_of_the_refused_one(coordination):
    parcours = ParcoursFactory(actif=True)
    proposer(parcours, coordination, issue="cdi")
    Sortie.objects.all().delete()
    type(parcours).objects.filter(pk=parcours.pk).update(statut="actif")
    proposer(parcours, coordination, issue="", a_obtenu_qualification=None, qualification="")
    assert not parcours.situations.filter(moment=Moment.SORTIE).exists()


def test_the_situation_on_leaving_is_collected_then_corrected(coordination):
    parcours = ParcoursFactory(sorti=True)
    champs = {"par": coordination, "date": date(2025, 7, 3)}
    recueillir_sortie(
        parcours,
        **champs,
        version=0,
        issue="formation",
        a_obtenu_qualification=True,
        qualification="Titre de soudeur",
    )
    with pytest.raises(Conflit):
        recueillir_sortie(parcours, **champs, version=0, issue="cdi")
    recueillir_sortie(parcours, **champs, version=1, issue="cdi")
    assert parcours.situations.get(moment=Moment.SORTIE).issue == "cdi"


@pytest.mark.parametrize(
    ("champ", "saisie"),
    [
        ("date", {"date": date(2025, 6, 29)}),
        ("date", {"date": timezone.localdate() + timedelta(days=1)}),
    ],
)
def test_it_is_collected_after_the_exit_and_before_today(coordination, champ, saisie):
    parcours = ParcoursFactory(sorti=True)
    with pytest.raises(ValidationError) as refus:
        recueillir_sortie(parcours, par=coordination, issue="cdi", **saisie)
    assert champ in refus.value.message_dict


@pytest.mark.parametrize(
    "saisie", [{"issue": ""}, {"issue": "cdi", "qualification": "Titre de soudeur"}]
)
def test_what_is_said_of_the_exit_holds_together(coordination, saisie):
    with pytest.raises(ValidationError):
        recueillir_sortie(
            ParcoursFactory(sorti=True), par=coordination, date=date(2025, 7, 3), **saisie
        )


def test_without_an_exit_there_is_nothing_to_collect(coordination):
    with pytest.raises(ValidationError, match="Aucune sortie"):
        recueillir_sortie(
            ParcoursFactory(actif=True), par=coordination, date=date(2025, 7, 3), issue="cdi"
        )


def test_an_exit_does_not_precede_the_suspension_that_runs(coordination):
    parcours = ParcoursFactory(actif=True)
    motif = MotifSuspensionFactory()
    suspendre(parcours, par=coordination, motif=motif, date_debut=date(2025, 7, 1))
    with pytest.raises(ValidationError, match="suspendu depuis le 01/07/2025") as refus:
        proposer(parcours, coordination)
    assert list(refus.value.message_dict) == ["date_effet"]
    parcours.suspensions.update(date_debut=date(2025, 6, 30))
    assert proposer(parcours, coordination).pk
