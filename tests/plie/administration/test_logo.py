"""The logo of the PLIE: put by the administration, checked as any image, shown everywhere."""

import io
from functools import partial

import pytest
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader

from accompagnement.documents.sections import document, texte
from plie.administration.actions import changer_de_logo
from plie.comptes.enums import Role
from plie.socle import logo
from plie.socle.models import Logo
from tests.concurrence import ecrire_pendant
from tests.fichiers import PDF, depot
from tests.saisies import muettes, refuser
from tests.usines import AgentFactory

pytestmark = pytest.mark.django_db
PAGE = reverse("administration:logo")


@pytest.fixture
def administration(client):
    client.force_login(AgentFactory(role=Role.ADMINISTRATION))


@pytest.fixture
def poser(client, administration, django_capture_on_commit_callbacks):
    def poser(contenu, nom="logo.png", **champs):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(PAGE, {"fichier": depot(contenu, nom, "image/png"), **champs})

    return poser


def _image(largeur=1200, hauteur=400, **options):
    sortie = io.BytesIO()
    Image.new("RGBA", (largeur, hauteur), (20, 60, 90, 128)).save(sortie, "PNG", **options)
    return sortie.getvalue()


def test_it_is_made_small_and_shown_in_the_bar_and_to_whoever_signs_in(client, poser):
    poser(_image())
    pose = Logo.objects.get()
    assert (pose.largeur, pose.hauteur) == (480, 160)
    assert f'src="/logo/{pose.empreinte}.png"' in client.get("/").text
    client.logout()
    reponse = client.get(f"/logo/{pose.empreinte}.png")
    assert reponse["Content-Type"] == "image/png" and "immutable" in reponse["Cache-Control"]
    assert Image.open(io.BytesIO(reponse.content)).size == (480, 160)
    assert client.get("/logo/abc.png").status_code == 404


def test_another_process_shows_it_at_once(client, poser):
    poser(_image())
    logo.retenir(None)
    assert client.get(f"/logo/{Logo.objects.get().empreinte}.png").status_code == 200


def test_an_address_of_nobodys_leaves_what_is_remembered(client, poser):
    poser(_image())
    client.logout()
    retenu = logo.logo_actuel()
    for adresse in ("/logo/abc.png", "/logo/abc%00.png"):
        assert client.get(adresse).status_code == 404
    assert retenu and logo.logo_actuel() is retenu


@pytest.mark.django_db(transaction=True)
def test_of_two_put_at_once_the_last_one_stays():
    administration = AgentFactory(role=Role.ADMINISTRATION)

    def changer(largeur):
        fichier = depot(_image(largeur), "logo.png", "image/png")
        return changer_de_logo(par=administration, fichier=fichier)

    second = ecrire_pendant(partial(changer, 300), partial(changer, 200))
    assert Logo.objects.get().empreinte == second.empreinte


def test_another_takes_its_place_and_none_may_be_shown(client, poser):
    poser(_image())
    premier = Logo.objects.get().empreinte
    poser(_image(300, 300))
    second = Logo.objects.get()
    assert second.empreinte != premier and (second.largeur, second.hauteur) == (160, 160)
    assert client.get(f"/logo/{premier}.png").status_code == 404
    assert client.post(PAGE, {"retirer": "on"}).status_code == 302
    logo.oublier()
    assert not Logo.objects.exists() and "barre-logo" not in client.get("/").text


@pytest.mark.parametrize(
    ("contenu", "phrase"),
    [
        (PDF, "PNG ou JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "accepté"),
        (_image()[:300], "ouvre pas"),
        (b"", "vide"),
    ],
)
def test_what_is_no_image_is_refused_beside_the_field(client, poser, contenu, phrase):
    reponse = poser(contenu)
    assert reponse.status_code == 422 and phrase in reponse.text
    assert not Logo.objects.exists()


def test_neither_or_both_is_refused(client, administration, poser):
    assert poser(_image(), retirer="on").status_code == 422
    page = refuser(client, PAGE, valeur="")
    assert muettes({"logo": page}) == {}


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATION])
def test_another_role_puts_none(client, role):
    client.force_login(AgentFactory(role=role))
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"fichier": depot(_image(), "a.png", "image/png")}).status_code == 403
    assert not Logo.objects.exists()


def test_papers_bear_it(poser):
    def images():
        octets = document("Titre", "Sous-titre", [texte("", "Corps")], pied="pied")
        return PdfReader(io.BytesIO(octets)).pages[0].images

    assert len(images()) == 0
    poser(_image())
    assert len(images()) > 0
