"""The facts of one parcours that the rule of exits looks at, read from the database."""

from django.db.models import Exists, OuterRef

from accompagnement.enums import Axe, Jalon, Maintien, TypePiece
from accompagnement.models import Piece, RegleSortie, SuiviEmploi
from accompagnement.sorties.deduction import (
    Contrat,
    Deduction,
    FaitsDeSortie,
    Formation,
    deduire_sortie,
)


def lire_faits(parcours):
    """FaitsDeSortie of `parcours`, in three statements."""
    m6 = SuiviEmploi.objects.filter(
        emploi=OuterRef("pk"), jalon=Jalon.M6, maintien=Maintien.EN_POSTE
    )
    emplois = parcours.emplois.select_related("regle").annotate(
        est_prouve=Exists(Piece.objects.recevables().filter(emploi=OuterRef("pk"))),
        est_maintenu_a_m6=Exists(m6),
    )
    formations = parcours.etapes.filter(axe=Axe.FORMATION, date_debut__isnull=False)
    return FaitsDeSortie(
        contrats=tuple(_contrat(emploi) for emploi in emplois),
        formations=tuple(
            Formation(f.libelle, f.date_debut, f.date_fin, f.resultat) for f in formations
        ),
        a_certification=parcours.pieces.recevables().filter(type=TypePiece.CERTIFICATION).exists(),
    )


def _contrat(emploi):
    return Contrat(
        type=emploi.type_contrat,
        debut=emploi.date_debut,
        fin=emploi.date_fin,
        fin_prevue=emploi.date_fin_prevue,
        heures=emploi.heures_hebdo,
        heures_totales=emploi.heures_totales,
        est_compte=emploi.compte_pour_sortie,
        est_prouve=emploi.est_prouve,
        est_maintenu_a_m6=emploi.est_maintenu_a_m6,
    )


def deduction_de(parcours, jour):
    """(Deduction, RegleSortie) of `parcours` under the rule in force on `jour`."""
    regle = RegleSortie.objects.filter(valide_du__lte=jour).exclude(valide_au__lt=jour).first()
    if regle is None:
        return Deduction(), None
    return deduire_sortie(lire_faits(parcours), regle, jour), regle
