import hashlib
import io
import json
import re
import uuid
from datetime import date, timedelta
from html import unescape

import pgtrigger
import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from pypdf import PdfReader

from conventions.actions.copie_remise import remettre
from conventions.actions.rapport import (
    demander,
    nom_fichier,
    ouvrir,
    produire,
    renvoyer,
    soumettre,
)
from conventions.enums import ModeleRapport, StatutRapport
from conventions.indicateurs.periodes import mois_precedent
from conventions.models import Rapport
from plie.comptes.enums import Role
from plie.taches.actions import executer
from plie.taches.models import Demande
from tests.conventions import publies
from tests.usines import AgentFactory, ParcoursFactory

pytestmark = pytest.mark.django_db
JUIN = date(2025, 6, 1)
PREPARENT = (Role.COORDINATION, Role.DIRECTION)
LECTEURS = (Role.REFERENT, Role.COORDINATION, Role.DIRECTION, Role.GESTIONNAIRE_FSE)


def _brouillon(mois=JUIN):
    return publies.en_preparation(mois)


def _publie(mois=JUIN):
    return publies.publie(mois)


@pytest.mark.parametrize("role", Role)
def test_readers_open_what_is_published_and_the_others_nothing(client, connecter, role):
    rapport = _publie()
    connecter(role)
    attendu = 200 if role in LECTEURS else 403
    assert client.get("/rapports/").status_code == attendu
    assert client.get(f"/rapports/{rapport.pk}/").status_code == attendu
    assert client.get(f"/rapports/{rapport.pk}/fichiers/csv/").status_code == attendu


@pytest.mark.parametrize("role", Role)
def test_only_who_prepares_opens_a_draft(client, connecter, role):
    rapport = _brouillon()
    connecter(role)
    attendu = 200 if role in PREPARENT else 404 if role in LECTEURS else 403
    assert client.get(f"/rapports/{rapport.pk}/").status_code == attendu
    assert client.get(f"/rapports/{rapport.pk}/fichiers/pdf/").status_code == attendu


@pytest.mark.parametrize("role", [role for role in Role if role not in PREPARENT])
def test_only_who_prepares_produces_and_submits(client, connecter, role):
    rapport = _brouillon()
    connecter(role)
    assert client.post("/rapports/produire/", {"mois": "2025-06-01"}).status_code == 403
    for verbe in ("soumettre", "renvoyer", "publier", "remettre"):
        assert client.post(f"/rapports/{rapport.pk}/{verbe}/").status_code == 403
    assert client.get(f"/rapports/{rapport.pk}/commentaires/").status_code == 403


def test_only_direction_approves(client, connecter):
    rapport = publies.a_relire(JUIN)
    connecter(Role.COORDINATION)
    assert client.post(f"/rapports/{rapport.pk}/publier/").status_code == 403


def test_who_prepared_a_report_is_told_that_another_approves_it(client, connecter):
    agent = connecter(Role.DIRECTION)
    rapport = publies.a_relire(JUIN, prepare_par=agent)
    page = unescape(client.get(f"/rapports/{rapport.pk}/").text)
    phrase = "Vous avez préparé ce rapport\xa0: une autre personne l'approuve."
    assert phrase in page and "Approuver et publier" not in page
    essai = client.post(f"/rapports/{rapport.pk}/publier/", {"confirmer": "1"}, follow=True)
    assert phrase in unescape(essai.text)
    assert not Rapport.objects.publies().exists()


def test_a_report_goes_from_a_comment_to_its_files(client, connecter):
    connecter(Role.COORDINATION)
    rapport = _brouillon()
    ou = f"/rapports/{rapport.pk}/commentaires/"
    texte = "Un mois où la file active croît."
    client.post(ou, {"version": 1, "commentaire_essentiel": texte})
    assert texte in client.get(f"/rapports/{rapport.pk}/").text
    client.post(f"/rapports/{rapport.pk}/soumettre/")
    executer(Demande.objects.a_faire().get().pk)
    rapport.refresh_from_db()
    assert rapport.statut == StatutRapport.A_RELIRE
    with rapport.fichiers.get(format="pdf").fichier.open("rb") as flux:
        pages = PdfReader(io.BytesIO(flux.read())).pages
    assert texte in pages[1].extract_text()
    with rapport.fichiers.get(format="json").fichier.open("rb") as flux:
        lu = json.load(flux)
    assert lu["chapitres"][0] == {"code": "essentiel", "commentaire": texte}


def test_a_copy_is_downloaded_and_written_down(client, connecter):
    rapport = _publie()
    agent = connecter(Role.COORDINATION)
    ou = f"/rapports/{rapport.pk}/remettre/"
    recu = client.post(ou, {"pour": "Mme Martin, élue", "format": "pdf"})
    assert hashlib.sha256(recu.content).hexdigest() == rapport.fichiers.get(format="pdf").sha256
    page = unescape(client.get(f"/rapports/{rapport.pk}/").text)
    assert "Mme Martin, élue" in page and str(agent) in page
    refus = client.post(ou, {"pour": " ", "format": "pdf"})
    assert refus.status_code == 422 and "à qui cette copie est remise" in unescape(refus.text)
    assert rapport.copies.count() == 1
    connecter(Role.REFERENT)
    assert "Mme Martin" not in client.get(f"/rapports/{rapport.pk}/").text


