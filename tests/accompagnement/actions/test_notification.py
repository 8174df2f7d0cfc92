"""Who is told of what, once, in the transaction of the act; and the mail of the morning."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accompagnement.actions.affectation import affecter, transferer
from accompagnement.actions.brouillon import effacer_brouillons
from accompagnement.actions.correction.demande import (
    confirmer_correction,
    corriger_entree,
    refuser_correction,
    rouvrir_sortie,
)
from accompagnement.actions.importation.demande import demander_import, executer_import
from accompagnement.actions.notification import (
    choisir_les_canaux,
    envoyer_resume,
    lire,
    notifier,
    preparer_les_resumes,
    purger_notifications,
    tout_lire,
)
from accompagnement.actions.parcours import prescrire
from accompagnement.actions.passage import decider, reprendre_decision
from accompagnement.actions.piece import (
    refuser_piece,
    reprendre_refus,
    reprendre_verification,
    verifier_piece,
)
from accompagnement.actions.remplacement import (
    annuler_remplacement,
    creer_remplacement,
    modifier_remplacement,
)
from accompagnement.enums import Decision
from accompagnement.enums.notification import NATURES, Canal, Notifie
from accompagnement.models import AffectationReferent, Brouillon, Notification
from plie.comptes.enums import Role
from plie.interface.notifications import natures
from plie.taches.actions import executer
from plie.taches.models import Demande
from tests.fichiers import depot
from tests.usines import (
    AffectationFactory,
    AgentFactory,
    ParcoursFactory,
    ParticipantFactory,
    PieceFactory,
    RemplacementFactory,
)

pytestmark = pytest.mark.django_db


def nouvelles(agent):
    """[(kind, sentence)] not read, the oldest first."""
    visibles = Notification.objects.visibles_par(agent).non_lues().order_by("pk")
    return [(n.nature, str(n)) for n in visibles]


@pytest.fixture
def referent():
    return AgentFactory(prenom="Zoé", nom="Martin")


@pytest.fixture
def parcours(referent):
    return ParcoursFactory(
        actif=True,
        structure=referent.structure,
        referent=referent,
        participant__nom="Benali",
        participant__prenom="Fatima",
    )


def test_an_assignment_is_told_to_who_receives_it(coordination, referent):
    parcours = ParcoursFactory(actif=True)
    affecter(parcours, par=coordination, agent=referent)
    phrase = f"{coordination} vous confie {parcours.participant}."
    assert nouvelles(referent) == [(Notifie.AFFECTATION, phrase)]
    assert nouvelles(coordination) == []


def test_a_transfer_is_told_to_who_gives_too(coordination, referent, parcours):
    vers = AgentFactory(structure=referent.structure)
    affecter(parcours, par=coordination, agent=vers)
    phrase = f"{vers} suit désormais {parcours.participant}."
    assert nouvelles(referent) == [(Notifie.TRANSFERT, phrase)]


def test_what_speaks_of_a_person_out_of_reach_has_disappeared(coordination, referent, parcours):
    affecter(parcours, par=coordination, agent=AgentFactory())
    assert Notification.objects.filter(destinataire=referent).exists()
    assert nouvelles(referent) == []


def test_several_transferred_at_once_are_one_sentence(coordination, referent):
    suivis = [ParcoursFactory(actif=True, referent=AgentFactory()).pk for _ in range(3)]
    transferer(suivis, par=coordination, vers=referent, le=timezone.localdate())
    phrase = f"{coordination} vous confie 3 personnes."
    assert nouvelles(referent) == [(Notifie.AFFECTATIONS, phrase)]


def test_who_acts_is_not_told_of_it(referent):
    prescrire(ParticipantFactory(), par=referent, date_prescription=timezone.localdate())
    assert nouvelles(referent) == []


def test_a_refused_act_tells_nobody(coordination, referent, parcours):
    demain = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError):
        affecter(parcours, par=coordination, agent=AgentFactory(), le=demain)
    assert not Notification.objects.exists()


def test_a_replacement_is_told_to_both_until_it_is_given_up(coordination, referent):
    collegue, jour = AgentFactory(), timezone.localdate()
    remplacement = creer_remplacement(
        par=coordination, absent=referent, remplacant=collegue, date_debut=jour, date_fin=jour
    )
    dates = f"du {jour:%d/%m/%Y} au {jour:%d/%m/%Y}"
    assert nouvelles(collegue) == [(Notifie.REMPLACEMENT, f"Vous remplacez {referent} {dates}.")]
    assert [nature for nature, _ in nouvelles(referent)] == [Notifie.ABSENCE]
    fin = jour + timedelta(days=3)
    modifier_remplacement(remplacement, par=coordination, date_fin=fin)
    ((_, phrase),) = nouvelles(collegue)
    assert f"au {fin:%d/%m/%Y}" in phrase
    annuler_remplacement(remplacement, par=coordination)
    assert nouvelles(collegue) == nouvelles(referent) == []


def test_a_decision_is_told_to_who_has_the_person_in_hand(coordination, suivi, referent):
    AffectationFactory(parcours=suivi.parcours, agent=referent)
    remplacant = RemplacementFactory(absent=referent).remplacant
    decider(suivi, par=coordination, decision=Decision.MAINTENU)
    phrase = f"{suivi.parcours.participant}, décision de la commission : "
    for agent in (referent, remplacant):
        ((nature, dite),) = nouvelles(agent)
        assert (nature, dite[: len(phrase)]) == (Notifie.DECISION, phrase)
    assert nouvelles(coordination) == []


def test_a_decision_taken_back_is_told_instead(coordination, suivi, referent):
    AffectationFactory(parcours=suivi.parcours, agent=referent)
    decider(suivi, par=coordination, decision=Decision.MAINTENU)
    reprendre_decision(suivi, par=coordination)
    assert [nature for nature, _ in nouvelles(referent)] == [Notifie.REPRISE]


def test_a_correction_is_told_to_who_follows_once_it_is_done(
    coordination, referent, parcours, monkeypatch
):
    monkeypatch.setattr("accompagnement.mois_arretes.est_arrete", lambda du, au: True)
    correction = corriger_entree(
        parcours, par=coordination, motif="Faute de frappe", date_entree=date(2025, 1, 20)
    )
    assert nouvelles(referent) == []
    direction = AgentFactory(role=Role.DIRECTION, prenom="Luc", nom="Petit")
    confirmer_correction(correction, par=direction)
    assert nouvelles(referent) == [
        (Notifie.CORRECTION, "Benali Fatima : date d'entrée corrigée, par Luc Petit.")
    ]
    assert [nature for nature, _ in nouvelles(coordination)] == [Notifie.CORRECTION_JUGEE]


def test_an_exit_taken_away_is_told_to_who_follows_again(coordination, referent):
    sorti = ParcoursFactory(sorti=True, referent=referent, structure=referent.structure)
    rouvrir_sortie(sorti, par=coordination, motif="Erreur")
    assert [nature for nature, _ in nouvelles(referent)] == [Notifie.CORRECTION]


def test_a_correction_refused_is_told_to_who_asked(coordination, parcours, monkeypatch):
    monkeypatch.setattr("accompagnement.mois_arretes.est_arrete", lambda du, au: True)
    correction = corriger_entree(
        parcours, par=coordination, motif="Faute de frappe", date_entree=date(2025, 1, 20)
    )
    refuser_correction(correction, par=AgentFactory(role=Role.DIRECTION))
    ((_, phrase),) = nouvelles(coordination)
    assert "est refusée par" in phrase


def test_a_proof_checked_is_told_to_who_gave_it_and_who_follows(referent, parcours):
    depose_par = AgentFactory(role=Role.COORDINATION)
    piece = PieceFactory(
        participant=parcours.participant, parcours=parcours, deposee_par=depose_par
    )
    gestionnaire = AgentFactory(role=Role.GESTIONNAIRE_FSE)
    for _ in range(2):
        verifier_piece(piece, par=gestionnaire)
    phrase = f"{parcours.participant} : une pièce est vérifiée par {gestionnaire}."
    assert nouvelles(referent) == nouvelles(depose_par) == [(Notifie.PIECE_VERIFIEE, phrase)]


def test_a_check_undone_is_told_no_more_unless_another_is_checked(referent, parcours):
    options = {"participant": parcours.participant, "parcours": parcours, "deposee_par": referent}
    premiere, seconde = PieceFactory(**options), PieceFactory(**options)
    gestionnaire = AgentFactory(role=Role.GESTIONNAIRE_FSE)
    for piece in (premiere, seconde):
        verifier_piece(piece, par=gestionnaire)
    reprendre_verification(premiere, par=gestionnaire)
    assert [nature for nature, _ in nouvelles(referent)] == [Notifie.PIECE_VERIFIEE]
    refuser_piece(seconde, par=gestionnaire, motif="Au nom d'une autre personne")
    assert [nature for nature, _ in nouvelles(referent)] == [Notifie.PIECE_REFUSEE]


def test_a_refused_proof_is_told_until_the_refusal_is_taken_back(referent, parcours):
    piece = PieceFactory(participant=parcours.participant, parcours=parcours, deposee_par=referent)
    gestionnaire = AgentFactory(role=Role.GESTIONNAIRE_FSE)
    refuser_piece(piece, par=gestionnaire, motif="Au nom d'une autre personne")
    phrase = f"{parcours.participant} : une pièce est refusée par {gestionnaire}."
    assert nouvelles(referent) == [(Notifie.PIECE_REFUSEE, phrase)]
    reprendre_refus(piece, par=gestionnaire)
    assert nouvelles(referent) == []


def test_the_end_of_an_import_is_told_to_who_asked_for_it(coordination, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    fichier = depot(b"rien\n", "a.csv", "text/csv")
    demande = demander_import(fichier, par=coordination, simulation=False)
    executer_import(demande.pk)
    phrase = "Import « a.csv » : rejeté, rien n'est écrit."
    assert nouvelles(coordination) == [(Notifie.IMPORT, phrase)]


def test_a_note_left_since_yesterday_is_told_once_until_it_is_sent(referent, parcours):
    brouillon = Brouillon.objects.create(
        agent=referent, parcours=parcours, cle="entretien:creer", contenu={}
    )
    preparer_les_resumes()
    assert nouvelles(referent) == []
    Brouillon.objects.update(modifie_le=timezone.now() - timedelta(days=1))
    for _ in range(2):
        preparer_les_resumes()
    assert [nature for nature, _ in nouvelles(referent)] == [Notifie.BROUILLON]
    tout_lire(par=referent)
    preparer_les_resumes()
    assert nouvelles(referent) == []
    Notification.objects.update(lue_le=None)
    effacer_brouillons(parcours, par=referent, cle=brouillon.cle)
    assert not Notification.objects.exists()


def test_what_waits_to_be_read_is_not_said_twice(referent, parcours):
    for _ in range(2):
        notifier(Notifie.TRANSFERT, [referent.pk], parcours=parcours.pk)
    assert len(nouvelles(referent)) == 1
    lire(Notification.objects.get(), par=referent)
    notifier(Notifie.TRANSFERT, [referent.pk], parcours=parcours.pk)
    assert len(nouvelles(referent)) == 1


def test_nobody_is_told_of_what_they_want_nothing_of(referent, parcours):
    choisir_les_canaux(par=referent, canaux={Notifie.TRANSFERT: Canal.RIEN})
    notifier(Notifie.TRANSFERT, [referent.pk], parcours=parcours.pk)
    assert not Notification.objects.exists()
    choisir_les_canaux(par=referent, canaux={Notifie.TRANSFERT: Canal.COURRIEL})
    notifier(Notifie.TRANSFERT, [referent.pk], parcours=parcours.pk)
    assert Notification.objects.get().par_courriel


def test_to_tell_ten_asks_as_much_as_to_tell_one(parcours, django_assert_num_queries):
    agents = [agent.pk for agent in AgentFactory.create_batch(10)]
    for destinataires in (agents[:1], agents):
        with django_assert_num_queries(2):
            notifier(Notifie.TRANSFERT, destinataires, parcours=parcours.pk)


@pytest.mark.parametrize(
    "champs",
    [
        {"nature": ""},
        {"nature": "import", "envoyee_le": timezone.now()},
    ],
)
def test_postgresql_refuses_what_makes_no_sense(referent, champs):
    with pytest.raises(IntegrityError), transaction.atomic():
        Notification.objects.create(destinataire=referent, **champs)


def test_every_kind_is_told_to_somebody_and_said_in_a_sentence():
    assert {nature.code for nature in NATURES} == set(Notifie)
    for nature in natures().values():
        assert nature.roles and nature.canal in Canal.values
        assert nature.phrase.endswith(".")


@pytest.fixture
def attendue(referent, parcours):
    notifier(Notifie.AFFECTATION, [referent.pk], parcours=parcours.pk)
    return Notification.objects.get()


def test_the_morning_s_mail_says_initials_and_a_link(referent, parcours, attendue):
    assert preparer_les_resumes() == 1
    executer(Demande.objects.a_faire().get().pk)
    (courriel,) = mail.outbox
    assert (courriel.to, courriel.subject) == ([referent.email], "1 nouvelle pour vous")
    assert "(F. B.)" in courriel.body and f"/notifications/{attendue.pk}/" in courriel.body
    assert "Benali" not in courriel.body + courriel.subject
    assert "Fatima" not in courriel.body + courriel.subject


def test_one_mail_for_all_that_is_new_the_oldest_first(referent, attendue):
    notifier(Notifie.REMPLACEMENT, [referent.pk], objet=1)
    derniere = Notification.objects.latest("pk")
    envoyer_resume(referent.pk)
    (courriel,) = mail.outbox
    assert courriel.subject == "2 nouvelles pour vous"
    lues = [int(pk) for pk in re.findall(r"/notifications/(\d+)/", courriel.body)]
    assert lues == [attendue.pk, derniere.pk]


def test_asked_again_the_mail_is_not_sent_again(referent, attendue):
    for attendu in ("1 nouvelles", "rien à envoyer"):
        assert envoyer_resume(referent.pk) == attendu
    assert preparer_les_resumes() == 0
    assert len(mail.outbox) == 1


def test_a_worker_killed_in_the_middle_sends_each_mail_once(monkeypatch, referent, attendue):
    """Killed before the second agent's mail: taken up, the first is not written to again."""
    autre = AgentFactory()
    notifier(Notifie.REMPLACEMENT, [autre.pk], objet=1)
    preparer_les_resumes()
    premiere, seconde = Demande.objects.a_faire().order_by("pk")
    executer(premiere.pk)
    with monkeypatch.context() as patch:
        patch.setattr("accompagnement.actions.notification.composer_resume", _tuer)
        with pytest.raises(KeyboardInterrupt):
            executer(seconde.pk)
    for demande in (premiere, seconde):
        executer(demande.pk)
    assert sorted(courriel.to[0] for courriel in mail.outbox) == sorted(
        [referent.email, autre.email]
    )


