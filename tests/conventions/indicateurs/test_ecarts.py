import random
from datetime import date, timedelta

import pghistory
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accompagnement.actions.commission import clore_commission, inscrire
from accompagnement.actions.correction.demande import (
    annuler_decision,
    confirmer_correction,
    corriger_entree,
    rouvrir_sortie,
)
from accompagnement.actions.passage import decider
from accompagnement.enums import Decision, NatureCorrection, Statut
from accompagnement.models import Correction, Parcours
from conventions.actions.releve import figer
from conventions.indicateurs.ecarts import ecarts
from conventions.models import Releve
from plie.comptes.enums import Role
from tests.usines import (
    AgentFactory,
    CommissionFactory,
    CritereFactory,
    EtapeFactory,
    ParcoursFactory,
)

# Events are dated by the transaction: what is frozen and what comes later need two of them.
pytestmark = pytest.mark.django_db(transaction=True)
MARS = date(2025, 3, 1)


def test_a_month_that_is_not_frozen_has_no_difference():
    ParcoursFactory(actif=True)
    assert ecarts(MARS) == []


def test_a_frozen_month_that_nobody_corrected_has_no_difference():
    ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    figer(MARS)
    ParcoursFactory(actif=True, date_entree=date(2025, 4, 2))

    assert ecarts(MARS) == []


def test_a_later_correction_appears_with_its_dossier_its_author_and_what_changed():
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    figer(MARS)
    autrice = AgentFactory(role=Role.COORDINATION, prenom="Ada", nom="Martin")
    with pghistory.context(agent=autrice.pk):
        Parcours.objects.filter(pk=suivi.pk).update(date_entree=date(2025, 4, 2))

    par_code = {ecart.indicateur.code: ecart for ecart in ecarts(MARS)}
    entrees = par_code["entrees"]
    assert (entrees.fige, entrees.actuel, entrees.difference) == ("1", "0", "−1")
    (cause,) = entrees.causes
    assert cause.participant_id == suivi.participant_id
    assert cause.par == "Ada Martin"
    assert cause.quoi == "date d'entrée 10/03/2025 → 02/04/2025"
    assert "sorties" not in par_code


def test_a_row_added_since_is_told_in_plain_words(coordination):
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 1, 10))
    figer(MARS)
    with pghistory.context(agent=coordination.pk):
        EtapeFactory(parcours=suivi, date_debut=date(2025, 3, 5))

    causes = {cause.quoi for ecart in ecarts(MARS) for cause in ecart.causes}
    assert causes == {"étape : ajout"}


def test_a_change_that_the_month_cannot_see_is_no_cause():
    corrige = ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    sorti_ensuite = ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    figer(MARS)
    Parcours.objects.filter(pk=corrige.pk).update(date_entree=date(2025, 2, 2))
    Parcours.objects.filter(pk=sorti_ensuite.pk).update(statut="suspendu")

    (ecart,) = [e for e in ecarts(MARS) if e.indicateur.code == "entrees"]
    assert [cause.participant_id for cause in ecart.causes] == [corrige.participant_id]


def test_a_criterion_explains_only_its_own_share():
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    figer(MARS)
    CritereFactory(parcours=suivi, code="rqth")
    CritereFactory(parcours=suivi, code="rsa")

    par_code = {ecart.indicateur.code: ecart for ecart in ecarts(MARS)}
    assert {"part_rqth", "part_rsa"} == set(par_code)
    assert [cause.critere for cause in par_code["part_rsa"].causes] == ["rsa"]


def test_what_is_noted_since_the_entry_is_no_cause():
    suivi, autre = ParcoursFactory.create_batch(2, actif=True, date_entree=date(2025, 3, 10))
    figer(MARS)
    CritereFactory(parcours=suivi, code="rqth")
    CritereFactory(parcours=autre, code="rqth", a_l_entree=False)
    par_code = {ecart.indicateur.code: ecart for ecart in ecarts(MARS)}
    causes = [cause.participant_id for cause in par_code["part_rqth"].causes]
    assert causes == [suivi.participant_id]


def test_the_causes_are_left_out_when_only_the_differences_are_asked_for():
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    figer(MARS)
    Parcours.objects.filter(pk=suivi.pk).update(date_entree=date(2025, 2, 2))

    assert all(ecart.causes == [] for ecart in ecarts(MARS, avec_causes=False))


@pytest.fixture
def coordination():
    return AgentFactory(role=Role.COORDINATION, prenom="Ada", nom="Martin")


@pytest.fixture
def direction():
    return AgentFactory(role=Role.DIRECTION, prenom="Jo", nom="Petit")


