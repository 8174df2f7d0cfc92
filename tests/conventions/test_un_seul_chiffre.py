"""An official month corrected since is the same figure, in the same state, wherever it is read."""

import csv
import io
import json
from datetime import date

import pytest
from django.core.management import call_command

from accompagnement.models import Parcours
from conventions.actions.rapport import lire_fichier, ouvrir, produire
from conventions.actions.releve import figer
from conventions.enums import Etat, FormatFichier
from plie.comptes.enums import Role
from tests.partenaire import Partenaire
from tests.usines import AgentFactory, ParcoursFactory

pytestmark = pytest.mark.django_db
JUIN = date(2025, 6, 1)
PERIODE = {"debut": "2025-06-01", "fin": "2025-06-30"}


@pytest.fixture
def corrige(settings, tmp_path):
    """Six people counted in June, one of whom came in July after all."""
    settings.MEDIA_ROOT = tmp_path
    entres = ParcoursFactory.create_batch(6, actif=True, date_entree=date(2025, 6, 10))
    ParcoursFactory(sorti=True, date_sortie=date(2025, 6, 12))
    figer(JUIN)
    Parcours.objects.filter(pk=entres[0].pk).update(date_entree=date(2025, 7, 3))


def _par_la_page(client):
    client.force_login(AgentFactory(role=Role.DIRECTION))
    resultat = client.get("/indicateurs/", PERIODE).context["resultat"]
    return {code: m.numerateur for code, m in resultat.mesures.items()}, resultat.etat


def _par_la_commande(capsys):
    call_command("indicateurs", debut="2025-06-01", fin="2025-06-30", en_json=True)
    dit = json.loads(capsys.readouterr().out)
    return {i["code"]: i["numerateur"] for i in dit["indicateurs"]}, dit["etat"]


def _par_l_api():
    lu = Partenaire(["indicateurs.lecture"]).get("/indicateurs?mois=2025-06").corps
    mois = {i["code"]: i["valeurs"]["mois"]["numerateur"] for i in lu["indicateurs"]}
    return mois, lu["periodes"]["mois"]["etat"]


def _par_le_rapport():
    rapport = ouvrir(JUIN)
    produire(rapport.pk)
    rapport.refresh_from_db()
    mois = {i["code"]: i["valeurs"]["mois"]["numerateur"] for i in rapport.donnees["indicateurs"]}
    fichier = rapport.fichiers.get(format=FormatFichier.CSV)
    lignes = csv.DictReader(io.StringIO(lire_fichier(fichier).decode("utf-8-sig")), delimiter=";")
    dites = [
        ligne
        for ligne in lignes
        if ligne["periode_debut"] == PERIODE["debut"] and not ligne["ventilation"]
    ]
    par_csv = {ligne["indicateur"]: ligne["numerateur"] for ligne in dites}
    (etat,) = {ligne["etat"] for ligne in dites}
    return mois, rapport.donnees["periodes"]["mois"]["etat"], par_csv, etat


def test_page_command_api_report_and_csv_agree_on_an_official_month(client, capsys, corrige):
    page, etat = _par_la_page(client)
    assert (page["entrees"], etat) == (6, Etat.ARRETE)
    rapport, etat_du_rapport, par_csv, etat_du_csv = _par_le_rapport()
    assert (rapport, etat_du_rapport) == (page, Etat.ARRETE)
    assert _par_la_commande(capsys) == (page, Etat.ARRETE)
    chiffres, etat_de_l_api = _par_l_api()
    lisibles = {code: n for code, n in chiffres.items() if n is not None}
    assert etat_de_l_api == Etat.ARRETE
    assert lisibles and lisibles == {code: page[code] for code in lisibles}
    lus = {code: float(nombre) for code, nombre in par_csv.items() if _est_un_nombre(nombre)}
    assert etat_du_csv == Etat.ARRETE
    assert lus["entrees"] == 6 and lus == pytest.approx({code: page[code] for code in lus})


def _est_un_nombre(texte):
    return texte.replace(".", "", 1).isdigit()
