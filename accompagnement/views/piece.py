from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accompagnement import permissions
from accompagnement.actions.piece import (
    deposer_ensemble,
    lire_piece,
    modifier_piece,
    refuser_piece,
    reprendre_refus,
    reprendre_verification,
    retirer_piece,
    verifier_piece,
)
from accompagnement.enums import TypePiece
from accompagnement.forms import DepotForm, PieceModifieeForm, RefusPieceForm
from accompagnement.lecture.parcours import Lecture
from accompagnement.lecture.piece import est_expiree, preuves_des_criteres
from accompagnement.listes.piece import lire_la_file
from accompagnement.models import Piece
from accompagnement.permissions import Acte
from accompagnement.views.actes import (
    exiger,
    page_acte,
    participant_visible,
    tracer_ouverture,
)
from accompagnement.views.dossier import ouvrir_dossier
from accompagnement.views.retrait import adresse_du_repentir, page_de_retrait
from plie.journal.actions import tracer_consultation
from plie.socle.export import telechargement
from plie.socle.soumission import soumission_unique

# What a browser shows by itself; anything else is a file to keep.
APERCUS = {"application/pdf": "page", "image/jpeg": "image", "image/png": "image"}
# An opaque origin that loads nothing and runs nothing, whatever is in the file. It is asked for
# here and not by the frame, whose attribute would also stop the browser's reader of PDF.
BAC_A_SABLE = "sandbox; default-src 'none'"


@require_safe
def dossier_pieces(request, pk):
    contexte = ouvrir_dossier(request, pk, "pieces")
    lecture = contexte["lecture"]
    lisibles = lecture.pieces.avec_jointe().prefetch_related("criteres")
    liens = ("deposee_par", "verifiee_par", "refusee_par", "entretien")
    pieces = list(lisibles.select_related(*liens))
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
    dernier = participant.dernier_parcours()
    parcours = _parcours_designe(request, participant) or dernier
    entretien = _entretien_designe(request, parcours)
    if entretien is None and "entretien" in request.GET:
        messages.error(
            request,
            "Cet entretien n'est pas, ou n'est plus, dans ce dossier : rien n'y a été joint. Une "
            "pièce à garder se dépose ici.",
        )
        return redirect(_pieces_de(parcours, participant))
    formulaire = DepotForm(
        request.POST or None,
        request.FILES or None,
        lecture=Lecture.pour(parcours, request.user, participant=participant),
        initial={
            "type": request.GET.get("type", TypePiece.AUTRE if entretien else ""),
            "criteres": request.GET.getlist("critere"),
            "emploi": request.GET.get("emploi"),
            "etape": request.GET.get("etape"),
            "sortie": "sortie" in request.GET,
        },
    )
    return page_acte(
        request,
        formulaire,
        lambda formulaire: deposer_ensemble(
            participant,
            par=request.user,
            parcours=parcours,
            entretien=entretien,
            **formulaire.valeurs(),
        ),
        titre=_titre_du_depot(entretien),
        bouton="Déposer la pièce",
        succes=_dire_le_depot,
        explication="" if parcours == dernier else _dire_l_ancien(parcours),
        retour=_suite(request) or _pieces_de(parcours, participant),
        repentir=partial(_repentir, request),
        sur_titre=str(participant),
    )


# What an address names, and how it is found from the parcours that it belongs to.
DESIGNE = {
    "emploi": "emplois__pk",
    "etape": "etapes__pk",
    "critere": "criteres__pk",
    "entretien": "entretiens__pk",
}


def _entretien_designe(request, parcours):
    cle = _cle(request.GET.get("entretien"))
    return parcours.entretiens.filter(pk=cle).first() if parcours and cle else None


def _titre_du_depot(entretien):
    if entretien is None:
        return "Déposer une pièce"
    return f"Joindre à l'entretien du {timezone.localtime(entretien.debut):%d/%m/%Y}"


