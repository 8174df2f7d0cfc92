"""The inbox: what partners ask, and what the house answers."""

from collections.abc import Callable
from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accompagnement.actions.orientation.reponse import (
    accepter,
    questionner,
    reaffecter,
    refuser,
)
from accompagnement.actions.piece import lire_piece
from accompagnement.forms.orientation import (
    AcceptationForm,
    QuestionForm,
    ReaffectationOrientationForm,
    RefusOrientationForm,
)
from accompagnement.lecture.orientation import lire_confie, peut_lire_confie
from accompagnement.listes.orientation import (
    ONGLETS,
    autres_envois,
    boite,
    delai_habituel,
    doublons,
    signaler_les_doublons,
)
from accompagnement.models import Orientation, Parcours, PieceOrientation
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger, page_acte, tracer_ouverture
from plie.interface.listes import paginer
from plie.socle.export import telechargement
from plie.socle.soumission import soumission_unique


@require_safe
def orientations(request):
    exiger(Acte.VOIR_ORIENTATIONS.permet(request.user))
    onglet = request.GET.get("onglet")
    onglet = onglet if onglet in ONGLETS else next(iter(ONGLETS))
    page = paginer(request, boite(request.user, onglet))
    if onglet == "a_traiter":
        page.object_list = signaler_les_doublons(page.object_list)
    contexte = {
        "onglets": ONGLETS.items(),
        "onglet": onglet,
        "page": page,
        "delai": delai_habituel(),
    }
    return render(request, "accompagnement/orientations.html", contexte)


def _visible(request, pk):
    """404 outside one's scope; once accepted, reading it is an opening of the dossier."""
    exiger(Acte.VOIR_ORIENTATIONS.permet(request.user))
    visibles = Orientation.objects.visibles_par(request.user).select_related(
        "structure", "confiee_a", "commune", "parcours", "repondue_par"
    )
    orientation = get_object_or_404(visibles, pk=pk)
    if orientation.parcours:
        tracer_ouverture(request, orientation.parcours.participant_id, "Orientation")
    return orientation


@require_safe
def orientation(request, pk):
    orientation = _visible(request, pk)
    proches, ailleurs = [], 0
    if orientation.est_a_traiter:
        proches, ailleurs = doublons(orientation, request.user)
    contexte = {
        "orientation": orientation,
        "confie": lire_confie(orientation, request.user),
        "doublons": proches,
        "doublons_ailleurs": ailleurs,
        "autres": autres_envois(orientation, request.user),
        "dossier": _dossier(request, orientation),
        "peut_repondre": Acte.REPONDRE_AUX_ORIENTATIONS.permet(request.user, orientation),
    }
    return render(request, "accompagnement/orientation.html", contexte)


def _dossier(request, orientation):
    """The key of the dossier that it opened, if the agent may open it too."""
    if orientation.parcours is None:
        return None
    visibles = Parcours.objects.visibles_par(request.user).filter(pk=orientation.parcours_id)
    return orientation.parcours.participant_id if visibles.exists() else None


class PageActe(NamedTuple):
    """A page whose form's fields are the verb's own arguments."""

    formulaire: type
    verbe: Callable
    titre: str
    bouton: str
    succes: str
    explication: str = ""


ACTES = {
    "accepter": PageActe(
        AcceptationForm,
        accepter,
        "Accepter l'orientation",
        "Accepter",
        "L'orientation est acceptée : le parcours est prescrit.",
        "Un parcours s'ouvre, prescrit par le partenaire ; ses documents rejoignent le dossier. Le "
        "partenaire saura par qui la personne est accompagnée.",
    ),
    "refuser": PageActe(
        RefusOrientationForm,
        refuser,
        "Refuser l'orientation",
        "Refuser",
        "L'orientation est refusée ; le partenaire en lit le motif.",
    ),
    "reaffecter": PageActe(
        ReaffectationOrientationForm,
        reaffecter,
        "Confier l'orientation",
        "Confier",
        "L'orientation est confiée.",
        "Les référents de la structure choisie peuvent y répondre ; le délai ne change pas.",
    ),
    "questionner": PageActe(
        QuestionForm,
        lambda orientation, *, version, **champs: questionner(orientation, **champs),
        "Poser une question au partenaire",
        "Envoyer la question",
        "La question est envoyée.",
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@soumission_unique
def orientation_acte(request, pk, nom):
    """The page of one act of ACTES."""
    choisi = ACTES[nom]
    orientation = _visible(request, pk)
    exiger(Acte.REPONDRE_AUX_ORIENTATIONS.permet(request.user, orientation))
    formulaire = choisi.formulaire(
        request.POST or None, orientation=orientation, agent=request.user
    )
    adresse = reverse("accompagnement:orientation", args=[pk])
    return page_acte(
        request,
        formulaire,
        lambda formulaire: choisi.verbe(orientation, par=request.user, **formulaire.cleaned_data),
        titre=choisi.titre,
        bouton=choisi.bouton,
        succes=choisi.succes,
        explication=choisi.explication,
        # Confided to others, it may be out of one's sight.
        retour=lambda _: _retour(request, pk),
        annuler=adresse,
        sur_titre=f"{orientation}, orientation de {orientation.structure}",
    )


def _retour(request, pk):
    if Orientation.objects.visibles_par(request.user).filter(pk=pk).exists():
        return reverse("accompagnement:orientation", args=[pk])
    return reverse("accompagnement:orientations")


@require_safe
def orientation_piece(request, pk):
    """A document that came with an orientation, always as a file to keep."""
    exiger(Acte.VOIR_ORIENTATIONS.permet(request.user))
    visibles = Orientation.objects.visibles_par(request.user).values("pk")
    document = get_object_or_404(
        PieceOrientation.objects.exclude(fichier="").select_related("orientation__parcours"),
        pk=pk,
        orientation__in=visibles,
    )
    exiger(peut_lire_confie(document.orientation, request.user))
    try:
        contenu = lire_piece(document)
    except ValidationError as refus:
        messages.error(request, refus.message)
        return redirect("accompagnement:orientation", document.orientation_id)
    reponse = telechargement(contenu, document.nom, document.type_contenu)
    reponse["X-Content-Type-Options"] = "nosniff"
    reponse["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return reponse
