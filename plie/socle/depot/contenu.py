"""What a file is, read in its bytes: its name and what the browser says of it may lie."""

import re
import zipfile
import zlib

import filetype
from django.core.exceptions import ValidationError

TAILLE_MAXIMALE = 10 * 1024**2
# Zip bomb: a real document of 10 MB never decompresses into more.
TAILLE_DEPLIEE_MAXIMALE = 100 * 1024**2
ENTREES_MAXIMALES = 2000
MORCEAU = 64 * 1024
# The two that word processors write; the others unfold a whole block at once in memory.
COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

PDF = "application/pdf"
JPEG = "image/jpeg"
PNG = "image/png"
ODT = "application/vnd.oasis.opendocument.text"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Of Word, and the two folders of LibreOffice.
MACROS = re.compile(r"vbaproject\.bin$|^(basic|scripts)/", re.IGNORECASE)
EXTENSIONS = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png", ODT: ".odt", DOCX: ".docx"}
ACCEPTES = "Déposez un PDF, une photo (JPEG ou PNG), ou un document ODT ou DOCX."


def reconnaitre(fichier):
    """The type of `fichier` among EXTENSIONS, read in its content and left rewound.

    Raises ValidationError when it is empty, heavier than TAILLE_MAXIMALE, of another type, damaged,
    or unfolds into more than a document does.
    """
    if fichier.size > TAILLE_MAXIMALE:
        raise ValidationError(
            f"Ce fichier pèse {fichier.size / 1024**2:.0f} Mo ; la limite est de 10 Mo.",
            code="fichier",
        )
    fichier.seek(0)
    tete = fichier.read(8192)
    fichier.seek(0)
    if not tete:
        raise ValidationError("Ce fichier est vide.", code="fichier")
    trouve = filetype.guess_mime(tete)
    if tete.startswith(b"PK\x03\x04"):
        trouve = _document(fichier)
        fichier.seek(0)
    if trouve not in EXTENSIONS:
        raise ValidationError(f"Ce type de fichier n'est pas accepté. {ACCEPTES}", code="fichier")
    return trouve


def _document(fichier):
    """An ODT or a DOCX is a zip: whole, of a reasonable size, and without macro."""
    try:
        with zipfile.ZipFile(fichier) as archive:
            exiger_un_volume_normal(archive)
            return _type_du_document(archive)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        raise ValidationError(
            "Ce document est abîmé ou protégé : ouvrez-le, enregistrez-le à nouveau, puis "
            "déposez-le.",
            code="fichier",
        ) from None


def exiger_un_volume_normal(archive):
    """Raises ValidationError for a zip that unfolds into more than a document does."""
    entrees = archive.infolist()
    reste = TAILLE_DEPLIEE_MAXIMALE
    if any(entree.compress_type not in COMPRESSIONS for entree in entrees):
        raise NotImplementedError
    # Zip bomb: sizes declared in the archive may lie, so bytes read are counted.
    for entree in entrees if len(entrees) <= ENTREES_MAXIMALES else ():
        with archive.open(entree) as contenu:
            while reste > 0 and (lu := contenu.read(MORCEAU)):
                reste -= len(lu)
    if reste <= 0 or len(entrees) > ENTREES_MAXIMALES:
        raise ValidationError(
            "Ce document occupe un volume anormal une fois décompressé : il n'est pas accepté.",
            code="fichier",
        )


def _type_du_document(archive):
    noms = set(archive.namelist())
    if any(MACROS.search(nom) for nom in noms):
        raise ValidationError(
            "Ce document contient des macros : enregistrez-le en PDF, puis déposez-le.",
            code="fichier",
        )
    if "mimetype" in noms and archive.read("mimetype").strip() == ODT.encode():
        return ODT
    if {"[Content_Types].xml", "word/document.xml"} <= noms:
        return DOCX
    return None
