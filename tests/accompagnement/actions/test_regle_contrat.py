"""What a contract does is data: replaced and never rewritten, and it does not contradict itself."""

from datetime import date
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from accompagnement.actions.emploi import modifier_emploi, signer_emploi
from accompagnement.actions.regle_contrat import (
    CHAMPS,
    EMPLOI,
    ETAPE,
    charger_regles_contrat,
    clore_regle_contrat,
    ecrire_regle_contrat,
    remplacer_regle_contrat,
)
from accompagnement.enums import Statut, TypeContrat
from accompagnement.models import Emploi, Parcours, RegleContrat
from accompagnement.sorties.contrat import regle_de, sans_regle
from plie.socle.erreurs import phrase_contrainte
from tests.concurrence import ecrire_pendant
from tests.usines import (
    AgentFactory,
    CoordinationFactory,
    EmploiFactory,
    ParcoursFactory,
    RegleSortieFactory,
)

pytestmark = pytest.mark.django_db
AUCUN_EFFET = dict.fromkeys(EMPLOI | ETAPE, False)


@pytest.fixture(autouse=True)
def regle_de_sortie():
    return RegleSortieFactory()


@pytest.fixture
def agent():
    return CoordinationFactory()


def ecrire(agent, **champs):
    defaut = {"type_contrat": "cdd", "mois_min": 0, "mois_max": None}
    return ecrire_regle_contrat(par=agent, **defaut | AUCUN_EFFET | champs)


def valeurs(regle, **champs):
    return {champ: getattr(regle, champ) for champ in CHAMPS} | champs


def test_what_is_shipped_speaks_of_every_length_and_is_written_once():
    charger_regles_contrat()
    charger_regles_contrat()
    regles = list(RegleContrat.objects.en_vigueur())
    assert sans_regle(regles) == []
    assert len(regles) == len(TypeContrat) + 3


@pytest.mark.parametrize(
    ("type_", "fin", "effets"),
    [
        ("cdi", None, "met en emploi, compte pour la sortie"),
        ("cdd", date(2026, 8, 31), "met en emploi, compte pour la sortie"),
        (
            "cdd",
            date(2026, 8, 30),
            "étape du parcours, compte pour la sortie, garde les offres",
        ),
        ("cdd", None, "met en emploi, compte pour la sortie"),
        ("iae", date(2028, 2, 29), "étape du parcours, garde les offres"),
        ("aide", None, "étape du parcours, garde les offres"),
        ("alternance_publique", None, "met en emploi, compte pour la sortie"),
    ],
)
def test_a_contract_comes_under_the_rule_of_the_length_signed(type_, fin, effets):
    charger_regles_contrat()
    emploi = Emploi(type_contrat=type_, date_debut=date(2026, 3, 1), date_fin_prevue=fin)
    assert regle_de(emploi).effets == effets


def test_insertion_that_the_rule_of_exits_counts_puts_in_a_job(regle_de_sortie):
    type(regle_de_sortie).objects.update(iae_positive=True, duree_min_mois=4)
    charger_regles_contrat()
    assert RegleContrat.objects.get(type_contrat="iae").met_en_emploi
    assert RegleContrat.objects.filter(type_contrat="cdd", mois_max=4).exists()


@pytest.mark.parametrize(
    ("champs", "phrase", "cause"),
    [
        ({"mois_min": 3}, "Une autre règle dit déjà", "mois_min"),
        ({"type_contrat": "cdi", "mois_min": 6, "mois_max": 6}, "dépasse la première", "mois_max"),
        ({"type_contrat": "cdi", "mois_max": 121}, "0 à 120 mois", "mois_max"),
        (
            {"type_contrat": "cdi", "met_en_emploi": True, "est_une_etape": True},
            "il ne met pas en emploi",
            "est_une_etape",
        ),
        (
            {"type_contrat": "cdi", "compte_pour_sortie": True, "est_une_etape": True},
            "ne compte pour la sortie qu'en deçà de 6 mois",
            "compte_pour_sortie",
        ),
        (
            {"type_contrat": "cdi", "mois_max": 7, "compte_pour_sortie": True}
            | {"est_une_etape": True},
            "ne compte pour la sortie qu'en deçà de 6 mois",
            "compte_pour_sortie",
        ),
    ],
)
def test_a_rule_that_contradicts_itself_or_another_is_refused(agent, champs, phrase, cause):
    ecrire(agent, mois_max=6)
    with pytest.raises(ValidationError) as refus:
        ecrire(agent, **champs)
    erreurs = refus.value.error_dict["__all__"]
    assert [e.code for e in erreurs] == [cause]
    assert phrase in str(erreurs[0].message)
    with pytest.raises(DatabaseError) as brut, transaction.atomic():
        RegleContrat.objects.create(type_contrat=champs.pop("type_contrat", "cdd"), **champs)
    assert phrase in phrase_contrainte(brut.value)


