import pytest

from accompagnement.models import Frein
from plie.comptes.enums import Role
from tests.accompagnement.dossiers import formulaire_freins
from tests.accompagnement.pages import adresse, texte
from tests.usines import AgentFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]


def test_the_diagnosis_is_saved_at_once_and_untouched_types_are_not(client, parcours):
    page = adresse("freins_diagnostiquer", parcours)
    assert client.get(page).status_code == 200
    details = {"situations": ["mobilite-aucun-moyen"], "objectif-mobilite-permis": "en_cours"}
    reponse = client.post(page, formulaire_freins(mobilite=details, sante={"impact": ""}))
    assert reponse.status_code == 302
    frein = Frein.objects.get()
    assert frein.situations.get().pk == "mobilite-aucun-moyen"
    assert frein.objectifs.get().statut == "en_cours"
    onglet = texte(client.get(adresse("dossier_freins", parcours.participant)))
    assert "Aucun moyen de transport" in onglet


def test_a_conflict_keeps_what_was_typed_and_the_next_save_wins(client, parcours):
    page = adresse("freins_diagnostiquer", parcours)
    client.post(page, formulaire_freins(mobilite={}))
    reponse = client.post(
        page, formulaire_freins(mobilite={"impact": "faible", "commentaire": "Saisi"})
    )
    assert reponse.status_code == 422
    assert "Quelqu'un d'autre a modifié ce frein" in texte(reponse)
    assert "Saisi" in texte(reponse)
    assert 'name="mobilite-version" value="1"' in texte(reponse)
    client.post(page, formulaire_freins(mobilite={"impact": "faible", "version": 1}))
    assert Frein.objects.get().impact == "faible"


def test_details_without_an_impact_are_told(client, parcours):
    saisie = formulaire_freins(mobilite={"impact": "", "commentaire": "Sans voiture"})
    reponse = client.post(adresse("freins_diagnostiquer", parcours), saisie)
    assert (reponse.status_code, "Indiquez l'impact" in texte(reponse)) == (422, True)


def test_health_is_hidden_from_who_reads_only(client, parcours):
    page = adresse("freins_diagnostiquer", parcours)
    prive = {"commentaire": "Dit en confiance"}
    client.post(page, formulaire_freins(sante={}, mobilite=prive))
    client.force_login(AgentFactory(role=Role.DIRECTION))
    onglet = texte(client.get(adresse("dossier_freins", parcours.participant)))
    assert "Mobilité" in onglet
    assert "Dit en confiance" not in onglet
    assert "<strong>Santé</strong>" not in onglet
    historique = texte(client.get(adresse("dossier_historique", parcours.participant)))
    assert "Mobilité" in historique
    assert "Santé" not in historique
    assert "Dit en confiance" not in historique
