"""The jobs of a parcours, with their follow-ups and what proves them."""

from django.db.models import Prefetch

from accompagnement.lecture.piece import pieces_lisibles
from accompagnement.lecture.reserve import montrer
from accompagnement.models import Piece


def lire_emplois(parcours, agent, reserve):
    preuves = Prefetch("preuves", pieces_lisibles(Piece.objects.all(), agent), "preuves_visibles")
    lus = parcours.emplois.select_related("rome", "regle")
    emplois = list(lus.prefetch_related("suivis__fait_par", preuves))
    for emploi in emplois:
        taire_les_commentaires(emploi.suivis.all(), reserve)
    return emplois


def taire_les_commentaires(lignes, reserve):
    for ligne in lignes:
        montrer(ligne, "commentaire", reserve.texte(ligne.commentaire))
    return lignes