def test_two_lengths_that_touch_do_not_overlap(agent):
    ecrire(agent, mois_max=6)
    assert ecrire(agent, mois_min=6).duree == "6 mois et plus"


def test_replaced_the_former_stays_with_who_and_when(agent):
    ancienne = ecrire(agent)
    autre = CoordinationFactory()
    nouvelle = remplacer_regle_contrat(ancienne, par=autre, **valeurs(ancienne, mois_max=6))
    ancienne.refresh_from_db()
    assert (ancienne.close_par, ancienne.mois_max) == (autre, None)
    assert (nouvelle.ecrite_par, nouvelle.close_le) == (autre, None)
    assert remplacer_regle_contrat(nouvelle, par=agent, **valeurs(nouvelle)) == nouvelle


def test_what_somebody_else_replaced_meanwhile_is_not_replaced_again(agent):
    regle = ecrire(agent)
    clore_regle_contrat(regle, par=agent)
    with pytest.raises(ValidationError, match="entre-temps"):
        remplacer_regle_contrat(regle, par=agent, **valeurs(regle, mois_max=6))
    with pytest.raises(ValidationError, match="entre-temps"):
        clore_regle_contrat(regle, par=agent)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_replace_a_rule_at_once_the_second_is_told(agent):
    regle = ecrire(agent)
    remplacer = partial(remplacer_regle_contrat, regle, par=agent)
    with pytest.raises(ValidationError, match="entre-temps"):
        ecrire_pendant(
            partial(remplacer, **valeurs(regle, mois_max=6)),
            partial(remplacer, **valeurs(regle, mois_max=9)),
        )
    assert RegleContrat.objects.get(close_le=None).mois_max == 6


def test_a_replacement_refused_leaves_the_former_in_force(agent):
    regle = ecrire(agent, mois_max=6)
    ecrire(agent, mois_min=6)
    with pytest.raises(ValidationError, match="Une autre règle"):
        remplacer_regle_contrat(regle, par=agent, **valeurs(regle, mois_max=12))
    regle.refresh_from_db()
    assert regle.close_le is None


@pytest.mark.parametrize(
    "ecriture",
    [
        lambda regles: regles.update(met_en_emploi=True),
        lambda regles: regles.update(close_le=None, close_par=None),
        lambda regles: regles.delete(),
    ],
)
def test_a_rule_is_never_rewritten_nor_lost(agent, ecriture):
    regle = clore_regle_contrat(ecrire(agent), par=agent)
    with pytest.raises(DatabaseError), transaction.atomic():
        ecriture(RegleContrat.objects.filter(pk=regle.pk))


def test_a_job_keeps_the_rule_that_it_was_noted_under(agent):
    parcours = ParcoursFactory(actif=True, referent=AgentFactory())
    regle = ecrire(agent, **EMPLOI)
    emploi = signer_emploi(parcours, par=agent, type_contrat="cdd", date_debut=date(2026, 3, 1))
    assert emploi.regle == regle
    etape = remplacer_regle_contrat(regle, par=agent, **valeurs(regle, **AUCUN_EFFET | ETAPE))
    modifier_emploi(emploi, par=agent, version=1, employeur="Autre nom")
    assert Parcours.objects.get().statut == Statut.EN_EMPLOI
    assert Emploi.objects.get().regle == regle
    # Another contract is another decision.
    modifier_emploi(emploi, par=agent, version=2, date_fin_prevue=date(2026, 12, 31))
    assert Emploi.objects.get().regle == etape
    assert Parcours.objects.get().statut == Statut.ACTIF


def test_a_job_noted_before_any_rule_does_what_it_did(agent):
    emploi = EmploiFactory(type_contrat="iae")
    Parcours.objects.update(statut=Statut.EN_EMPLOI)
    charger_regles_contrat()
    modifier_emploi(emploi, par=agent, version=1, employeur="Autre nom")
    assert (Emploi.objects.get().regle, Parcours.objects.get().statut) == (None, Statut.EN_EMPLOI)


def test_a_length_without_any_rule_puts_in_a_job_and_is_named(agent):
    ecrire(agent, type_contrat="cdd", mois_min=3, mois_max=6)
    trous = [trou for trou in sans_regle(RegleContrat.objects.en_vigueur()) if trou[0] == "cdd"]
    assert trous == [("cdd", 0, 3), ("cdd", 6, None)]
    parcours = ParcoursFactory(actif=True, referent=AgentFactory())
    signer_emploi(parcours, par=agent, type_contrat="cdd", date_debut=date(2026, 3, 1))
    assert Parcours.objects.get().statut == Statut.EN_EMPLOI
