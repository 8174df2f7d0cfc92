"""The file of the list: what is shown, in the columns chosen."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plie.journal.models import Consultation
from tests.accompagnement.views.test_liste import creer
from tests.usines import CommuneFactory

pytestmark = pytest.mark.django_db


def test_the_export_holds_what_is_shown_with_its_formulas_tamed(client, coordination):
    creer("=cmd|' /C calc'!A0", participant__prenom="+33")
    creer("Autre", participant__prenom="Léa")
    adresse = reverse("accompagnement:dossiers_exporter", args=["csv"])
    lignes = client.get(adresse, {"q": "33"}).getvalue().decode("utf-8-sig").splitlines()
    assert len(lignes) == 2
    assert lignes[1].startswith("'=cmd|' /C calc'!A0;'+33;")
    assert Consultation.objects.filter(objet="Export de liste (csv)").count() == 1


def test_an_unknown_format_is_not_found(client, coordination):
    assert client.get(reverse("accompagnement:dossiers_exporter", args=["exe"])).status_code == 404


def test_the_columns_of_the_file_are_chosen_remembered_and_logged(client, coordination):
    creer("Martin", participant__telephone="+33 6 00 00 00 00", participant__adresse="=1+1")
    exporter = reverse("accompagnement:dossiers_exporter", args=["csv"])
    choix = {
        "avec_choix": "oui",
        "colonnes": ["adresse", "nom", "telephone", "code-postal", "civilite"],
        "statut": "tous",
    }
    lignes = client.get(exporter, choix).getvalue().decode("utf-8-sig").splitlines()
    assert lignes[0] == "Civilité;Nom;Téléphone;Adresse;Code postal"
    assert lignes[1] == "Madame;Martin;06 00 00 00 00;'=1+1;59220"
    trace = Consultation.objects.get(objet="Export de liste (csv)")
    assert trace.detail == "Colonnes : Civilité, Nom, Téléphone, Adresse, Code postal"
    page = client.get(reverse("accompagnement:dossiers_colonnes"), {"statut": "tous"})
    assert set(page.context["formulaire"]["colonnes"].value()) == set(choix["colonnes"])
    assert '<input type="hidden" name="statut" value="tous"' in " ".join(
        page.content.decode().split()
    )


@pytest.mark.parametrize(
    ("saisi", "lu"),
    [
        ("+33612345678", "0612345678"),
        ("+33 (0)6 12", "06 12"),
        ("06 12 34 56 78", "06 12 34 56 78"),
        ("+32 470", "'+32 470"),
        ("+33=1+1", "'+33=1+1"),
    ],
)
def test_a_telephone_is_exported_as_it_is_dialled(client, coordination, saisi, lu):
    creer("Martin", participant__telephone=saisi)
    assert exporter_une_colonne(client, "telephone") == [lu]


def exporter_une_colonne(client, colonne):
    exporter = reverse("accompagnement:dossiers_exporter", args=["csv"])
    reponse = client.get(exporter, {"avec_choix": "oui", "colonnes": [colonne]})
    return reponse.getvalue().decode("utf-8-sig").splitlines()[1:]


def test_a_postcode_that_is_not_sure_is_an_empty_cell(client, coordination):
    lille = CommuneFactory(nom="Lille", code_insee="59350", codes_postaux=["59000", "59800"])
    creer("Alpha", participant__commune=lille, participant__adresse="2 rue Haute")
    creer("Beta", participant__commune=lille, participant__adresse="2 rue Haute, 59800 Lille")
    creer("Gamma", participant__commune=None)
    assert exporter_une_colonne(client, "code-postal") == ['""', "59800", '""']


def test_a_file_of_one_column_costs_as_many_questions_for_ten_rows_as_for_one(client, coordination):
    def compter(nombre):
        for rang in range(nombre):
            creer(f"Nom{rang}", participant__telephone="0600000000")
        with CaptureQueriesContext(connection) as questions:
            exporter_une_colonne(client, "telephone")
        return len(questions)

    compter(1)
    assert compter(1) == compter(9)


@pytest.mark.parametrize(
    ("colonnes", "phrase"),
    [([], "au moins une colonne"), (["nom", "secret"], "«\xa0secret\xa0»")],
)
def test_a_choice_of_columns_that_says_nothing_is_refused(client, coordination, colonnes, phrase):
    exporter = reverse("accompagnement:dossiers_exporter", args=["xlsx"])
    refus = client.get(exporter, {"avec_choix": "oui", "colonnes": colonnes})
    assert refus.status_code == 422 and phrase in refus.content.decode()
    assert not Consultation.objects.filter(objet__startswith="Export").exists()
