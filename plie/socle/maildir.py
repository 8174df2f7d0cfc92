"""A Maildir that people open too: whether a message is read is theirs to say. What was done here is
known by a folder, for what is put away, and by a list of names, for what is left to them."""

import mailbox
from contextlib import suppress

DOSSIER_DES_TRAITES = "Traites"
LISTE_DES_LAISSES = "plie-laisses"


class Maildir:
    def __init__(self, chemin):
        self.chemin = chemin
        self._liste = chemin / LISTE_DES_LAISSES

    @property
    def existe(self):
        return (self.chemin / "new").is_dir() and (self.chemin / "cur").is_dir()

    def nouveaux(self):
        """The files neither put away nor left, opened by somebody or not; none of them is read."""
        presents = {_cle(fichier): fichier for fichier in self._fichiers()}
        laisses = self._laisses()
        if laisses - presents.keys():
            self._recrire(laisses & presents.keys())
        return [fichier for cle, fichier in presents.items() if cle not in laisses]

    def ranger(self, fichier):
        """Put it among those that are done with, where people find it as they left it."""
        boite = mailbox.Maildir(self.chemin, factory=None, create=False)
        boite.add_folder(DOSSIER_DES_TRAITES)
        with suppress(FileNotFoundError):
            fichier.rename(
                self.chemin / f".{DOSSIER_DES_TRAITES}" / fichier.relative_to(self.chemin)
            )

    def laisser(self, fichier):
        """Leave it to people, untouched: it is not given again."""
        with self._liste.open("a", errors="surrogateescape") as liste:
            liste.write(f"{_cle(fichier)}\n")

    def _fichiers(self):
        for nom in ("new", "cur"):
            for fichier in sorted((self.chemin / nom).iterdir()):
                if not fichier.name.startswith("."):
                    yield fichier

    def _laisses(self):
        if not self._liste.exists():
            return set()
        return set(self._liste.read_text(errors="surrogateescape").splitlines())

    def _recrire(self, cles):
        """A list cut short would have everything read again: it takes the place of the other."""
        suite = self._liste.with_suffix(".suite")
        suite.write_text("".join(f"{cle}\n" for cle in cles), errors="surrogateescape")
        suite.replace(self._liste)


def _cle(fichier):
    """What a message is named, without what people made of it."""
    return fichier.name.partition(":")[0]
