import io

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageOps, UnidentifiedImageError

from plie.socle.depot.contenu import JPEG, PNG

# A phone takes 12 to 50 million points; a picture made to exhaust the memory has far more.
POINTS_MAXIMAUX = 60_000_000
FORMATS = {JPEG: "JPEG", PNG: "PNG"}


def redresser(fichier, type_contenu):
    """A photo turned upright and stripped of all it says besides its picture: place, date, phone.

    What is not a photo comes back as it is. Raises ValidationError for a picture that cannot be
    read or is too large.
    """
    if type_contenu not in FORMATS:
        return fichier
    try:
        with Image.open(fichier, formats=["JPEG", "PNG", "MPO"]) as image:
            _exiger_une_taille_raisonnable(image)
            droite = ImageOps.exif_transpose(image)
            return ContentFile(_reecrire(droite, FORMATS[type_contenu]), name=fichier.name)
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError):
        raise ValidationError(
            "Cette photo ne s'ouvre pas : prenez-la à nouveau ou déposez un PDF.", code="fichier"
        ) from None


def _exiger_une_taille_raisonnable(image):
    largeur, hauteur = image.size
    if largeur * hauteur > POINTS_MAXIMAUX:
        raise ValidationError(
            "Cette photo est trop grande : réduisez-la, puis déposez-la.", code="fichier"
        )


def _reecrire(image, format_):
    """A new picture receives the points alone: nothing else of the file can follow."""
    mode = image.mode if format_ == "PNG" and image.mode in ("L", "LA", "RGBA") else "RGB"
    points = image.convert(mode)
    neuve = Image.new(mode, points.size)
    neuve.paste(points)
    sortie = io.BytesIO()
    neuve.save(sortie, format_, quality=92, optimize=True)
    return sortie.getvalue()
