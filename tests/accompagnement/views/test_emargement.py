import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accompagnement.enums import Presence
from accompagnement.models import Emargement, Entretien
from plie.journal.models import Consultation
from tests.fichiers import PDF, depot, signature
from tests.pdf import texte_du_pdf
from tests.usines import (
    AgentFactory,
    CoordinationFactory,
    EmargementFactory,
    EntretienFactory,
    ParcoursFactory,
)

pytestmark = pytest.mark.django_db
LISTE = reverse("accompagnement:emargements")


@pytest.fixture(autouse=True)
def fichiers(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def referent(client):
    referent = AgentFactory()
    client.force_login(referent)
    return referent


@pytest.fixture
def parcours(referent):
    return ParcoursFactory(actif=True, referent=referent, structure=referent.structure)


@pytest.fixture
def entretien(parcours, referent):
    return EntretienFactory(parcours=parcours, agent=referent, notes="un secret")


def adresse(nom, pk):
    return reverse(f"accompagnement:{nom}", args=[pk])


def test_the_page_says_what_is_signed_and_offers_paper(client, entretien):
    page = client.get(adresse("entretien_signer", entretien.pk)).content.decode()
    for dit in ("03/03/2025 à 10:00", "60 minutes", str(entretien.agent), "signer sur papier"):
        assert dit in page
    assert "un secret" not in page


def test_a_signature_drawn_is_kept_shown_and_its_reading_logged(client, entretien):
    image = depot(signature(), "signature.png", "image/png")
    reponse = client.post(
        adresse("entretien_signer", entretien.pk), {"image": image, "version": entretien.version}
    )
    assert reponse["Location"] == adresse("entretien", entretien.pk)
    non_signe = EntretienFactory(parcours=entretien.parcours)
    page = client.get(reponse["Location"]).content.decode()
    assert "Signé" in page and Emargement.objects.get().empreinte in page
    lue = client.get(adresse("entretien_signature", entretien.pk))
    assert (lue["Content-Type"], lue.content[:4]) == ("image/png", b"\x89PNG")
    assert client.get(adresse("entretien_signature", non_signe.pk)).status_code == 404
    assert Consultation.objects.filter(objet="Signature").exists()


def test_nothing_drawn_is_told_beside_the_frame(client, entretien):
    reponse = client.post(adresse("entretien_signer", entretien.pk), {"version": "1"})
    assert reponse.status_code == 422
    assert "Signez dans le cadre" in reponse.content.decode()


def test_an_appointment_to_come_is_not_signed(client, entretien):
    entretien.presence = Presence.PREVU
    entretien.save()
    assert client.get(adresse("entretien_signer", entretien.pk)).status_code == 404


def test_a_meeting_that_did_not_take_place_still_shows_its_signature_to_withdraw(client, entretien):
    lieu = adresse("entretien", entretien.pk)
    Entretien.objects.update(presence=Presence.ABSENT)
    assert 'id="emargement"' not in client.get(lieu).content.decode()
    EmargementFactory(entretien=entretien)
    page = client.get(lieu).content.decode()
    assert "Retirer la signature" in page
    assert "Faire signer" not in page and "Joindre la feuille signée" not in page


def test_the_sheet_of_a_month_is_a_tagged_pdf_without_what_was_said(client, entretien, parcours):
    EntretienFactory(parcours=parcours, presence=Presence.ABSENT, agent=AgentFactory(nom="Absent"))
    EmargementFactory(entretien__parcours=parcours)
    feuille = client.get(adresse("parcours_emargement", parcours.pk), {"mois": "2025-03"})
    texte = texte_du_pdf(feuille.content)
    for dit in ("mars 2025", "03/03/2025", "60 min", "Signé à l'écran", "Signature du référent"):
        assert dit in texte
    assert "un secret" not in texte and "Absent" not in texte
    assert parcours.participant.nom not in feuille["Content-Disposition"]
    assert Consultation.objects.filter(objet="Impression : Feuille d'émargement").exists()


@pytest.mark.parametrize("mois", ["", "n'importe quoi", "9999-12", "0001-01", "2025-13"])
def test_a_month_that_is_none_is_the_one_that_runs(client, parcours, mois):
    for page in (adresse("parcours_emargement", parcours.pk), LISTE):
        assert client.get(page, {"mois": mois}).status_code == 200


def test_a_signed_sheet_is_joined_from_the_month_and_covers_what_is_ticked(client, entretien):
    depose = adresse("emargement_deposer", entretien.parcours_id) + "?mois=2025-03"
    page = client.get(depose)
    assert "03/03/2025 à 10:00" in page.content.decode()
    assert page.context["formulaire"]["entretiens"].value() is None
    refus = client.post(depose, {"fichier": depot(PDF)})
    assert "Cochez les entretiens" in refus.content.decode()
    client.post(depose, {"fichier": depot(PDF), "entretiens": [entretien.pk]})
    assert Emargement.objects.get().entretien == entretien
    page = client.get(depose).content.decode()
    assert "Aucun entretien honoré de ce mois" in page
    page = " ".join(client.get(adresse("entretien", entretien.pk)).content.decode().split())
    assert f"par {entretien.agent}" in page and "devant" not in page


def test_the_list_names_what_nobody_signed_of_the_month_asked_for(client, entretien, parcours):
    signe = EmargementFactory(
        entretien__parcours=parcours, entretien__agent=entretien.agent
    ).entretien
    change = EmargementFactory(
        entretien__parcours=parcours, entretien__agent=entretien.agent, duree_minutes=45
    ).entretien
    page = client.get(LISTE, {"mois": "2025-03"})
    lus = list(page.context["page"])
    assert (set(lus), page.context["nombre"]) == ({entretien, change}, 3)
    assert signe not in lus
    assert "Modifié depuis la signature" in page.content.decode()
    assert list(client.get(LISTE, {"mois": "2025-04"}).context["page"]) == []


def test_a_referent_reads_theirs_first_then_those_of_their_structure(client, entretien, referent):
    collegue = AgentFactory(structure=referent.structure)
    autre = EntretienFactory(parcours=entretien.parcours, agent=collegue)
    ailleurs = EntretienFactory(parcours__structure=AgentFactory().structure)

    def lus(**filtre):
        return set(client.get(LISTE, {"mois": "2025-03", **filtre}).context["page"])

    assert lus() == {entretien}
    assert lus(referent="") == {entretien, autre}
    assert lus(referent=collegue.pk) == {autre}
    assert not client.get(LISTE, {"mois": "2025-03", "referent": ""}).context["par_referent"]
    client.force_login(CoordinationFactory())
    assert lus(referent="") == {entretien, autre, ailleurs}
    assert lus(referent="", structure=ailleurs.parcours.structure_id) == {ailleurs}
    comptes = client.get(LISTE, {"mois": "2025-03", "referent": ""}).context["par_referent"]
    assert {(c["agent"], c["parcours__structure"], c["restants"]) for c in comptes} == {
        (e.agent_id, e.parcours.structure_id, 1) for e in (entretien, autre, ailleurs)
    }


def test_a_filter_on_who_left_is_kept_and_one_on_nobody_seen_shows_nothing(client, entretien):
    parti = AgentFactory(is_active=False)
    sien = EntretienFactory(parcours=entretien.parcours, agent=parti)
    page = client.get(LISTE, {"mois": "2025-03", "referent": parti.pk})
    assert list(page.context["page"]) == [sien]
    for demande in (AgentFactory(is_active=False).pk, "x"):
        page = client.get(LISTE, {"mois": "2025-03", "referent": demande})
        assert list(page.context["page"]) == []
        dit = page.content.decode()
        assert "corrigez le filtre" in dit and "Aucun entretien" not in dit


def test_what_shows_a_dossier_before_it_is_signed_is_logged(client, entretien):
    client.get(adresse("entretien_signer", entretien.pk))
    client.get(adresse("emargement_deposer", entretien.parcours_id))
    lues = Consultation.objects.filter(participant_id=entretien.parcours.participant_id)
    assert set(lues.values_list("objet", flat=True)) == {"Entretien", "Feuille d'émargement"}


def test_a_meeting_has_its_own_sheet_signed_or_not_unless_nobody_came(client, entretien, parcours):
    EntretienFactory(parcours=parcours, agent=AgentFactory(nom="Autre"))
    lieu = adresse("entretien_emargement", entretien.pk)
    assert lieu in client.get(adresse("entretien", entretien.pk)).content.decode()
    texte = texte_du_pdf(client.get(lieu).content)
    assert "03/03/2025" in texte and "Autre" not in texte and "à l'écran" not in texte
    EmargementFactory(entretien=entretien)
    feuille = client.get(lieu)
    assert "Signé à l'écran" in texte_du_pdf(feuille.content)
    assert parcours.participant.nom not in feuille["Content-Disposition"]
    assert Consultation.objects.filter(objet="Impression : Feuille d'émargement").count() == 2
    Entretien.objects.update(presence=Presence.PREVU)
    assert lieu in client.get(adresse("entretien", entretien.pk)).content.decode()
    Entretien.objects.update(presence=Presence.ABSENT)
    assert client.get(lieu).status_code == 404


def test_the_list_costs_the_same_for_one_and_for_many(client, entretien, parcours, referent):
    def compter():
        with CaptureQueriesContext(connection) as lues:
            client.get(LISTE, {"mois": "2025-03"})
        return len(lues)

    compter()
    un = compter()
    EntretienFactory.create_batch(3, parcours=parcours, agent=referent)
    assert compter() == un
