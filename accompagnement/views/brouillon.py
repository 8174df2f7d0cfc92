"""Text kept while it is typed, and offered again by the page that holds the form."""

import uuid
from functools import wraps
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from accompagnement.actions.brouillon import (
    effacer_brouillons,
    enregistrer_brouillon,
    lire_brouillons,
)
from accompagnement.models import Parcours
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger, parcours_visible

# Hidden fields of the form itself: always read from the page, never from a draft.
HORS_BROUILLON = {"csrfmiddlewaretoken", "jeton", "brouillon_jeton", "brouillon_reprend"}
A_COPIER = "Copiez votre texte avant de quitter la page."


def page_de_formulaire(request, parcours, cle, formulaire, brouillons=None):
    """What the template of a form needs to keep and offer drafts; fills the form when the agent
    takes one up again: `?reprendre=` its key, or the latest. `brouillons`: theirs, when the page
    has read them."""
    adresse = reverse("accompagnement:brouillon", args=[parcours.pk, cle])
    page = {
        "adresse": adresse,
        "jeton": request.POST.get("brouillon_jeton") or uuid.uuid4(),
        "reprend": request.POST.get("brouillon_reprend", ""),
        "attente": [],
    }
    if request.method == "POST":
        return page
    if brouillons is None:
        brouillons = lire_brouillons(parcours, par=request.user, cle=cle)
    repris = _repris(request, brouillons)
    if repris is None:
        return {**page, "attente": brouillons}
    _remplir(formulaire, repris.contenu)
    return {**page, "reprend": repris.jeton, "attente": [b for b in brouillons if b != repris]}


def _repris(request, brouillons):
    """The draft that the address asks for; the latest when it does not say which."""
    if "reprendre" not in request.GET:
        return None
    lequel = request.GET["reprendre"]
    return next((b for b in brouillons if str(b.pk) == lequel), next(iter(brouillons), None))


def _remplir(formulaire, contenu):
    saisie = _en_saisie(contenu)
    for nom, champ in formulaire.fields.items():
        # Browsers do not send an unchecked box: its absence means "unchecked".
        formulaire.initial[nom] = champ.widget.value_from_datadict(
            saisie, None, formulaire.add_prefix(nom)
        )


def _en_saisie(contenu):
    saisie = QueryDict(mutable=True)
    for nom, valeurs in contenu.items():
        saisie.setlist(nom, valeurs)
    return saisie


def en_effacant(verbe, request, parcours, cle):
    """`verbe`, whose success deletes, in the same transaction (`executer` opens it), the draft of
    the page; others of the same form stay."""
    noms = ("brouillon_jeton", "brouillon_reprend")
    jetons = [jeton for jeton in (_uuid(request.POST.get(nom)) for nom in noms) if jeton]

    def ecrire(formulaire):
        resultat = verbe(formulaire)
        effacer_brouillons(parcours, par=request.user, cle=cle, jetons=jetons)
        return resultat

    return ecrire


class Refus(NamedTuple):
    """Why a form takes no more what was typed; `vers` and `bouton`: where one goes on from, the
    dossier when it is empty."""

    titre: str
    phrase: str
    statut: int = 409
    vers: str = ""
    bouton: str = "Retour au dossier"


CLOS = Refus(
    "Ce dossier est clos",
    "Le parcours a été clos pendant votre saisie : il n'est plus modifiable.",
)
CONFIE = Refus(
    "Ce dossier est confié à quelqu'un d'autre",
    "Ce parcours n'est plus le vôtre : vous ne pouvez plus y écrire.",
    statut=403,
)
RETIRE = Refus(
    "Cet entretien a été retiré",
    "Il a été retiré du dossier, comme saisi par erreur, pendant votre saisie.",
)

PERDU = Refus(
    "Ce dossier ne vous est pas ouvert",
    "Ce dossier n'est pas, ou n'est plus, de ceux que vous pouvez ouvrir.",
    statut=404,
    vers="/",
    bouton="Retour à l'accueil",
)


