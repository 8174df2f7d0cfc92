"""A PDF of ours, once an independent checker has found nothing in it against PDF/UA-1."""

import io

from page import ValidationProfile, validate_pdf_bytes
from pypdf import PdfReader


def ouvrir_pdf(octets):
    rapport = validate_pdf_bytes(octets, profile=ValidationProfile.PDF_UA_1)
    assert rapport.is_compliant, [f"{faute.rule_id} {faute.message}" for faute in rapport.failures]
    return PdfReader(io.BytesIO(octets))


def texte_du_pdf(octets):
    """Its words, one space between two."""
    return " ".join(" ".join(page.extract_text() for page in ouvrir_pdf(octets).pages).split())
