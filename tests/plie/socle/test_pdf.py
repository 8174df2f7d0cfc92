import copy
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.conf import settings

from plie.socle import compositeur, pdf
from plie.socle.pdf import CompositionImpossible, composer_pdf
from tests.attente import attendre_que
from tests.pdf import texte_du_pdf

GABARIT = """
#let d = json(bytes(sys.inputs.donnees))
#set document(title: d.titre)
#set text(font: "Lato", lang: "fr")
= #d.titre
"""
# Typst 0.15.2 panics when a line ends inside this; one of the lengths surely puts its end there.
MORTEL = " ".join(f"{'x' * rang} mot mot mot xx \u05c6\u05c7 \u05c8 fin" for rang in range(120))
EMARGEMENT = {
    "logo": None,
    "plie": "PLIE",
    "titre": "Atelier",
    "faits": ["Lundi", "Lieu : Denain"],
    "entete": ["Nom", "Prénom", "Signature"],
    "largeurs": [3, 3, 4],
    "lignes": [["Dupont", "Anne", ""]],
    "pied": "Signature de l'animatrice :",
}
PARCOURS = {
    "logo": None,
    "plie": "PLIE",
    "titre": "Fiche",
    "sous_titre": "Dupont Anne",
    "pied": "PLIE",
    "sections": [{"genre": "texte", "titre": "Projet", "paragraphes": ["Travailler dehors"]}],
}


@pytest.fixture
def gabarit(tmp_path):
    fichier = tmp_path / "essai.typ"
    fichier.write_text(GABARIT)
    return fichier


def test_a_name_in_the_data_never_becomes_code(gabarit):
    octets = composer_pdf(gabarit, {"titre": '#panic("code") $x$ é'})
    assert octets.startswith(b"%PDF-")
    assert b"pdfuaid:part" in octets


@pytest.mark.parametrize("lettre", ["\ufeff", "\U0001f600", "\u05c8", "\x01", "\ud800"])
def test_a_character_that_the_print_refuses_becomes_a_question_mark(gabarit, lettre):
    assert "Zx?nom" in texte_du_pdf(composer_pdf(gabarit, {"titre": f"Zx{lettre}nom"}))


@pytest.mark.parametrize(
    ("chemin", "contenu", "champ"),
    [
        ("accompagnement/documents/emargement.typ", EMARGEMENT, "pied"),
        ("accompagnement/documents/document.typ", PARCOURS, "sous_titre"),
    ],
)
def test_a_text_that_typst_dies_of_is_printed_readable(chemin, contenu, champ):
    octets = composer_pdf(settings.BASE_DIR / chemin, {**contenu, champ: MORTEL})
    assert "mot mot mot xx ?? ? fin" in " ".join(texte_du_pdf(octets).split())


def test_the_next_document_is_composed_after_a_death(gabarit):
    composer_pdf(gabarit, {"titre": MORTEL})
    assert "Suite" in texte_du_pdf(composer_pdf(gabarit, {"titre": "Suite"}))


@pytest.mark.parametrize(
    ("faute", "diagnostic"),
    [
        ('#panic("refused")', "panicked with"),
        ("#range(99999).map(i => range(9999).map(j => i + j).sum()).sum()", "process died"),
        ("#range(99999999).sum()", "process died"),
    ],
    ids=["refused", "endless", "greedy"],
)
def test_a_document_that_never_comes_is_an_ordinary_error(tmp_path, monkeypatch, faute, diagnostic):
    pdf._fermer()
    monkeypatch.setattr(compositeur, "DELAI", 1)
    fichier = tmp_path / "faute.typ"
    fichier.write_text(faute)
    with pytest.raises(CompositionImpossible, match=r"faute\.typ ne se compose pas") as refus:
        composer_pdf(fichier, {})
    assert diagnostic in refus.value.diagnostic


def test_documents_asked_together_never_mix(gabarit):
    titres = [f"Titre{rang}" for rang in range(12)]
    obtenus = {}

    def composer(titre):
        obtenus[titre] = texte_du_pdf(composer_pdf(gabarit, {"titre": titre}))

    fils = [threading.Thread(target=composer, args=[titre]) for titre in titres]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert {titre: texte.strip() for titre, texte in obtenus.items()} == {t: t for t in titres}
    assert len(pdf._libres) <= pdf.COMPOSITEURS


def test_a_process_that_composed_enough_gives_its_memory_back(gabarit, monkeypatch):
    monkeypatch.setattr(pdf, "DOCUMENTS_PAR_COMPOSITEUR", 1)
    pdf._fermer()
    composer_pdf(gabarit, {"titre": "a"})
    assert pdf._libres == []


def test_a_forked_process_composes_with_a_process_of_its_own(gabarit):
    """Celery forks: parent and child would read each other's documents."""
    composer_pdf(gabarit, {"titre": "parent"})
    lecture, ecriture = os.pipe()
    enfant = os.fork()
    if not enfant:
        os.write(ecriture, b"%d" % len(pdf._libres))
        os._exit(0)
    os.waitpid(enfant, 0)
    assert os.read(lecture, 10) == b"0"


def test_the_error_crosses_from_one_process_to_another():
    """Celery hands over what a task raised, made anew as a copy is."""
    erreur = copy.copy(CompositionImpossible("fiche.typ", "refused"))
    assert (str(erreur), erreur.diagnostic) == ("fiche.typ", "refused")


COMPOSER = """
import sys
from plie.socle import pdf
pdf.composer_pdf(sys.argv[1], {"titre": "a"})
print(pdf._libres[0]._processus.pid, flush=True)
sys.stdin.read()
"""


def test_the_composing_process_does_not_outlive_a_killed_site(gabarit):
    site = subprocess.Popen(
        [sys.executable, "-c", COMPOSER, str(gabarit)],
        cwd=settings.BASE_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with site:
        pid = int(site.stdout.readline())
        assert _vit(pid)
        site.kill()
    attendre_que(lambda: not _vit(pid), "the composing process ends")


def _vit(pid):
    try:
        etat = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
    # Ended and not yet reaped by whoever inherited it: as good as gone.
    return etat.rpartition(")")[2].split()[0] != "Z"
