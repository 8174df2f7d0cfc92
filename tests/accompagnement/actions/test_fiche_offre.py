"""The sheet of an offer by mail: to who accepts, while it may be shown, once."""

from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from accompagnement.actions.fiche_offre import demander_envoi
from accompagnement.enums import StatutMiseEnRelation
from accompagnement.tasks import envoyer_fiche
from tests.accompagnement.actions.test_courriel import ServeurEnPanne
from tests.usines import (
    AgentFactory,
    CoordinationFactory,
    MiseEnRelationFactory,
    OffreFactory,
    ParcoursFactory,
    SynchronisationFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mise():
    referent = AgentFactory(prenom="Zoé", nom="Martin", structure__nom="CCAS de Denain")
    parcours = ParcoursFactory(
        actif=True,
        referent=referent,
        participant__prenom="Fatima",
        participant__nom="Benali",
        participant__email="fatima@exemple.fr",
    )
    return MiseEnRelationFactory(parcours=parcours)


def test_the_sheet_is_attached_and_nothing_of_the_parcours_is_said(mise):
    assert envoyer_fiche(mise.pk) == "envoyé"
    (message,) = mail.outbox
    assert message.to == ["fatima@exemple.fr"]
    assert "Zoé Martin (CCAS de Denain)" in message.body
    assert "/courriels/refuser/" in message.body
    assert "/courriels/refuser/" in message.extra_headers["List-Unsubscribe"]
    for absent in ("Benali", mise.offre.intitule, "parcours"):
        assert absent not in message.body + message.subject
    piece = message.attachments[0]
    assert piece.mimetype == "application/pdf"
    assert piece.content.startswith(b"%PDF")


def test_a_task_delivered_twice_sends_once(mise):
    assert envoyer_fiche(mise.pk) == "envoyé"
    assert envoyer_fiche(mise.pk) == "rien à envoyer"
    assert len(mail.outbox) == 1
    mise.refresh_from_db()
    assert mise.fiche_envoyee_le
    with pytest.raises(ValidationError, match="déjà"):
        demander_envoi(mise, par=CoordinationFactory())


def test_a_server_out_of_order_leaves_the_sheet_to_be_sent(mise, settings):
    settings.EMAIL_BACKEND = f"{ServeurEnPanne.__module__}.{ServeurEnPanne.__name__}"
    with pytest.raises(SMTPServerDisconnected):
        envoyer_fiche(mise.pk)
    mise.refresh_from_db()
    assert mise.fiche_envoyee_le is None
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert envoyer_fiche(mise.pk) == "envoyé"


def test_an_address_refused_for_good_leaves_the_sheet_unsent(mise, smtp):
    assert envoyer_fiche(mise.pk) == "adresse refusée"
    mise.refresh_from_db()
    assert mise.fiche_envoyee_le is None


def refuser(mise):
    mise.parcours.participant.accepte_courriels = False
    mise.parcours.participant.save()


def perdre_l_adresse(mise):
    mise.parcours.participant.email = ""
    mise.parcours.participant.save()


def perimer_l_offre(mise):
    SynchronisationFactory()
    mise.offre = OffreFactory(importee=True)
    mise.save()
    mise.offre.__class__.objects.filter(pk=mise.offre_id).update(
        statut="retiree", fin_le=mise.cree_le, brut=None
    )


def decliner(mise):
    mise.statut = StatutMiseEnRelation.DECLINEE
    mise.motif, mise.conclue_le = "distance", mise.proposee_le
    mise.save()


@pytest.mark.parametrize(
    ("perdre", "phrase"),
    [
        (refuser, "refuse les courriels"),
        (perdre_l_adresse, "pas d'adresse"),
        (perimer_l_offre, "ne peut plus être montrée"),
        (decliner, "terminée"),
    ],
)
def test_what_allowed_it_may_be_gone_while_it_waited(mise, perdre, phrase):
    demander_envoi(mise, par=CoordinationFactory())
    perdre(mise)
    assert envoyer_fiche(mise.pk) == "rien à envoyer"
    assert mail.outbox == []
    with pytest.raises(ValidationError, match=phrase):
        demander_envoi(mise, par=CoordinationFactory())
