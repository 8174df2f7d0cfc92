"""Documents on S3: the same code as on the house's own disk, over real HTTP."""

import socket
from functools import partial

import pytest
from django.urls import reverse

from accompagnement.actions.piece import deposer, lire_piece, retirer_piece
from accompagnement.models import Piece
from plie.socle import stockage
from tests import fichiers
from tests.fichiers import depot
from tests.s3 import deposer_les_documents_sur, s3
from tests.usines import CoordinationFactory, ParcoursFactory


@pytest.fixture
def mettre_sur(settings, monkeypatch):
    """Put the documents into the bucket of a server, for the time of a test."""

    return partial(deposer_les_documents_sur, settings, monkeypatch)


@pytest.fixture
def objets(mettre_sur):
    """The objects of a bucket that holds the documents."""
    with s3() as (adresse, objets):
        mettre_sur(adresse)
        yield objets


@pytest.mark.django_db(transaction=True)
def test_a_document_goes_to_the_bucket_and_back(objets):
    parcours, par = ParcoursFactory(actif=True), CoordinationFactory()
    piece = deposer(
        parcours.participant,
        par=par,
        parcours=parcours,
        fichier=depot(fichiers.PDF),
        type="identite",
    )
    [chemin] = objets
    assert chemin.startswith("/plie/pieces/")
    assert objets[chemin] == fichiers.PDF
    piece.refresh_from_db()
    assert lire_piece(piece) == fichiers.PDF
    retirer_piece(piece, par=par, motif="Erreur")
    assert objets == {}


@pytest.mark.django_db(transaction=True)
def test_a_bucket_that_does_not_answer_is_left_and_the_page_says_to_try_again(
    client, mettre_sur, monkeypatch
):
    monkeypatch.setattr(stockage, "DELAI_REPONSE", 0.3)
    parcours = ParcoursFactory(actif=True)
    client.force_login(CoordinationFactory())
    client.raise_request_exception = False
    adresse = reverse("accompagnement:piece_deposer", args=[parcours.participant_id])
    # Connections wait in its queue, and nobody takes them.
    with socket.create_server(("127.0.0.1", 0)) as muet:
        mettre_sur(f"http://127.0.0.1:{muet.getsockname()[1]}")
        reponse = client.post(adresse, {"type": "identite", "fichier": depot(fichiers.PDF)})
    assert (reponse.status_code, Piece.objects.count()) == (503, 0)
    assert "Réessayez dans un instant" in reponse.content.decode()


def test_a_bucket_has_limits_of_seconds():
    limites = stockage.Seau(bucket_name="plie").client_config
    assert (limites.connect_timeout, limites.read_timeout) == (5, 20)
    assert limites.retries["total_max_attempts"] == 2
