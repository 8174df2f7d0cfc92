from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accompagnement.actions.courriel import envoyer_invitation
from accompagnement.actions.entretien import modifier_entretien
from accompagnement.actions.non_entree import charger_motifs_non_entree, clore_sans_entree
from accompagnement.actions.rendez_vous import annuler, annuler_a_venir, deplacer, planifier
from accompagnement.actions.retrait import retirer
from accompagnement.enums import Decision, MoyenReponse, Presence
from accompagnement.models import Entretien, MotifNonEntree, Sortie
from accompagnement.models.entretien import INVITATION
from plie.socle.erreurs import Conflit
from plie.taches.models import Demande
from tests.accompagnement.corrections import presenter, sortant, trancher
from tests.usines import (
    AgentFactory,
    CoordinationFactory,
    EntretienFactory,
    MotifSortieFactory,
    ParcoursFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent():
    return AgentFactory()


@pytest.fixture
def demain():
    return timezone.now() + timedelta(days=1)


@pytest.fixture
def prevu(agent, demain):
    parcours = ParcoursFactory(actif=True, referent=agent)
    return planifier(parcours, par=agent, debut=demain)


def test_an_appointment_moves_without_becoming_another(agent, prevu, demain):
    prevu.rappel_envoye_le = timezone.now()
    prevu.save()
    jeudi = demain + timedelta(days=2)
    deplacer(prevu, par=agent, version=1, debut=jeudi, mode="visio", lieu="")
    unique = Entretien.objects.get()
    assert (unique.debut, unique.rappel_envoye_le, unique.version) == (jeudi, None, 2)


def test_it_is_cancelled_once(agent, prevu):
    annule = annuler(prevu, par=agent, version=1)
    assert annule.presence == Presence.ANNULE
    with pytest.raises(ValidationError, match="annulé"):
        annuler(prevu, par=agent, version=2)


def test_somebody_else_changed_it_meanwhile(agent, prevu, demain):
    annuler(prevu, par=agent, version=1)
    with pytest.raises(Conflit):
        deplacer(prevu, par=agent, version=1, debut=demain, mode="visio", lieu="")


def test_nobody_meets_in_the_past(agent, prevu):
    with pytest.raises(ValidationError, match="passé"):
        planifier(prevu.parcours, par=agent, debut=timezone.now() - timedelta(minutes=1))


def test_a_closed_parcours_takes_no_appointment(agent, demain):
    with pytest.raises(ValidationError, match="clos"):
        planifier(ParcoursFactory(sorti=True), par=CoordinationFactory(), debut=demain)


def test_an_invitation_needs_an_address(agent, demain):
    parcours = ParcoursFactory(actif=True, referent=agent)
    with pytest.raises(ValidationError) as refus:
        planifier(parcours, par=agent, debut=demain, inviter=True)
    assert list(refus.value.message_dict) == ["inviter"]
    assert not Entretien.objects.exists()


def test_an_entretien_already_held_does_not_move(agent, demain):
    tenu = EntretienFactory()
    with pytest.raises(ValidationError, match="honoré"):
        deplacer(tenu, par=CoordinationFactory(), version=1, debut=demain, mode="visio", lieu="")


def _sortir(par, **champs):
    passage = sortant(par, ParcoursFactory(actif=True, **champs))
    return passage.parcours, lambda: trancher(passage, par, Decision.SORTIE_VALIDEE)


def _refuser(par, **champs):
    passage = presenter(par, **champs)
    return passage.parcours, lambda: trancher(passage, par, Decision.REFUSE)


def _ne_pas_entrer(par, **champs):
    charger_motifs_non_entree()
    parcours, motif = ParcoursFactory(**champs), MotifNonEntree.objects.get(code="autre")
    fait = {"date": timezone.localdate(), "moyen": MoyenReponse.AUCUN}
    return parcours, lambda: clore_sans_entree(parcours, par=par, motif=motif, **fait)


def _prevus(parcours, debut, **champs):
    return EntretienFactory(parcours=parcours, presence=Presence.PREVU, debut=debut, **champs)


def _annonces():
    demandes = Demande.objects.filter(tache=INVITATION)
    return list(demandes.values_list("arguments", flat=True))


@pytest.mark.parametrize("fin", [_sortir, _refuser, _ne_pas_entrer])
def test_a_parcours_that_closes_cancels_what_was_to_come_and_tells_who_was_told(
    coordination, demain, fin
):
    parcours, clore = fin(coordination, participant__email="fatima@exemple.fr")
    hier = timezone.now() - timedelta(days=1)
    dit = _prevus(parcours, demain, invitation_envoyee_le=hier)
    tu, passe = _prevus(parcours, demain), _prevus(parcours, hier)
    clore()
    restent = dict(Entretien.objects.values_list("pk", "presence"))
    attendu = {dit.pk: Presence.ANNULE, tu.pk: Presence.ANNULE, passe.pk: Presence.PREVU}
    assert (restent, _annonces()) == (attendu, [[dit.pk, "annulation"]])
    assert envoyer_invitation(dit.pk, "annulation") == "envoyé"
    assert "est annulé" in mail.outbox[-1].body
    assert "une autre date" not in mail.outbox[-1].body
    assert envoyer_invitation(dit.pk, "annulation") == "rien à envoyer"


def test_nobody_writes_to_the_dead(coordination, demain):
    parcours, clore = _sortir(coordination, participant__email="fatima@exemple.fr")
    Sortie.objects.update(motif=MotifSortieFactory(code="deces"))
    prevu = _prevus(parcours, demain, invitation_envoyee_le=timezone.now())
    clore()
    assert Entretien.objects.get(pk=prevu.pk).presence == Presence.ANNULE
    assert _annonces() == []


def test_many_parcours_close_in_as_many_statements_as_one(demain):
    lots = [[ParcoursFactory(sorti=True) for _ in range(nombre)] for nombre in (1, 3)]
    combien = []
    for lot in lots:
        for parcours in lot:
            _prevus(parcours, demain)
        with CaptureQueriesContext(connection) as capture:
            annuler_a_venir([parcours.pk for parcours in lot])
        combien.append(len(capture))
    assert combien[0] == combien[1]
    assert not Entretien.objects.a_venir().exists()


def test_what_became_of_a_past_appointment_is_still_said_once_the_parcours_is_closed(agent):
    clos = ParcoursFactory(sorti=True, referent=agent)
    hier = timezone.now() - timedelta(days=1)
    oubli, tenu = _prevus(clos, hier, agent=agent), EntretienFactory(parcours=clos, agent=agent)
    for champs, phrase in (
        ({"notes": "Elle est venue"}, "ce que ce rendez-vous est devenu"),
        ({"presence": "excuse", "debut": timezone.now() + timedelta(days=2)}, "à venir"),
    ):
        with pytest.raises(ValidationError, match=phrase):
            modifier_entretien(oubli, par=agent, version=1, **champs)
    with pytest.raises(PermissionDenied):
        modifier_entretien(oubli, par=AgentFactory(), version=1, presence="absent")
    dit = modifier_entretien(oubli, par=agent, version=1, presence="honore", notes="Venue")
    assert dit.presence == Presence.HONORE
    for ecrit in (dit, tenu):
        with pytest.raises(ValidationError, match="clos"):
            modifier_entretien(ecrit, par=agent, version=ecrit.version, presence="absent")
        with pytest.raises(ValidationError, match="clos"):
            retirer(ecrit, par=agent, motif="Erreur")
    assert retirer(_prevus(clos, hier, agent=agent), par=agent, motif="Saisi deux fois").pk