def _parcours_designe(request, participant):
    """The one asked for, or that of what is to be proven: a proof may come for a former parcours.
    None when the address names none; 404 for one that the agent may not open."""
    visibles = participant.parcours.visibles_par(request.user)
    if "parcours" in request.GET:
        return get_object_or_404(visibles, pk=_cle(request.GET["parcours"]))
    cles = {champ: _cle(request.GET.get(nom)) for nom, champ in DESIGNE.items()}
    trouves = (visibles.filter(**{champ: cle}).first() for champ, cle in cles.items() if cle)
    return next(filter(None, trouves), None)


def _dire_l_ancien(parcours):
    jours = [parcours.date_entree or parcours.date_prescription, parcours.date_sortie]
    bornes = zip(("commencé le", "terminé le"), jours, strict=True)
    dits = ", ".join(f"{verbe} {jour:%d/%m/%Y}" for verbe, jour in bornes if jour)
    return f"La pièce rejoint un ancien parcours{dits and f', {dits}'}."


def _pieces_de(parcours, participant):
    adresse = reverse("accompagnement:dossier_pieces", args=[participant.pk])
    est_ancien = parcours != participant.dernier_parcours()
    return f"{adresse}?parcours={parcours.pk}" if est_ancien else adresse


def _repentir(request, pieces):
    """Where the only one is taken out; several are, one by one, from the list."""
    if len(pieces) > 1:
        return None
    retirer = reverse("accompagnement:piece_retirer", args=[pieces[0].pk])
    return adresse_du_repentir(request, retirer)


def _dire_le_depot(pieces):
    if len(pieces) == 1:
        return "La pièce est dans le dossier."
    return f"Les {len(pieces)} pièces sont dans le dossier."


def _suite(request):
    """Where the deposit was asked for, if it is a page of this site."""
    suite = request.GET.get("suite", "")
    est_d_ici = url_has_allowed_host_and_scheme(suite, allowed_hosts={request.get_host()})
    return suite if est_d_ici else None


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
    _tracer_la_lecture(request, piece)
    try:
        contenu = lire_piece(piece)
    except ValidationError as refus:
        messages.error(request, refus.message)
        return redirect("accompagnement:dossier_pieces", piece.participant_id)
    reponse = telechargement(contenu, piece.nom, piece.type_contenu)
    reponse["X-Content-Type-Options"] = "nosniff"
    reponse["Content-Security-Policy"] = BAC_A_SABLE
    return reponse


def _tracer_la_lecture(request, piece):
    tracer_consultation(
        par=request.user, participant_id=piece.participant_id, objet="Pièce", detail=str(piece)
    )


@require_safe
def piece_voir(request, pk):
    """The document shown in a frame of the site: only PDF and photos, and nothing in it runs."""
    piece = _piece_visible(request, pk)
    if piece.type_contenu not in APERCUS:
        raise Http404
    _tracer_la_lecture(request, piece)
    try:
        reponse = HttpResponse(lire_piece(piece), content_type=piece.type_contenu)
    except ValidationError as refus:
        reponse = HttpResponse(refus.message, content_type="text/plain; charset=utf-8", status=404)
    reponse["Content-Disposition"] = "inline"
    reponse["Cache-Control"] = "private, no-store"
    reponse["X-Content-Type-Options"] = "nosniff"
    reponse["X-Frame-Options"] = "SAMEORIGIN"
    reponse["Content-Security-Policy"] = f"{BAC_A_SABLE}; frame-ancestors 'self'"
    return reponse


@require_safe
def pieces_a_verifier(request):
    """One document of the queue, at `?piece=`, to check or to refuse from there."""
    exiger(Acte.VERIFIER_PIECE.permet(request.user))
    demandee = _cle(request.GET.get("piece"))
    file = lire_la_file(request.user, demandee)
    contexte = {"file": file}
    if file:
        if demandee not in (None, file.piece.pk):
            messages.info(request, "La pièce demandée n'est plus à vérifier : voici la première.")
        contexte.update(
            apercu=APERCUS.get(file.piece.type_contenu, ""),
            prouves=_prouves(file.piece),
            formulaire=RefusPieceForm(),
        )
    return render(request, "accompagnement/pieces_a_verifier.html", contexte)


