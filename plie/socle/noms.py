"""How a person's name is written, whoever typed it: one case, so that two dossiers compare."""

import re

MOT = re.compile(r"[^\s'’-]+")
PARTICULES = {"d", "da", "de", "del", "des", "di", "do", "dos", "du", "et", "l", "la", "le", "les"}


def ecrire_nom(nom):
    """In capitals, accents kept, single spaces: LE GOFF, N'GUYEN, DE LA TOUR."""
    return " ".join(nom.split()).upper()


def ecrire_prenom(prenom):
    """Each word with a capital (Jean-Pierre, N'Golo), particles inside without (Marie de Lourdes);
    a word already written with both stays as it is (McKenzie)."""
    compact = " ".join(prenom.split())
    return MOT.sub(lambda mot: _ecrire_mot(mot, len(compact)), compact)


def _ecrire_mot(mot, longueur):
    lu = mot[0]
    if not (lu.isupper() or lu.islower()):
        return lu
    if lu.lower() in PARTICULES and mot.start() > 0 and mot.end() < longueur:
        return lu.lower()
    return lu[:1].upper() + lu[1:].lower()
