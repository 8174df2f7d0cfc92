"""The facts of parcours that the rule of exits looks at, read from the database."""

from django.db.models import Exists, OuterRef, Prefetch

from accompagnement.enums import Axe, Jalon, Maintien, TypePiece
from accompagnement.models import Emploi, Etape, Parcours, Piece, RegleSortie, SuiviEmploi
from accompagnement.sorties.deduction import deduire_sortie
from accompagnement.sorties.faits import Contrat, Deduction, FaitsDeSortie, Formation

TITRES = (TypePiece.CERTIFICATION, TypePiece.DIPLOME)


def lire_faits(parcours):
    """FaitsDeSortie of `parcours`."""
    return lire_les_faits([parcours.pk])[parcours.pk]


def lire_les_faits(cles):
    """{pk: FaitsDeSortie} of several parcours, in three statements."""
    return {cle: faits_de(parcours) for cle, parcours in lire_les_parcours(cles).items()}


def lire_les_parcours(cles):
    """{pk: Parcours}, each with the rows that its facts are read from: `emplois_lus`, and
    `formations_lues`, begun."""
    lus = Parcours.objects.filter(pk__in=cles).select_related("participant")
    titres = Piece.objects.recevables().filter(type__in=TITRES)
    libre = titres.filter(parcours=OuterRef("pk"), etape__isnull=True)
    lus = lus.annotate(a_titre_libre=Exists(libre)).prefetch_related(
        Prefetch("emplois", _emplois(), to_attr="emplois_lus"),
        Prefetch("etapes", _formations(titres), to_attr="formations_lues"),
    )
    return {parcours.pk: parcours for parcours in lus}


def _emplois():
    m6 = SuiviEmploi.objects.filter(
        emploi=OuterRef("pk"), jalon=Jalon.M6, maintien=Maintien.EN_POSTE
    )
    return Emploi.objects.select_related("regle").annotate(
        est_prouve=Exists(Piece.objects.recevables().filter(emploi=OuterRef("pk"))),
        est_maintenu_a_m6=Exists(m6),
    )


def _formations(titres):
    formations = Etape.objects.filter(axe=Axe.FORMATION, date_debut__isnull=False)
    return formations.annotate(
        est_certifiee=Exists(titres.filter(etape=OuterRef("pk"))),
        est_prouvee=Exists(Piece.objects.recevables().filter(etape=OuterRef("pk"))),
    )


def faits_de(parcours):
    """The FaitsDeSortie of one that `lire_les_parcours` read."""
    return FaitsDeSortie(
        contrats=tuple(_contrat(emploi) for emploi in parcours.emplois_lus),
        formations=tuple(
            Formation(f.libelle, f.date_debut, f.date_fin, f.resultat, f.est_certifiee, f.pk)
            for f in parcours.formations_lues
        ),
        a_titre_libre=parcours.a_titre_libre,
        naissance=parcours.participant.date_naissance,
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
        cle=emploi.pk,
    )


def deduction_de(parcours, jour):
    """(Deduction, RegleSortie) of `parcours` under the rule in force on `jour`."""
    regle = RegleSortie.objects.filter(valide_du__lte=jour).exclude(valide_au__lt=jour).first()
    if regle is None:
        return Deduction(), None
    return deduire_sortie(lire_faits(parcours), regle, jour), regle
