"""The offers of the territory in figures, the groups they are counted in, how we treat them."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from offres.actions.territoire import enregistrer_groupe, supprimer_groupe
from offres.forms import GroupeMetiersForm
from offres.models import GroupeMetiers, Offre
from offres.permissions import Acte
from offres.territoire import carte, chiffres, courbe
from offres.views.limite_de_lecture import lecture_limitee
from plie.interface.actes import exiger, page_acte
from plie.interface.blocs import blocs_de
from plie.socle.soumission import soumission_unique


def _lignes(parts, filtre):
    """Each number with the address of the list that has as many rows."""
    racine = reverse("offres:offres")
    return [
        {
            "libelle": part.libelle,
            "nombre": part.nombre,
            "pourcentage": part.pourcentage,
            "adresse": f"{racine}?{urlencode({filtre: part.valeur})}" if part.nombre else "",
        }
        for part in parts
    ]


def _carte(parts):
    nombres = {part.valeur: part.nombre for part in parts}
    points = carte.placer(carte.lieux_du_territoire(), nombres)
    return carte.dessiner_a_l_ecran(points) if points else ""


@require_safe
@lecture_limitee
def page_territoire(request):
    exiger(Acte.VOIR_TERRITOIRE.permet(request.user))
    offres = Offre.objects.montrables()
    communes, semaines = chiffres.par_commune(offres), chiffres.par_semaine()
    contexte = {
        "total": offres.count(),
        "tableaux": [
            ("Par groupe de métiers", "groupe", _lignes(chiffres.par_groupe(offres), "groupe")),
            ("Par contrat", "contrat", _lignes(chiffres.par_contrat(offres), "contrat")),
            ("Par domaine ROME", "metier", _lignes(chiffres.par_domaine(offres), "metier")),
        ],
        "communes": _lignes(communes, "commune"),
        "carte": _carte(communes),
        "semaines": semaines,
        "courbe": courbe.dessiner(semaines),
        "courbe_alternative": courbe.dire(semaines),
        "peut_regler": Acte.REGLER_TERRITOIRE.permet(request.user),
    }
    return render(request, "offres/territoire.html", contexte)


@require_safe
def methode(request):
    exiger(Acte.VOIR_OFFRES.permet(request.user))
    blocs = blocs_de("methode_blocs", request.user, None)
    return render(request, "offres/methode.html", {"blocs": blocs})


@require_safe
def groupes(request):
    exiger(Acte.REGLER_TERRITOIRE.permet(request.user))
    return render(request, "offres/groupes.html", {"groupes": GroupeMetiers.objects.all()})


@soumission_unique
def groupe_creer(request):
    exiger(Acte.REGLER_TERRITOIRE.permet(request.user))
    return _page_groupe(request, GroupeMetiers(version=0), "Ajouter un groupe")


@soumission_unique
def groupe_modifier(request, pk):
    exiger(Acte.REGLER_TERRITOIRE.permet(request.user))
    groupe = get_object_or_404(GroupeMetiers, pk=pk)
    return _page_groupe(request, groupe, f"Modifier {groupe}")


def _page_groupe(request, groupe, titre):
    def enregistrer(formulaire):
        version = formulaire.cleaned_data["version"] or 0
        return enregistrer_groupe(groupe, par=request.user, version=version, **formulaire.valeurs())

    return page_acte(
        request,
        GroupeMetiersForm(
            request.POST or None, instance=groupe, initial={"version": groupe.version}
        ),
        enregistrer,
        titre=titre,
        bouton="Enregistrer le groupe",
        succes="Groupe enregistré.",
        retour=reverse("offres:groupes"),
    )


@require_POST
def groupe_supprimer(request, pk):
    exiger(Acte.REGLER_TERRITOIRE.permet(request.user))
    supprimer_groupe(get_object_or_404(GroupeMetiers, pk=pk), par=request.user)
    messages.success(request, "Groupe supprimé.")
    return redirect("offres:groupes")
