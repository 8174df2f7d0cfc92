"""What each contract does to a parcours: the rules in force, and those that were."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accompagnement.actions.regle_contrat import (
    clore_regle_contrat,
    ecrire_regle_contrat,
    remplacer_regle_contrat,
)
from accompagnement.enums import TypeContrat
from accompagnement.forms import ClotureForm, RegleContratForm
from accompagnement.models import RegleContrat
from accompagnement.permissions import Acte
from accompagnement.sorties.contrat import sans_regle
from accompagnement.views.actes import exiger, page_acte
from plie.socle.soumission import soumission_unique

CLOSES_MONTREES = 50


@require_safe
def regles_contrat(request):
    exiger(Acte.REGLER_CONTRATS.permet(request.user))
    regles = RegleContrat.objects.select_related("ecrite_par", "close_par")
    en_vigueur = list(regles.en_vigueur())
    rang = {type_: place for place, type_ in enumerate(TypeContrat)}
    contexte = {
        "regles": sorted(en_vigueur, key=lambda r: (rang[r.type_contrat], r.mois_min)),
        "trous": [
            RegleContrat(type_contrat=t, mois_min=de, mois_max=a)
            for t, de, a in sans_regle(en_vigueur)
        ],
        "closes": regles.exclude(close_le=None).order_by("-close_le", "-pk")[:CLOSES_MONTREES],
    }
    return render(request, "accompagnement/regles_contrat.html", contexte)


@soumission_unique
def regle_contrat_ecrire(request):
    exiger(Acte.REGLER_CONTRATS.permet(request.user))
    return page_acte(
        request,
        RegleContratForm(request.POST or None),
        lambda formulaire: ecrire_regle_contrat(par=request.user, **formulaire.valeurs()),
        titre="Ajouter une règle de contrat",
        explication="Elle vaut pour les emplois notés à partir de maintenant.",
        bouton="Enregistrer la règle",
        succes="La règle est enregistrée.",
        retour=reverse("accompagnement:regles_contrat"),
    )


@soumission_unique
def regle_contrat_modifier(request, pk):
    regle = _en_vigueur(request, pk)
    return page_acte(
        request,
        RegleContratForm(request.POST or None, instance=regle),
        lambda formulaire: remplacer_regle_contrat(regle, par=request.user, **formulaire.valeurs()),
        titre=f"Modifier la règle : {regle}",
        explication="Elle vaut pour les emplois notés à partir de maintenant. Ceux déjà notés "
        "gardent l'ancienne, qui reste dans l'historique.",
        bouton="Enregistrer la règle",
        succes="La règle est enregistrée.",
        retour=reverse("accompagnement:regles_contrat"),
    )


@soumission_unique
def regle_contrat_clore(request, pk):
    regle = _en_vigueur(request, pk)
    return page_acte(
        request,
        ClotureForm(request.POST if request.method == "POST" else None),
        lambda formulaire: clore_regle_contrat(regle, par=request.user),
        titre=f"Clore la règle : {regle}",
        explication="Sans règle, un contrat met en emploi et compte pour la sortie. Les emplois "
        "déjà notés gardent la leur.",
        bouton="Clore la règle",
        succes="La règle est close.",
        retour=reverse("accompagnement:regles_contrat"),
    )


def _en_vigueur(request, pk):
    exiger(Acte.REGLER_CONTRATS.permet(request.user))
    return get_object_or_404(RegleContrat.objects.en_vigueur(), pk=pk)
