"""Reminders by SMS: to whom, once whatever happens, at what price."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from accompagnement.actions.courriel import envoyer_rappel
from accompagnement.actions.entretien import modifier_entretien
from accompagnement.actions.rendez_vous import deplacer, planifier
from accompagnement.actions.sms import envoyer_sms, sms_a_envoyer
from accompagnement.documents.sms import initiales, rappel
from accompagnement.enums import Mode, Presence, StatutSms
from accompagnement.models import Entretien, Participant, Sms
from accompagnement.tasks import preparer_les_sms
from plie.demonstration.sms import repondre, taire
from plie.socle import sms
from plie.taches.actions import executer
from plie.taches.models import Demande
from tests.concurrence import sur_sa_connexion
from tests.usines import AgentFactory, ParcoursFactory, ParticipantFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent(db):
    return AgentFactory(nom="Martin", structure__nom="CCAS de Denain")


@pytest.fixture
def demain():
    return (timezone.localtime() + timedelta(days=1)).replace(hour=10, minute=0)


@pytest.fixture
def prevu(agent, demain, fournisseur):
    personne = ParticipantFactory(nom="Benali", telephone="06 12 34 56 78", accepte_sms=True)
    parcours = ParcoursFactory(actif=True, participant=personne, referent=agent)
    return planifier(parcours, par=agent, debut=demain, lieu="3 rue de la Gare")


def _demande():
    return Demande.objects.get(tache="accompagnement.tasks.envoyer_sms")


def _envois(fournisseur):
    return [corps["texte"] for _, corps in fournisseur.recus]


def test_the_reminder_says_day_hour_place_initials_and_nothing_else(prevu, demain, fournisseur):
    assert envoyer_sms(prevu.pk) == "envoyé"
    (texte,) = _envois(fournisseur)
    for dit in (f"{demain:%d/%m} à 10h00", "3 rue de la Gare", "CCAS"):
        assert dit in texte
    for tu in ("Benali", "Martin", "insertion", "Denain"):
        assert tu not in texte
    assert sms.compter_segments(texte) == 1


def test_on_the_spot_is_where_the_structure_is_and_a_mail_is_no_place(prevu):
    prevu.lieu, structure = "", prevu.agent.structure
    assert "10h00, CCAS de Denain. CCAS" in rappel(prevu)
    structure.adresse = "CCAS\n1 place Baudin \n\n59220 Denain"
    assert "10h00, CCAS, 1 place Baudin, 59220 Denain. CCAS" in rappel(prevu)
    prevu.mode = Mode.COURRIEL
    assert "10h00. CCAS" in rappel(prevu)


@pytest.mark.parametrize(
    ("nom", "attendues"),
    [("CCAS de Denain", "CCAS"), ("Association Emploi Formation", "AEF"), ("mairie", "M")],
)
def test_a_structure_is_named_by_its_initials(nom, attendues):
    assert initiales(nom) == attendues


def test_two_runs_and_two_deliveries_send_once(prevu, fournisseur):
    preparer_les_sms()
    preparer_les_sms()
    assert envoyer_sms(prevu.pk) == "envoyé"
    assert envoyer_sms(prevu.pk) == "déjà parti"
    assert not sms_a_envoyer(timezone.localdate()).exists()
    assert len(fournisseur.recus) == 1


def test_what_a_dead_worker_has_perhaps_sent_is_not_sent_again(prevu, fournisseur):
    Sms.objects.create(entretien=prevu, debut=prevu.debut, segments=1, prix=0)
    assert envoyer_sms(prevu.pk) == "déjà parti"
    assert fournisseur.appels == 0


@pytest.mark.django_db(transaction=True)
def test_the_message_is_written_down_before_the_provider_is_called(prevu, fournisseur):
    vus = []

    def regarder(_reponse):
        vus.append(sur_sa_connexion(lambda: Sms.objects.get().statut))
        return False

    fournisseur.pannes.append(regarder)
    preparer_les_sms()
    assert executer(_demande().pk) == "envoyé"
    assert vus == [StatutSms.SANS_REPONSE]
    assert Sms.objects.get().statut == StatutSms.ENVOYE


@pytest.mark.parametrize("statut", [429, 500])
def test_what_the_provider_did_not_take_is_tried_again_under_the_same_key(
    prevu, fournisseur, statut
):
    fournisseur.pannes.append(repondre(statut))
    preparer_les_sms()
    demande = _demande()
    with pytest.raises(sms.ServiceIndisponible):
        executer(demande.pk)
    demande.refresh_from_db()
    assert demande.statut == "a_faire" and demande.pas_avant > timezone.now()
    assert Sms.objects.get().statut == StatutSms.A_REPRENDRE
    assert sms_a_envoyer(timezone.localdate()).exists()
    Demande.objects.update(pas_avant=timezone.now())
    assert executer(demande.pk) == "envoyé"
    message = Sms.objects.get()
    assert [cle for cle, _ in fournisseur.recus] == [f"rappel-{message.pk}"]


def test_a_provider_that_takes_it_without_saying_so_is_not_asked_again(
    prevu, fournisseur, settings
):
    settings.SMS_DELAI = 0.1
    fournisseur.pannes.append(taire(0.4))
    assert envoyer_sms(prevu.pk) == "sans réponse"
    assert envoyer_sms(prevu.pk) == "déjà parti"
    assert (len(fournisseur.recus), Sms.objects.get().statut) == (1, StatutSms.SANS_REPONSE)


def test_a_number_that_does_not_receive_is_noted_until_it_changes(prevu, fournisseur, demain):
    fournisseur.pannes.append(repondre(422))
    assert envoyer_sms(prevu.pk) == "numéro refusé"
    personne = Participant.objects.get()
    assert personne.telephone_refuse_le and Sms.objects.get().statut == StatutSms.REFUSE
    deplacer(
        prevu, par=prevu.agent, version=1, debut=demain + timedelta(hours=1), mode="presence",
        lieu="",
    )  # fmt: skip
    assert not sms_a_envoyer(timezone.localdate()).exists()
    assert envoyer_sms(prevu.pk) == "rien à envoyer"
    personne.telephone = "07 12 34 56 78"
    personne.save()
    personne.refresh_from_db()
    assert personne.telephone_refuse_le is None
    assert envoyer_sms(prevu.pk) == "envoyé"


def test_an_appointment_moved_is_reminded_at_its_new_hour(prevu, fournisseur, demain):
    envoyer_sms(prevu.pk)
    debut = demain + timedelta(hours=2)
    deplacer(prevu, par=prevu.agent, version=1, debut=debut, mode="presence", lieu="")
    assert list(sms_a_envoyer(timezone.localdate())) == [prevu]
    envoyer_sms(prevu.pk)
    assert [("10h00" in t, "12h00" in t) for t in _envois(fournisseur)] == [
        (True, False),
        (False, True),
    ]


def test_moved_away_and_back_or_to_another_place_it_is_reminded_anew(prevu, fournisseur, demain):
    envoyer_sms(prevu.pk)
    for version, (heures, lieu) in enumerate([(4, ""), (0, ""), (0, "Mairie")], start=1):
        debut = demain + timedelta(hours=heures)
        deplacer(prevu, par=prevu.agent, version=version, debut=debut, mode="presence", lieu=lieu)
        assert list(sms_a_envoyer(timezone.localdate())) == [prevu]
        assert (envoyer_sms(prevu.pk), envoyer_sms(prevu.pk)) == ("envoyé", "déjà parti")
    change = modifier_entretien(prevu, par=prevu.agent, version=4, debut=debut + timedelta(hours=1))
    assert list(sms_a_envoyer(timezone.localdate())) == [change]


def test_a_number_corrected_the_same_day_is_written_to(prevu, fournisseur):
    fournisseur.pannes.append(repondre(422))
    assert envoyer_sms(prevu.pk) == "numéro refusé"
    personne = Participant.objects.get()
    personne.telephone = "07 12 34 56 78"
    personne.save()
    assert list(sms_a_envoyer(timezone.localdate())) == [prevu]
    assert (envoyer_sms(prevu.pk), envoyer_sms(prevu.pk)) == ("envoyé", "déjà parti")
    assert set(Sms.objects.values_list("statut", flat=True)) == {"refuse", "envoye"}


def _personne(**champs):
    return lambda entretien: Participant.objects.update(**champs)


def _annule(entretien):
    Entretien.objects.update(presence=Presence.ANNULE)


@pytest.mark.parametrize(
    "cause",
    [
        _personne(accepte_sms=False),
        _personne(telephone=""),
        _personne(telephone="03 27 00 00 00"),
        _personne(telephone="+32 470 12 34 56"),
        _annule,
    ],
)
def test_nobody_is_reminded_who_should_not_be(prevu, fournisseur, cause):
    cause(prevu)
    assert envoyer_sms(prevu.pk) == "rien à envoyer"
    assert fournisseur.appels == 0


def test_a_text_that_says_tomorrow_leaves_the_day_before_only(prevu, fournisseur, time_machine):
    time_machine.move_to(prevu.debut - timedelta(hours=8))
    assert envoyer_sms(prevu.pk) == "rien à envoyer"


def test_without_a_provider_nothing_is_prepared(prevu, settings):
    settings.SMS_URL = ""
    preparer_les_sms()
    assert not Demande.objects.filter(tache="accompagnement.tasks.envoyer_sms").exists()
    assert envoyer_sms(prevu.pk) == "rien à envoyer"


def test_a_message_costs_its_segments(prevu, settings):
    settings.SMS_PRIX_SEGMENT = Decimal("0.06")
    Entretien.objects.update(lieu="Hôtel de la Communauté, salle du Conseil, rez-de-chaussée")
    envoyer_sms(prevu.pk)
    message = Sms.objects.get()
    assert (message.segments, message.prix) == (2, Decimal("0.12"))


def test_neither_number_nor_text_is_logged_nor_kept(prevu, fournisseur, caplog):
    fournisseur.pannes.append(repondre(500))
    with pytest.raises(sms.SmsErreur), caplog.at_level("DEBUG"):
        envoyer_sms(prevu.pk)
    envoyer_sms(prevu.pk)
    garde = str(list(Sms.objects.values())) + str(list(Demande.objects.values()))
    for secret in ("12345678", "12 34 56", "rue de la Gare"):
        assert secret not in caplog.text + garde


def test_a_mail_and_an_sms_leave_apart(prevu, fournisseur, mailoutbox):
    Participant.objects.update(email="fatima@exemple.fr")
    assert (envoyer_rappel(prevu.pk), envoyer_sms(prevu.pk)) == ("envoyé", "envoyé")
    assert (len(mailoutbox), len(fournisseur.recus)) == (1, 1)
