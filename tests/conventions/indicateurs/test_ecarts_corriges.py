"""Corrections of coordination and direction, and the differences that they explain."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accompagnement.actions.commission import clore_commission, inscrire
from accompagnement.actions.correction.demande import (
    annuler_decision,
    confirmer_correction,
    corriger_entree,
    rouvrir_prescription,
    rouvrir_sortie,
)
from accompagnement.actions.non_entree import charger_motifs_non_entree, clore_sans_entree
from accompagnement.actions.passage import decider
from accompagnement.actions.retrait import retirer
from accompagnement.enums import Decision, MoyenReponse, NatureCorrection, Presence, Statut
from accompagnement.models import (
    Correction,
    MotifNonEntree,
    Parcours,
)
from conventions.actions.releve import figer
from conventions.indicateurs.ecarts import ecarts, ecarts_expliques
from conventions.indicateurs.officiel import lire
from conventions.indicateurs.periodes import mois_de
from conventions.models import MoisArrete, Releve
from plie.comptes.enums import Role
from tests.usines import (
    AgentFactory,
    CommissionFactory,
    EntretienFactory,
    EtapeFactory,
    ParcoursFactory,
)

pytestmark = pytest.mark.django_db
MARS = date(2025, 3, 1)


def _expliquer(mois=MARS):
    """({code: difference of a total}, differences of the breakdowns)."""
    totaux, ventiles = ecarts_expliques(MoisArrete.objects.get(mois=mois))
    return {ecart.indicateur.code: ecart for ecart in totaux}, ventiles


def _causes(ecart):
    return {cause.quoi for dossier in ecart.dossiers for cause in dossier.causes}


@pytest.fixture
def coordination():
    return AgentFactory(role=Role.COORDINATION, prenom="Ada", nom="Martin")


@pytest.fixture
def direction():
    return AgentFactory(role=Role.DIRECTION, prenom="Jo", nom="Petit")


# The events of a correction bear its time, that of its transaction.
@pytest.mark.django_db(transaction=True)
def test_a_difference_names_its_correction_and_the_two_who_made_it(client, coordination, direction):
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    figer(MARS)
    correction = corriger_entree(
        suivi, par=coordination, motif="Lue de travers", date_entree=date(2025, 4, 2)
    )
    assert correction.est_en_attente and ecarts(lire(*mois_de(MARS))) == []
    confirmer_correction(correction, par=direction)
    (cause,) = _expliquer()[0]["entrees"].dossiers[0].causes
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


@pytest.mark.django_db(transaction=True)
def test_a_prescription_reopened_explains_the_non_entree_that_is_counted_no_more(
    coordination, direction
):
    parcours = _clore(ParcoursFactory(), coordination, date(2025, 3, 10))
    figer(MARS)
    correction = rouvrir_prescription(parcours, par=coordination, motif="Elle a rappelé")
    assert correction.est_en_attente and ecarts(lire(*mois_de(MARS))) == []
    confirmer_correction(correction, par=direction)
    totaux, _ = _expliquer()
    assert set(totaux) == {"non_entrees", "taux_non_entree"}
    (dossier,) = totaux["non_entrees"].dossiers
    assert [(cause.quoi, cause.correction) for cause in dossier.causes] == [
        ("non-entrée : suppression", correction)
    ]


def _clore(parcours, par, le):
    charger_motifs_non_entree()
    motif, sans = MotifNonEntree.objects.get(code="autre"), MoyenReponse.AUCUN
    clore_sans_entree(parcours, par=par, motif=motif, date=le, moyen=sans)
    return parcours


@pytest.mark.django_db(transaction=True)
def test_a_correction_of_another_day_explains_nothing(coordination, direction):
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    figer(MARS)
    correction = corriger_entree(
        suivi, par=coordination, motif="Lue de travers", date_entree=date(2025, 3, 12)
    )
    confirmer_correction(correction, par=direction)
    Parcours.objects.filter(pk=suivi.pk).update(date_entree=date(2025, 4, 2))
    (dossier,) = _expliquer()[0]["entrees"].dossiers
    assert [cause.correction for cause in dossier.causes if "02/04" in cause.quoi] == [None]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("graine", range(3))
def test_whatever_is_corrected_frozen_months_stay_and_each_difference_has_its_cause(
    coordination, direction, graine
):
    hasard = random.Random(graine)  # noqa: S311 - a draw, not a secret
    """Withdrawn, corrected, and corrected again."""
    mois = [date(2025, numero, 1) for numero in (2, 3, 4)]
    suivis = [_suivi(), *(_tirer(hasard) for _ in range(4))]
    integre = _integrer(hasard, coordination)
    close = _clore(ParcoursFactory(), coordination, _un_jour(hasard))
    for debut in mois:
        figer(debut)
    figes = list(Releve.objects.order_by("pk").values())
    _retirer_ce_qui_suit(suivis[0], coordination)
    choisis = hasard.sample(suivis, 3)
    for parcours in [integre, close, *choisis, *choisis]:
        _corriger(hasard, parcours, coordination, direction)
    natures = Correction.objects.faites().values_list("nature", flat=True)
    assert {NatureCorrection.DECISION, NatureCorrection.NON_ENTREE} <= set(natures)
    assert list(Releve.objects.order_by("pk").values()) == figes
    trouves = [ecart for debut in mois for ecart in _expliquer(debut)[0].values()]
    assert trouves
    for ecart in trouves:
        for dossier in ecart.dossiers:
            assert dossier.causes, ecart.indicateur.code
            assert all(_est_sue(cause, mois[0]) for cause in dossier.causes)


def _est_sue(cause, jour):
    """A correction by two people, unless no frozen month is touched; or what was withdrawn."""
    if cause.correction is None:
        return cause.quoi in {"étape : suppression", "entretien : suppression"}
    return cause.correction.confirmee_par or _est_d_avant(cause.correction, jour)


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


def _suivi():
    """With an étape and a meeting, typed by mistake."""
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 1, 20))
    EtapeFactory(parcours=suivi, date_debut=date(2025, 2, 3))
    EntretienFactory(
        parcours=suivi, debut=datetime(2025, 3, 20, 9, tzinfo=UTC), presence=Presence.HONORE
    )
    return suivi


def _tirer(hasard):
    entree = _un_jour(hasard)
    if hasard.random() < 0.5:
        return ParcoursFactory(actif=True, date_entree=entree, criteres=["rsa"])
    sortie = entree + timedelta(days=hasard.randrange(60))
    return ParcoursFactory(sorti=True, date_entree=entree, date_sortie=sortie)


def _retirer_ce_qui_suit(parcours, coordination):
    for objet in (*parcours.etapes.all(), *parcours.entretiens.all()):
        retirer(objet, par=coordination, motif="Saisi par erreur")


def _corriger(hasard, parcours, coordination, direction):
    """Take back what a commission decided, or a closing without entry; move the entry, or take the
    exit away. A day that cannot be is refused."""
    demande = {"par": coordination, "motif": "Erreur"}
    passage = parcours.passages.first()
    try:
        parcours = Parcours.objects.get(pk=parcours.pk)
        if passage:
            correction = annuler_decision(passage, **demande)
        elif parcours.statut == Statut.NON_ENTRE:
            correction = rouvrir_prescription(parcours, **demande)
        elif parcours.date_sortie and hasard.random() < 0.5:
            correction = rouvrir_sortie(parcours, **demande)
        else:
            jour = parcours.date_entree + timedelta(days=hasard.randrange(-40, 40))
            correction = corriger_entree(parcours, **demande, date_entree=jour)
    except ValidationError:
        return
    if correction.est_en_attente:
        confirmer_correction(correction, par=direction)
