"""Documents on S3: the same code as on the house's own disk, over real HTTP."""

import pytest
from django.core.files.storage import storages

from accompagnement.actions.piece import deposer, lire_piece, retirer_piece
from accompagnement.models import Piece
from tests import fichiers
from tests.fichiers import depot
from tests.s3 import s3
from tests.usines import CoordinationFactory, ParcoursFactory


@pytest.fixture
def objets(settings, monkeypatch):
    """The objects of a bucket that holds the documents for the time of a test."""
    with s3() as (adresse, objets):
        options = {
            "bucket_name": "plie",
            "endpoint_url": adresse,
            "region_name": "fr-par",
            "access_key": "cle",
            "secret_key": "secret",
            "file_overwrite": False,
        }
        a_distance = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
        settings.STORAGES = {**settings.STORAGES, "pieces": a_distance}
        champ = Piece._meta.get_field("fichier")
        monkeypatch.setattr(champ, "storage", storages["pieces"])
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
    retirer_piece(piece, par=par)
    assert objets == {}
