import io

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from plie.socle.depot import photos, redresser
from plie.socle.depot.contenu import JPEG, PDF, PNG
from tests import fichiers
from tests.fichiers import depot, photo


@pytest.mark.parametrize(("format_", "type_"), [("JPEG", JPEG), ("PNG", PNG)])
def test_a_photo_is_turned_upright_and_no_longer_says_where(format_, type_):
    octets = photo(format_, lieu="Denain")
    assert b"Denain" in octets
    droite = redresser(depot(octets), type_).read()
    image = Image.open(io.BytesIO(droite))
    assert (image.size, image.format) == ((20, 40), format_)
    assert not image.getexif()
    assert b"Denain" not in droite


def test_a_transparent_picture_keeps_its_transparency():
    sortie = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(sortie, "PNG")
    image = Image.open(redresser(depot(sortie.getvalue()), PNG))
    assert image.getpixel((0, 0)) == (0, 0, 0, 0)


def test_what_is_not_a_photo_is_left_as_it_is():
    fichier = depot(fichiers.PDF)
    assert redresser(fichier, PDF) is fichier


def test_a_picture_that_does_not_open_is_refused():
    with pytest.raises(ValidationError, match="ne s'ouvre pas"):
        redresser(depot(photo()[:200]), JPEG)


def test_a_picture_made_to_exhaust_the_memory_is_refused(monkeypatch):
    monkeypatch.setattr(photos, "POINTS_MAXIMAUX", 100)
    with pytest.raises(ValidationError, match="trop grande"):
        redresser(depot(photo()), JPEG)
