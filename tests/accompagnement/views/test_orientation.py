from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accompagnement.actions.orientation.reponse import accepter
from accompagnement.models import Orientation, Parcours, Participant
from plie.comptes.enums import Role
from plie.journal.models import Consultation
from tests.fichiers import PDF
from tests.usines import (
    AgentFactory,
    CoordinationFactory,
    OrientationFactory,
    ParticipantFactory,
    PieceOrientationFactory,
)

pytestmark = pytest.mark.django_db
LISTE = "accompagnement:orientations"


@pytest.fixture(autouse=True)
def fichiers(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def lire(client, nom, *cles, **parametres):
    reponse = client.get(reverse(f"accompagnement:{nom}", args=cles), parametres)
    return " ".join(reponse.content.decode().split())


def test_the_inbox_says_what_presses_and_who_may_be_known(client, coordination):
    jour = timezone.localdate()
    OrientationFactory(nom="Lointaine")
    OrientationFactory(nom="Pressée", repondre_avant=jour)
    ParticipantFactory(nom="Connue", prenom="Claude", date_naissance=date(1985, 5, 20))
    OrientationFactory(nom="Connue", repondre_avant=jour + timedelta(days=2))
    page = lire(client, "orientations")
    assert page.index("Pressée") < page.index("Connue") < page.index("Lointaine")
    assert page.count("Déjà connue ?") == 1
    assert "<strong>3</strong>" in page


def test_an_empty_inbox_is_said_once(client, coordination):
    page = lire(client, "orientations")
    assert "Aucune orientation à traiter" in page and "<strong>0</strong>" not in page


@pytest.mark.parametrize(("delais", "lu"), [((2, 4, 30), 4), ((2, 2.5, 30), 3), ((2.4, 2.4), 2)])
def test_the_usual_delay_is_the_median_of_the_recent_answers_half_up(
    client, coordination, delais, lu
):
    for jours in delais:
        recue = OrientationFactory()
        cree_le = timezone.now() - timedelta(days=jours)
        Orientation.objects.filter(pk=recue.pk).update(cree_le=cree_le)
        accepter(recue, par=coordination, version=1)
    assert f"réponse habituelle en {lu} jours" in lire(client, "orientations", onglet="repondues")


def test_the_list_asks_as_many_questions_for_three_rows_as_for_one(client, coordination):
    comptes = []
    for nombre in (1, 2):
        OrientationFactory.create_batch(nombre)
        with CaptureQueriesContext(connection) as capture:
            client.get(reverse(LISTE))
        comptes.append(len(capture))
    assert comptes[0] == comptes[1]


def test_the_home_page_of_coordination_counts_what_waits(client, coordination):
    OrientationFactory.create_batch(2)
    assert "2 orientations à traiter" in lire(client, "accueil")


def test_the_page_shows_what_was_sent_and_who_it_may_be(client, coordination):
    personne = ParticipantFactory(nom="Durand", prenom="Claude", date_naissance=date(1985, 5, 20))
    recue = OrientationFactory(nom="Durand", message="Souhaite travailler")
    autre = OrientationFactory(nom="Durand")
    document = PieceOrientationFactory(orientation=recue)
    page = lire(client, "orientation", recue.pk)
    for attendu in (
        "Souhaite travailler",
        reverse("accompagnement:dossier", args=[personne.pk]),
        reverse("accompagnement:orientation", args=[autre.pk]),
        reverse("accompagnement:orientation_piece", args=[document.pk]),
        reverse("accompagnement:orientation_accepter", args=[recue.pk]),
    ):
        assert attendu in page


def test_the_page_says_that_the_answer_is_late(client, coordination):
    recue = OrientationFactory(statut="expiree")
    assert "Sans réponse à temps" in lire(client, "orientation", recue.pk)


def test_the_person_is_called_or_written_to_from_the_page(client, coordination):
    recue = OrientationFactory(telephone="06 39 98 09 27", email="claude@example.org")
    page = lire(client, "orientation", recue.pk)
    assert 'href="tel:0639980927"' in page and 'href="mailto:claude@example.org"' in page


def test_who_does_not_answer_reads_neither_message_nor_document(client):
    client.force_login(AgentFactory(role=Role.DIRECTION))
    recue = OrientationFactory(message="Souhaite travailler")
    document = PieceOrientationFactory(orientation=recue)
    page = lire(client, "orientation", recue.pk)
    assert "sont réservés" in page
    assert "Souhaite travailler" not in page
    telecharger = reverse("accompagnement:orientation_piece", args=[document.pk])
    assert telecharger not in page
    assert client.get(telecharger).status_code == 403


def envoyer(client, nom, orientation, **champs):
    adresse = reverse(f"accompagnement:orientation_{nom}", args=[orientation.pk])
    return client.post(adresse, {"version": orientation.version, **champs})


def test_coordination_accepts_into_a_dossier_already_there(client, coordination):
    personne = ParticipantFactory(nom="Durand", prenom="Claude", date_naissance=date(1985, 5, 20))
    recue = OrientationFactory(nom="Durand")
    reponse = envoyer(client, "accepter", recue, participant=personne.pk)
    assert reponse["Location"] == reverse("accompagnement:orientation", args=[recue.pk])
    assert Parcours.objects.get().participant == personne
    assert not Participant.objects.exclude(pk=personne.pk).exists()
    page = lire(client, "orientation", recue.pk)
    assert reverse("accompagnement:dossier", args=[personne.pk]) in page
    assert Consultation.objects.filter(objet="Orientation", participant_id=personne.pk).exists()


@pytest.mark.parametrize("jour", [date(1985, 5, 20), date(1985, 6, 20)])
def test_somebody_like_a_known_person_is_created_with_a_reason_only(client, coordination, jour):
    connue = ParticipantFactory(nom="Durand", prenom="Claude", date_naissance=jour)
    recue = OrientationFactory(nom="Durand")
    dossier = reverse("accompagnement:dossier", args=[connue.pk])
    assert dossier in lire(client, "orientation", recue.pk)
    refus = envoyer(client, "accepter", recue, reponse="À lundi", motif_distinct=" ")
    assert (refus.status_code, Parcours.objects.exists()) == (422, False)
    assert refus.context["formulaire"].errors.keys() == {"motif_distinct"}
    assert connue.identite_datee in refus.text and "À lundi" in refus.text
    envoyer(client, "accepter", recue, motif_distinct="Sa jumelle")
    assert Parcours.objects.get().participant.motif_distinct == "Sa jumelle"


def test_a_person_like_one_out_of_sight_is_asked_about_too(client, referent):
    ParticipantFactory(nom="Durand", prenom="Claude", date_naissance=date(1985, 5, 20))
    recue = OrientationFactory(nom="Durand", confiee_a=referent.structure)
    refus = envoyer(client, "accepter", recue)
    assert refus.context["formulaire"].errors.keys() == {"motif_distinct"}
    assert not refus.context["formulaire"].fields["participant"].queryset.exists()
    assert envoyer(client, "accepter", recue, motif_distinct="Sa jumelle").status_code == 302


def test_somebody_like_nobody_is_created_at_once(client, coordination):
    recue = OrientationFactory()
    assert envoyer(client, "accepter", recue, motif_distinct="Inutile").status_code == 302
    assert Parcours.objects.get().participant.motif_distinct == ""


def test_a_dossier_that_does_not_resemble_is_not_offered(client, coordination):
    refus = envoyer(client, "accepter", OrientationFactory(), participant=ParticipantFactory().pk)
    assert (refus.status_code, Parcours.objects.exists()) == (422, False)


def test_an_answer_to_what_changed_meanwhile_is_a_conflict(client, coordination):
    recue = OrientationFactory()
    Orientation.objects.filter(pk=recue.pk).update(version=2)
    assert envoyer(client, "refuser", recue, motif_refus="autre").status_code == 422
    recue.refresh_from_db()
    assert recue.statut == "nouvelle"


def test_given_back_by_a_referent_it_leaves_their_sight(client, referent):
    recue = OrientationFactory(confiee_a=referent.structure)
    reponse = envoyer(client, "reaffecter", recue, confiee_a="")
    assert reponse["Location"] == reverse(LISTE)
    assert lire(client, "orientations").count("à traiter") > 0


def test_a_question_goes_to_the_partner(client, coordination):
    recue = OrientationFactory()
    envoyer(client, "questionner", recue, texte="Est-elle disponible le matin ?")
    assert "Est-elle disponible le matin ?" in lire(client, "orientation", recue.pk)


def test_a_document_is_a_file_to_keep(client, coordination):
    document = PieceOrientationFactory()
    reponse = client.get(reverse("accompagnement:orientation_piece", args=[document.pk]))
    assert reponse.getvalue() == PDF
    assert reponse["Content-Disposition"].startswith("attachment")
    assert reponse["X-Content-Type-Options"] == "nosniff"


def test_once_in_the_dossier_a_document_is_read_there(client, coordination):
    document = PieceOrientationFactory()
    accepter(document.orientation, par=CoordinationFactory(), version=1)
    adresse = reverse("accompagnement:orientation_piece", args=[document.pk])
    assert client.get(adresse).status_code == 404
    assert "dans le dossier" in lire(client, "orientation", document.orientation_id)
