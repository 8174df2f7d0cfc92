from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accompagnement import permissions
from accompagnement.actions.piece import (
    deposer,
    lire_piece,
    modifier_piece,
    retirer_piece,
    verifier_piece,
)
from accompagnement.forms import DepotForm, PieceModifieeForm, RetraitForm
from accompagnement.lecture.parcours import Lecture
from accompagnement.lecture.piece import est_expiree, preuves_des_criteres
from accompagnement.models import Piece
from accompagnement.permissions import Acte
from accompagnement.views.actes import (
    exiger,
    page_acte,
    participant_visible,
    tracer_ouverture,
)
from accompagnement.views.dossier import ouvrir_dossier
from plie.journal.actions import tracer_consultation
from plie.socle.export import telechargement
from plie.socle.soumission import soumission_unique


@require_safe
def dossier_pieces(request, pk):
    contexte = ouvrir_dossier(request, pk, "pieces")
    lecture = contexte["lecture"]
    lisibles = lecture.pieces.select_related("deposee_par", "verifiee_par")
    pieces = list(lisibles.prefetch_related("criteres"))
    contexte.update(
        lignes=[(piece, est_expiree(piece), list(piece.criteres.all())) for piece in pieces],
        preuves=preuves_des_criteres(lecture.criteres_a_suivre, pieces),
        peut_deposer=Acte.DEPOSER_PIECE.permet(request.user, contexte["participant"]),
        peut_verifier=Acte.VERIFIER_PIECE.permet(request.user),
    )
    return render(request, "accompagnement/dossier_pieces.html", contexte)


@require_http_methods(["GET", "HEAD", "POST"])
@soumission_unique
def piece_deposer(request, pk):
    participant = participant_visible(request, pk)
    exiger(Acte.DEPOSER_PIECE.permet(request.user, participant))
    parcours = participant.dernier_parcours()
    formulaire = DepotForm(
        request.POST or None,
        request.FILES or None,
        lecture=Lecture.pour(parcours, request.user, participant=participant),
        initial={
            "type": request.GET.get("type", ""),
            "criteres": request.GET.getlist("critere"),
        },
    )
    return page_acte(
        request,
        formulaire,
        lambda formulaire: deposer(
            participant, par=request.user, parcours=parcours, **formulaire.valeurs()
        ),
        titre="Déposer une pièce",
        bouton="Déposer la pièce",
        succes="La pièce est dans le dossier.",
        retour=reverse("accompagnement:dossier_pieces", args=[pk]),
        sur_titre=str(participant),
    )


def _piece_visible(request, pk):
    """404 outside one's scope; 403 for a document of health, justice or housing that the agent may
    not read."""
    exiger(Acte.VOIR_SUIVI.permet(request.user))
    pieces = Piece.objects.visibles_par(request.user).select_related("participant", "parcours")
    piece = get_object_or_404(pieces, pk=pk)
    exiger(permissions.peut_voir_piece(request.user, piece))
    return piece


@require_safe
def piece(request, pk):
    """The document itself, always as a file to keep: nothing in it runs in the site's page."""
    piece = _piece_visible(request, pk)
    tracer_consultation(
        par=request.user, participant_id=piece.participant_id, objet="Pièce", detail=str(piece)
    )
    try:
        contenu = lire_piece(piece)
    except ValidationError as refus:
        messages.error(request, refus.message)
        return redirect("accompagnement:dossier_pieces", piece.participant_id)
    reponse = telechargement(contenu, piece.nom, piece.type_contenu)
    reponse["X-Content-Type-Options"] = "nosniff"
    reponse["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return reponse


@require_http_methods(["GET", "HEAD", "POST"])
@soumission_unique
def piece_modifier(request, pk):
    piece = _piece_visible(request, pk)
    exiger(Acte.DEPOSER_PIECE.permet(request.user, piece.participant))
    tracer_ouverture(request, piece.participant_id, "Pièce", str(piece))
    formulaire = PieceModifieeForm(
        request.POST or None,
        lecture=Lecture.pour(piece.parcours, request.user, participant=piece.participant),
        initial=_valeurs(piece),
    )

    def enregistrer(formulaire):
        version = formulaire.cleaned_data["version"]
        return modifier_piece(piece, par=request.user, version=version, **formulaire.valeurs())

    return page_acte(
        request,
        formulaire,
        enregistrer,
        titre=f"Modifier la pièce : {piece}",
        bouton="Enregistrer",
        succes="Pièce enregistrée.",
        retour=reverse("accompagnement:dossier_pieces", args=[piece.participant_id]),
        sur_titre=str(piece.participant),
    )


def _valeurs(piece):
    return {
        "type": piece.type,
        "date_piece": piece.date_piece,
        "date_fin_validite": piece.date_fin_validite,
        "criteres": [critere.pk for critere in piece.criteres.all()],
        "emploi": piece.emploi_id,
        "sortie": piece.sortie_id is not None,
        "version": piece.version,
    }


@require_POST
def piece_verifier(request, pk):
    piece = _piece_visible(request, pk)
    exiger(Acte.VERIFIER_PIECE.permet(request.user))
    try:
        verifier_piece(piece, par=request.user)
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
    else:
        messages.success(request, f"Pièce vérifiée : {piece}.")
    return redirect("accompagnement:dossier_pieces", piece.participant_id)


@soumission_unique
def piece_retirer(request, pk):
    piece = _piece_visible(request, pk)
    exiger(Acte.DEPOSER_PIECE.permet(request.user, piece.participant))
    return page_acte(
        request,
        RetraitForm(request.POST or None),
        lambda formulaire: retirer_piece(piece, par=request.user, **formulaire.cleaned_data),
        titre=f"Retirer la pièce : {piece}",
        bouton="Retirer la pièce",
        succes="La pièce est retirée du dossier.",
        explication=f"Le fichier « {piece.nom} » sera effacé. L'historique garde qu'il a été "
        "déposé, puis retiré, et pourquoi.",
        retour=reverse("accompagnement:dossier_pieces", args=[piece.participant_id]),
        sur_titre=str(piece.participant),
    )
