import zipfile

import pytest
from django.core.exceptions import ValidationError

from plie.socle.depot import contenu, reconnaitre
from plie.socle.depot.contenu import DOCX, JPEG, ODT, PDF, PNG
from tests import fichiers
from tests.fichiers import archive, depot, docx, odt, photo


@pytest.mark.parametrize(
    ("octets", "attendu"),
    [
        (fichiers.PDF, PDF),
        (photo("JPEG"), JPEG),
        (photo("PNG"), PNG),
        (odt(), ODT),
        (docx(), DOCX),
    ],
)
def test_a_type_is_read_in_the_content_whatever_the_name_says(octets, attendu):
    fichier = depot(octets, "cv.txt", "text/plain")
    assert reconnaitre(fichier) == attendu
    assert fichier.tell() == 0


@pytest.mark.parametrize(
    "octets",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!DOCTYPE html><script>alert(1)</script>",
        b"MZ\x90\x00 a program",
        b"GIF89a\x01\x00\x01\x00",
        archive({"notes.txt": "a plain archive"}),
        b"PK",
    ],
)
def test_another_type_is_refused_even_called_pdf(octets):
    with pytest.raises(ValidationError, match="pas accepté"):
        reconnaitre(depot(octets, "attestation.pdf"))


def test_an_empty_file_is_refused():
    with pytest.raises(ValidationError, match="vide"):
        reconnaitre(depot(b""))


def test_ten_megabytes_pass_and_one_byte_more_does_not():
    lourd = fichiers.PDF.ljust(contenu.TAILLE_MAXIMALE, b"\n")
    assert reconnaitre(depot(lourd)) == PDF
    with pytest.raises(ValidationError, match="10 Mo"):
        reconnaitre(depot(lourd + b"\n"))


def test_a_document_that_unfolds_without_end_is_refused():
    bombe = docx(**{"word/media/image.bin": bytes(contenu.TAILLE_DEPLIEE_MAXIMALE + 1)})
    assert len(bombe) < contenu.TAILLE_MAXIMALE
    with pytest.raises(ValidationError, match="volume anormal"):
        reconnaitre(depot(bombe, "cv.docx"))


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_compression_that_unfolds_a_block_at_once_is_refused_unread(compression):
    octets = archive({"[Content_Types].xml": "x", "word/document.xml": bytes(999)}, compression)
    with pytest.raises(ValidationError, match="abîmé ou protégé"):
        reconnaitre(depot(octets, "cv.docx"))


def test_a_document_of_thousands_of_parts_is_refused(monkeypatch):
    monkeypatch.setattr(contenu, "ENTREES_MAXIMALES", 3)
    nombreux = docx(**{f"word/{rang}.xml": "<x/>" for rang in range(3)})
    with pytest.raises(ValidationError, match="volume anormal"):
        reconnaitre(depot(nombreux, "cv.docx"))


def test_a_damaged_document_is_refused():
    with pytest.raises(ValidationError, match="abîmé"):
        reconnaitre(depot(docx()[:-30], "cv.docx"))


def test_a_document_that_lies_about_its_sizes_is_refused():
    """The size written in the archive is smaller than what it holds."""
    octets = bytearray(docx(**{"word/gros.bin": bytes(5_000_000)}))
    vraie = (5_000_000).to_bytes(4, "little")
    while (place := octets.find(vraie)) >= 0:
        octets[place : place + 4] = (10).to_bytes(4, "little")
    with pytest.raises((ValidationError, zipfile.BadZipFile), match="abîmé"):
        reconnaitre(depot(bytes(octets), "cv.docx"))


@pytest.mark.parametrize(
    "octets",
    [
        docx(**{"word/vbaProject.bin": "x"}),
        odt(**{"Basic/Standard/Module1.xml": "x"}),
        odt(**{"Scripts/python/essai.py": "x"}),
    ],
    ids=["Word", "Basic", "Python"],
)
def test_macros_are_refused(octets):
    with pytest.raises(ValidationError, match="macros"):
        reconnaitre(depot(octets, "cv"))
