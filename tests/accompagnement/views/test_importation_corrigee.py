"""The faulty rows of a simulation, corrected on the screen and simulated again."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook

from accompagnement.actions.importation.rapport import LIGNES_A_L_ECRAN
from accompagnement.enums import StatutImport
from accompagnement.models import ImportDossiers, Participant
from accompagnement.tasks import importer_fichier
from plie.comptes.enums import Role
from tests.usines import AgentFactory

ENTETE = "identifiant_externe;nom;prenom;date_naissance;sexe\n"
TROIS = ENTETE + "A1;Bon;Zoé;1980-01-01;F\nA2;Faux;Léo;hier;Z\nA3;Perdu;Ana;1980-01-01;Z\n"

pytestmark = pytest.mark.usefixtures("references")


@pytest.fixture
def simuler(client, settings, tmp_path, django_capture_on_commit_callbacks):
    settings.MEDIA_ROOT = tmp_path
    client.force_login(AgentFactory(role=Role.COORDINATION))

    def simuler(contenu, nom="dossiers.csv"):
        fichier = SimpleUploadedFile(nom, contenu)
        client.post(reverse("accompagnement:imports"), {"fichier": fichier, "simulation": "on"})
        return _executer(ImportDossiers.objects.latest("pk"), django_capture_on_commit_callbacks)

    return simuler


def _executer(demande, capture):
    with capture(execute=True):
        importer_fichier(demande.pk)
    demande.refresh_from_db()
    return demande


def _corriger(demande):
    return reverse("accompagnement:import_corriger", args=[demande.pk])


def test_only_what_is_wrong_is_typed_again(client, simuler, django_capture_on_commit_callbacks):
    demande = simuler(TROIS.encode())
    assert demande.statut == StatutImport.REJETE
    detail = client.get(reverse("accompagnement:import_detail", args=[demande.pk])).text
    assert _corriger(demande) in detail
    page = client.get(_corriger(demande))
    assert [ligne.numero for ligne, *_ in page.context["formulaire"].groupes()] == [3, 4]
    assert "Ligne 3\xa0: Léo Faux" in page.text and "Bon" not in page.text
    montre = {champ.html_name: champ.value() for champ in page.context["formulaire"]}
    saisi = {nom: valeur for nom, valeur in montre.items() if valeur}
    saisi |= {"l3_date_naissance": "1981-02-03", "l3_sexe": "M", "l4_": "on"}
    suite = ImportDossiers.objects.get(
        pk=client.post(_corriger(demande), saisi)["Location"].rstrip("/").rsplit("/", 1)[1]
    )
    assert _executer(suite, django_capture_on_commit_callbacks).est_a_confirmer
    assert suite.simulation and suite.bilan["lignes"] == 2
    assert not Participant.objects.exists()
    # The first one waits no more.
    assert client.get(_corriger(demande)).status_code == 302


def test_what_is_still_wrong_is_said_again(client, simuler, django_capture_on_commit_callbacks):
    demande = simuler(TROIS.encode())
    client.post(_corriger(demande), {"l3_nom": "Faux", "l3_sexe": "Z"})
    suite = _executer(ImportDossiers.objects.latest("pk"), django_capture_on_commit_callbacks)
    assert suite.statut == StatutImport.REJETE
    assert client.get(_corriger(suite)).status_code == 200


def test_a_workbook_is_corrected_the_same(client, simuler):
    classeur, octets = Workbook(), BytesIO()
    for ligne in TROIS.splitlines():
        classeur.active.append(ligne.split(";"))
    classeur.save(octets)
    page = client.get(_corriger(simuler(octets.getvalue(), "dossiers.xlsx")))
    assert [ligne.numero for ligne, *_ in page.context["formulaire"].groupes()] == [3, 4]


def test_a_fault_of_a_column_that_the_file_has_not_is_said(client, simuler):
    lignes = f"{ENTETE.strip()};motif_sortie\nA1;Bon;Zoé;1980-01-01;F;cdi\n"
    demande = simuler(lignes.encode())
    assert "date_sortie" in demande.rapport
    (ligne, *_), *_ = client.get(_corriger(demande)).context["formulaire"].groupes()
    assert any("date_sortie" in motif for motif in ligne.de_la_ligne)


@pytest.mark.parametrize("coupure", ["\u2028", "\x0b", "\x85"])
def test_a_value_that_breaks_lines_of_text_breaks_no_row(client, simuler, coupure):
    demande = simuler(f"{ENTETE}A2;Faux;Léo;hier{coupure}soir;M\n".encode())
    assert demande.est_a_corriger
    assert client.get(_corriger(demande)).status_code == 200


def test_too_many_are_for_the_spreadsheet(client, simuler):
    lignes = "".join(f"B{n};Nom;Zoé;hier;F\n" for n in range(LIGNES_A_L_ECRAN + 1))
    demande = simuler((ENTETE + lignes).encode())
    assert not demande.est_a_corriger and not demande.fichier
    assert client.get(_corriger(demande)).status_code == 302


def test_a_file_forgotten_for_a_day_is_sent_again(client, simuler):
    demande = simuler(TROIS.encode())
    ImportDossiers.objects.oublier_les_simulations(timezone.now())
    assert client.get(_corriger(demande)).status_code == 302
    assert client.post(_corriger(demande), {}).status_code == 302


@pytest.mark.parametrize("nom", ["fichier", "rejets"])
def test_a_file_that_is_no_longer_on_the_disk_is_sent_again(client, simuler, nom):
    demande = simuler(TROIS.encode())
    getattr(demande, nom).storage.delete(getattr(demande, nom).name)
    assert client.get(_corriger(demande)).status_code == 302


def test_a_row_of_too_many_cells_that_nobody_touched_is_refused_again(
    client, simuler, django_capture_on_commit_callbacks
):
    """Without the last one, the others would be read a column too far."""
    demande = simuler((ENTETE + "A1;Bon;Zoé;Ana;1980-01-01;F\n").encode())
    page = client.get(_corriger(demande))
    montre = {champ.html_name: champ.value() or "" for champ in page.context["formulaire"]}
    client.post(_corriger(demande), {nom: dit for nom, dit in montre.items() if dit != "on"})
    suite = _executer(ImportDossiers.objects.latest("pk"), django_capture_on_commit_callbacks)
    assert suite.statut == StatutImport.REJETE
    assert "6 cellules" in client.get(_corriger(suite)).text