def rendre_la_saisie(request, parcours, cle, refus):
    """What this agent had typed, to be copied, of a form that takes it no more; None when they had
    typed nothing.

    Nothing of the dossier is shown, so whoever reaches it and writes elsewhere may read this.
    """
    if not Acte.TENIR_AGENDA.permet(request.user):
        return None
    brouillons = lire_brouillons(parcours, par=request.user, cle=cle)
    contenus = [brouillon.contenu for brouillon in brouillons]
    if request.method == "POST":
        contenus = [dict(request.POST.lists())]
    if not contenus:
        return None
    effacer = reverse("accompagnement:brouillon_effacer", args=[parcours.pk, cle])
    dossier = reverse("accompagnement:dossier", args=[parcours.participant_id])
    contexte = {
        "textes": [texte for contenu in contenus for texte in _textes(contenu)],
        "participant": parcours.participant,
        "brouillon": effacer if brouillons else "",
        "refus": refus,
        "suite": refus.vers or dossier,
    }
    return render(request, "accompagnement/saisie_rendue.html", contexte, status=refus.statut)


def rendre_ce_qui_se_perd(vue):
    """The view of a form: sent for a dossier that this agent may open no more, what they had typed
    is given back with the 404, and nothing else."""

    @wraps(vue)
    def enveloppe(request, *args, **options):
        try:
            return vue(request, *args, **options)
        except Http404:
            textes = _textes(dict(request.POST.lists()))
            if not any(textes) or not Acte.TENIR_AGENDA.permet(request.user):
                raise
        contexte = {"textes": textes, "refus": PERDU, "suite": PERDU.vers}
        return render(request, "accompagnement/saisie_rendue.html", contexte, status=PERDU.statut)

    return enveloppe


def _textes(contenu):
    """The free texts of a form: what cannot be chosen again from a list."""
    noms = [nom for nom in contenu if "notes" in nom or "commentaire" in nom]
    return [valeur for nom in noms for valeur in contenu[nom] if valeur.strip()]


@require_http_methods(["GET", "POST"])
def brouillon(request, pk, cle):
    """POST keeps the form's fields. GET gives the page a fresh CSRF token, which signing in again
    in another tab has changed."""
    # Called every few seconds of typing: nothing of the dossier is read but its state.
    visibles = Parcours.objects.visibles_par(request.user).only("statut")
    parcours = get_object_or_404(visibles, pk=pk)
    exiger(Acte.TENIR_AGENDA.permet(request.user))
    if parcours.est_ouvert and not Acte.ECRIRE_DOSSIER.permet(request.user, parcours):
        return _json({"message": f"{CONFIE.phrase} {A_COPIER}"}, status=CONFIE.statut)
    if request.method == "GET":
        return _json({"jeton": get_token(request)})
    contenu = {
        nom.replace("\0", ""): [valeur.replace("\0", "") for valeur in valeurs]
        for nom, valeurs in request.POST.lists()
        if nom not in HORS_BROUILLON
    }
    try:
        le = enregistrer_brouillon(
            parcours, par=request.user, cle=cle, contenu=contenu, **_jetons(request)
        )
    except ValidationError as refus:
        return _json({"message": refus.messages[0]}, status=409)
    heure = f"{timezone.localtime(le):%H:%M}"
    return _json({"message": f"Brouillon enregistré à {heure}"})


def _jetons(request):
    """Of the page, and of the draft that it took up when it did."""
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
def brouillon_effacer(request, pk, cle):
    """An agent deletes their own draft, all those of the form when they do not say which; it needs
    no other right than seeing the dossier."""
    parcours = parcours_visible(request, pk)
    exiger(Acte.TENIR_AGENDA.permet(request.user))
    jeton = _uuid(request.POST.get("lequel"))
    effacer_brouillons(parcours, par=request.user, cle=cle, jetons=[jeton] if jeton else None)
    suite = request.POST.get("suite", "")
    if not url_has_allowed_host_and_scheme(suite, allowed_hosts={request.get_host()}):
        suite = reverse("accompagnement:dossier", args=[parcours.participant_id])
    return redirect(suite)
