"""Files of each accepted type, and some that lie, made on the spot."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
# The file every antivirus agrees to recognise (eicar.org), in two halves so that it sleeps here.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
ORIENTATION, GPS = 0x0112, 0x8825


def depot(contenu, nom="piece.pdf", type_annonce="application/pdf"):
    return SimpleUploadedFile(nom, contenu, content_type=type_annonce)


def archive(entrees, compression=zipfile.ZIP_DEFLATED):
    sortie = io.BytesIO()
    with zipfile.ZipFile(sortie, "w", compression) as zip_:
        for nom, contenu in entrees.items():
            zip_.writestr(nom, contenu)
    return sortie.getvalue()


def docx(**autres):
    return archive(
        {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document/>", **autres}
    )


def odt(**autres):
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": "<office/>",
            **autres,
        }
    )


def photo(format_="JPEG", *, largeur=40, hauteur=20, orientation=6, lieu="Denain"):
    """A photo taken upright by a phone that says where, and that lies on its side."""
    image = Image.new("RGB", (largeur, hauteur), "white")
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif.get_ifd(GPS)[29] = lieu
    sortie = io.BytesIO()
    image.save(sortie, format_, exif=exif)
    return sortie.getvalue()


def signature(*, format_="PNG", largeur=400, hauteur=150, trait=True):
    """What a finger draws on white, or nothing."""
    image = Image.new("RGB", (largeur, hauteur), "white")
    if trait:
        points = [(40, 100), (120, 40), (200, 110), (300, 60)]
        ImageDraw.Draw(image).line(points, fill="black", width=3)
    sortie = io.BytesIO()
    image.save(sortie, format_)
    return sortie.getvalue()
