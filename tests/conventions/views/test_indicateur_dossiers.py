"""The lists behind the numbers."""

import re
from datetime import date

import pytest
from django.urls import reverse

from conventions.indicateurs.declarations import INDICATEURS
from plie.comptes.enums import Role
from plie.journal.models import Consultation
from tests.usines import (
    OffreFactory,
    ParcoursFactory,
    StockFactory,
)

pytestmark = pytest.mark.django_db
ANNEE = {"debut": "2025-01-01", "fin": "2025-12-31"}
ADRESSE = "/indicateurs/"
LIEN = re.compile(r'href="(/indicateurs/[a-z0-9_]+/dossiers/\?[^"]+)" aria-label="(\d+), \D')


def test_every_number_opens_the_list_that_it_counts(client, connecter):
    connecter(Role.COORDINATION)
    for niveau in ("infra3", "3"):
        ParcoursFactory(sorti=True, criteres=["rsa", "rqth"], niveau=niveau)
    ParcoursFactory(actif=True, date_entree=date(2024, 5, 1))

    page = client.get(ADRESSE, {**ANNEE, "ventilation": "critere"}).content.decode()
    liens = {adresse.replace("&amp;", "&"): texte for adresse, texte in LIEN.findall(page)}
    for adresse, texte in liens.items():
        liste = client.get(adresse)
        assert liste.status_code == 200, adresse
        assert liste.context["page"].paginator.count == int(texte), adresse
    assert len(liens) > 40


def test_an_address_cut_after_ventilation_opens_the_whole_list(client, connecter):
    connecter(Role.DIRECTION)
    ParcoursFactory(actif=True)
    adresse = "/indicateurs/entrees/dossiers/"
    entiere = client.get(adresse, ANNEE).context["page"].paginator.count
    coupee = client.get(adresse, {**ANNEE, "ventilation": ""})
    assert coupee.context["page"].paginator.count == entiere


def test_a_value_of_the_address_is_only_ever_a_value(client, connecter):
    connecter(Role.COORDINATION)
    ParcoursFactory(actif=True)
    requete = {**ANNEE, "ventilation": "sexe", "modalite": "F' OR '1'='1"}
    reponse = client.get("/indicateurs/entrees/dossiers/", requete)
    assert reponse.context["page"].paginator.count == 0


def test_an_export_is_what_the_list_shows_and_is_logged(client, connecter):
    agent = connecter(Role.DIRECTION)
    suivi = ParcoursFactory(actif=True, participant__nom="=CMD()", criteres=["rqth"])

    reponse = client.get("/indicateurs/entrees/dossiers/exporter/csv/", ANNEE)
    texte = b"".join(reponse).decode("utf-8-sig")
    assert texte.splitlines()[0].startswith("Nom;Prénom;Date de naissance")
    assert "'=CMD()" in texte and "rqth" not in texte.lower()
    consultation = Consultation.objects.get()
    assert (consultation.agent, consultation.participant_id) == (agent, suivi.participant_id)
    xlsx = client.get("/indicateurs/entrees/dossiers/exporter/xlsx/", ANNEE)
    assert b"".join(xlsx)[:2] == b"PK"


def test_the_list_of_open_offers_hides_the_title_of_one_that_may_not_be_shown(client, connecter):
    connecter(Role.DIRECTION)
    offres = [
        OffreFactory(importee=True, intitule="Titre périmé", rome_libelle="Magasinier"),
        OffreFactory(intitule="Offre à nous"),
    ]
    StockFactory(jour=date(2025, 12, 30), ouvertes=offres)
    OffreFactory(intitule="Trop tard")
    page = client.get("/indicateurs/offres_ouvertes/dossiers/", ANNEE)
    assert page.context["page"].paginator.count == 2
    assert "Titre périmé" not in page.text and "Magasinier" in page.text
    assert "Offre à nous" in page.text and "Trop tard" not in page.text


def test_a_list_of_offers_is_not_exported(client, connecter):
    connecter(Role.COORDINATION)
    assert (
        client.get("/indicateurs/offres_ouvertes/dossiers/exporter/csv/", ANNEE).status_code == 404
    )


@pytest.mark.parametrize("indicateur", INDICATEURS, ids=lambda i: i.code)
def test_every_indicator_has_its_list(client, connecter, indicateur):
    connecter(Role.COORDINATION)
    ParcoursFactory(actif=True, criteres=["rqth"])
    adresse = reverse("conventions:indicateur_dossiers", args=[indicateur.code])
    assert client.get(adresse, ANNEE).status_code == 200