def _prouves(piece):
    liens = [
        (piece.emploi_id, "l'emploi"),
        (piece.etape_id, "l'étape"),
        (piece.sortie_id, "la sortie"),
    ]
    return ", ".join([*map(str, piece.criteres.all()), *(libelle for cle, libelle in liens if cle)])


def _cle(texte):
    return int(texte[:18]) if texte and texte.isdecimal() else None


def _apres(request, piece):
    """Back to the queue when it came from there, at the one that followed; or to the dossier."""
    if "file" not in request.GET:
        return reverse("accompagnement:dossier_pieces", args=[piece.participant_id])
    suivante = _cle(request.GET["file"])
    suite = f"?{urlencode({'piece': suivante})}" if suivante else ""
    return reverse("accompagnement:pieces_a_verifier") + suite


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
        bouton="Enregistrer la pièce",
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
        "etape": piece.etape_id,
        "sortie": piece.sortie_id is not None,
        "version": piece.version,
    }


@require_POST
def piece_verifier(request, pk):
    """Or, with `annuler`, say that it is to be checked after all."""
    piece = _piece_a_juger(request, pk)
    annule = "annuler" in request.GET
    try:
        (reprendre_verification if annule else verifier_piece)(piece, par=request.user)
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
        return redirect(_apres(request, piece))
    if annule:
        messages.success(request, f"La vérification est annulée : {piece}.")
    else:
        # Undone from the queue, one comes back to this one.
        retour = {"annuler": 1} | ({"file": pk} if "file" in request.GET else {})
        annuler = f"{request.path}?{urlencode(retour)}"
        messages.success(request, f"Pièce vérifiée : {piece}.", extra_tags=annuler)
    return redirect(_apres(request, piece))


def _piece_a_juger(request, pk):
    piece = _piece_visible(request, pk)
    exiger(Acte.VERIFIER_PIECE.permet(request.user))
    return piece


@require_http_methods(["GET", "HEAD", "POST"])
@soumission_unique
def piece_refuser(request, pk):
    piece = _piece_a_juger(request, pk)
    return page_acte(
        request,
        RefusPieceForm(request.POST or None),
        lambda formulaire: refuser_piece(piece, par=request.user, **formulaire.cleaned_data),
        titre=f"Refuser la pièce : {piece}",
        bouton="Refuser la pièce",
        succes=f"Pièce refusée : {piece}.",
        explication="Elle ne compte plus comme preuve. Le référent est prévenu, et peut en déposer "
        "une autre.",
        retour=_apres(request, piece),
        sur_titre=str(piece.participant),
    )


@require_POST
def piece_reprendre_refus(request, pk):
    piece = _piece_a_juger(request, pk)
    try:
        reprendre_refus(piece, par=request.user)
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
    else:
        messages.success(request, f"Le refus est repris, la pièce est à vérifier : {piece}.")
    return redirect("accompagnement:dossier_pieces", piece.participant_id)


@soumission_unique
def piece_retirer(request, pk):
    piece = _piece_visible(request, pk)
    exiger(Acte.DEPOSER_PIECE.permet(request.user, piece.participant))
    return page_de_retrait(
        request,
        partial(retirer_piece, piece),
        piece.participant,
        titre=f"Retirer la pièce : {piece}",
        bouton="Retirer la pièce",
        succes="La pièce est retirée du dossier.",
        explication=f"Le fichier « {piece.nom} » sera effacé. L'historique garde qu'il a été "
        "déposé, puis retiré, et pourquoi.",
        retour=reverse("accompagnement:dossier_pieces", args=[piece.participant_id]),
    )
