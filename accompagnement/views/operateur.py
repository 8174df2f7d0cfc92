"""The operators of étapes: how many, with what result; their names kept tidy."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accompagnement.actions.operateur import (
    fusionner_operateurs,
    renommer_operateur,
    separer_operateur,
)
from accompagnement.forms import FusionOperateurForm, OperateurForm, PeriodeForm
from accompagnement.listes import operateur as liste
from accompagnement.models import Operateur
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger, page_acte, presser
from plie.interface.listes import paginer
from plie.socle.export import FORMATS, reponse
from plie.socle.soumission import soumission_unique


@require_safe
def operateurs(request):
    exiger(Acte.VOIR_OPERATEURS.permet(request.user))
    periode = PeriodeForm(request.GET or None)
    page = paginer(request, _lus(periode), 50)
    contexte = {
        "periode": periode,
        "page": page,
        "colonnes": liste.COLONNES.values(),
        "lignes": [(operateur, _comptes(operateur)) for operateur in page],
        "reunis": Operateur.objects.reunis(),
        "formats": FORMATS,
        "peut_gerer": Acte.GERER_OPERATEURS.permet(request.user),
    }
    return render(request, "accompagnement/operateurs.html", contexte)


def _comptes(operateur):
    """[(what is counted, its heading, how many)]."""
    return [(nom, titre, getattr(operateur, nom)) for nom, titre in liste.COLONNES.items()]


@require_safe
def operateur_etapes(request, pk, compte):
    """The étapes behind one count of the page."""
    exiger(Acte.VOIR_OPERATEURS.permet(request.user))
    operateur = get_object_or_404(Operateur.objects.actuels(), pk=pk)
    if compte not in liste.COLONNES:
        raise Http404
    du, au = _bornes(PeriodeForm(request.GET or None))
    contexte = {
        "operateur": operateur,
        "titre": liste.COLONNES[compte],
        "du": du,
        "au": au,
        "page": paginer(request, liste.etapes(operateur, compte, request.user, du, au), 50),
    }
    return render(request, "accompagnement/operateur_etapes.html", contexte)


@require_safe
def operateurs_exporter(request, format_):
    exiger(Acte.VOIR_OPERATEURS.permet(request.user))
    if format_ not in FORMATS:
        raise Http404
    lignes = (
        (operateur.nom, *(getattr(operateur, nom) for nom in liste.COLONNES))
        for operateur in _lus(PeriodeForm(request.GET or None))
    )
    return reponse(format_, "operateurs", ["Opérateur", *liste.COLONNES.values()], lignes)


def _lus(periode):
    return liste.operateurs(*_bornes(periode))


def _bornes(periode):
    """None while the period is not understood, or not asked for: everything counts."""
    bornes = periode.cleaned_data if periode.is_valid() else {}
    return bornes.get("du"), bornes.get("au")


@soumission_unique
def operateur_modifier(request, pk):
    operateur = _actuel(request, pk)
    return page_acte(
        request,
        OperateurForm(request.POST or None, instance=operateur),
        lambda formulaire: renommer_operateur(operateur, par=request.user, **formulaire.valeurs()),
        titre=f"Renommer {operateur}",
        bouton="Enregistrer le nom",
        succes="Opérateur enregistré.",
        retour=reverse("accompagnement:operateurs"),
    )


@soumission_unique
def operateur_fusionner(request, pk):
    operateur = _actuel(request, pk)
    return page_acte(
        request,
        FusionOperateurForm(request.POST or None, operateur=operateur),
        lambda formulaire: fusionner_operateurs(
            operateur, par=request.user, **formulaire.cleaned_data
        ),
        titre=f"Réunir {operateur} avec un autre",
        bouton="Réunir",
        succes=lambda cible: f"Les étapes sont réunies sous « {cible} ».",
        retour=reverse("accompagnement:operateurs"),
        repentir=lambda cible: reverse("accompagnement:operateur_separer", args=[pk]),
    )


@require_POST
def operateur_separer(request, pk):
    """Undo a merger, from its message or later."""
    exiger(Acte.GERER_OPERATEURS.permet(request.user))
    operateur = get_object_or_404(Operateur, pk=pk)
    presser(
        request,
        lambda: separer_operateur(operateur, par=request.user),
        f"« {operateur} » est de nouveau un opérateur, avec ses étapes d'avant la réunion.",
    )
    return redirect("accompagnement:operateurs")


def _actuel(request, pk):
    exiger(Acte.GERER_OPERATEURS.permet(request.user))
    return get_object_or_404(Operateur.objects.actuels(), pk=pk)
