"""The accounts of conseillers: who of which partner signs in with a browser."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from plie.comptes.models import Agent
from plie.comptes.tri import Normaliser
from plie.interface.actes import exiger, page_acte
from plie.interface.listes import paginer
from plie.partenaires.actions.conseiller import (
    fermer_conseiller,
    ouvrir_conseiller,
    rouvrir_conseiller,
)
from plie.partenaires.forms import ConseillerForm
from plie.partenaires.permissions import Acte
from plie.socle.soumission import soumission_unique

LISTE = "partenaires:conseillers"


@require_safe
def conseillers(request):
    exiger(Acte.GERER_CONSEILLERS.permet(request.user))
    tous = Agent.objects.conseillers().select_related("structure")
    tries = tous.order_by("-is_active", Normaliser("structure__nom"), Normaliser("nom"), "pk")
    return render(request, "partenaires/conseillers.html", {"page": paginer(request, tries)})


@soumission_unique
def conseiller_ouvrir(request):
    exiger(Acte.GERER_CONSEILLERS.permet(request.user))
    return page_acte(
        request,
        ConseillerForm(request.POST or None),
        lambda formulaire: ouvrir_conseiller(par=request.user, **formulaire.cleaned_data),
        titre="Ouvrir un compte de conseiller",
        explication="Pour un partenaire sans logiciel relié : la personne se connecte par un code "
        "envoyé à son adresse professionnelle. Un courriel lui dit comment faire.",
        bouton="Ouvrir le compte",
        succes="Compte ouvert : un courriel part à cette adresse.",
        retour=reverse(LISTE),
    )


@require_POST
@soumission_unique
def conseiller_fermer(request, pk):
    fermer_conseiller(_lire(request, pk), par=request.user)
    messages.success(request, "Compte fermé : plus personne n'entre avec cette adresse.")
    return redirect(LISTE)


@require_POST
@soumission_unique
def conseiller_rouvrir(request, pk):
    try:
        rouvrir_conseiller(_lire(request, pk), par=request.user)
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
    else:
        messages.success(request, "Compte rouvert.")
    return redirect(LISTE)


def _lire(request, pk):
    exiger(Acte.GERER_CONSEILLERS.permet(request.user))
    return get_object_or_404(Agent.objects.conseillers(), pk=pk)