def test_a_file_that_an_old_report_lacks_is_not_handed_over(client, connecter):
    rapport = _publie()
    with pgtrigger.ignore("conventions.FichierRapport:fichier_publie"):
        rapport.fichiers.filter(format="json").delete()
    agent = connecter(Role.DIRECTION)
    assert 'value="json"' not in client.get(f"/rapports/{rapport.pk}/").text
    envoi = {"pour": "Mme Martin", "format": "json"}
    refus = client.post(f"/rapports/{rapport.pk}/remettre/", envoi)
    assert refus.status_code == 422 and "n'a pas ce fichier" in unescape(refus.text)
    with pytest.raises(ValidationError, match="n'a pas ce fichier"):
        remettre(rapport, par=agent, **envoi)
    assert not rapport.copies.exists()


def test_a_copy_asked_for_twice_at_once_is_written_down_once(client, connecter, time_machine):
    rapport = _publie()
    connecter(Role.COORDINATION)
    ou, envoi = f"/rapports/{rapport.pk}/remettre/", {"pour": "Mme Martin", "format": "csv"}
    assert {client.post(ou, envoi).status_code for _ in range(2)} == {200}
    assert rapport.copies.count() == 1
    client.post(ou, envoi | {"pour": "M. Petit"})
    assert rapport.copies.count() == 2
    time_machine.move_to(timezone.now() + timedelta(minutes=2))
    client.post(ou, envoi)
    assert rapport.copies.count() == 3


def test_each_model_is_asked_for_by_its_last_month(client, connecter):
    connecter(Role.COORDINATION)
    ou, envoi_ = "/rapports/produire/", {"modele": "trimestriel", "mois": "2025-05-01"}
    refus = client.post(ou, envoi_)
    assert refus.status_code == 422 and "dernier mois de la période" in refus.text
    client.post(ou, envoi_ | {"mois": "2025-06-01"})
    rapport = Rapport.objects.get()
    assert rapport.modele == ModeleRapport.TRIMESTRIEL
    assert "2e trimestre 2025" in client.get("/rapports/").text


def test_direction_asks_for_a_month_and_a_double_click_asks_once(client, connecter):
    connecter(Role.DIRECTION)
    mois = mois_precedent(timezone.localdate())[0]
    envoi = {"mois": mois.isoformat(), "jeton": str(uuid.uuid4())}
    premiere = client.post("/rapports/produire/", envoi)
    seconde = client.post("/rapports/produire/", envoi)

    rapport = Rapport.objects.get()
    assert premiere["Location"] == seconde["Location"] == f"/rapports/{rapport.pk}/"


def test_a_month_that_is_not_over_is_refused_in_french(client, connecter):
    connecter(Role.DIRECTION)
    reponse = client.post("/rapports/produire/", {"mois": "2099-01-01"})
    assert reponse.status_code == 422
    assert not Rapport.objects.exists()


def test_the_progress_is_shown_and_asks_for_itself_until_the_end(client, connecter):
    connecter(Role.DIRECTION)
    rapport = ouvrir(JUIN)
    Rapport.objects.update(statut=StatutRapport.EN_COURS, progression=40, etape="Composition")

    page = client.get(f"/rapports/{rapport.pk}/").content.decode()
    assert 'hx-trigger="every 2s"' in page and 'value="40"' in page and "Composition" in page
    assert "Actualiser" in page
    produire(rapport.pk)
    fragment = client.get(f"/rapports/{rapport.pk}/", headers={"HX-Request": "true"})
    texte = fragment.content.decode()
    assert "hx-trigger" not in texte and "<html" not in texte
    assert "Soumettre à relecture" in texte


def test_publishing_freezes_and_says_by_whom(client, connecter):
    agent = connecter(Role.DIRECTION)
    rapport = publies.a_relire(JUIN)
    publier_ = f"/rapports/{rapport.pk}/publier/"
    lu = {"lu": _lu_sur_la_page(client, rapport)}
    question = client.post(publier_, lu)
    assert "ne changeront plus" in question.text and 'name="confirmer"' in question.text
    assert "le FSE et les référents pourront le lire." in unescape(question.text)
    assert f'name="lu" value="{lu["lu"]}"' in question.text
    rapport.refresh_from_db()
    assert rapport.statut == StatutRapport.A_RELIRE
    reponse = client.post(publier_, lu | {"confirmer": "1"}, follow=True)
    texte = reponse.content.decode()
    assert f"par {agent}" in texte and "empreinte est vérifiée" in texte
    encore = client.post(publier_, follow=True).content.decode()
    assert "ne peut pas être publié" in encore


