"""Printed documents: tagged PDF (PDF/UA-1), composed by Typst in the platform's own font."""

import atexit
import contextlib
import json
import os
import re
import subprocess
import sys
from multiprocessing import Pipe
from pathlib import Path
from threading import BoundedSemaphore

import font_lato

from plie.socle import compositeur

POLICES = Path(font_lato.__file__).parent / "files"
# All but what the font draws for certain: European Latin and French punctuation.
INCONNUS = re.compile(r"[^\n\t\x20-\x7e\u00a0-\u017f\u2010-\u2026\u2039\u203a\u20ac]")
# A body cell whose only header is that of the first column.
PREMIERE_CELLULE = re.compile(
    rb"/StructElem/S/TD(?P<lien>/P \d+ 0 R/A\[<</O/Table)(?P<attributs>/Headers\[\(U\d+x0y0\)\])"
)
# Composing processes of one process of the site; further documents wait.
COMPOSITEURS = 2
# Memory: Typst caches past documents until its process ends.
DOCUMENTS_PAR_COMPOSITEUR = 500


class CompositionImpossible(Exception):
    """No PDF was made, even without the characters refused; `diagnostic` may quote the data: never
    log it."""

    def __init__(self, phrase, diagnostic=""):
        super().__init__(phrase)
        self.diagnostic = diagnostic


def composer_pdf(gabarit, contenu):
    """The bytes of the PDF that the file `gabarit` (.typ) makes of `contenu`.

    The template reads `contenu` as JSON in `sys.inputs.donnees`, never as source: a name in the
    data cannot become code. Fonts of the machine are ignored, so that two machines print alike.
    A character that Typst refuses (an emoji, which no font draws) or dies of is printed as "?".
    Raises CompositionImpossible.
    """
    gabarit = Path(gabarit)
    try:
        return _composer(gabarit, contenu)
    except CompositionImpossible:
        return _composer(gabarit, _lisible(contenu))


def nommer_les_lignes(octets):
    """The PDF with the first cell of each row of its tables tagged as the header of that row, which
    the version of Typst that Python has can't say. Nothing in the file moves: what is written takes
    the place of as many bytes."""
    return PREMIERE_CELLULE.sub(_en_tete_de_ligne, octets)


def _en_tete_de_ligne(cellule):
    attributs = b"/Scope/Row".ljust(len(cellule["attributs"]))
    return b"/StructElem/S/TH" + cellule["lien"] + attributs


def _lisible(valeur):
    if isinstance(valeur, str):
        return INCONNUS.sub("?", valeur)
    if isinstance(valeur, dict):
        return {cle: _lisible(sous) for cle, sous in valeur.items()}
    if isinstance(valeur, list | tuple):
        return [_lisible(element) for element in valeur]
    return valeur


def _composer(gabarit, contenu):
    with _emprunter(gabarit) as ouvrier:
        reponse = ouvrier.demander(gabarit.read_bytes(), json.dumps(contenu).encode())
    if not reponse.startswith(b"%PDF-"):
        raise _echec(gabarit, reponse.decode())
    return reponse


def _echec(gabarit, diagnostic):
    return CompositionImpossible(f"{gabarit.name} ne se compose pas", diagnostic)


class _Compositeur:
    """A composing process and our end of its pipe."""

    def __init__(self):
        self._canal, sien = Pipe()
        options = [str(sien.fileno()), str(POLICES), str(compositeur.DELAI)]
        with sien:
            self._processus = subprocess.Popen(
                [sys.executable, "-I", compositeur.__file__, *options],
                pass_fds=[sien.fileno()],
                stdin=subprocess.DEVNULL,
                # The message of a Typst panic quotes the text: not logged.
                stderr=subprocess.DEVNULL,
            )
        self.restants = DOCUMENTS_PAR_COMPOSITEUR

    def demander(self, *messages):
        """The answer; raises EOFError or OSError when the process dies while it composes."""
        self.restants -= 1
        for message in messages:
            self._canal.send_bytes(message)
        return self._canal.recv_bytes()

    def arreter(self):
        self._canal.close()
        self._processus.kill()
        self._processus.wait()


_libres = []
_places = BoundedSemaphore(COMPOSITEURS)


@contextlib.contextmanager
def _emprunter(gabarit):
    """A composing process, kept for the next document unless this one killed it."""
    if not _places.acquire(timeout=compositeur.DELAI):
        raise _echec(gabarit, "every composing process is busy")
    try:
        try:
            ouvrier = _libres.pop()
        except IndexError:
            ouvrier = _Compositeur()
        try:
            yield ouvrier
        except BaseException as mort:
            ouvrier.arreter()
            if isinstance(mort, EOFError | OSError):
                raise _echec(gabarit, "the composing process died") from mort
            raise
        _rendre(ouvrier)
    finally:
        _places.release()


def _rendre(ouvrier):
    if ouvrier.restants > 0:
        _libres.append(ouvrier)
    else:
        ouvrier.arreter()


def _oublier():
    """After a fork, start composing processes anew: two readers of one pipe would mix their
    documents."""
    global _libres, _places
    _libres, _places = [], BoundedSemaphore(COMPOSITEURS)


def _fermer():
    while _libres:
        _libres.pop().arreter()


os.register_at_fork(after_in_child=_oublier)
atexit.register(_fermer)
