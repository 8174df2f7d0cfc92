from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from accompagnement.enums import StatutSms
from accompagnement.models import Participant, Sms
from plie.comptes.enums import Role
from tests.accompagnement.dossiers import creer, formulaire_identite
from tests.usines import AgentFactory, EntretienFactory

pytestmark = pytest.mark.django_db
PAGE = reverse("accompagnement:sms")


def _sms(statut, quand, segments=1):
    entretien = EntretienFactory()
    sms = Sms.objects.create(
        entretien=entretien,
        debut=entretien.debut,
        statut=statut,
        segments=segments,
        prix=segments * Decimal("0.05"),
    )
    Sms.objects.filter(pk=sms.pk).update(cree_le=quand)


def test_the_administration_reads_how_many_and_how_much_by_month(client, fournisseur):
    # Half an hour before midnight in Paris, and the next month.
    mars, avril = (datetime(2025, 3, 31, heure, 30, tzinfo=UTC) for heure in (21, 22))
    for statut in StatutSms:
        _sms(statut, mars, segments=2)
    _sms(StatutSms.ENVOYE, avril)
    client.force_login(AgentFactory(role=Role.ADMINISTRATION))
    page = client.get(PAGE)
    avril, mars = page.context["page"]
    assert [avril[nom] for nom in ("envoyes", "segments", "cout")] == [1, 1, Decimal("0.05")]
    comptes = ("envoyes", "sans_reponse", "refuses", "non_partis", "segments", "cout")
    assert [mars[nom] for nom in comptes] == [1, 1, 1, 1, 4, Decimal("0.20")]
    assert "0,20 €" in page.content.decode()


def test_without_a_provider_the_page_says_so(client):
    client.force_login(AgentFactory(role=Role.DIRECTION))
    page = client.get(PAGE).content.decode()
    assert "ne sont pas configurés" in page and "Aucun SMS" in page


@pytest.fixture
def modifier(client, coordination):
    parcours = creer("Éluard")
    adresse = reverse("accompagnement:dossier_modifier", args=[parcours.participant_id])

    def modifier(**champs):
        saisie = formulaire_identite(parcours.participant, **champs)
        return client.post(adresse, saisie)

    modifier.adresse = adresse
    return modifier


@pytest.mark.parametrize(
    ("numero", "phrase"),
    [
        ("+32 470 12 34 56", "d&#x27;un autre pays"),
        ("03 27 00 00 00", "il faut un mobile français"),
        ("", "il faut un mobile français"),
    ],
)
def test_who_accepts_sms_has_a_french_mobile(modifier, fournisseur, numero, phrase):
    reponse = modifier(telephone=numero, accepte_sms="on")
    page = reponse.content.decode()
    assert reponse.status_code == 422
    assert phrase in page.replace("&#39;", "&#x27;") and "id_telephone_error" in page
    assert modifier(telephone=numero).status_code == 302
    assert modifier(telephone="06 12 34 56 78", accepte_sms="on", version="2").status_code == 302
    assert Participant.objects.get().accepte_sms


def test_without_a_provider_nothing_is_said_of_sms(client, modifier):
    assert "SMS" not in client.get(modifier.adresse).content.decode()


def test_without_a_provider_a_landline_is_corrected_whatever_was_accepted_before(modifier):
    Participant.objects.update(accepte_sms=True)
    assert modifier(telephone="03 27 00 00 00").status_code == 302


def test_the_dossier_and_the_forms_say_what_no_longer_receives(client, modifier, fournisseur):
    Participant.objects.update(email="a@exemple.fr", telephone="06 12 34 56 78")
    Participant.objects.update(email_refuse_le=timezone.now(), telephone_refuse_le=timezone.now())
    personne = Participant.objects.get()
    dossier = client.get(reverse("accompagnement:dossier_situation", args=[personne.pk]))
    dit = " ".join(dossier.content.decode().split())
    assert "Ne reçoit plus" in dit and "Ne reçoit pas les SMS" in dit
    parcours = personne.parcours.get()
    noter = client.get(reverse("accompagnement:entretien_creer", args=[parcours.pk]))
    assert "ne reçoit plus : un courriel y a été refusé" in " ".join(noter.content.decode().split())
