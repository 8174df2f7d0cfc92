"""The lists an agent comes back to: kept, renamed, removed. Opening one is opening its address."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accompagnement.actions.vue import (
    choisir_affichage,
    enregistrer_vue,
    renommer_vue,
    supprimer_vue,
)
from accompagnement.forms import AffichageForm, VueForm
from accompagnement.listes.colonnes import a_choisir
from accompagnement.listes.filtres import PORTEES, requete_connue
from accompagnement.models import VueListe
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger, page_acte
from accompagnement.views.liste import affichage, lire_filtre, retenir_affichage
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


@soumission_unique
def dossiers_affichage(request):
    """Which columns and how many rows the list shows; `retour` is the list one comes from."""
    exiger(Acte.GARDER_VUE.permet(request.user))
    connues = a_choisir(suivi=Acte.VOIR_SUIVI.permet(request.user))
    choisies, par_page = affichage(request)
    d_office = [cle for cle, colonne in connues.items() if colonne.se_montre]
    formulaire = AffichageForm(
        request.POST or None,
        colonnes=connues,
        initial={"colonnes": choisies or d_office, "par_page": par_page},
    )

    def ecrire(formulaire):
        choix = choisir_affichage(par=request.user, **formulaire.cleaned_data)
        retenir_affichage(request, choix)

    return page_acte(
        request,
        formulaire,
        ecrire,
        titre="Colonnes et lignes de la liste",
        bouton="Garder cet affichage",
        succes="La liste s'affiche comme vous l'avez choisi.",
        retour=_liste(request.GET.urlencode()),
    )
