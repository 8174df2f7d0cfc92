import re
from html import unescape

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accompagnement.actions.importation import demande as actions
from accompagnement.enums import StatutImport
from accompagnement.models import ImportDossiers, Participant
from accompagnement.tasks import (
    SIMULATION_GARDEE,
    balayer_les_fichiers,
    importer_fichier,
)
from plie.comptes.enums import Role
from plie.taches.actions import executer as executer_la_demande
from plie.taches.models import Demande
from tests.usines import AgentFactory

ENTETE = "identifiant_externe;nom;prenom;date_naissance;sexe\n"
BON = ENTETE + "A1;Dupont;Zoé;1980-01-01;F\n"
FAUTIF = ENTETE + "A1;=1+1;Zoé;hier;F\n"
LISTE = reverse("accompagnement:imports")

pytestmark = pytest.mark.usefixtures("references")


@pytest.fixture
def coordination(client):
    agent = AgentFactory(role=Role.COORDINATION)
    client.force_login(agent)
    return agent


@pytest.fixture
def envoyer(client, coordination, django_capture_on_commit_callbacks):
    def envoyer(texte, nom="dossiers.csv", **champs):
        fichier = SimpleUploadedFile(nom, texte.encode(), content_type="text/csv")
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(LISTE, {"fichier": fichier, **champs})

    return envoyer


