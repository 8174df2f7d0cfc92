"""What matters for one answer only is asked with that answer, and never hides what was typed."""

import importlib

import pytest
from django import forms
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accompagnement.models import Emploi
from plie.comptes.enums import Role
from plie.interface.formulaires import Selon
from tests.accessibilite import examiner
from tests.connexion import se_connecter
from tests.usines import AgentFactory, EmploiFactory, ParcoursFactory

EMPLOI = ("Heures au total", "Fin du contrat", "Pourquoi")


def _sous_classes(classe):
    for fille in classe.__subclasses__():
        yield fille
        yield from _sous_classes(fille)


def _ordre(formulaire):
    """Of its fields on the page, sections apart."""
    declares = [nom for nom in formulaire.field_order or () if nom in formulaire.base_fields]
    return [*declares, *(nom for nom in formulaire.base_fields if nom not in declares)]


def test_what_a_field_depends_on_is_asked_before_it_and_can_have_that_answer():
    for application in ("accompagnement", "conventions", "offres", "plie.partenaires"):
        importlib.import_module(f"{application}.forms")
        importlib.import_module(f"{application}.urls")
    declares = [f for f in _sous_classes(forms.BaseForm) if getattr(f, "selon", None)]
    assert len(declares) > 10
    for formulaire in declares:
        ordre = _ordre(formulaire)
        for nom, selon in formulaire.selon.items():
            if nom not in ordre:
                continue
            assert ordre.index(selon.champ) < ordre.index(nom), (formulaire, nom)
            choix = getattr(formulaire.base_fields[selon.champ], "choices", None)
            if selon.valeurs and selon.valeurs != ("",):
                assert set(selon.valeurs) <= {code for code, _ in choix}, (formulaire, nom)


def test_every_field_on_which_another_depends_is_named_on_it():
    class Formulaire(forms.Form):
        contrat = forms.ChoiceField(choices=[("", "?"), ("a", "A"), ("b", "B")])
        heures = forms.IntegerField()
        fin = forms.DateField()
        pourquoi = forms.CharField()
        selon = {
            "heures": Selon("contrat", ("a", "b")),
            "fin": Selon("contrat", ("",)),
            "pourquoi": Selon("fin"),
        }

    page = str(Formulaire(prefix="x"))
    assert 'data-selon="x-contrat" data-valeurs="a|b"' in page
    assert 'data-selon="x-contrat" data-valeurs=""' in page
    assert 'data-selon="x-fin" class' in page
    assert page.count("data-selon") == 3


@pytest.fixture
def parcours(transactional_db):
    referent = AgentFactory()
    return ParcoursFactory(actif=True, structure=referent.structure, referent=referent)


def _attendre(page, *, vus):
    for libelle in EMPLOI:
        champ = page.get_by_label(libelle)
        expect(champ).to_be_visible() if libelle in vus else expect(champ).to_be_hidden()


@pytest.mark.django_db(transaction=True)
def test_a_contract_asks_what_it_needs_and_keeps_what_was_typed(page, parcours):
    se_connecter(page, parcours.referent)
    page.goto(reverse("accompagnement:parcours_signer_emploi", args=[parcours.pk]))
    contrat = page.get_by_label("Contrat (obligatoire)")
    _attendre(page, vus=())
    contrat.select_option("cdi")
    _attendre(page, vus=())
    contrat.select_option("interim")
    _attendre(page, vus=("Heures au total", "Fin du contrat"))
    page.get_by_label("Heures au total").fill("70")
    page.get_by_label("Terminé le").fill(timezone.localdate().isoformat())
    contrat.select_option("cdd")
    _attendre(page, vus=EMPLOI)
    examiner(page)
    # Refused, the page shows again what is filled, whatever it depends on.
    contrat.select_option("cdi")
    page.get_by_role("button", name="Enregistrer l'emploi").click()
    page.get_by_role("alert").wait_for()
    _attendre(page, vus=("Heures au total", "Pourquoi"))


@pytest.mark.django_db(transaction=True)
def test_what_is_already_written_is_never_folded(page, parcours):
    jour = timezone.localdate()
    emploi = EmploiFactory(parcours=parcours, type_contrat="cdi", date_fin_prevue=jour)
    se_connecter(page, parcours.referent)
    page.goto(reverse("accompagnement:emploi_modifier", args=[emploi.pk]))
    _attendre(page, vus=("Fin du contrat",))
    page.get_by_role("button", name="Enregistrer").click()
    page.wait_for_url("**/dossiers/**")
    assert Emploi.objects.get().date_fin_prevue == jour


@pytest.mark.django_db(transaction=True)
def test_one_box_among_several_asks_for_its_reason(page):
    se_connecter(page, AgentFactory(role=Role.ADMINISTRATION, structure=None))
    page.goto(reverse("partenaires:application_creer"))
    pourquoi = page.get_by_label("Pourquoi elle lit la RQTH")
    expect(pourquoi).to_be_hidden()
    page.get_by_label("Suivre ses orientations").check()
    expect(pourquoi).to_be_hidden()
    page.get_by_label("Lire la RQTH").check()
    expect(pourquoi).to_be_visible()
    page.get_by_label("Lire la RQTH").uncheck()
    expect(pourquoi).to_be_hidden()


@pytest.mark.django_db(transaction=True)
def test_without_javascript_everything_is_asked(navigateur, live_server, parcours):
    contexte = navigateur.new_context(base_url=live_server.url, java_script_enabled=False)
    page = contexte.new_page()
    se_connecter(page, parcours.referent)
    page.goto(reverse("accompagnement:parcours_signer_emploi", args=[parcours.pk]))
    _attendre(page, vus=EMPLOI)
    contexte.close()
