"""A portfolio changes hands: who moves, who stays and why, in as many statements for all."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accompagnement.actions.affectation import affecter, portefeuille, prevoir, transferer
from accompagnement.actions.non_entree import clore_sans_entree
from accompagnement.enums import MoyenReponse, Presence
from accompagnement.models import Alerte, MotifNonEntree
from plie.comptes.enums import Role
from tests.concurrence import ecrire_pendant
from tests.usines import AgentFactory, EntretienFactory, ParcoursFactory

pytestmark = pytest.mark.django_db
HIER = timezone.localdate() - timedelta(days=1)


@pytest.fixture
def de():
    return AgentFactory()


@pytest.fixture
def vers():
    return AgentFactory(prenom="Karim", nom="Benali")


@pytest.fixture
def par():
    return AgentFactory(role=Role.COORDINATION)


def suivi(agent, nom="Dupont", **champs):
    return ParcoursFactory(
        actif=True, participant__nom=nom, structure=agent.structure, referent=agent, **champs
    )


def demain(parcours, agent, **champs):
    return EntretienFactory(
        parcours=parcours,
        agent=agent,
        debut=timezone.now() + timedelta(days=1),
        presence=Presence.PREVU,
        **champs,
    )


def test_everybody_moves_with_their_history_structure_and_appointments(de, vers, par):
    parcours = suivi(de)
    a_venir, avec_un_tiers = demain(parcours, de), demain(parcours, par)
    passe = EntretienFactory(parcours=parcours, agent=de)
    transfert = transferer(portefeuille(de), par=par, vers=vers, le=HIER)
    assert [p.pk for p in transfert.parcours] == [parcours.pk]
    assert (transfert.rendez_vous, transfert.refus) == (1, [])
    affectations = parcours.affectations.order_by("date_debut")
    assert list(affectations.values_list("agent", "date_debut", "date_fin")) == [
        (de.pk, date(2025, 1, 15), HIER),
        (vers.pk, HIER, None),
    ]
    parcours.refresh_from_db()
    assert parcours.structure == vers.structure
    for entretien, attendu in ((a_venir, vers), (avec_un_tiers, par), (passe, de)):
        entretien.refresh_from_db()
        assert entretien.agent == attendu
    assert a_venir.version == 2


def test_appointments_stay_when_asked_to(de, vers, par):
    a_venir = demain(suivi(de), de)
    transfert = transferer(portefeuille(de), par=par, vers=vers, le=HIER, avec_rendez_vous=False)
    a_venir.refresh_from_db()
    assert (transfert.rendez_vous, a_venir.agent) == (0, de)


def test_what_may_not_move_says_why_and_the_others_do(de, vers, par):
    mobile = suivi(de, "Mobile")
    recent = suivi(de, "Récent")
    recent.affectations.update(date_debut=timezone.localdate())
    clos = ParcoursFactory(sorti=True, participant__nom="Clos")
    deja = suivi(vers, "Déjà")
    annonce = prevoir([mobile.pk, recent.pk, clos.pk, deja.pk], vers=vers, le=HIER)
    transfert = transferer([mobile.pk, recent.pk, clos.pk, deja.pk], par=par, vers=vers, le=HIER)
    assert transfert.refus == annonce.refus
    raisons = {nom.split()[0]: raison for nom, raison in transfert.refus}
    assert raisons == {
        "Clos": "le parcours est clos.",
        "Déjà": "déjà suivi par Karim Benali.",
        "Récent": f"suivi par {de} depuis le {timezone.localdate():%d/%m/%Y} seulement.",
    }
    assert mobile.affectations.get(date_fin=None).agent == vers
    assert recent.affectations.get(date_fin=None).agent == de


def test_a_past_assignment_is_never_written_over(vers, par):
    parcours = ParcoursFactory(actif=True)
    parcours.affectations.create(
        agent=AgentFactory(), date_debut=date(2025, 1, 15), date_fin=timezone.localdate()
    )
    transfert = transferer([parcours.pk], par=par, vers=vers, le=HIER)
    assert transfert.parcours == [] and "jusqu'au" in transfert.refus[0][1]


def test_people_without_referent_are_assigned(vers, par):
    parcours = ParcoursFactory(actif=True)
    transferer([parcours.pk], par=par, vers=vers, le=timezone.localdate())
    assert parcours.affectations.get().agent == vers


def test_impossible_transfers_are_refused_whole(de, vers, par):
    parcours = suivi(de)
    demain_ = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError, match="dans le futur"):
        transferer([parcours.pk], par=par, vers=vers, le=demain_)
    for agent in (AgentFactory(is_active=False), par):
        with pytest.raises(ValidationError, match="référent en activité"):
            transferer([parcours.pk], par=par, vers=agent, le=HIER)
    assert parcours.affectations.get().agent == de


def test_a_transfer_costs_the_same_for_one_as_for_three(de, vers, par):
    comptes = []
    for nombre in (1, 3):
        cles = [demain(suivi(de), de).parcours_id for _ in range(nombre)]
        with CaptureQueriesContext(connection) as capture:
            transferer(cles, par=par, vers=vers, le=HIER)
        comptes.append(len(capture))
    assert comptes[0] == comptes[1] <= 18


def test_the_alerts_are_computed_again(de, vers, par, django_capture_on_commit_callbacks):
    parcours = suivi(de)
    with django_capture_on_commit_callbacks(execute=True):
        transferer([parcours.pk], par=par, vers=vers, le=HIER)
    assert Alerte.objects.filter(parcours=parcours).exists()


@pytest.mark.django_db(transaction=True)
def test_two_transfers_at_once_of_one_person_follow_each_other(de, vers, par):
    parcours, troisieme, jour = suivi(de), AgentFactory(), timezone.localdate()
    confier_a = partial(transferer, [parcours.pk], par=par, le=jour)
    transfert = ecrire_pendant(partial(confier_a, vers=vers), partial(confier_a, vers=troisieme))
    assert (len(transfert.parcours), transfert.refus) == (1, [])
    affectations = parcours.affectations.order_by("pk").values_list("agent", "date_fin")
    assert list(affectations) == [(de.pk, jour), (vers.pk, jour), (troisieme.pk, None)]


@pytest.mark.django_db(transaction=True)
def test_who_is_closed_meanwhile_goes_to_nobody(de, vers, par):
    parcours = ParcoursFactory(structure=de.structure, referent=de)
    motif = MotifNonEntree.objects.create(code="injoignable", libelle="Injoignable")
    jour = timezone.localdate()
    clore = partial(
        clore_sans_entree, parcours, par=par, motif=motif, date=jour, moyen=MoyenReponse.AUCUN
    )
    confier_a = partial(transferer, [parcours.pk], par=par, vers=vers, le=jour)
    transfert = ecrire_pendant(clore, confier_a)
    assert transfert.parcours == [] and "clos" in transfert.refus[0][1]
    assert not parcours.affectations.filter(agent=vers).exists()


def test_nobody_follows_a_parcours_before_its_prescription(vers, par):
    parcours = ParcoursFactory(date_prescription=timezone.localdate())
    transfert = transferer([parcours.pk], par=par, vers=vers, le=HIER)
    assert [raison for _, raison in transfert.refus] == [
        f"prescrit le {timezone.localdate():%d/%m/%Y} seulement."
    ]
    assert not parcours.affectations.exists()


@pytest.mark.parametrize(
    ("champs", "ou", "phrase"),
    [
        ({"date_prescription": timezone.localdate()}, "le", "Prescrit le"),
        ({"sorti": True}, "__all__", "Le parcours est clos."),
    ],
)
def test_one_parcours_that_may_not_be_assigned_says_why_and_where(vers, par, champs, ou, phrase):
    parcours = ParcoursFactory(**champs)
    with pytest.raises(ValidationError) as refus:
        affecter(parcours, par=par, agent=vers, le=HIER)
    ((dit,),) = refus.value.message_dict.values()
    assert list(refus.value.message_dict) == [ou] and dit.startswith(phrase)
    assert not parcours.affectations.exists()
