"""The rules of exits on their page: read side by side, written and withdrawn by direction."""

from datetime import date

import pgtrigger
import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accompagnement.models import RegleSortie
from conventions.actions.releve import calculer_releves, figer
from conventions.models import Releve
from plie.comptes.enums import Role
from tests.usines import AgentFactory, ParcoursFactory, RegleSortieFactory

pytestmark = pytest.mark.django_db
LISTE = reverse("conventions:regles_sortie")
ECRIRE = reverse("conventions:regle_sortie_ecrire")


@pytest.fixture(autouse=True)
def premiere():
    return RegleSortieFactory()


@pytest.fixture
def direction(client):
    agent = AgentFactory(role=Role.DIRECTION)
    client.force_login(agent)
    return agent


def adresse(verbe, regle):
    return reverse(f"conventions:regle_sortie_{verbe}", args=[regle.pk])


def saisie(client, ou, **champs):
    """What the form of the page would send, but for `champs`."""
    formulaire = client.get(ou).context["formulaire"]
    valeurs = {nom: formulaire[nom].value() for nom in formulaire.fields}
    return {nom: "" if v is None else v for nom, v in (valeurs | champs).items() if v is not False}


def ecrire(client, **champs):
    return client.post(ECRIRE, saisie(client, ECRIRE, **champs), follow=True)


def bornes():
    connection.check_constraints()
    return list(RegleSortie.objects.order_by("valide_du").values_list("valide_du", "valide_au"))


def test_direction_writes_a_rule_that_ends_the_one_before(client, direction):
    page = ecrire(client, valide_du="2026-01-01", denominateur="hors_neutres", libelle="Nouvelle.")
    assert "La règle v2 est enregistrée" in page.text
    assert bornes() == [
        (date(2004, 1, 1), date(2025, 12, 31)),
        (date(2026, 1, 1), None),
    ]
    assert "du 01/01/2004 au 31/12/2025" in " ".join(page.text.split())
    lignes = {ligne.libelle: ligne.dits for ligne in page.context["lignes"]}
    assert lignes["Le taux se rapporte à"] == [
        (1, "toutes les sorties", False),
        (2, "les sorties hors sorties neutres", True),
    ]
    assert [change for *_, change in lignes["Durée minimale"]] == [False, False]


@pytest.mark.parametrize(
    ("champs", "champ", "phrase"),
    [
        ({"valide_du": "2004-01-01"}, "valide_du", "Une autre règle commence ce jour-là"),
        ({"valide_du": ""}, "valide_du", "obligatoire"),
        ({"valide_du": "2025-06-15"}, "valide_du", "Un mois de cette période est arrêté"),
        ({"quotite_min": "1.5"}, "quotite_min", "va de 0 à 1"),
        ({"saisonnier_mois_sur_12": "13"}, "saisonnier_mois_sur_12", "de 1 à 12 mois"),
        ({"ai_age_min": "12"}, "ai_age_min", "de 16 à 70 ans"),
        ({"duree_min_mois": "99999"}, "duree_min_mois", "Au plus"),
    ],
)
def test_what_is_refused_is_said_beside_its_cause(client, direction, champs, champ, phrase):
    ParcoursFactory(actif=True, date_entree=date(2025, 1, 6))
    figer(date(2025, 6, 1))
    page = ecrire(client, **{"valide_du": "2026-01-01", "libelle": "Une autre."} | champs)
    assert page.status_code == 422
    assert phrase in " ".join(page.context["formulaire"].errors[champ])
    assert "Une autre." in page.text and bornes() == [(date(2004, 1, 1), None)]


def test_a_rule_is_not_written_over_what_somebody_else_saved(client, direction):
    ecrire(client, valide_du="2026-01-01")
    regle = RegleSortie.objects.get(version=2)
    ou = adresse("modifier", regle)
    lue = saisie(client, ou, tolerance_jours=5)
    client.post(ou, saisie(client, ou, tolerance_jours=9))
    page = client.post(ou, lue)
    assert page.status_code == 422 and "modifié ces informations pendant votre saisie" in page.text
    assert RegleSortie.objects.get(version=2).tolerance_jours == 9
    nouvelle = saisie(client, ou) | {"version": page.context["formulaire"]["version"].value()}
    client.post(ou, nouvelle | {"tolerance_jours": 5})
    assert RegleSortie.objects.get(version=2).tolerance_jours == 5


def test_a_rule_that_served_is_neither_changed_nor_withdrawn(client, direction, premiere):
    ParcoursFactory(sorti=True, motif="cdi")
    assert adresse("modifier", premiere) not in client.get(LISTE).text
    ou = adresse("modifier", premiere)
    page = client.post(ou, saisie(client, ou, tolerance_jours=5))
    assert page.status_code == 422 and "écrivez-en une nouvelle version" in page.text
    ou = adresse("retirer", premiere)
    page = client.post(ou, saisie(client, ou))
    assert page.status_code == 422 and "elle ne se retire plus" in page.text
    assert premiere.pk in RegleSortie.objects.values_list("pk", flat=True)


def test_postgresql_keeps_a_rule_whose_exit_is_gone(premiere):
    sortie = ParcoursFactory(sorti=True, motif="cdi").sortie
    with pgtrigger.ignore("accompagnement.Sortie:sortie_figee"):
        sortie.delete()
    with pytest.raises(IntegrityError, match="ne se retire plus"), transaction.atomic():
        RegleSortie.objects.all().delete()


def test_a_rule_that_never_served_is_withdrawn_and_leaves_no_gap(client, direction, premiere):
    ecrire(client, valide_du="2026-03-01")
    ecrire(client, valide_du="2026-01-01")
    ParcoursFactory(actif=True)
    calculer_releves(timezone.localdate())
    milieu = RegleSortie.objects.get(version=3)
    ou = adresse("retirer", milieu)
    Releve.objects.update(regle=milieu)
    page = client.post(ou, saisie(client, ou), follow=True)
    assert "La règle v3 est retirée" in page.text
    assert bornes() == [(date(2004, 1, 1), date(2026, 2, 28)), (date(2026, 3, 1), None)]
    assert set(Releve.objects.values_list("regle__version", flat=True)) == {1}
    assert client.post(ou, {"version": 1}).status_code == 404


def test_the_first_rule_and_one_that_changed_are_not_withdrawn(client, direction, premiere):
    ou = adresse("retirer", premiere)
    page = client.post(ou, saisie(client, ou))
    assert page.status_code == 422 and "La première règle reste" in page.text
    ecrire(client, valide_du="2026-01-01")
    ou = adresse("retirer", RegleSortie.objects.get(version=2))
    lue = saisie(client, ou)
    RegleSortie.objects.filter(version=2).update(edition=2)
    assert "pendant votre saisie" in client.post(ou, lue).text
    assert RegleSortie.objects.count() == 2


def test_who_reads_the_rules_does_not_write_them(client, direction, premiere):
    client.force_login(AgentFactory(role=Role.GESTIONNAIRE_FSE))
    page = client.get(LISTE)
    assert page.status_code == 200 and ECRIRE not in page.text
    assert client.get(ECRIRE).status_code == 403


def test_the_page_asks_as_many_questions_for_three_rules_as_for_one(
    client, direction, django_assert_num_queries
):
    for jours in ((), ("2026-01-01", "2026-03-01")):
        for jour in jours:
            ecrire(client, valide_du=jour)
        with django_assert_num_queries(4):
            client.get(LISTE)
