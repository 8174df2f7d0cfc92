"""The page of a rule that is tried."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from accompagnement.enums import Denominateur
from accompagnement.models import RegleSortie
from conventions.forms.essai import valeurs_de
from plie.comptes.enums import Role
from tests.portes import ecritures
from tests.usines import AgentFactory, ParcoursFactory, RegleSortieFactory

pytestmark = pytest.mark.django_db
ADRESSE = reverse("conventions:essai")
ANNEE = {"debut": "2025-01-01", "fin": "2025-12-31"}


@pytest.fixture(autouse=True)
def lecteur(client):
    RegleSortieFactory()
    client.force_login(AgentFactory(role=Role.GESTIONNAIRE_FSE))


def essayer(client, **champs):
    """The address of the form as the page shows it, with `champs` typed over."""
    formulaire = client.get(ADRESSE).context["formulaire"]
    montre = {nom: formulaire[nom].value() for nom in formulaire.fields} | ANNEE | champs
    envoye = {n: v for n, v in montre.items() if v is not None and v is not False}
    return client.get(ADRESSE, envoye)


def test_it_begins_with_the_rule_in_force_and_writes_nothing(client):
    for motif in ("cdi", "cdi", "creation_entreprise", "abandon"):
        ParcoursFactory(sorti=True, motif=motif)
    client.get(ADRESSE)
    avant = ecritures()
    page = essayer(client)
    assert page.context["formulaire"].errors == {}
    assert page.status_code == 200 and page.context["essai"].deplacees == 0
    page = essayer(client, creation_positive=False)
    assert [ligne["essayee"] for ligne in page.context["lignes"]][:3] == [
        ("50\xa0%", "2 sur 4"),
        ("4", ""),
        ("2", ""),
    ]
    assert page.context["lignes"][0]["ecart"].startswith("−25")
    assert "Non rejouables\xa0: 0." in page.text and "n'a rien d'officiel" in page.text
    assert ecritures() == avant and RegleSortie.objects.count() == 1


def test_exits_without_facts_are_told_apart(client):
    ParcoursFactory(sorti=True, motif="cdi")
    ParcoursFactory(sorti=True, motif="abandon")
    page = essayer(client, duree_min_mois=3)
    assert "Non rejouables\xa0: 1." in page.text and "Les mêmes sorties" in page.text
    assert page.context["lignes"][0]["memes"] == ("0\xa0%", "0 sur 1")


@pytest.mark.parametrize("role", Role)
def test_few_exits_are_read_by_who_may_list_them_and_by_nobody_else(client, role):
    ParcoursFactory(sorti=True, motif="creation_entreprise")
    client.force_login(AgentFactory(role=role))
    demande = ANNEE | valeurs_de(RegleSortie.objects.get()) | {"creation_positive": ""}
    page = client.get(ADRESSE, {n: v for n, v in demande.items() if v is not None})
    if role in (Role.DIRECTION, Role.GESTIONNAIRE_FSE):
        assert "1 sortie\n" in page.text and "change" in page.text
    else:
        assert page.status_code == 403 and "creation" not in page.text


def test_a_period_over_two_rules_says_both(client):
    RegleSortie.objects.update(valide_au=date(2025, 6, 30))
    RegleSortieFactory(version=2, valide_du=date(2025, 7, 1), denominateur=Denominateur.HORS_DECES)
    assert "relèvent de 2 règles" in essayer(client).text
    depart = client.get(ADRESSE, {"version": "1"}).context["formulaire"]
    assert depart["denominateur"].value() == "toutes_sorties"
    assert client.get(ADRESSE).context["formulaire"]["denominateur"].value() == "hors_deces"


@pytest.mark.parametrize(
    ("champs", "champ", "phrase"),
    [
        ({"fin": "2026-06-30"}, "fin", "un an au plus"),
        ({"fin": "2024-06-30"}, "fin", "précède son début"),
        ({"quotite_min": Decimal(2)}, "quotite_min", "de 0 à 1"),
        ({"saisonnier_mois_sur_12": 40}, "saisonnier_mois_sur_12", "de 1 à 12"),
        ({"denominateur": "zq"}, "denominateur", "Choisissez"),
        ({"duree_min_mois": ""}, "duree_min_mois", "obligatoire"),
    ],
)
def test_what_cannot_be_tried_is_refused_beside_its_cause(client, champs, champ, phrase):
    page = essayer(client, **champs)
    assert page.status_code == 422 and page.context["essai"] is None
    assert phrase in " ".join(page.context["formulaire"].errors[champ])


@pytest.mark.parametrize("version", ["x", "9" * 30, "-1", "²"])
def test_an_address_that_names_no_rule_begins_with_the_one_in_force(client, version):
    assert client.get(ADRESSE, {"version": version}).status_code == 200