def _tuer(*_):
    raise KeyboardInterrupt


def test_sent_twice_it_is_the_same_mail(referent, attendue):
    """Killed between the sending and its note: servers that know the Message-ID keep one."""
    for _ in range(2):
        envoyer_resume(referent.pk)
        Notification.objects.update(envoyee_le=None)
    assert len({courriel.extra_headers["Message-ID"] for courriel in mail.outbox}) == 1


def test_what_was_read_meanwhile_is_not_mailed(referent, attendue):
    preparer_les_resumes()
    lire(attendue, par=referent)
    assert envoyer_resume(referent.pk) == "rien à envoyer"


def test_nor_what_is_out_of_reach_nor_to_a_closed_account(referent, parcours, attendue):
    AffectationReferent.objects.all().delete()
    parcours.structure = None
    parcours.save()
    assert envoyer_resume(referent.pk) == "rien à envoyer"
    notifier(Notifie.REMPLACEMENT, [referent.pk], objet=1)
    referent.is_active = False
    referent.save()
    assert preparer_les_resumes() == 0
    assert envoyer_resume(referent.pk) == "rien à envoyer"


@pytest.mark.parametrize(
    ("age", "lue_depuis", "reste"), [(59, 59, 1), (61, 61, 0), (364, None, 1), (366, None, 0)]
)
def test_old_ones_are_purged(referent, age, lue_depuis, reste):
    maintenant = timezone.now()
    notifier(Notifie.REMPLACEMENT, [referent.pk], objet=1)
    Notification.objects.update(
        cree_le=maintenant - timedelta(days=age),
        lue_le=lue_depuis and maintenant - timedelta(days=lue_depuis),
    )
    assert purger_notifications() == 1 - reste
    assert Notification.objects.count() == reste
