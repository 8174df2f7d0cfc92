"""The marks, and who may read each."""

import re

MARQUE = re.compile(r"zq[a-z]+x\d+qz", re.IGNORECASE)
AGENTS = (
    "referente",
    "collegue",
    "ancien",
    "etrangere",
    "remplacante",
    "remplacante_passee",
    "remplacante_a_venir",
    "coordination",
    "direction",
    "gestionnaire_fse",
    "facilitateur",
    "administration",
    "conseiller",
)
FAITS = {"referente", "remplacante", "coordination"}
# The dossiers of the scene: who may know that they exist.
OUVRENT = FAITS | {"collegue", "direction", "gestionnaire_fse", "facilitateur"}


def marques_de(texte):
    """The marks that a text bears, even written in capitals."""
    return {marque.lower() for marque in MARQUE.findall(texte)}


class Marques(dict):
    """mark -> who may read it; each call makes one."""

    def poser(self, lieu, lecteurs):
        marque = f"zq{lieu}x{len(self)}qz"
        self[marque] = set(lecteurs)
        return marque

    def dans(self, texte):
        """Those that `texte` bears; a token drawn at random may look like one."""
        return marques_de(texte) & self.keys()

    def permises_a(self, nom):
        return {marque for marque, lecteurs in self.items() if nom in lecteurs}
