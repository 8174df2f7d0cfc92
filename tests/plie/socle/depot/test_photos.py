import io
import subprocess
import sys

import pytest
from django.conf import settings
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


@pytest.mark.parametrize(
    ("octets", "type_"),
    [
        (photo()[:200], JPEG),
        (photo("PNG")[:-30], PNG),
        (b"\x89PNG\r\n\x1a\n" + bytes(5000), PNG),
        (b"\xff\xd8\xff\xe0\x00\x02" + bytes(500), JPEG),
    ],
    ids=["cut JPEG", "cut PNG", "no PNG", "no JPEG"],
)
def test_a_picture_that_does_not_open_is_refused(octets, type_):
    with pytest.raises(ValidationError, match="ne s'ouvre pas"):
        redresser(depot(octets), type_)


@pytest.mark.parametrize(
    ("format_", "options"), [("PNG", {}), ("JPEG", {"progressive": True}), ("JPEG", {})]
)
def test_a_picture_made_to_exhaust_the_memory_is_refused(monkeypatch, format_, options):
    monkeypatch.setattr(photos, "POINTS_MAXIMAUX", 100)
    monkeypatch.setattr(photos, "POINTS_D_UN_JPEG", 100_000 if options else 700)
    sortie = io.BytesIO()
    Image.new("RGB", (40, 20)).save(sortie, format_, **options)
    with pytest.raises(ValidationError, match="trop grande"):
        redresser(depot(sortie.getvalue()), PNG if format_ == "PNG" else JPEG)


def test_the_large_photo_of_a_phone_is_kept_at_half_its_size(monkeypatch):
    monkeypatch.setattr(photos, "POINTS_MAXIMAUX", 320 * 240 // 2)
    octets = photo(largeur=320, hauteur=240, orientation=6)
    assert Image.open(redresser(depot(octets), JPEG)).size == (120, 160)


def test_a_phone_that_writes_two_pictures_in_one_file_has_the_first_kept():
    sortie = io.BytesIO()
    seconde = Image.new("RGB", (40, 20), "black")
    Image.new("RGB", (40, 20), "white").save(sortie, "MPO", save_all=True, append_images=[seconde])
    image = Image.open(redresser(depot(sortie.getvalue()), JPEG))
    assert (image.format, image.getpixel((0, 0))) == ("JPEG", (255, 255, 255))


def test_a_photo_waits_for_the_one_before_it(monkeypatch):
    monkeypatch.setattr(photos, "ATTENTE", 0.01)
    with photos._une_a_la_fois, pytest.raises(ValidationError, match="en même temps"):
        redresser(depot(photo()), JPEG)
    assert redresser(depot(photo()), JPEG)


PIC = """
import io, sys
from plie.socle.depot import photos
from django.core.files.base import ContentFile
def pic():
    return next(int(l.split()[1]) for l in open("/proc/self/status") if l.startswith("VmHWM"))
octets = sys.stdin.buffer.read()
photos.Image.init()
avant = pic()
photos.redresser(ContentFile(octets, name="photo"), sys.argv[1])
print((pic() - avant) // 1024)
"""


@pytest.mark.parametrize(
    ("format_", "type_", "taille"),
    [("PNG", PNG, (5000, 5000)), ("JPEG", JPEG, (5000, 5000)), ("JPEG", JPEG, (8000, 6000))],
)
def test_the_largest_photo_asks_for_a_known_amount_of_memory(format_, type_, taille):
    """In megabytes, in a process of its own: the peak of this one may be higher already."""
    sortie = io.BytesIO()
    exif = Image.Exif()
    exif[fichiers.ORIENTATION] = 6
    Image.new("RGB", taille).save(sortie, format_, exif=exif)
    obtenu = subprocess.run(
        [sys.executable, "-c", PIC, type_],
        input=sortie.getvalue(),
        capture_output=True,
        check=True,
        cwd=settings.BASE_DIR,
    )
    assert int(obtenu.stdout) < 260
