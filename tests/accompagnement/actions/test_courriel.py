"""What leaves the house: the texts, when, to whom, and once."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from django.utils.http import int_to_base36
from icalendar import Calendar
from time_machine import travel

from accompagnement.actions.courriel import (
    ADRESSE_NOTEE,
    expedier,
    noter_un_retour,
    raison_de_ne_pas_ecrire,
    rappels_a_envoyer,
    refuser_courriels,
)
from accompagnement.actions.participant import modifier_participant
from accompagnement.actions.rendez_vous import annuler, deplacer, planifier
from accompagnement.documents.courriel import composer
from accompagnement.enums import Presence
from accompagnement.models import Entretien, Participant
from accompagnement.models.entretien import INVITATION
from accompagnement.tasks import envoyer_invitation, envoyer_rappel
from plie.taches.actions import executer
from plie.taches.models import Demande
from tests.avis import SERVEURS, avis
from tests.usines import AgentFactory, EntretienFactory, ParcoursFactory, ParticipantFactory

pytestmark = pytest.mark.django_db


class ServeurEnPanne:
    """A mail backend whose server hangs up."""

    def __init__(self, **_):
        pass

    def send_messages(self, _messages):
        raise SMTPServerDisconnected


@pytest.fixture
def agent():
    return AgentFactory(prenom="Zoé", nom="Martin", structure__nom="CCAS de Denain")


@pytest.fixture
def parcours(agent):
    personne = ParticipantFactory(prenom="Fatima", nom="Benali", email="fatima@exemple.fr")
    return ParcoursFactory(actif=True, participant=personne, referent=agent)


@pytest.fixture
def demain():
    return (timezone.localtime() + timedelta(days=1)).replace(hour=10, minute=0)


@pytest.fixture
def prevu(agent, parcours, demain):
    return planifier(parcours, par=agent, debut=demain, lieu="3 rue de la Gare", inviter=True)


def test_the_invitation_says_when_where_with_whom_and_nothing_else(prevu, demain):
    assert envoyer_invitation(prevu.pk, "invitation") == "envoyé"
    message = mail.outbox[0]
    assert message.to == ["fatima@exemple.fr"]
    assert "Zoé Martin (CCAS de Denain)" in message.body
    assert f"{demain:%d}".lstrip("0") in message.body
    assert "à 10 h 00" in message.body
    assert "3 rue de la Gare" in message.body
    assert "Benali" not in message.body
    assert "insertion" not in message.body.lower()
    assert "/courriels/refuser/" in message.body


def test_its_calendar_entry_keeps_its_name_when_it_moves(agent, prevu, demain):
    envoyer_invitation(prevu.pk, "invitation")
    deplace = deplacer(
        prevu,
        par=agent,
        version=1,
        debut=demain + timedelta(days=1),
        mode="presence",
        lieu="",
        inviter=True,
    )
    envoyer_invitation(prevu.pk, "deplacement")
    premier, second = (
        Calendar.from_ical(message.attachments[0].content).walk("VEVENT")[0]
        for message in mail.outbox
    )
    assert premier["UID"] == second["UID"]
    assert (premier["SEQUENCE"], second["SEQUENCE"]) == (1, 2)
    assert second["DTSTART"].dt == deplace.debut.replace(microsecond=0)
    assert "déplacé" in mail.outbox[1].subject


def test_what_an_appointment_has_become_is_asked_for_by_its_name(agent, prevu, demain):
    plus_tard = demain + timedelta(days=1)
    ecrit = {"mode": "presence", "lieu": "", "inviter": True}
    deplacer(prevu, par=agent, version=1, debut=plus_tard, **ecrit)
    annuler(prevu, par=agent, version=2, inviter=True)
    demandees = Demande.objects.filter(tache=INVITATION).order_by("pk")
    assert list(demandees.values_list("arguments", flat=True)) == [
        [prevu.pk, "invitation"],
        [prevu.pk, "deplacement"],
        [prevu.pk, "annulation"],
    ]


def test_a_task_delivered_twice_sends_once(prevu):
    assert envoyer_invitation(prevu.pk, "invitation") == "envoyé"
    assert envoyer_invitation(prevu.pk, "invitation") == "rien à envoyer"
    assert len(mail.outbox) == 1


def test_a_cancelled_appointment_is_told_and_no_longer_reminded(agent, prevu):
    annuler(prevu, par=agent, version=1, inviter=True)
    envoyer_invitation(prevu.pk, "invitation")
    envoyer_rappel(prevu.pk)
    assert mail.outbox == []
    envoyer_invitation(prevu.pk, "annulation")
    assert "est annulé" in mail.outbox[0].subject
    piece = Calendar.from_ical(mail.outbox[0].attachments[0].content)
    assert piece.walk("VEVENT")[0]["STATUS"] == "CANCELLED"


def test_a_server_out_of_order_loses_neither_the_mail_nor_the_meeting(prevu, settings):
    settings.EMAIL_BACKEND = f"{__name__}.ServeurEnPanne"
    with pytest.raises(SMTPServerDisconnected):
        envoyer_invitation(prevu.pk, "invitation")
    prevu.refresh_from_db()
    assert prevu.invitation_envoyee_le is None
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert envoyer_invitation(prevu.pk, "invitation") == "envoyé"


def test_the_reminder_is_sent_once(prevu):
    aujourdhui = timezone.localdate()
    assert list(rappels_a_envoyer(aujourdhui)) == [prevu]
    assert envoyer_rappel(prevu.pk) == "envoyé"
    assert envoyer_rappel(prevu.pk) == "rien à envoyer"
    assert not rappels_a_envoyer(aujourdhui).exists()
    assert [m.subject.split(" : ")[0] for m in mail.outbox] == ["Rappel"]


def _refuse(entretien):
    refuser_courriels(entretien.parcours.participant_id)


def _sans_adresse(entretien):
    entretien.parcours.participant.email = ""
    entretien.parcours.participant.save()


def _annule(entretien):
    Entretien.objects.filter(pk=entretien.pk).update(presence=Presence.ANNULE)


@pytest.mark.parametrize("cause", [_refuse, _sans_adresse, _annule])
def test_nobody_is_reminded_who_should_not_be(prevu, cause):
    cause(prevu)
    assert not rappels_a_envoyer(timezone.localdate()).exists()
    assert envoyer_rappel(prevu.pk) == "rien à envoyer"
    assert mail.outbox == []


def test_nobody_is_reminded_once_their_parcours_is_closed(demain):
    personne = ParticipantFactory(email="fatima@exemple.fr")
    clos = ParcoursFactory(sorti=True, participant=personne)
    entretien = EntretienFactory(parcours=clos, debut=demain, presence=Presence.PREVU)
    assert not rappels_a_envoyer(timezone.localdate()).exists()
    assert envoyer_rappel(entretien.pk) == "rien à envoyer"


def test_the_reminder_concerns_the_next_day_only(agent, parcours, demain):
    planifier(parcours, par=agent, debut=demain + timedelta(days=1))
    assert not rappels_a_envoyer(timezone.localdate()).exists()


def test_an_address_cannot_carry_a_header(agent, parcours, demain):
    agent.nom = "Martin\nBcc: autre@exemple.fr"
    agent.save()
    entretien = planifier(parcours, par=agent, debut=demain, inviter=True)
    envoyer_invitation(entretien.pk, "invitation")
    entetes = mail.outbox[0].message().as_string().split("\n\n")[0]
    assert "Bcc" not in entetes


def test_an_address_refused_for_good_is_noted_and_written_to_no_more(prevu, smtp):
    assert envoyer_invitation(prevu.pk, "invitation") == "adresse refusée"
    personne = Participant.objects.get()
    assert timezone.localdate(personne.email_refuse_le) == timezone.localdate()
    assert not rappels_a_envoyer(timezone.localdate()).exists()
    appels = smtp.appels
    assert envoyer_rappel(prevu.pk) == "rien à envoyer"
    assert smtp.appels == appels
    # The reader is told why, and the address that changes is tried anew.
    assert "ne reçoit plus" in raison_de_ne_pas_ecrire(personne)
    smtp.refus = ""
    personne.email = "nouvelle@exemple.fr"
    personne.save()
    personne.refresh_from_db()
    assert personne.email_refuse_le is None
    assert envoyer_rappel(prevu.pk) == "envoyé"
    assert len(smtp.messages) == 1


def test_an_invitation_that_an_address_refused_is_told_on_the_dossier(agent, prevu, smtp, client):
    smtp.refus = "550 5.1.1 No such user"
    deplacer(prevu, par=agent, version=1, debut=prevu.debut, mode="presence", lieu="", inviter=True)
    assert executer(Demande.objects.filter(tache=INVITATION).first().pk) == "adresse refusée"
    assert Entretien.objects.avec_invitation().get().invitation == "echouee"
    client.force_login(agent)
    dossier = reverse("accompagnement:dossier", args=[prevu.parcours.participant_id])
    assert "prévenez la personne autrement" in client.get(dossier).content.decode()
    agenda = client.get(
        reverse("accompagnement:rendez_vous"), {"jour": f"{timezone.localdate(prevu.debut)}"}
    )
    dit = " ".join(agenda.content.decode().split())
    assert dit.count("prévenez la personne autrement") == 1
    smtp.refus = ""
    Participant.objects.update(email="nouvelle@exemple.fr", email_refuse_le=None)
    envoyer_invitation(prevu.pk, "deplacement")
    assert Entretien.objects.avec_invitation().get().invitation == "faite"


@pytest.mark.parametrize(
    "refus",
    [
        "450 4.2.1 Mailbox busy",
        "451 try later",
        "554 5.7.1 Relay access denied",
        "552 5.2.2 Mailbox full",
        "553 5.1.8 Sender domain not found",
    ],
)
def test_what_may_pass_or_blames_us_is_tried_again_as_before(prevu, smtp, refus):
    smtp.refus = refus
    with pytest.raises(SMTPRecipientsRefused):
        envoyer_invitation(prevu.pk, "invitation")
    assert Participant.objects.get().email_refuse_le is None


def test_an_address_changed_while_the_old_one_was_refused_is_not_blamed(prevu, smtp):
    entretien = Entretien.objects.select_related("parcours__participant").get(pk=prevu.pk)
    Participant.objects.update(email="nouvelle@exemple.fr")
    assert not expedier(composer(entretien, "rappel"), entretien.parcours.participant)
    assert Participant.objects.get().email_refuse_le is None


def _envoi(prevu):
    """The Message-ID of the invitation, once it has left."""
    envoyer_invitation(prevu.pk, "invitation")
    return mail.outbox[-1].message()["Message-ID"]


def _refuse_le():
    return Participant.objects.get(email__iexact="fatima@exemple.fr").email_refuse_le


@pytest.mark.parametrize("serveur", SERVEURS)
def test_a_report_that_comes_back_later_notes_the_address_as_a_refusal_does(prevu, serveur):
    retour = avis(serveur, adresse="Fatima@exemple.fr", message_id=_envoi(prevu))
    assert noter_un_retour(retour) == ADRESSE_NOTEE
    assert timezone.localdate(_refuse_le()) == timezone.localdate()
    assert "ne reçoit plus" in raison_de_ne_pas_ecrire(Participant.objects.get())


def test_a_report_of_no_message_of_ours_changes_nothing(prevu):
    """Forged, of an address that changed, of another address, too old."""
    envoi = _envoi(prevu)
    jeton = envoi.strip("<>").partition("@")[0]
    cle, _, reste = jeton.partition(".")
    autre = ParticipantFactory(email="fatima@exemple.fr")
    faux = [f"<{pk}.{reste}@x>" for pk in (int_to_base36(autre.pk), "z" * 7, "z" * 20)]
    for message_id in (*faux, f"<{cle}.1{reste}@x>", f"<{jeton[:-1]}@x>", "<abc@x>", ""):
        retour = avis("postfix", adresse="fatima@exemple.fr", message_id=message_id)
        assert "ignoré" in noter_un_retour(retour)
    assert "ignoré" in noter_un_retour(
        avis("postfix", adresse="victime@exemple.fr", message_id=envoi)
    )
    retour = avis("postfix", adresse="fatima@exemple.fr", message_id=envoi)
    with travel(timezone.now() + timedelta(days=15), tick=False):
        assert "ignoré" in noter_un_retour(retour)
    Participant.objects.update(email="nouvelle@exemple.fr")
    assert "l'adresse a changé" in noter_un_retour(retour)
    assert not Participant.objects.exclude(email_refuse_le=None).exists()


def test_the_report_on_a_dossier_merged_since_marks_each_one_that_has_the_address(prevu):
    retour = avis("postfix", adresse="fatima@exemple.fr", message_id=_envoi(prevu))
    garde = ParticipantFactory(email="Fatima@exemple.fr")
    milieu = ParticipantFactory(email="autre@exemple.fr", fusionne_dans=garde)
    absorbe = prevu.parcours.participant
    Participant.objects.filter(pk=absorbe.pk).update(fusionne_dans=milieu)
    assert noter_un_retour(retour) == ADRESSE_NOTEE
    refusees = Participant.objects.exclude(email_refuse_le=None)
    assert {*refusees} == {absorbe, garde}


def test_the_report_of_a_message_sent_before_the_address_received_again_marks_nothing(
    prevu, coordination
):
    with travel(timezone.now() - timedelta(days=3), tick=False):
        ancien = avis("postfix", adresse="fatima@exemple.fr", message_id=_envoi(prevu))
    assert noter_un_retour(ancien) == ADRESSE_NOTEE
    personne = Participant.objects.get()
    modifier_participant(personne, par=coordination, version=personne.version, adresse_recoit=True)
    assert "reçoit de nouveau" in noter_un_retour(ancien)
    assert _refuse_le() is None
    envoyer_rappel(prevu.pk)
    recent = mail.outbox[-1].message()["Message-ID"]
    assert noter_un_retour(avis("postfix", adresse="fatima@exemple.fr", message_id=recent)) == (
        ADRESSE_NOTEE
    )


def test_what_signs_a_mail_keeps_its_header_on_one_line(settings):
    """Some relays write Message-ID anew when it is folded."""
    settings.ADRESSE = "https://plie.agglomeration.example"
    message = mail.EmailMessage("Bonjour", "Bonjour", to=["fatima@exemple.fr"])
    expedier(message, ParticipantFactory(pk=9_999_999, email="fatima@exemple.fr"))
    brut = mail.outbox[-1].message().as_bytes()
    [ligne] = [ligne for ligne in brut.splitlines() if ligne.startswith(b"Message-ID:")]
    assert ligne.endswith(b"@plie.agglomeration.example>")
    assert len(ligne) < 76


def test_a_report_that_does_not_say_the_address_dead_notes_nothing(prevu):
    """It may pass, blames us, the message or the way there, or says not enough."""
    retour = avis("postfix", adresse="fatima@exemple.fr", message_id=_envoi(prevu))
    for avant, *apres in (
        (b"Action: failed", b"Action: delayed"),
        (b"smtp; 550 5.1.1", b"smtp; 550 5.7.26"),
        (b"5.1.1", b"4.4.7", b"5.7.1", b"5.2.2", b"5.3.4", b"5.4.4", b"5.5.0", b"5.6.1"),
        (b"5.1.1", b"5.1.7", b"5.1.8", b"5.0.0", b"5.1.99"),
    ):
        assert avant in retour
        for dit in apres:
            assert "pas refusée définitivement" in noter_un_retour(retour.replace(avant, dit))
    assert _refuse_le() is None
    assert noter_un_retour(retour.replace(b"Status: 5.1.1", b"Status: 5.0.0")) == ADRESSE_NOTEE
