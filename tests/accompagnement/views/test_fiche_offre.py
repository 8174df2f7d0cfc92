import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accompagnement.enums import StatutMiseEnRelation
from accompagnement.models import MiseEnRelation
from accompagnement.tasks import envoyer_fiche
from plie.comptes.enums import Role
from plie.journal.models import Consultation
from plie.taches.models import Demande
from tests.usines import AgentFactory, MiseEnRelationFactory, OffreFactory, ParcoursFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def mise(referent):
    parcours = ParcoursFactory(
        actif=True,
        referent=referent,
        structure=referent.structure,
        participant__email="fatima@exemple.fr",
    )
    return MiseEnRelationFactory(parcours=parcours)


def adresse(mise, nom="fiche"):
    return reverse(f"accompagnement:mise_en_relation_{nom}", args=[mise.pk])


def liste(client, mise):
    page = reverse("accompagnement:dossier_offres", args=[mise.parcours.participant_id])
    return client.get(page).text.split('class="onglets"')[1]


def test_the_sheet_is_a_pdf_and_its_printing_is_logged(client, mise):
    reponse = client.get(adresse(mise))
    assert reponse["Content-Type"] == "application/pdf"
    assert reponse.content.startswith(b"%PDF")
    assert Consultation.objects.filter(objet="Impression : Fiche d'offre").count() == 1


def test_an_offer_no_longer_shown_is_refused_on_a_page(client, referent, mise):
    # Imported, and no synchronisation for a day.
    perimee = MiseEnRelationFactory(parcours=mise.parcours, offre=OffreFactory(importee=True))
    reponse = client.get(adresse(perimee))
    texte = reponse.content.decode()
    assert reponse.status_code == 409
    assert "sa fiche ne" in texte
    assert perimee.offre.intitule not in texte
    assert adresse(perimee) not in liste(client, mise)
    assert adresse(mise) in liste(client, mise)
    envoi = client.post(adresse(perimee, "envoyer"), follow=True)
    assert "ne peut plus être montrée" in envoi.content.decode()


def test_the_button_asks_the_worker_once_the_page_is_written(
    client, mise, django_capture_on_commit_callbacks
):
    assert "Envoyer par courriel" in liste(client, mise)
    with django_capture_on_commit_callbacks(execute=True):
        reponse = client.post(adresse(mise, "envoyer"), follow=True)
    assert "va être envoyée par courriel" in reponse.content.decode()


def test_once_sent_the_list_says_when_and_offers_it_no_more(client, mise):
    assert envoyer_fiche(mise.pk) == "envoyé"
    assert len(mail.outbox) == 1
    texte = liste(client, mise)
    assert f"Fiche envoyée le {timezone.localdate():%d/%m/%Y}" in texte
    assert "Envoyer par courriel" not in texte


@pytest.mark.parametrize(
    ("statut", "phrase"),
    [
        ("a_faire", "Fiche pas encore partie"),
        ("echouee", "La fiche n'a pas pu partir"),
        ("abandonnee", "La fiche n'a pas pu partir"),
        ("faite", None),
    ],
)
def test_the_list_says_whether_the_sheet_left(client, mise, statut, phrase):
    client.post(adresse(mise, "envoyer"))
    fin = None if statut == "a_faire" else timezone.now()
    Demande.objects.update(statut=statut, finie_le=fin)
    assert ('class="retard"' in liste(client, mise)) is bool(phrase)
    assert phrase is None or phrase in liste(client, mise)
    # Printed at once, sent otherwise: what ended is no longer waited for.
    MiseEnRelation.objects.update(
        statut=StatutMiseEnRelation.SANS_SUITE,
        motif="sans_reponse",
        conclue_le=timezone.localdate(),
    )
    assert 'class="retard"' not in liste(client, mise)


@pytest.mark.parametrize(
    ("champs", "raison"),
    [
        ({"email": ""}, "pas d&#x27;adresse électronique"),
        ({"accepte_courriels": False}, "refuse les courriels"),
        ({"email_refuse_le": timezone.now()}, "ne reçoit plus"),
    ],
)
def test_who_has_no_mail_or_refuses_them_is_not_written_to(client, mise, champs, raison):
    personne = mise.parcours.participant
    type(personne).objects.filter(pk=personne.pk).update(**champs)
    assert "Envoyer par courriel" not in liste(client, mise)
    assert "Imprimer la fiche" in liste(client, mise)
    reponse = client.post(adresse(mise, "envoyer"), follow=True)
    assert raison in reponse.content.decode()


@pytest.mark.parametrize(
    ("role", "statut"), [(Role.REFERENT, 404), (Role.DIRECTION, 403), (Role.COORDINATION, 200)]
)
def test_it_is_for_who_may_write_the_dossier(client, mise, role, statut):
    client.force_login(AgentFactory(role=role))
    assert client.get(adresse(mise)).status_code == statut
    attendu = 302 if statut == 200 else statut
    assert client.post(adresse(mise, "envoyer")).status_code == attendu
    assert mail.outbox == []
