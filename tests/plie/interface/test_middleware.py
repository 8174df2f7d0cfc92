import pytest
from django.http import QueryDict
from django.urls import reverse

from plie.comptes.enums import Role
from plie.interface.middleware import DocumentImpossible, SaisieVisible
from plie.socle.pdf import CompositionImpossible
from tests.usines import AgentFactory

pytestmark = pytest.mark.django_db


def _nettoyee(rf, saisie):
    requete = rf.post("/", saisie)
    SaisieVisible(None).process_view(requete, None, (), {})
    return requete.POST


def test_an_invisible_character_never_enters_by_a_form(rf):
    saisie = _nettoyee(
        rf, {"nom": "Du\ufeffpont", "freins": ["a\u200b", "b"], "notes": "un\r\ndeux"}
    )
    assert saisie == QueryDict("nom=Dupont&freins=a&freins=b&notes=un%0D%0Adeux")


def test_a_password_is_taken_as_it_is_typed(rf):
    assert _nettoyee(rf, {"password1": "secret\u200b"})["password1"] == "secret\u200b"


def test_a_form_sent_with_a_file_keeps_it(rf, tmp_path):
    fichier = tmp_path / "piece.txt"
    fichier.write_text("piece")
    with fichier.open("rb") as ouvert:
        requete = rf.post("/", {"libelle": "a\ufeffb", "fichier": ouvert})
    SaisieVisible(None).process_view(requete, None, (), {})
    assert requete.POST["libelle"] == "ab"
    assert requete.FILES["fichier"].read() == b"piece"


def test_every_form_goes_through_it_even_the_administrations(client):
    agent = AgentFactory(role=Role.ADMINISTRATION)
    client.force_login(agent)
    saisie = {
        "email": agent.email,
        "nom": "Du\ufeffpont",
        "prenom": agent.prenom,
        "role": agent.role,
        "quotite": "1",
        "is_active": "on",
    }
    client.post(reverse("admin:comptes_agent_change", args=[agent.pk]), saisie)
    agent.refresh_from_db()
    assert agent.nom == "Dupont"


def test_a_document_that_cannot_be_composed_says_so_in_french(rf, caplog):
    erreur = CompositionImpossible("fiche.typ ne se compose pas", "Dupont")
    reponse = DocumentImpossible(None).process_exception(rf.get("/"), erreur)
    assert reponse.status_code == 500
    assert "n'a pas pu être imprimé" in reponse.text
    assert "fiche.typ" in caplog.text and "Dupont" not in caplog.text
