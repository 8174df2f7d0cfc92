"""A contract of insertion is an étape of the parcours, not its end."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accompagnement.actions.emploi import (
    commencer_emplois,
    corriger_fin,
    modifier_emploi,
    rompre_emploi,
    signer_emploi,
)
from accompagnement.actions.etape import modifier_etape, terminer_etape
from accompagnement.actions.regle_contrat import charger_regles_contrat
from accompagnement.actions.retrait import retirer
from accompagnement.alertes.requetes import contrats
from accompagnement.enums import Resultat, Statut
from accompagnement.models import Emploi, Etape, Parcours, Reglages, SuiviEmploi
from accompagnement.sorties.parcours import deduction_de
from tests.usines import AgentFactory, CoordinationFactory, ParcoursFactory, RegleSortieFactory

pytestmark = pytest.mark.django_db
JOUR = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def aujourdhui(time_machine):
    time_machine.move_to("2026-11-24 10:00:00+01:00", tick=False)
    RegleSortieFactory()
    charger_regles_contrat()
    return time_machine


@pytest.fixture
def parcours():
    return ParcoursFactory(actif=True, referent=AgentFactory())


@pytest.fixture
def agent():
    return CoordinationFactory()


def signer(parcours, agent, debut=date(2026, 5, 4), fin=date(2027, 5, 3), **champs):
    defaut = {"type_contrat": "iae", "employeur": "Chantier Vert"}
    return signer_emploi(
        parcours, par=agent, date_debut=debut, date_fin_prevue=fin, **defaut | champs
    )


def statut(parcours):
    return Parcours.objects.get(pk=parcours.pk).statut


@pytest.mark.parametrize(
    ("champs", "libelle"),
    [
        ({}, "Contrat d'insertion (IAE) Chantier Vert"),
        ({"type_contrat": "aide"}, "Contrat aidé (PEC, CIE) Chantier Vert"),
        ({"type_contrat": "cdd", "fin": date(2026, 7, 3)}, "Contrat court : CDD Chantier Vert"),
    ],
)
def test_the_parcours_stays_active_with_an_etape_of_the_same_days(parcours, agent, champs, libelle):
    emploi = signer(parcours, agent, **champs)
    assert (statut(parcours), SuiviEmploi.objects.count()) == (Statut.ACTIF, 0)
    etape = Etape.objects.get()
    assert (etape.emploi, etape.libelle, etape.nature) == (emploi, libelle, "Contrat d'insertion")
    assert (etape.date_debut, etape.date_fin_prevue) == (emploi.date_debut, emploi.date_fin_prevue)
    assert etape.date_fin is None


@pytest.mark.parametrize(
    ("fin", "resultat"),
    [(date(2026, 11, 3), Resultat.REALISEE), (date(2026, 9, 1), Resultat.INTERROMPUE)],
)
def test_the_etape_ends_with_the_contract(parcours, agent, fin, resultat):
    emploi = signer(parcours, agent, fin=date(2026, 11, 3))
    rompre_emploi(emploi, par=agent, date_fin=fin)
    etape = Etape.objects.get()
    assert (etape.date_fin, etape.resultat, statut(parcours)) == (fin, resultat, Statut.ACTIF)


def test_what_the_referent_says_of_its_result_stays(parcours, agent):
    emploi = signer(parcours, agent)
    rompre_emploi(emploi, par=agent, date_fin=date(2026, 9, 1))
    etape = Etape.objects.get()
    modifier_etape(etape, par=agent, version=etape.version, resultat=Resultat.REALISEE)
    modifier_emploi(emploi, par=agent, version=2, employeur="Chantier Bleu")
    assert Etape.objects.get().resultat == Resultat.REALISEE


def test_its_days_are_those_of_the_job_and_of_nothing_else(parcours, agent):
    signer(parcours, agent)
    etape = Etape.objects.get()
    with pytest.raises(ValidationError, match="Emploi"):
        terminer_etape(etape, par=agent, date_fin=JOUR, resultat=Resultat.REALISEE)
    with pytest.raises(ValidationError, match="Emploi"):
        modifier_etape(etape, par=agent, version=1, date_debut=date(2026, 6, 1))
    with pytest.raises(ValidationError, match="retirez plutôt l'emploi"):
        retirer(etape, par=agent, motif="Erreur")
    assert modifier_etape(etape, par=agent, version=1, libelle="Espaces verts").version == 2


def test_the_job_taken_out_takes_its_etape(parcours, agent):
    retirer(signer(parcours, agent), par=agent, motif="Autre personne")
    assert (Etape.objects.count(), Emploi.objects.count()) == (0, 0)


def test_corrected_into_a_lasting_contract_it_is_no_longer_an_etape(parcours, agent):
    emploi = signer(parcours, agent)
    modifier_emploi(emploi, par=agent, version=1, type_contrat="cdi", date_fin_prevue=None)
    assert (statut(parcours), Etape.objects.count()) == (Statut.EN_EMPLOI, 0)
    assert SuiviEmploi.objects.count() == 3


def test_a_lasting_contract_ends_it_all(parcours, agent):
    insertion = signer(parcours, agent)
    rompre_emploi(insertion, par=agent, date_fin=date(2026, 10, 31))
    signer(parcours, agent, date(2026, 11, 2), None, type_contrat="cdi")
    assert statut(parcours) == Statut.EN_EMPLOI
    assert SuiviEmploi.objects.get(jalon="j30").prevu_le == date(2026, 12, 2)


def test_a_promised_one_opens_its_etape_on_its_day(parcours, agent, aujourdhui):
    signer(parcours, agent, date(2026, 12, 7))
    assert not Etape.objects.exists()
    aujourdhui.move_to("2026-12-07 00:05:00+01:00", tick=False)
    assert [commencer_emplois(), commencer_emplois()] == [1, 0]
    assert (statut(parcours), Etape.objects.get().date_debut) == (Statut.ACTIF, date(2026, 12, 7))


def test_beside_a_job_it_keeps_nobody_in_it(parcours, agent):
    signer(parcours, agent)
    emploi = signer(parcours, agent, date(2026, 9, 1), None, type_contrat="cdi", heures_hebdo=20)
    assert list(contrats(Parcours.objects.all(), Reglages(), JOUR))
    rompre_emploi(emploi, par=agent, date_fin=date(2026, 10, 1))
    assert statut(parcours) == Statut.ACTIF


def test_it_lends_its_months_to_no_exit_but_short_contracts_add_up(parcours, agent):
    signer(parcours, agent, heures_hebdo=35)
    assert not deduction_de(parcours, JOUR)[0].est_positive
    court = {"type_contrat": "cdd", "heures_hebdo": 35}
    signer(parcours, agent, date(2026, 3, 1), date(2026, 5, 31), **court)
    assert not deduction_de(parcours, JOUR)[0].est_positive
    signer(parcours, agent, date(2026, 6, 1), date(2026, 8, 31), **court)
    assert deduction_de(parcours, date(2026, 8, 31))[0].deduit_de == "cdd"
    assert deduction_de(parcours, JOUR)[0].deduit_de is None


def test_an_end_taken_back_takes_the_result_of_the_etape_back(parcours, agent):
    emploi = rompre_emploi(signer(parcours, agent), par=agent, date_fin=date(2026, 10, 1))
    assert Etape.objects.get().resultat == Resultat.INTERROMPUE
    corriger_fin(emploi, par=agent, version=2, motif="Mauvaise ligne", date_fin=None)
    etape = Etape.objects.get()
    assert (etape.resultat, etape.date_fin) == ("", None)
