"""Documents shown in a frame and judged one after the other."""

import html

import pytest
from django.urls import reverse

from accompagnement.actions.piece import verifier_piece
from accompagnement.models import Piece
from plie.comptes.enums import Role
from plie.journal.models import Consultation
from tests import fichiers
from tests.accompagnement.pages import adresse, repentirs
from tests.accompagnement.pieces import deposer_piece
from tests.fichiers import photo
from tests.usines import (
    AgentFactory,
    CoordinationFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_prouver")]


@pytest.fixture
def gestionnaire(client):
    agent = AgentFactory(role=Role.GESTIONNAIRE_FSE)
    client.force_login(agent)
    return agent


def _file(client, piece=""):
    return client.get(reverse("accompagnement:pieces_a_verifier"), {"piece": piece}).context["file"]


@pytest.mark.parametrize(
    ("contenu", "nom", "type_"),
    [(fichiers.PDF, "a.pdf", "application/pdf"), (photo(), "a.jpg", "image/jpeg")],
)
def test_a_document_is_shown_in_a_frame_where_nothing_runs(client, parcours, contenu, nom, type_):
    piece = deposer_piece(parcours, contenu=contenu, nom=nom)
    reponse = client.get(adresse("piece_voir", piece))
    assert (reponse.status_code, reponse["Content-Type"]) == (200, type_)
    assert reponse["Content-Disposition"] == "inline"
    assert reponse["X-Content-Type-Options"] == "nosniff"
    assert reponse["X-Frame-Options"] == "SAMEORIGIN"
    regles = {regle.strip() for regle in reponse["Content-Security-Policy"].split(";")}
    assert regles == {"sandbox", "default-src 'none'", "frame-ancestors 'self'"}
    assert Consultation.objects.filter(objet="Pièce").count() == 1


@pytest.mark.parametrize("type_", ["text/html", "image/svg+xml", "application/msword"])
def test_what_a_browser_may_run_is_never_shown(client, parcours, type_):
    piece = deposer_piece(parcours)
    Piece.objects.filter(pk=piece.pk).update(type_contenu=type_)
    assert client.get(adresse("piece_voir", piece)).status_code == 404


def test_a_frame_says_that_a_file_is_gone(client, parcours):
    piece = deposer_piece(parcours)
    piece.fichier.storage.delete(piece.fichier.name)
    reponse = client.get(adresse("piece_voir", piece))
    assert (reponse.status_code, reponse["Content-Type"]) == (404, "text/plain; charset=utf-8")
    assert "introuvable" in reponse.text


def test_documents_are_judged_one_after_the_other(client, parcours, gestionnaire):
    une, deux, trois = (
        deposer_piece(parcours, contenu=fichiers.PDF + texte) for texte in (b"1", b"2", b"3")
    )
    file = _file(client)
    assert (file.piece, file.rang, file.total) == (une, 1, 3)
    assert (file.precedente, file.suivante) == (None, deux.pk)
    assert _file(client, deux.pk)[1:] == (2, 3, une.pk, trois.pk)
    reponse = client.post(f"{adresse('piece_verifier', deux)}?file={trois.pk}", follow=True)
    assert reponse.context["file"].piece == trois
    assert _file(client, deux.pk).piece == _file(client, "x").piece == une
    refus = f"{adresse('piece_refuser', trois)}?file="
    assert client.post(refus, {"motif": ""}).status_code == 422
    reponse = client.post(refus, {"motif": "Illisible"}, follow=True)
    assert reponse.context["file"].piece == une
    client.post(adresse("piece_verifier", une))
    assert (
        "Toutes les pièces sont vérifiées"
        in client.get(reverse("accompagnement:pieces_a_verifier")).text
    )


def test_a_document_that_waits_no_more_is_said_to_not_shown_as_another(
    client, parcours, gestionnaire
):
    une, deux = (deposer_piece(parcours, contenu=fichiers.PDF + texte) for texte in (b"1", b"2"))
    verifier_piece(deux, par=gestionnaire)
    file = reverse("accompagnement:pieces_a_verifier")
    dit = "n'est plus à vérifier"
    assert dit in html.unescape(client.get(file, {"piece": deux.pk}).text)
    assert dit not in html.unescape(client.get(file, {"piece": une.pk}).text)


def test_a_check_of_what_is_gone_meanwhile_is_not_taken_back(
    client, parcours, gestionnaire, monkeypatch
):
    piece = deposer_piece(parcours, contenu=fichiers.PDF)
    verifiee = Piece.objects.get()
    Piece.objects.all().delete()
    monkeypatch.setattr("accompagnement.views.piece._piece_a_juger", lambda *_: verifiee)
    reponse = client.post(f"{adresse('piece_verifier', piece)}?annuler=1", follow=True)
    assert "a été retirée du dossier entre-temps" in reponse.text
    assert "est annulée" not in reponse.text


def test_a_check_by_mistake_is_taken_back_from_its_message_or_from_the_tab(
    client, parcours, gestionnaire
):
    une, deux = (deposer_piece(parcours, contenu=fichiers.PDF + texte) for texte in (b"1", b"2"))
    reponse = client.post(f"{adresse('piece_verifier', une)}?file={deux.pk}", follow=True)
    [annuler] = repentirs(reponse)
    reponse = client.post(annuler, follow=True)
    assert reponse.context["file"].piece == une
    assert set(Piece.objects.a_verifier()) == {une, deux}
    client.post(adresse("piece_verifier", deux))
    tab = client.get(adresse("dossier_pieces", parcours.participant)).text
    annuler = f"{adresse('piece_verifier', deux)}?annuler=1"
    assert f'action="{annuler}"' in tab
    for _ in range(2):
        assert client.post(annuler).status_code == 302
    deux.refresh_from_db()
    assert (deux.verifiee_le, deux.verifiee_par) == (None, None)


def test_the_queue_shows_nobody_what_is_not_theirs(client, parcours, gestionnaire):
    deposer_piece(parcours, type="rqth", nom="zxsecret.pdf")
    assert _file(client) is None
    client.force_login(CoordinationFactory())
    assert _file(client).total == 1


@pytest.mark.parametrize("nombre", [1, 3])
def test_the_queue_costs_the_same_whatever_waits(
    client, parcours, gestionnaire, nombre, django_assert_max_num_queries
):
    for rang in range(nombre):
        deposer_piece(parcours, contenu=fichiers.PDF + str(rang).encode())
    _file(client)
    with django_assert_max_num_queries(8):
        _file(client)
