"""The faulty rows of a simulation, corrected on the screen: a new file, simulated in its turn."""

import csv
import re
import tempfile
from collections import defaultdict
from io import TextIOWrapper
from itertools import islice
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.files import File

from accompagnement.actions.importation import lecture
from accompagnement.actions.importation.demande import demander_import
from accompagnement.models import ImportDossiers
from accompagnement.permissions import Acte
from plie.journal.acte import acte

FIN_DE_LIGNE = re.compile(r"\r\n?|\n")


class LigneFautive(NamedTuple):
    """What a row says, {column: value}, and what is wrong there, {column: sentences}; a fault of
    the row itself is under the column "", one may also name a column that the file has not."""

    numero: int
    valeurs: dict
    motifs: dict

    @property
    def de_la_ligne(self):
        absentes = [colonne for colonne in self.motifs if colonne and colonne not in self.valeurs]
        return [
            *self.motifs.get("", []),
            *(f"{colonne} : {motif}" for colonne in absentes for motif in self.motifs[colonne]),
        ]

    @property
    def a_revoir(self):
        """The columns to look at first: all, when it is the row that is wrong."""
        nommees = [colonne for colonne in self.valeurs if colonne in self.motifs]
        return nommees or list(self.valeurs)


def lignes_fautives(demande):
    """In the order of the file; none once it is no longer there."""
    if not demande.est_a_corriger:
        return []
    try:
        motifs, fichier = _motifs(demande), lecture.ouvrir(demande.fichier.path)
    except (FileNotFoundError, lecture.FichierRefuse):
        return []
    fautives = (ligne for ligne in fichier.lignes() if ligne[0] in motifs)
    # A web process: nothing is read after the last of them.
    return [
        LigneFautive(numero, _valeurs(fichier, cellules), motifs[numero])
        for numero, cellules in islice(fautives, len(motifs))
    ]


def _motifs(demande):
    """{row: {column: its sentences}}, as the file of rejects has them."""
    motifs = defaultdict(dict)
    with demande.rejets.open("rb") as flux:
        texte = TextIOWrapper(flux, encoding="utf-8-sig", newline="")
        for faute in csv.DictReader(texte, delimiter=";"):
            siens = motifs[int(faute["ligne"])]
            siens[faute["colonne"]] = [*siens.get(faute["colonne"], []), faute["motif"]]
    return dict(motifs)


def _valeurs(fichier, cellules):
    completees = [*cellules, *[""] * len(fichier.colonnes)]
    return dict(zip(fichier.colonnes, completees, strict=False))


@acte(Acte.IMPORTER)
def corriger_import(demande, *, par, corrections, ecartees=()):
    """Simulate again the file of `demande`, its rows replaced by `corrections` ({row: {column:
    value}}), those of `ecartees` left out. The first file waits no more."""
    demande = ImportDossiers.objects.select_for_update().get(pk=demande.pk)
    if not demande.est_a_corriger:
        raise ValidationError("Ce fichier n'est plus là : envoyez-le à nouveau.")
    with tempfile.NamedTemporaryFile("w+", encoding="utf-8", newline="") as sortie:
        _recopier(lecture.ouvrir(demande.fichier.path), sortie, corrections, set(ecartees))
        with open(sortie.name, "rb") as corrige:
            fichier = File(corrige, name=demande.nom_original)
            suite = demander_import(fichier, par=par, simulation=True)
    # The sweep takes the file that nothing names.
    demande.fichier = ""
    demande.save(update_fields=["fichier"])
    return suite


def _recopier(fichier, sortie, corrections, ecartees):
    """Each row at the line where it was: its number is the one in the file of whoever corrects."""
    redacteur = csv.writer(sortie, delimiter=";")
    redacteur.writerow(fichier.colonnes)
    prochaine = 2
    for numero, cellules in fichier.lignes():
        if numero not in ecartees:
            for _ in range(numero - prochaine):
                redacteur.writerow([])
            dites = _valeurs(fichier, cellules)
            valeurs = dites | corrections.get(numero, {})
            # A row of too many cells that nobody touched stays one.
            en_trop = cellules[len(fichier.colonnes) :] if valeurs == dites else []
            ecrites = [*(valeurs[colonne] for colonne in fichier.colonnes), *en_trop]
            redacteur.writerow(ecrites)
            prochaine = max(numero, prochaine) + 1
            prochaine += sum(len(FIN_DE_LIGNE.findall(valeur)) for valeur in ecrites)
    sortie.flush()
