"""What the apps declare to the interface: nothing below names a storey above."""

import re
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from plie.comptes.enums import Role
from plie.interface.recherche import adresse_de_la_liste
from tests.usines import AgentFactory

SOURCES = sorted((Path(settings.BASE_DIR) / "plie" / "interface").rglob("*.py"))


def test_no_two_blocks_of_the_home_page_have_the_same_rank():
    rangs = Counter(bloc.rang for c in apps.get_app_configs() for bloc in getattr(c, "accueil", ()))
    assert len(rangs) > 10
    assert [rang for rang, nombre in rangs.items() if nombre > 1] == []


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_the_interface_names_no_app_above_it(source):
    assert re.findall(r"\b(?:accompagnement|offres|conventions)[:.]", source.read_text()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_enter_opens_the_list_of_dossiers_of_who_may_see_it(client, role):
    agent = AgentFactory(role=role)
    voit = _voit_les_dossiers(client, agent)
    attendue = "/dossiers/?portee=tous&statut=tous" if voit else ""
    assert adresse_de_la_liste(agent) == attendue


def _voit_les_dossiers(client, agent):
    client.force_login(agent)
    return client.get("/dossiers/").status_code == 200
