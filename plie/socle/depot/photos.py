import io
from threading import Lock

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageOps, UnidentifiedImageError

from plie.socle.depot.contenu import JPEG, PNG

# Pixels held in memory: four bytes each, and twice while the picture is turned.
POINTS_MAXIMAUX = 25_000_000
# Phones take 12 to 50 million pixels: a JPEG can be decoded at half its width and height.
POINTS_D_UN_JPEG = 80_000_000
# Seconds that a photo waits for the one before: several at once would add up their memory.
ATTENTE = 20
FORMATS = {JPEG: "JPEG", PNG: "PNG"}
_une_a_la_fois = Lock()


def redresser(fichier, type_contenu):
    """A photo turned upright, without its metadata (place, date, phone).

    What is not a photo comes back as it is. Raises ValidationError for a picture that cannot be
    read or is too large.
    """
    if type_contenu not in FORMATS:
        return fichier
    if not _une_a_la_fois.acquire(timeout=ATTENTE):
        raise _refus("Plusieurs photos arrivent en même temps : déposez-la à nouveau.")
    try:
        # MPO (phone photos) opens as its first JPEG.
        with Image.open(fichier, formats=["JPEG", "PNG"]) as image:
            _borner(image)
            return ContentFile(_reecrire(image, FORMATS[type_contenu]), name=fichier.name)
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError):
        raise _refus(
            "Cette photo ne s'ouvre pas : prenez-la à nouveau ou déposez un PDF."
        ) from None
    finally:
        _une_a_la_fois.release()


def _refus(phrase):
    return ValidationError(phrase, code="fichier")


def _borner(image):
    """Refuse what memory cannot hold, or read it smaller when its format can."""
    largeur, hauteur = image.size
    if largeur * hauteur <= POINTS_MAXIMAUX:
        return
    # A progressive JPEG is decoded at its full size before it is reduced.
    if (
        image.format not in ("JPEG", "MPO")
        or image.info.get("progressive")
        or largeur * hauteur > POINTS_D_UN_JPEG
    ):
        raise _refus("Cette photo est trop grande : réduisez-la, puis déposez-la.")
    image.draft("RGB", (largeur // 2, hauteur // 2))


def _reecrire(image, format_):
    """Write the pixels alone: the metadata are in `info`, which is emptied."""
    ImageOps.exif_transpose(image, in_place=True)
    mode = image.mode if format_ == "PNG" and image.mode in ("L", "LA", "RGBA") else "RGB"
    if image.mode != mode:
        image = image.convert(mode)
    image.info.clear()
    sortie = io.BytesIO()
    image.save(sortie, format_, quality=92)
    return sortie.getvalue()
