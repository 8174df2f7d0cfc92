"""The comments of a report, typed by whoever prepares it; what they have not sent is kept."""

import uuid

from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from conventions.actions.commentaire import (
    commenter,
    garder_le_brouillon,
    lire_le_brouillon,
    lire_les_textes,
    oublier_le_brouillon,
)
from conventions.forms import CommentairesForm
from conventions.models import Rapport
from conventions.permissions import Acte
from conventions.rapports.modeles import nommer
from plie.interface.actes import exiger, page_acte
from plie.socle.soumission import soumission_unique


def _rapport(request, pk):
    exiger(Acte.PRODUIRE_RAPPORT.permet(request.user))
    return get_object_or_404(Rapport.objects.defer("donnees"), pk=pk)


@soumission_unique
def commentaires_ecrire(request, pk):
    rapport = _rapport(request, pk)
    garde = lire_le_brouillon(rapport, par=request.user)
    if rapport.est_publie:
        return _rendre(request, rapport, garde)
    formulaire = CommentairesForm(
        request.POST or None, modele=rapport.modele, initial=_initiales(rapport, garde)
    )
    return page_acte(
        request,
        formulaire,
        lambda f: commenter(
            rapport, par=request.user, textes=f.textes(), version=f.cleaned_data["version"]
        ),
        titre="Commenter les chapitres",
        sur_titre=nommer(rapport),
        explication="Ces textes paraissent en tête de chapitre, tels quels : n'y nommez "
        "personne et n'y redites pas un chiffre masqué.",
        bouton="Enregistrer les commentaires",
        succes="Les commentaires sont enregistrés. Ils seront dans les fichiers à la relecture.",
        retour=reverse("conventions:rapport", args=[pk]),
        gabarit="conventions/commentaires.html",
        rapport_pk=pk,
        brouillon=_page(request, rapport, garde),
    )


def _rendre(request, rapport, garde):
    """Published meanwhile: what this agent had typed, to be copied."""
    saisis = request.POST if request.method == "POST" else garde and garde.contenu
    if not saisis:
        raise Http404
    champs = CommentairesForm(modele=rapport.modele).fields.items()
    textes = [(champ.label, saisis.get(nom, "")) for nom, champ in champs if nom != "version"]
    contexte = {
        "nom": nommer(rapport),
        "textes": [(titre, texte) for titre, texte in textes if texte.strip()],
        "suite": reverse("conventions:rapport", args=[rapport.pk]),
    }
    return render(request, "conventions/commentaires_publies.html", contexte, status=409)


def _initiales(rapport, garde):
    textes = {f"commentaire_{code}": texte for code, texte in lire_les_textes(rapport).items()}
    repris = garde.contenu if garde else {}
    return {"version": rapport.version_commentaires} | textes | repris


def _page(request, rapport, garde):
    """What the form needs to keep a draft; the one that is kept fills it at once."""
    return {
        "adresse": reverse("conventions:commentaires_brouillon", args=[rapport.pk]),
        "jeton": request.POST.get("brouillon_jeton") or uuid.uuid4(),
        "reprend": request.POST.get("brouillon_reprend", garde.jeton if garde else ""),
        "repris_du": garde.modifie_le if garde and request.method == "GET" else None,
    }


@require_http_methods(["GET", "POST"])
def commentaires_brouillon(request, pk):
    """POST keeps the texts. GET gives the page a fresh CSRF token, which signing in again in
    another tab has changed."""
    rapport = _rapport(request, pk)
    if request.method == "GET":
        return _json({"jeton": get_token(request)})
    champs = CommentairesForm(modele=rapport.modele).fields
    contenu = {nom: texte.replace("\0", "") for nom, texte in request.POST.items() if nom in champs}
    try:
        le = garder_le_brouillon(rapport, par=request.user, contenu=contenu, **_jetons(request))
    except ValidationError as refus:
        return _json({"message": refus.messages[0]}, status=409)
    return _json({"message": f"Brouillon enregistré à {timezone.localtime(le):%H:%M}"})


def _jetons(request):
    jeton = _uuid(request.POST.get("brouillon_jeton"))
    if jeton is None:
        raise ValidationError("Ce brouillon n'est pas reconnu : rechargez la page.")
    return {"jeton": jeton, "reprend": _uuid(request.POST.get("brouillon_reprend"))}


def _uuid(texte):
    try:
        return uuid.UUID(texte or "")
    except ValueError:
        return None


def _json(contenu, status=200):
    return JsonResponse(contenu, status=status, headers={"Cache-Control": "no-store"})


@require_POST
def commentaires_brouillon_effacer(request, pk):
    oublier_le_brouillon(_rapport(request, pk), par=request.user)
    return redirect("conventions:commentaires_ecrire", pk)