def test_a_difference_names_its_correction_and_the_two_who_made_it(client, coordination, direction):
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    figer(MARS)
    correction = corriger_entree(
        suivi, par=coordination, motif="Lue de travers", date_entree=date(2025, 4, 2)
    )
    assert correction.est_en_attente and ecarts(MARS) == []
    confirmer_correction(correction, par=direction)
    entrees = next(e for e in ecarts(MARS) if e.indicateur.code == "entrees")
    (cause,) = entrees.causes
    assert cause.correction == correction
    for agent, motif in (
        (coordination, "Correction : Lue de travers"),
        (direction, "Correction : Lue de travers"),
        (AgentFactory(role=Role.GESTIONNAIRE_FSE), "Correction : motif réservé"),
    ):
        client.force_login(agent)
        page = client.get(reverse("conventions:mois_arrete", args=[MARS])).text
        dit = " ".join(page.split())
        assert motif in dit
        assert "demandée par Ada Martin, confirmée par Jo Petit" in dit


def test_a_correction_of_another_day_explains_nothing(coordination, direction):
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    figer(MARS)
    correction = corriger_entree(
        suivi, par=coordination, motif="Lue de travers", date_entree=date(2025, 3, 12)
    )
    confirmer_correction(correction, par=direction)
    Parcours.objects.filter(pk=suivi.pk).update(date_entree=date(2025, 4, 2))
    entrees = next(e for e in ecarts(MARS) if e.indicateur.code == "entrees")
    assert [cause.correction for cause in entrees.causes if "02/04" in cause.quoi] == [None]


@pytest.mark.parametrize("graine", range(3))
def test_whatever_is_corrected_frozen_months_stay_and_each_difference_has_its_cause(
    coordination, direction, graine
):
    hasard = random.Random(graine)  # noqa: S311 - a draw, not a secret
    mois = [date(2025, numero, 1) for numero in (2, 3, 4)]
    suivis = [_tirer(hasard) for _ in range(5)]
    integre = _integrer(hasard, coordination)
    for debut in mois:
        figer(debut)
    figes = list(Releve.objects.order_by("pk").values())
    for parcours in [integre, *hasard.sample(suivis, 3)]:
        _corriger(hasard, parcours, coordination, direction)
    assert Correction.objects.faites().filter(nature=NatureCorrection.DECISION).exists()
    assert list(Releve.objects.order_by("pk").values()) == figes
    trouves = [ecart for debut in mois for ecart in ecarts(debut)]
    assert trouves
    for ecart in trouves:
        assert ecart.causes, ecart.indicateur.code
        corrections = [cause.correction for cause in ecart.causes]
        assert all(une and (une.confirmee_par or _est_d_avant(une, mois[0])) for une in corrections)
        assert any(une.confirmee_par for une in corrections)


def _est_d_avant(correction, jour):
    """An entry moved from a day to another, both before the first frozen month: nobody confirms."""
    entrees = [etat.get("date_entree") for etat in (correction.avant, correction.apres)]
    return all(entree and entree < jour.isoformat() for entree in entrees)


def _un_jour(hasard):
    return date(2025, 1, 10) + timedelta(days=hasard.randrange(100))


def _integrer(hasard, coordination):
    """By a commission, closed since."""
    parcours = ParcoursFactory(
        statut=Statut.PRESENTE, date_prescription=date(2025, 1, 2), criteres=["rsa"]
    )
    commission = CommissionFactory(date=_un_jour(hasard))
    passage = inscrire(parcours, par=coordination, commission=commission)
    decider(passage, par=coordination, decision=Decision.INTEGRE)
    clore_commission(commission, par=coordination)
    return passage.parcours


def _tirer(hasard):
    entree = _un_jour(hasard)
    if hasard.random() < 0.5:
        return ParcoursFactory(actif=True, date_entree=entree, criteres=["rsa"])
    sortie = entree + timedelta(days=hasard.randrange(60))
    return ParcoursFactory(sorti=True, date_entree=entree, date_sortie=sortie)


def _corriger(hasard, parcours, coordination, direction):
    """Take back what a commission decided, move the entry, or take the exit away; a day that cannot
    be is refused."""
    demande = {"par": coordination, "motif": "Erreur"}
    passage = parcours.passages.first()
    try:
        if passage:
            correction = annuler_decision(passage, **demande)
        elif parcours.date_sortie and hasard.random() < 0.5:
            correction = rouvrir_sortie(parcours, **demande)
        else:
            jour = parcours.date_entree + timedelta(days=hasard.randrange(-40, 40))
            correction = corriger_entree(parcours, **demande, date_entree=jour)
    except ValidationError:
        return
    if correction.est_en_attente:
        confirmer_correction(correction, par=direction)
