"""Two people at one form: the second is told, and what either typed is lost by nobody."""

import pytest
from django.urls import reverse

from conventions.actions.convention import charger_convention
from conventions.models import Convention, Objectif, Serie
from plie.comptes.enums import Role
from tests.usines import AgentFactory, ConventionFactory, ObjectifFactory, StructureFactory

pytestmark = pytest.mark.django_db


def _serie():
    return Serie.objects.create(libelle="Demandeurs d'emploi", unite="personnes")


def _objectif():
    structures = [StructureFactory(accompagne=True).pk for _ in range(2)]
    return ObjectifFactory(cible=40, structures=structures)


PAGES = {
    "convention_modifier": (ConventionFactory, {"lieu": "Wallers"}, {"lieu": "Denain"}),
    "objectif_modifier": (_objectif, {"axe": "Entrées"}, {"axe": "Sorties"}),
    "serie_modifier": (_serie, {"unite": "personnes inscrites"}, {"unite": "inscrits"}),
}


def _ouvrir(client, adresse):
    """What the page shows in its form, as a browser would send it."""
    client.force_login(AgentFactory(role=Role.DIRECTION))
    formulaire = client.get(adresse).context["formulaire"]
    montre = {nom: formulaire[nom].value() for nom in formulaire.fields}
    return {nom: valeur for nom, valeur in montre.items() if valeur is not None}


@pytest.mark.parametrize("nom", PAGES)
def test_the_second_of_two_is_told_and_keeps_what_they_typed(client, nom):
    creer, premiere, seconde = PAGES[nom]
    objet = creer()
    adresse = reverse(f"conventions:{nom}", args=[objet.pk])
    ouvertes = [_ouvrir(client, adresse) for _ in range(2)]
    assert client.post(adresse, ouvertes[0] | premiere).status_code == 302
    page = client.post(adresse, ouvertes[1] | seconde)
    (champ,) = seconde
    assert page.status_code == 422
    assert [d["enregistre"] for d in page.context["differences"]] == [premiere[champ]]
    assert page.context["formulaire"][champ].value() == seconde[champ]
    objet.refresh_from_db()
    assert (getattr(objet, champ), objet.version) == (premiere[champ], 2)
    # Sent again, once what the other wrote was read.
    reprise = ouvertes[1] | seconde | {"version": page.context["formulaire"]["version"].value()}
    assert client.post(adresse, reprise).status_code == 302
    objet.refresh_from_db()
    assert (getattr(objet, champ), objet.version) == (seconde[champ], 3)


@pytest.mark.parametrize("nom", PAGES)
def test_a_form_that_does_not_say_what_it_read_writes_nothing(client, nom):
    creer, champs, _ = PAGES[nom]
    objet = creer()
    adresse = reverse(f"conventions:{nom}", args=[objet.pk])
    sans = {n: v for n, v in _ouvrir(client, adresse).items() if n != "version"}
    assert client.post(adresse, sans | champs).status_code == 422
    assert type(objet).objects.get(pk=objet.pk).version == 1


@pytest.mark.parametrize("modele", [Convention, Objectif])
def test_a_file_loaded_meanwhile_is_somebody_else(client, modele):
    objectif = ObjectifFactory(cible=40, code="entrees", indicateur="entrees")
    convention = objectif.convention
    vide = {"communes": [], "criteres": [], "structures": [], "motifs": [], "cohorte": None}
    donnees = {
        "code": convention.code,
        "libelle": "Du fichier",
        "partenaires": convention.partenaires,
        "date_debut": convention.date_debut,
        "date_fin": convention.date_fin,
        "avenants": [],
        "cohortes": [],
        "objectifs": [
            {
                "code": "entrees",
                "libelle": "Du fichier",
                "indicateur": "entrees",
                "portee": vide,
                "porteur": None,
                "cibles": [],
                "valeurs": [],
            }
        ],
    }
    for _ in range(2):
        charger_convention(donnees)
        assert modele.objects.get().version == 2
