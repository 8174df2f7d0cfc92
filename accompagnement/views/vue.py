"""The lists an agent comes back to: kept, renamed, removed. Opening one is opening its address."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accompagnement.actions.vue import enregistrer_vue, renommer_vue, supprimer_vue
from accompagnement.forms import VueForm
from accompagnement.listes.filtres import PORTEES, requete_connue
from accompagnement.models import VueListe
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger, page_acte
from accompagnement.views.liste import lire_filtre
from plie.socle.soumission import soumission_unique


@require_safe
def vues(request):
    exiger(Acte.VOIR_DOSSIERS.permet(request.user))
    return render(request, "accompagnement/vues.html", {"vues": list(request.user.vues.all())})


@soumission_unique
def vue_creer(request):
    filtre, portee, _ = lire_filtre(request)
    puces = list(filtre.puces())
    requete = requete_connue(request.GET, puces, portee)
    return page_acte(
        request,
        VueForm(request.POST or None),
        lambda formulaire: enregistrer_vue(
            par=request.user, requete=requete, **formulaire.valeurs()
        ),
        titre="Enregistrer cette vue",
        bouton="Enregistrer la vue",
        succes="Vue enregistrée : elle s'affiche au-dessus de la liste.",
        retour=_liste(requete),
        explication=" · ".join([PORTEES[portee][0], *(phrase for _, phrase in puces)]),
    )


def _liste(requete):
    adresse = reverse("accompagnement:dossiers")
    return f"{adresse}?{requete}" if requete else adresse


def _mienne(request, pk):
    exiger(Acte.VOIR_DOSSIERS.permet(request.user))
    return get_object_or_404(VueListe, agent=request.user, pk=pk)


@soumission_unique
def vue_modifier(request, pk):
    vue = _mienne(request, pk)
    return page_acte(
        request,
        VueForm(request.POST or None, instance=vue),
        lambda formulaire: renommer_vue(vue, par=request.user, **formulaire.valeurs()),
        titre=f"Renommer « {vue} »",
        bouton="Renommer la vue",
        succes="Vue renommée.",
        retour=reverse("accompagnement:vues"),
    )


@require_POST
def vue_supprimer(request, pk):
    vue = _mienne(request, pk)
    supprimer_vue(vue, par=request.user)
    messages.success(request, f"Vue « {vue} » supprimée.")
    return redirect("accompagnement:vues")
