import pytest
from django.urls import reverse

from accompagnement.actions.texte_imprime import charger_textes
from accompagnement.enums import TexteCode
from accompagnement.models import TexteImprime
from tests.pdf import texte_du_pdf
from tests.usines import ParcoursFactory

pytestmark = pytest.mark.django_db
LISTE = reverse("accompagnement:textes")
DROITS = reverse("accompagnement:texte_modifier", args=["droits"])


@pytest.fixture(autouse=True)
def textes(db):
    charger_textes()


def ecrire(client, contenu, version=1):
    return client.post(
        DROITS, {"titre": "Vos droits", "contenu": contenu, "version": version}, follow=True
    )


def test_the_list_shows_what_each_document_says_in_its_order(client, coordination):
    page = client.get(LISTE).content.decode()
    titres = ["Contrat d&#x27;engagement", "Ce contrat", "Le PLIE s&#x27;engage à", "Vos droits"]
    positions = [page.index(titre) for titre in [*titres, "Fiche de relais"]]
    assert positions == sorted(positions)
    assert page.count("Texte livré avec la plateforme.") == len(TexteCode)


def test_a_text_is_written_printed_and_its_versions_stay(client, coordination):
    page = ecrire(client, "Écrivez à <b>nous</b>.\n\nOu appelez.")
    assert "Texte enregistré." in page.content.decode()
    assert "Écrivez à &lt;b&gt;nous&lt;/b&gt;." in page.content.decode()
    parcours = ParcoursFactory(actif=True)
    contrat = client.get(reverse("accompagnement:parcours_contrat", args=[parcours.pk]))
    assert "Écrivez à <b>nous</b>. Ou appelez." in texte_du_pdf(contrat.content)
    editeur = client.get(DROITS).content.decode()
    assert "Version 2" in editeur and f"par {coordination}" in editeur
    assert "livrée avec la plateforme" in editeur


def test_an_earlier_version_is_the_start_of_a_new_one(client, coordination):
    ancien = TexteImprime.objects.get(code="droits").contenu
    ecrire(client, "Nouveau.")
    page = client.get(DROITS, {"version": 1})
    assert page.context["formulaire"]["contenu"].value() == ancien
    assert page.context["formulaire"]["version"].value() == 2
    ecrire(client, ancien, version=2)
    assert TexteImprime.objects.en_vigueur()["droits"].version == 3


def test_what_somebody_else_saved_is_shown_and_nothing_typed_is_lost(client, coordination):
    ecrire(client, "Le premier.")
    page = ecrire(client, "Le second.")
    assert page.status_code == 422
    assert page.context["differences"] == [{"libelle": "Texte", "enregistre": "Le premier."}]
    assert "Le second." in page.content.decode()


@pytest.mark.parametrize("contenu", ["", "   ", "x" * 5001])
def test_an_empty_or_endless_text_is_refused_beside_its_field(client, coordination, contenu):
    page = ecrire(client, contenu)
    assert page.status_code == 422
    assert page.context["formulaire"].errors["contenu"]


def test_a_text_that_no_document_prints_is_not_found(client, coordination):
    assert client.get(reverse("accompagnement:texte_modifier", args=["autre"])).status_code == 404


def test_the_list_reads_its_texts_in_one_query(client, coordination, django_assert_max_num_queries):
    client.get(LISTE)
    with django_assert_max_num_queries(5):
        client.get(LISTE)


def test_a_model_names_known_fields_only_and_is_previewed_without_being_saved(client, coordination):
    modele = reverse("accompagnement:texte_modifier", args=["courrier_relance"])
    saisi = {"titre": "Bonjour", "contenu": "{Prenom} du {quartier}", "version": 1}
    for suite in ({}, {"apercu": "oui"}):
        refus = client.post(modele, saisi | suite)
        dit = str(refus.context["formulaire"].errors["contenu"])
        assert refus.status_code == 422
        assert "{quartier}" in dit and "{civilité}, {prénom}, {nom}" in dit
    ouverte = client.post(modele, saisi | {"contenu": "{prénom"})
    assert "accolade" in str(ouverte.context["formulaire"].errors["contenu"])
    pdf = client.post(modele, saisi | {"contenu": "Chère {Prénom}", "apercu": "oui"})
    assert "Chère Camille" in texte_du_pdf(pdf.content)
    assert TexteImprime.objects.en_vigueur()["courrier_relance"].version == 1
    client.post(modele, saisi | {"contenu": "Chère {Prénom}"})
    assert TexteImprime.objects.en_vigueur()["courrier_relance"].contenu == "Chère {Prénom}"