def _lu_sur_la_page(client, rapport):
    return re.search(r'name="lu" value="([^"]+)"', client.get(f"/rapports/{rapport.pk}/").text)[1]


def test_what_nobody_else_read_is_not_published_by_a_stale_confirmation(client, connecter):
    rapport = publies.a_relire(JUIN)
    preparatrice = rapport.prepare_par
    connecter(Role.DIRECTION)
    envoi = {"lu": _lu_sur_la_page(client, rapport), "confirmer": "1"}
    soumettre(renvoyer(rapport, par=preparatrice), par=preparatrice, differe=False)
    produire(rapport.pk)
    for perime in (envoi, {"lu": envoi["lu"]}, {"confirmer": "1"}):
        refus = client.post(f"/rapports/{rapport.pk}/publier/", perime, follow=True)
        assert "produit de nouveau depuis que vous l'avez lu" in unescape(refus.text)
    assert not Rapport.objects.publies().exists()
    relu = envoi | {"lu": _lu_sur_la_page(client, rapport)}
    client.post(f"/rapports/{rapport.pk}/publier/", relu)
    assert Rapport.objects.publies().exists()


def test_a_download_is_the_file_of_the_shown_fingerprint(client, connecter):
    connecter(Role.REFERENT)
    ParcoursFactory(sorti=True)
    rapport = _publie()
    for fichier in rapport.fichiers.all():
        reponse = client.get(f"/rapports/{rapport.pk}/fichiers/{fichier.format}/")
        assert hashlib.sha256(reponse.content).hexdigest() == fichier.sha256
        nom = nom_fichier(rapport, fichier.format)
        assert f'filename="{nom}"' in reponse["Content-Disposition"]
        assert fichier.sha256 in client.get(f"/rapports/{rapport.pk}/").content.decode()


@pytest.mark.parametrize("format_", ["zip", "%00", "..%2fcsv"])
def test_an_unknown_format_is_not_found(client, connecter, format_):
    rapport = _publie()
    connecter(Role.DIRECTION)
    assert client.get(f"/rapports/{rapport.pk}/fichiers/{format_}/").status_code == 404


def test_a_damaged_file_is_not_served(client, connecter):
    connecter(Role.DIRECTION)
    rapport = _publie()
    with open(rapport.fichiers.get(format="pdf").fichier.path, "ab") as flux:
        flux.write(b"%")
    reponse = client.get(f"/rapports/{rapport.pk}/fichiers/pdf/", follow=True)
    assert "ne correspond plus à son empreinte" in reponse.content.decode()


def test_a_failed_report_can_be_started_again(client, connecter):
    connecter(Role.DIRECTION)
    rapport = ouvrir(JUIN)
    Rapport.objects.update(statut=StatutRapport.ECHEC, etape="La production a échoué.")
    texte = client.get(f"/rapports/{rapport.pk}/").content.decode()
    assert "La production a échoué." in texte and "Produire de nouveau" in texte
    client.post("/rapports/produire/", {"mois": "2025-06-01"})
    rapport.refresh_from_db()
    assert rapport.statut == StatutRapport.EN_ATTENTE


@pytest.mark.parametrize("combien", [1, 3])
def test_the_list_asks_few_queries_whatever_the_size(
    client, connecter, django_assert_max_num_queries, combien
):
    for mois in range(1, combien + 1):
        _publie(date(2025, mois, 1))
    connecter(Role.COORDINATION)
    with django_assert_max_num_queries(6):
        assert client.get("/rapports/").status_code == 200


def test_the_two_empty_lists_say_what_comes_next(client, connecter):
    connecter(Role.DIRECTION)
    assert "Aucun rapport pour l'instant" in unescape(client.get("/rapports/").content.decode())
    connecter(Role.REFERENT)
    assert "Aucun rapport publié" in client.get("/rapports/").content.decode()


@pytest.mark.parametrize("role", Role)
def test_only_who_prepares_gives_a_production_up(client, connecter, role):
    rapport = demander(JUIN, par=AgentFactory(role=Role.DIRECTION))
    Demande.objects.update(livraisons=2)
    connecter(role)
    reponse = client.post(f"/rapports/{rapport.pk}/annuler/", follow=True)
    rapport.refresh_from_db()
    if role in PREPARENT:
        assert "La production a été annulée." in unescape(reponse.content.decode())
        assert rapport.statut == StatutRapport.ECHEC
    else:
        assert (reponse.status_code, rapport.statut) == (403, StatutRapport.EN_ATTENTE)


def test_a_production_taken_up_after_an_interruption_says_so(client, connecter):
    rapport = demander(JUIN, par=AgentFactory(role=Role.DIRECTION))
    connecter(Role.DIRECTION)
    assert "elle a été reprise" not in client.get(f"/rapports/{rapport.pk}/").content.decode()
    Demande.objects.update(livraisons=2)
    page = client.get(f"/rapports/{rapport.pk}/").content.decode()
    assert "elle a été reprise" in page and "Annuler la production" in page
