from datetime import date

import pytest
from django.urls import reverse

from accompagnement.models import Etape, Operateur
from plie.comptes.enums import Role
from tests.accompagnement.pages import adresse, texte
from tests.usines import AgentFactory, EtapeFactory, OperateurFactory, ParcoursFactory

pytestmark = pytest.mark.django_db
LISTE = reverse("accompagnement:operateurs")


@pytest.fixture
def regie():
    """Six étapes: one planned, one that never began, one that runs, three over."""
    operateur = OperateurFactory(nom="Régie")
    parcours = ParcoursFactory(actif=True)
    EtapeFactory(
        operateur=operateur,
        parcours=parcours,
        date_debut=None,
        date_debut_prevue=date(2026, 12, 1),
    )
    EtapeFactory(
        operateur=operateur,
        parcours=parcours,
        date_debut=None,
        date_debut_prevue=date(2025, 12, 1),
        date_fin=date(2025, 11, 1),
        resultat="abandonnee",
    )
    EtapeFactory(operateur=operateur, parcours=parcours, date_debut=date(2026, 2, 1))
    for resultat in ("realisee", "realisee", "abandonnee"):
        EtapeFactory(
            operateur=operateur,
            parcours=parcours if resultat == "abandonnee" else ParcoursFactory(actif=True),
            date_fin=date(2025, 4, 1),
            resultat=resultat,
        )
    return operateur


def compter(client, **periode):
    page = client.get(LISTE, periode).context["page"]
    return [
        (o.nom, o.nombre, o.personnes, o.en_cours, o.prevues, o.realisees, o.abandonnees)
        for o in page
    ]


def test_each_operator_says_how_many_and_with_what_result(client, coordination, regie):
    OperateurFactory(nom="Aucune étape")
    assert compter(client) == [
        ("Aucune étape", 0, 0, 0, 0, 0, 0),
        ("Régie", 6, 3, 1, 1, 2, 1),
    ]


@pytest.mark.parametrize(
    ("periode", "attendu"),
    [
        ({"du": "2026-02-01"}, (1, 1, 1)),
        ({"au": "2025-03-01"}, (3, 3, 0)),
        ({"du": "2025-03-02", "au": "2026-01-31"}, (0, 0, 0)),
        # Not understood: told, and everything counts.
        ({"du": "2026-02-01", "au": "2025-01-01"}, (6, 3, 1)),
    ],
)
def test_a_period_counts_the_etapes_begun_in_it(client, coordination, regie, periode, attendu):
    ((_, nombre, personnes, en_cours, *_),) = compter(client, **periode)
    assert (nombre, personnes, en_cours) == attendu


def test_a_period_the_wrong_way_round_is_told(client, coordination):
    page = texte(client.get(LISTE, {"du": "2026-02-01", "au": "2025-01-01"}))
    assert "La fin de la période précède son début." in page


def test_the_file_holds_what_the_page_shows(client, regie):
    client.force_login(AgentFactory(role=Role.DIRECTION))
    reponse = client.get(reverse("accompagnement:operateurs_exporter", args=["csv"]), {"au": ""})
    lignes = b"".join(reponse.streaming_content).decode("utf-8-sig").splitlines()
    assert lignes[1].replace(",", ";") == "Régie;6;3;1;1;2;0;1;1"
    assert (
        client.get(reverse("accompagnement:operateurs_exporter", args=["pdf"])).status_code == 404
    )
    # Who reads the counts does not keep the list.
    assert "Réunir" not in texte(client.get(LISTE))


@pytest.mark.parametrize("periode", [{}, {"du": "2026-02-01"}, {"au": "2025-03-01"}])
def test_each_count_opens_as_many_rows_as_it_says(client, coordination, regie, periode):
    EtapeFactory(operateur=OperateurFactory(nom="Autre"))
    page = client.get(LISTE, periode)
    ((_, comptes),) = [ligne for ligne in page.context["lignes"] if ligne[0] == regie]
    for compte, titre, nombre in comptes:
        lien = reverse("accompagnement:operateur_etapes", args=[regie.pk, compte])
        if nombre:
            assert f'href="{lien}' in page.text
        liste = client.get(lien, periode)
        assert (liste.context["page"].paginator.count, liste.context["titre"]) == (nombre, titre)


