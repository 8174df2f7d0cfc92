"""The faulty rows of a simulation, corrected on the screen and simulated again."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook

from accompagnement.actions.importation import lecture
from accompagnement.actions.importation.correction import lignes_fautives
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
    # Under its cell, and said with it.
    assert re.search(r'name="l3_sexe"[^>]* aria-describedby="l3_sexe_faute"', page.text)
    assert re.search(r'id="l3_sexe_faute">\s*<p class="mb-0">\s*«\s*Z\s*» n', page.text)
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


def test_rows_keep_the_numbers_of_the_file_that_was_sent(
    client, simuler, django_capture_on_commit_callbacks
):
    """Whatever is left out, empty, or stood on two lines."""
    demande = simuler(
        f'{ENTETE}A1;"Un\r\nBon";Zoé;1980-01-01;F\n\nA2;De trop;Léo;hier;M\n'
        'A3;"Deux\nlignes";Ana;hier;F\nA4;Dernier;Ana;hier;F\n'.encode()
    )
    numeros = [5, 6, 8]
    assert [ligne.numero for ligne in lignes_fautives(demande)] == numeros
    saisi = {f"l{n}_{nom}": "x" for n in numeros for nom in ("nom", "prenom")}
    client.post(_corriger(demande), {**saisi, "l5_": "on"})
    suite = _executer(ImportDossiers.objects.latest("pk"), django_capture_on_commit_callbacks)
    assert [ligne.numero for ligne in lignes_fautives(suite)] == numeros[1:]


def test_a_workbook_is_corrected_the_same_and_no_web_process_unfolds_it(
    client, simuler, settings, monkeypatch
):
    classeur, octets = Workbook(), BytesIO()
    for ligne in TROIS.splitlines():
        classeur.active.append(ligne.split(";"))
    classeur.save(octets)
    demande = simuler(octets.getvalue(), "dossiers.xlsx")
    monkeypatch.setattr("accompagnement.actions.importation.classeur.load_workbook", None)
    page = client.get(_corriger(demande))
    assert [ligne.numero for ligne, *_ in page.context["formulaire"].groupes()] == [3, 4]
    suite = client.post(_corriger(demande), {"l3_nom": "Faux", "l4_": "on"})
    assert ImportDossiers.objects.latest("pk").pk != demande.pk, suite
    # The workbook itself went once its CSV was kept: that of the first, and of the second.
    gardes = [f for f in (settings.MEDIA_ROOT / "imports").iterdir() if f.read_bytes()[:2] == b"PK"]
    assert gardes == []


def test_a_file_too_long_for_a_page_is_corrected_in_the_spreadsheet(client, simuler, monkeypatch):
    """Thirty rows of a workbook of a few kilobytes may unfold to forty megabytes."""
    monkeypatch.setattr("accompagnement.actions.importation.rapport.OCTETS_A_L_ECRAN", 100)
    demande = simuler(TROIS.encode())
    assert (demande.est_a_corriger, demande.fichier.name) == (False, "")
    assert client.get(reverse("accompagnement:import_detail", args=[demande.pk])).status_code == 200


def test_nothing_is_read_after_the_last_row_to_correct(client, simuler, monkeypatch):
    suite = "".join(f"C{n};Bon;Zoé;1980-01-01;F\n" for n in range(500))
    demande = simuler((TROIS + suite).encode())
    lues, numeroter = [], lecture._numeroter

    def compter(lecteur):
        for ligne in numeroter(lecteur):
            lues.append(ligne)
            yield ligne

    monkeypatch.setattr(lecture, "_numeroter", compter)
    assert client.get(_corriger(demande)).status_code == 200
    assert len(lues) == 3


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