def executer(demande, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return importer_fichier(demande.pk)


def test_a_file_is_kept_under_a_name_that_says_nothing_and_handed_to_a_worker(envoyer):
    reponse = envoyer(BON, nom='<b>"x".csv')

    demande = ImportDossiers.objects.get()
    assert reponse["Location"] == reverse("accompagnement:import_detail", args=[demande.pk])
    assert list(Demande.objects.a_faire().values_list("tache", "arguments")) == [
        (actions.TACHE, [demande.pk])
    ]
    assert demande.fichier.name.startswith("imports/")
    assert "x" not in demande.fichier.name.removeprefix("imports/")
    assert (demande.nom_original, demande.statut) == ('<b>"x".csv', StatutImport.EN_ATTENTE)


def test_a_file_is_first_tried_without_writing(client, coordination):
    assert client.get(LISTE).context["formulaire"]["simulation"].value() is True
    assert re.search(r'<input[^>]*name="simulation"[^>]* checked', client.get(LISTE).text)


def test_the_name_of_the_file_is_escaped(client, envoyer):
    envoyer(BON, nom="<script>alert(1)<b>.csv")
    for adresse in (LISTE, reverse("accompagnement:import_detail", args=[_demande().pk])):
        page = client.get(adresse).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


def _demande():
    return ImportDossiers.objects.get()


def test_the_worker_writes_the_people_then_the_file_is_gone(
    client, envoyer, django_capture_on_commit_callbacks
):
    envoyer(BON)
    source = _demande().fichier.name

    executer(_demande(), django_capture_on_commit_callbacks)

    demande = _demande()
    assert demande.statut == StatutImport.TERMINE
    assert demande.bilan["personnes_creees"] == Participant.objects.count() == 1
    assert not default_storage.exists(source)
    page = client.get(reverse("accompagnement:import_detail", args=[demande.pk])).content.decode()
    assert "Dossiers : 1 créé, 0 modifié, 0 inchangé." in page
    assert "hx-get" not in page.split('id="etat"')[1]


def test_a_task_delivered_twice_imports_once(envoyer, django_capture_on_commit_callbacks):
    envoyer(BON)

    executer(_demande(), django_capture_on_commit_callbacks)
    rapport = _demande().rapport

    assert executer(_demande(), django_capture_on_commit_callbacks) == "import déjà fait"
    assert _demande().rapport == rapport


def test_a_simulation_writes_nothing(envoyer, django_capture_on_commit_callbacks):
    envoyer(BON, simulation="on")

    executer(_demande(), django_capture_on_commit_callbacks)

    assert "Simulation : rien n'est écrit" in _demande().rapport
    assert not Participant.objects.exists()


def test_rejects_are_told_and_downloaded(client, envoyer, django_capture_on_commit_callbacks):
    envoyer(FAUTIF)

    executer(_demande(), django_capture_on_commit_callbacks)

    demande = _demande()
    assert demande.statut == StatutImport.REJETE
    assert "Ligne 2, date_naissance" in demande.rapport
    rejets = client.get(reverse("accompagnement:import_rejets", args=[demande.pk]))
    assert f"rejets-import-{demande.pk}.csv" in rejets["Content-Disposition"]
    assert "2;date_naissance;hier;" in b"".join(rejets.streaming_content).decode("utf-8-sig")
    assert not Participant.objects.exists()


def test_an_import_without_rejects_has_none_to_download(client, envoyer):
    envoyer(BON)
    adresse = reverse("accompagnement:import_rejets", args=[_demande().pk])
    assert client.get(adresse).status_code == 404


def test_progress_is_shown_while_it_runs_with_and_without_javascript(client, envoyer):
    envoyer(BON)
    demande = _demande()
    actions._Suivi(demande.pk)(0.42)
    adresse = reverse("accompagnement:import_detail", args=[demande.pk])

    page = client.get(adresse).content.decode()
    fragment = client.get(adresse, headers={"HX-Request": "true"}).content.decode()

    assert 'value="42"' in page
    assert f'href="{adresse}"' in page and "Actualiser" in page
    assert 'hx-trigger="every 2s"' in fragment
    assert "<html" not in fragment


def test_a_failure_is_told_and_undoes_everything(envoyer, monkeypatch):
    envoyer(BON)

    def tomber(*args, **options):
        Participant.objects.create(nom="X", prenom="Y", sexe="F", date_naissance="1980-01-01")
        raise MemoryError

    monkeypatch.setattr(actions, "importer", tomber)
    with pytest.raises(MemoryError):
        importer_fichier(_demande().pk)

    assert _demande().statut == StatutImport.ECHEC
    assert "rien n'est écrit" in _demande().rapport
    assert not Participant.objects.exists()


@pytest.mark.parametrize(
    ("fichiers", "phrase"),
    [({}, "Choisissez un fichier."), ({"fichier": SimpleUploadedFile("x.csv", b"")}, "vide")],
)
def test_a_form_without_content_is_told(client, coordination, fichiers, phrase):
    reponse = client.post(LISTE, fichiers)
    assert reponse.status_code == 422
    assert phrase in reponse.content.decode()


def test_a_file_too_heavy_is_told_before_it_is_kept(client, coordination, monkeypatch):
    monkeypatch.setattr("accompagnement.forms.importation.TAILLE_MAXIMALE", 10)
    reponse = client.post(LISTE, {"fichier": SimpleUploadedFile("x.csv", BON.encode())})
    assert (reponse.status_code, ImportDossiers.objects.count()) == (422, 0)
    assert "la limite est de 50 Mo" in reponse.content.decode()


def test_a_form_sent_twice_makes_one_import(envoyer):
    jeton = "0b8f0a54-6f0e-4f4e-9d7b-0d5c3a1e2f11"
    premiere, seconde = envoyer(BON, jeton=jeton), envoyer(BON, jeton=jeton)
    assert premiere["Location"] == seconde["Location"]
    assert Demande.objects.count() == ImportDossiers.objects.count() == 1


@pytest.mark.parametrize("nombre", [1, 3])
def test_the_list_asks_the_same_questions_whatever_its_length(
    client, envoyer, django_assert_max_num_queries, nombre
):
    for _ in range(nombre):
        envoyer(BON)
    with django_assert_max_num_queries(6):
        client.get(LISTE)


@pytest.mark.parametrize("role", [r for r in Role if r != Role.COORDINATION])
@pytest.mark.parametrize("acte", ["import_detail", "import_rejets"])
def test_an_import_is_not_for_the_other_roles(client, envoyer, role, acte):
    envoyer(BON)
    client.force_login(AgentFactory(role=role))
    assert client.get(reverse(f"accompagnement:{acte}", args=[_demande().pk])).status_code == 403


def test_the_administration_opens_no_dossier_by_an_import_either(client, envoyer):
    """A report tells which criteria a person has: the house's IT has the command alone."""
    envoyer(BON)
    administration = AgentFactory(role=Role.ADMINISTRATION)
    client.force_login(administration)
    assert client.get(LISTE).status_code == 403
    fichier = SimpleUploadedFile("sonde.csv", BON.encode(), content_type="text/csv")
    assert client.post(LISTE, {"fichier": fichier, "simulation": "on"}).status_code == 403
    assert client.get(reverse("accompagnement:accueil")).text.count(LISTE) == 0
    assert not ImportDossiers.objects.visibles_par(administration).exists()
    assert Demande.objects.count() == ImportDossiers.objects.count() == 1


def _poster(client, acte, pk):
    page = client.post(reverse(f"accompagnement:{acte}", args=[pk]), follow=True)
    return unescape(page.content.decode())


def test_an_import_that_waits_is_given_up_then_asked_again(
    client, envoyer, django_capture_on_commit_callbacks
):
    envoyer(BON)
    (avant,) = Demande.objects.a_faire()
    page = _poster(client, "import_annuler", _demande().pk)
    assert "L'import a été annulé" in page and "Relancer l'import" in page
    assert executer_la_demande(avant.pk) == "rien à faire"

    _poster(client, "import_relancer", _demande().pk)
    with django_capture_on_commit_callbacks(execute=True):
        executer_la_demande(Demande.objects.a_faire().get().pk)
    assert (_demande().statut, Participant.objects.count()) == (StatutImport.TERMINE, 1)


def test_an_import_given_up_while_it_runs_stops_and_writes_nothing(envoyer, monkeypatch):
    envoyer(BON)

    def annuler_au_milieu(_chemin, *, suivre, **_):
        Participant.objects.create(nom="X", prenom="Y", sexe="F", date_naissance="1980-01-01")
        actions.annuler_import(_demande(), par=AgentFactory(role=Role.COORDINATION))
        suivre(0.5)

    monkeypatch.setattr(actions, "importer", annuler_au_milieu)
    assert executer_la_demande(Demande.objects.get().pk) == "import annulé"
    assert _demande().statut == StatutImport.ANNULE
    assert not Participant.objects.exists()


def test_an_import_once_done_is_not_asked_again(
    client, envoyer, django_capture_on_commit_callbacks
):
    envoyer(BON)
    executer(_demande(), django_capture_on_commit_callbacks)
    page = _poster(client, "import_relancer", _demande().pk)
    assert "ne peut pas être relancé" in page
    assert _demande().statut == StatutImport.TERMINE


@pytest.mark.parametrize(("livraisons", "est_dit"), [(1, False), (2, True)])
def test_an_import_taken_up_after_an_interruption_says_so(client, envoyer, livraisons, est_dit):
    envoyer(BON)
    Demande.objects.update(livraisons=livraisons)
    adresse = reverse("accompagnement:import_detail", args=[_demande().pk])
    assert ("repris depuis le début" in client.get(adresse).content.decode()) is est_dit


def test_only_who_imports_gives_an_import_up(client, envoyer):
    envoyer(BON)
    client.force_login(AgentFactory(role=Role.REFERENT))
    for acte in ("import_annuler", "import_relancer"):
        adresse = reverse(f"accompagnement:{acte}", args=[_demande().pk])
        assert client.post(adresse).status_code == 403
    assert _demande().statut == StatutImport.EN_ATTENTE


def test_a_simulation_without_fault_is_imported_without_sending_the_file_again(
    client, envoyer, django_capture_on_commit_callbacks
):
    envoyer(BON, simulation="on")
    simulation = _demande()
    executer(simulation, django_capture_on_commit_callbacks)
    adresse = reverse("accompagnement:import_detail", args=[simulation.pk])
    detail, liste = (client.get(a).text for a in (adresse, reverse("accompagnement:imports")))
    assert "Importer pour de bon" in detail and re.search(r"<title>\s*Simulation\b", detail)
    for page in (detail, liste):
        assert "Sans faute, rien n'est écrit" in unescape(page) and "Terminé" not in page
    assert not Participant.objects.exists()
    _poster(client, "import_confirmer", simulation.pk)
    suite = ImportDossiers.objects.exclude(pk=simulation.pk).get()
    executer(suite, django_capture_on_commit_callbacks)
    assert Participant.objects.count() == 1
    # Once: the file has gone with the import.
    page = _poster(client, "import_confirmer", simulation.pk)
    assert "envoyez-le à nouveau" in page
    assert ImportDossiers.objects.count() == 2
    assert "Importer pour de bon" not in client.get(adresse).text


def test_a_simulation_with_a_fault_or_forgotten_for_a_day_is_sent_again(
    client, envoyer, django_capture_on_commit_callbacks
):
    envoyer(FAUTIF, simulation="on")
    executer(_demande(), django_capture_on_commit_callbacks)
    assert "envoyez-le à nouveau" in _poster(client, "import_confirmer", _demande().pk)
    ImportDossiers.objects.all().delete()
    envoyer(BON, simulation="on")
    executer(_demande(), django_capture_on_commit_callbacks)
    ImportDossiers.objects.update(termine_le=timezone.now() - SIMULATION_GARDEE)
    balayer_les_fichiers()
    assert not _demande().est_a_confirmer


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_an_empty_file_with_its_columns_is_there_to_begin_with(client, coordination, format_):
    reponse = client.get(reverse("accompagnement:import_modele", args=[format_]))
    assert reponse["Content-Disposition"].endswith(f'modele-import.{format_}"')
    assert b"".join(reponse.streaming_content)[:3] in (b"\xef\xbb\xbf", b"PK\x03")
