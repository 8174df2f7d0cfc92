"""An official month corrected since is the same figure, in the same state, wherever it is read."""

import csv
import html
import io
import json
from datetime import date, datetime

import openpyxl
import pytest
from django.core.management import call_command
from time_machine import travel

from accompagnement.models import Parcours
from conventions.actions.rapport import lire_fichier, ouvrir, produire
from conventions.actions.releve import figer
from conventions.enums import Etat, FormatFichier
from conventions.indicateurs import courbes
from conventions.indicateurs.declarations import PUBLIES
from conventions.rapports.masque import MASQUE
from conventions.views.accueil import chiffres_du_mois
from plie.comptes.enums import Role
from tests.partenaire import Partenaire
from tests.pdf import texte_du_pdf
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


def _par_la_commande(capsys, **options):
    """Without what a file withholds, unless asked for."""
    call_command("indicateurs", debut="2025-06-01", fin="2025-06-30", en_json=True, **options)
    dit = json.loads(capsys.readouterr().out)
    return {i["code"]: i["numerateur"] for i in dit["indicateurs"] if "est_masque" not in i}, dit[
        "etat"
    ]


def _par_l_api():
    lu = Partenaire(["indicateurs.lecture"]).get("/indicateurs?mois=2025-06").corps
    mois = {i["code"]: i["valeurs"]["mois"]["numerateur"] for i in lu["indicateurs"]}
    return mois, lu["periodes"]["mois"]["etat"]


def _rapport():
    rapport = ouvrir(JUIN)
    produire(rapport.pk)
    rapport.refresh_from_db()
    return rapport


def _fichier(rapport, format_):
    return lire_fichier(rapport.fichiers.get(format=format_))


def _par_le_csv(rapport):
    lu = _fichier(rapport, FormatFichier.CSV).decode("utf-8-sig")
    dites = [
        ligne
        for ligne in csv.DictReader(io.StringIO(lu), delimiter=";")
        if ligne["periode_debut"] == PERIODE["debut"] and not ligne["ventilation"]
    ]
    par_csv = {ligne["indicateur"]: ligne["numerateur"] for ligne in dites}
    (etat,) = {ligne["etat"] for ligne in dites}
    return {code: float(n) for code, n in par_csv.items() if _est_un_nombre(n)}, etat


def _est_un_nombre(texte):
    return texte.replace(".", "", 1).isdigit()


def test_page_command_api_report_and_csv_agree_on_an_official_month(client, capsys, corrige):
    page, etat = _par_la_page(client)
    assert (page["entrees"], etat) == (6, Etat.ARRETE)
    rapport = _rapport()
    mois = {i["code"]: i["valeurs"]["mois"]["numerateur"] for i in rapport.donnees["indicateurs"]}
    publies = {indicateur.code: page[indicateur.code] for indicateur in PUBLIES}
    assert (mois, rapport.donnees["periodes"]["mois"]["etat"]) == (publies, Etat.ARRETE)
    assert _par_la_commande(capsys, en_clair=True) == (page, Etat.ARRETE)
    par_csv, etat_du_csv = _par_le_csv(rapport)
    for chiffres, dit in (_par_l_api(), _par_la_commande(capsys), (par_csv, etat_du_csv)):
        lisibles = {code: n for code, n in chiffres.items() if n is not None}
        assert dit == Etat.ARRETE and lisibles["entrees"] == 6
        assert lisibles == pytest.approx({code: page[code] for code in lisibles})


def test_the_pdf_and_the_workbook_agree_with_the_page(client, corrige):
    page, _ = _par_la_page(client)
    rapport = _rapport()
    texte = texte_du_pdf(_fichier(rapport, FormatFichier.PDF)).replace("\u00a0", " ")
    assert "Juin 2025 : arrêté" in texte
    classeur = openpyxl.load_workbook(
        io.BytesIO(_fichier(rapport, FormatFichier.XLSX)), data_only=True
    )
    feuille = classeur["Synthèse"]
    assert feuille["C3"].value == "juin 2025 (arrêté)"
    lignes = {ligne[0].value: ligne[2:5] for ligne in feuille.iter_rows(min_row=5)}
    for indicateur in PUBLIES:
        valeur, numerateur, denominateur = (case.value for case in lignes[indicateur.libelle])
        if valeur == MASQUE:
            assert f"{indicateur.libelle} {MASQUE}" in texte
            continue
        assert numerateur in (None, pytest.approx(page[indicateur.code]))
        if denominateur is None and valeur != "—":
            assert valeur == page[indicateur.code]
            assert f"{indicateur.libelle} {valeur} " in texte
    assert [case.value for case in lignes["Taux de sorties positives"]] == [1, 1, 1]
    assert "Taux de sorties positives 100 % * " in texte


def test_every_curve_agrees_with_the_page(client, corrige):
    """File active, entries, exits, positive, rate: on the page, in the data of a report, in its PDF
    and in its workbook, which say that the month is official."""
    attendus = [6, 6, 1, 1]
    client.force_login(AgentFactory(role=Role.DIRECTION))
    page = client.get("/indicateurs/", PERIODE).context["courbe_lignes"][-1]
    # A month that is not official says it is provisional.
    assert page["mois"] == "juin 2025"
    assert page["valeurs"] == [*map(str, attendus), "100\u00a0%"]
    rapport = _rapport()
    juin = rapport.donnees["courbe"][-1]
    assert [juin["mesures"][code]["valeur"] for code in courbes.CODES] == [*attendus, 100]
    assert juin["etat"] == Etat.ARRETE
    texte = texte_du_pdf(_fichier(rapport, FormatFichier.PDF)).replace("\u00a0", " ")
    assert f"juin 2025 {' '.join(map(str, attendus))} 100 % * v1" in texte
    octets = io.BytesIO(_fichier(rapport, FormatFichier.XLSX))
    feuille = openpyxl.load_workbook(octets, data_only=True)["Mois par mois"]
    mois = {ligne[0].value: [case.value for case in ligne[1:]] for ligne in feuille.rows}
    assert mois[datetime(2025, 6, 1)] == [*attendus, 1, 1, 1, "v1", "arrêté"]  # noqa: DTZ001


@travel("2026-06-30T10:00:00+00:00", tick=False)
def test_home_compares_with_the_official_month_of_last_year(client, corrige):
    page, _ = _par_la_page(client)
    direction = AgentFactory(role=Role.DIRECTION)
    lignes = dict(chiffres_du_mois(direction)["lignes"])
    for code, libelle in (("entrees", "Entrées"), ("personnes_accompagnees", "Personnes")):
        (libelle,) = [connu for connu in lignes if connu.startswith(libelle)]
        (_, avant, *_), *_ = lignes[libelle]
        assert avant.valeur.texte == str(page[code]), libelle
    client.force_login(direction)
    accueil = client.get("/").text
    assert html.escape(lignes["Entrées"][0][1].valeur.adresse) in accueil
    assert "Du 1er au 30 juin\xa0: 2026 provisoire, 2025 arrêté." in accueil
