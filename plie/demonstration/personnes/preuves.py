"""What proves the positive exits: small files that say themselves invented."""

from datetime import timedelta

import pgtrigger
from django.core.files.base import ContentFile

from accompagnement.actions.piece import recevoir
from accompagnement.enums import Categorie, TypeContrat, TypePiece
from accompagnement.lecture.sortie import lire_sorties
from accompagnement.models import Emploi, Parcours, Piece, Sortie
from accompagnement.sorties.gardes import garder
from accompagnement.sorties.parcours import lire_les_faits
from plie.demonstration.personnes.calendrier import ANNEE_FONDATRICE

# Since the founding year is over, one exit in so many lacks its proof, or its check.
SANS_PREUVE, A_VERIFIER = 9, 5
PAGE = (
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
    "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
    "/Encoding /WinAnsiEncoding >> >> >> >>",
)


def ecrire_preuves(equipe):
    """A contract and a payslip for each job that an exit rests on, a certificate for each
    training: all of them in the founding year, most of them since."""
    sorties = Sortie.objects.filter(
        categorie=Categorie.POSITIVE, date_effet__year__gte=ANNEE_FONDATRICE
    )
    cles = list(sorties.order_by("date_effet", "pk").values_list("parcours_id", flat=True))
    suivis = Parcours.objects.select_related("participant").in_bulk(cles)
    referents = _derniers_referents(cles)
    lues = lire_sorties(cles, equipe.coordination)
    pieces = []
    for rang, cle in enumerate(cles):
        fondatrice = lues[cle].sortie.date_effet.year == ANNEE_FONDATRICE
        if lues[cle].appui and (fondatrice or rang % SANS_PREUVE):
            verifiee = fondatrice or rang % A_VERIFIER
            par = equipe.coordination if verifiee else None
            pieces += _preuves(suivis[cle], lues[cle], referents[cle], par)
    Piece.objects.bulk_create(pieces)


def garder_les_faits():
    """Of the exits since the founding year, as each commission would have kept them; those of
    before were validated when nobody kept any."""
    sorties = list(
        Sortie.objects.filter(
            validee_le__isnull=False, date_effet__year__gte=ANNEE_FONDATRICE
        ).only("pk", "parcours_id")
    )
    faits = lire_les_faits([sortie.parcours_id for sortie in sorties])
    for sortie in sorties:
        sortie.faits = garder(faits[sortie.parcours_id])
    with pgtrigger.ignore("accompagnement.Sortie:sortie_figee"):
        Sortie.objects.bulk_update(sorties, ["faits"], batch_size=200)


def _derniers_referents(cles):
    suivis = Parcours.objects.filter(pk__in=cles).prefetch_related("affectations__agent")
    return {suivi.pk: suivi.affectations.all()[0].agent for suivi in suivis}


def _preuves(parcours, lue, deposee_par, verifiee_par):
    sortie, appui = lue.sortie, lue.appui
    for type_, jour in _documents(appui, sortie.date_effet):
        conserve, faits = recevoir(_fichier(type_, parcours.participant, appui, jour))
        piece = Piece(
            participant=parcours.participant,
            parcours=parcours,
            sortie=sortie,
            emploi=appui if isinstance(appui, Emploi) else None,
            etape=None if isinstance(appui, Emploi) else appui,
            type=type_,
            date_piece=jour,
            deposee_par=deposee_par,
            verifiee_par=verifiee_par,
            verifiee_le=verifiee_par and sortie.validee_le,
            **faits,
        )
        piece.fichier.save("piece", conserve, save=False)
        yield piece


def _documents(appui, sortie):
    """(type, its day) of what a controller asks for."""
    if not isinstance(appui, Emploi):
        return [(TypePiece.CERTIFICATION, appui.date_fin)]
    if appui.type_contrat == TypeContrat.CREATION:
        return [(TypePiece.AUTRE, appui.date_debut)]
    return [
        (TypePiece.CONTRAT_TRAVAIL, appui.date_debut),
        (TypePiece.BULLETIN, max(appui.date_debut, sortie - timedelta(days=5))),
    ]


def _fichier(type_, participant, appui, jour):
    lignes = (
        f"{type_.label}, {jour:%d/%m/%Y}",
        f"{participant.prenom} {participant.nom}, personne inventée : {appui}",
        "Pièce de démonstration : ce document ne prouve rien, tout y est inventé.",
    )
    return ContentFile(_pdf(lignes), name=f"{type_.value}.pdf")


def _pdf(lignes):
    """One page of a few lines, a thousand bytes: there are hundreds of them to make."""
    dites = "".join(f"({_echapper(ligne)}) Tj 0 -24 Td " for ligne in lignes)
    flux = f"BT /F1 12 Tf 60 760 Td {dites}ET"
    objets = [*PAGE, f"<< /Length {len(flux)} >> stream\n{flux}\nendstream"]
    contenu, places = "%PDF-1.4\n", []
    for rang, objet in enumerate(objets, 1):
        places.append(len(contenu))
        contenu += f"{rang} 0 obj {objet} endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    fin = f"trailer << /Size {len(objets) + 1} /Root 1 0 R >>\nstartxref\n{len(contenu)}\n%%EOF\n"
    contenu += f"xref\n0 {len(objets) + 1}\n0000000000 65535 f \n{table}{fin}"
    return contenu.encode("cp1252", "replace")


def _echapper(ligne):
    return ligne.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