def test_the_list_behind_a_count_costs_the_same_and_names_each_person(
    client, coordination, regie, django_assert_max_num_queries
):
    adresse_liste = reverse("accompagnement:operateur_etapes", args=[regie.pk, "nombre"])
    personne = regie.etapes.first().parcours.participant
    page = texte(client.get(adresse_liste))
    assert str(personne) in page and f"{personne.date_naissance:%d/%m/%Y}" in page
    with django_assert_max_num_queries(6):
        client.get(adresse_liste)
    inconnu = reverse("accompagnement:operateur_etapes", args=[regie.pk, "inconnu"])
    assert client.get(inconnu).status_code == 404


def test_the_page_asks_as_much_for_one_as_for_three(
    client, coordination, regie, django_assert_max_num_queries
):
    client.get(LISTE)
    with django_assert_max_num_queries(100) as une:
        client.get(LISTE)
    for _ in range(3):
        EtapeFactory(operateur=OperateurFactory())
    with django_assert_max_num_queries(len(une)):
        client.get(LISTE)


def test_an_operator_is_created_in_passing_and_proposed_afterwards(client, parcours):
    saisie = {
        "axe": "formation",
        "libelle": "Titre",
        "operateur": "Nouvel organisme",
        "financement": "droit_commun",
        "date_debut": "2026-03-02",
    }
    assert client.post(adresse("etape_creer", parcours), saisie).status_code == 302
    etape = Etape.objects.get()
    assert etape.operateur.nom == "Nouvel organisme"
    formulaire = texte(client.get(adresse("etape_modifier", etape)))
    assert 'value="Nouvel organisme" maxlength' in formulaire
    assert '<option value="Nouvel organisme"></option>' in formulaire
    saisie |= {"libelle": "", "operateur": "Z"}
    refuse = client.post(adresse("etape_creer", parcours), saisie)
    assert refuse.status_code == 422
    assert 'value="Z"' in texte(refuse)
    assert Operateur.objects.count() == 1
    assert "Nouvel organisme" in texte(client.get(adresse("dossier", parcours.participant)))


def test_coordination_renames_and_merges(client, coordination, regie):
    double = OperateurFactory(nom="La régie")
    page = client.post(adresse("operateur_modifier", double), {"nom": "RÉGIE"})
    assert "réunissez-les" in str(page.context["formulaire"].errors["nom"])
    page = client.post(adresse("operateur_fusionner", double), {"vers": double.pk})
    assert page.status_code == 422
    page = client.post(adresse("operateur_fusionner", double), {"vers": regie.pk}, follow=True)
    assert "Les étapes sont réunies sous « Régie »." in texte(page)
    assert client.get(adresse("operateur_modifier", double)).status_code == 404


def test_a_merger_is_undone_from_its_message_or_from_the_page(client, regie):
    client.force_login(AgentFactory(role=Role.COORDINATION))
    double = OperateurFactory(nom="Régie du canal")
    etape = EtapeFactory(operateur=double)
    for _ in ("message", "page"):
        page = client.post(adresse("operateur_fusionner", double), {"vers": regie.pk}, follow=True)
        separer = adresse("operateur_separer", double)
        assert page.text.count(f'action="{separer}"') == 2
        assert "Régie du canal, sous le nom de Régie" in texte(page)
        page = client.post(separer, follow=True)
        assert "est de nouveau un opérateur" in texte(page) and separer not in page.text
        etape.refresh_from_db()
        assert etape.operateur == double
    client.force_login(AgentFactory(role=Role.DIRECTION))
    Operateur.objects.filter(pk=double.pk).update(fusionne_avec=regie)
    page = client.get(LISTE)
    assert "Régie du canal" in page.text and separer not in page.text
