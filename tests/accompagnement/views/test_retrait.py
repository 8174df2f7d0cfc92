"""Undone at once from the message, or taken out later with a reason."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accompagnement.actions.fusion import fusionner
from accompagnement.actions.retrait import MOTIF_DU_REPENTIR
from accompagnement.enums import NatureRetrait
from accompagnement.models import Emploi, Retrait
from tests.usines import (
    AgentFactory,
    CoordinationFactory,
    EtapeFactory,
    ParcoursFactory,
    PieceFactory,
)

pytestmark = pytest.mark.django_db
EMPLOI = {"type_contrat": "cdi", "employeur": "Atelier", "date_debut": "2025-05-01"}


@pytest.fixture
def suivi(client):
    referent = AgentFactory()
    client.force_login(referent)
    return ParcoursFactory(actif=True, referent=referent, structure=referent.structure)


def _signer(client, suivi):
    """The address that the message offers, to undo what it says is done."""
    adresse = reverse("accompagnement:parcours_signer_emploi", args=[suivi.pk])
    page = client.post(adresse, EMPLOI, follow=True).content.decode()
    [repentir] = re.findall(r'class="repentir" method="post" action="([^"]+)"', page)
    return repentir


def test_what_is_just_done_is_undone_from_its_message(client, suivi):
    page = client.post(_signer(client, suivi), follow=True).content.decode()
    assert "retiré du dossier" in page
    assert not Emploi.objects.exists()
    assert Retrait.objects.get().motif == MOTIF_DU_REPENTIR
    assert 'class="repentir"' not in page


def test_after_a_minute_it_asks_why(client, suivi, time_machine):
    repentir = _signer(client, suivi)
    time_machine.move_to(timezone.now() + timedelta(minutes=2))
    page = client.post(repentir, follow=True).content.decode()
    assert "dites pourquoi" in page
    assert 'name="motif"' in page
    assert Emploi.objects.exists()


def test_an_address_made_for_somebody_else_or_something_else_undoes_nothing(client, suivi):
    repentir = _signer(client, suivi)
    autre = EtapeFactory(parcours=suivi)
    ailleurs = reverse("accompagnement:retirer", args=["etape", autre.pk])
    client.post(f"{ailleurs}?{repentir.partition('?')[2]}")
    assert suivi.etapes.count() == 1
    collegue = AgentFactory(structure=suivi.structure)
    client.force_login(collegue)
    assert client.post(repentir).status_code == 403
    assert Emploi.objects.exists()


def test_the_history_lists_it_with_its_reason_for_who_follows_the_person(client, suivi):
    etape = EtapeFactory(parcours=suivi)
    adresse = reverse("accompagnement:retirer", args=["etape", etape.pk])
    modifier = reverse("accompagnement:etape_modifier", args=[etape.pk])
    assert adresse in client.get(modifier).content.decode()
    client.post(adresse, {"motif": "Saisie sur le mauvais dossier"})
    historique = reverse("accompagnement:dossier_historique", args=[suivi.participant_id])
    assert "Saisie sur le mauvais dossier" in client.get(historique).content.decode()
    client.force_login(AgentFactory(structure=suivi.structure))
    page = client.get(historique).content.decode()
    assert "Retirés" in page
    assert "mauvais dossier" not in page


def test_a_document_taken_out_is_listed_with_its_day_and_why(client, suivi, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    piece = PieceFactory(participant=suivi.participant, parcours=suivi)
    jour = timezone.localdate(piece.deposee_le)
    retirer = reverse("accompagnement:piece_retirer", args=[piece.pk])
    client.post(retirer, {"motif": "Déposée sur le mauvais dossier"})
    [retrait] = Retrait.objects.all()
    assert (retrait.nature, retrait.date, retrait.parcours) == (NatureRetrait.PIECE, jour, suivi)
    historique = reverse("accompagnement:dossier_historique", args=[suivi.participant_id])
    page = " ".join(client.get(historique).text.split())
    retires = page.partition("Retirés</h2>")[2].partition("</section>")[0]
    assert f"Pièce du {jour:%d/%m/%Y}" in retires
    assert "Déposée sur le mauvais dossier" in retires


def test_an_unknown_nature_or_another_structure_s_row_is_not_found(client, suivi):
    etranger = EtapeFactory()
    for nature, pk in (("etape", etranger.pk), ("parcours", suivi.pk), ("etape", 10**9)):
        adresse = reverse("accompagnement:retirer", args=[nature, pk])
        assert client.post(adresse, {"motif": "x"}).status_code == 404


def test_a_merge_keeps_what_was_taken_out_before_it(client):
    coordination = CoordinationFactory()
    client.force_login(coordination)
    absorbe, garde = ParcoursFactory(sorti=True), ParcoursFactory()
    Retrait.objects.create(
        participant=absorbe.participant,
        parcours=absorbe,
        nature=NatureRetrait.ETAPE,
        motif="Saisie deux fois",
        par=coordination,
    )
    fusionner(garde.participant, absorbe.participant, par=coordination, choix={})
    historique = reverse("accompagnement:dossier_historique", args=[garde.participant_id])
    retires = client.get(historique).context["retraits"]
    assert [retrait.motif for retrait in retires] == ["Saisie deux fois"]
