import io

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from plie.partenaires.models import Application
from plie.partenaires.oauth import empreinte
from tests.partenaire import administration
from tests.usines import StructureFactory

pytestmark = pytest.mark.django_db


def creer(nom="Agence", structure="59120", **options):
    sortie = io.StringIO()
    options.setdefault("portees", ["accompagnements.lecture"])
    call_command(
        "creer_application",
        nom,
        structure=structure,
        stdout=sortie,
        stderr=io.StringIO(),
        **options,
    )
    lignes = (ligne.split(":") for ligne in sortie.getvalue().splitlines())
    return {nom.strip(): valeur.strip() for nom, valeur in lignes}


@pytest.fixture
def structure():
    return StructureFactory(nom="France Travail Denain", code_safir="59120", siret="73282932000074")


@pytest.mark.parametrize("repere", ["France travail denain", "59120", "732 829 320 00074"])
def test_the_identifier_and_the_secret_are_printed_once(structure, repere):
    qui = administration()
    dits = creer(structure=repere)
    application = Application.objects.get(client_id=dits["identifiant"])
    assert application.structure == structure
    assert application.secrets.get().empreinte == empreinte(dits["secret"])
    trace = apps.get_model("partenaires.ApplicationEvent").objects.get(pgh_obj=application)
    assert trace.pgh_context.metadata["agent"] == qui.pk


def test_who_opens_it_is_named_when_several_could(structure):
    administration()
    with pytest.raises(CommandError, match="--par"):
        administration()
        creer()
    creer(par=administration().email)


def test_what_is_refused_is_said_in_french(structure):
    administration()
    with pytest.raises(CommandError, match="Aucune structure"):
        creer(structure="inconnue")
    with pytest.raises(CommandError, match="RQTH"):
        creer(portees=["accompagnements.sensible"])
    with pytest.raises(CommandError, match="réseau"):
        creer(reseaux=["ailleurs"])
    creer()
    with pytest.raises(CommandError, match="porte déjà ce nom"):
        creer()
    assert Application.objects.count() == 1
