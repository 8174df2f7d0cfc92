from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from accompagnement.views.actes import exiger
from conventions.actions.rapport import (
    annuler,
    demander,
    est_repris,
    lire_fichier,
    nom_fichier,
    publier,
)
from conventions.enums import STATUTS_EN_PRODUCTION, FormatFichier, StatutRapport
from conventions.forms import MoisForm
from conventions.models import FichierRapport, Rapport
from conventions.permissions import Acte
from plie.interface.actes import page_a_confirmer
from plie.interface.formulaires import executer
from plie.interface.listes import paginer
from plie.socle.export import CSV, PDF, XLSX, telechargement
from plie.socle.soumission import soumission_unique

TYPES = {
    FormatFichier.PDF: PDF,
    FormatFichier.XLSX: XLSX,
    FormatFichier.CSV: CSV,
    FormatFichier.CSV_VIRGULE: CSV,
}


CE_QUE_PUBLIER_FIGE = (
    "Ses fichiers et ses chiffres ne changeront plus : leur empreinte en répond.",
    "Toute la maison pourra le lire et le télécharger.",
    "Une correction faite ensuite paraîtra dans une version suivante, qui dit ce qui change.",
)


@require_safe
def rapports(request):
    exiger(Acte.VOIR_RAPPORTS.permet(request.user))
    return _page(request, MoisForm())


@require_POST
@soumission_unique
def rapport_produire(request):
    exiger(Acte.PRODUIRE_RAPPORT.permet(request.user))
    formulaire = MoisForm(request.POST)
    if formulaire.is_valid():
        mois = formulaire.cleaned_data["mois"]
        rapport = executer(formulaire, demander, mois, par=request.user)
        if rapport:
            return redirect("conventions:rapport", rapport.pk)
    return _page(request, formulaire, status=422)


def _page(request, formulaire, status=200):
    peut_produire = Acte.PRODUIRE_RAPPORT.permet(request.user)
    contexte = {
        "formulaire": formulaire if peut_produire else None,
        "page": paginer(request, _visibles(request.user)),
    }
    return render(request, "conventions/rapports.html", contexte, status=status)


def _visibles(agent):
    """Drafts are for those who write them; the others read what is published."""
    rapports = Rapport.objects.defer("donnees").select_related("publie_par")
    if Acte.PRODUIRE_RAPPORT.permet(agent):
        return rapports
    return rapports.publies()


@never_cache
@require_safe
def rapport(request, pk):
    exiger(Acte.VOIR_RAPPORTS.permet(request.user))
    rapport = get_object_or_404(_visibles(request.user), pk=pk)
    en_production = rapport.statut in STATUTS_EN_PRODUCTION
    contexte = {
        "rapport": rapport,
        "fichiers": rapport.fichiers.all(),
        "en_production": en_production,
        "est_repris": en_production and est_repris(pk),
        "peut_publier": rapport.statut == StatutRapport.BROUILLON
        and Acte.PUBLIER_RAPPORT.permet(request.user),
        "peut_relancer": not rapport.est_publie and Acte.PRODUIRE_RAPPORT.permet(request.user),
    }
    gabarit = "conventions/rapport.html"
    return render(request, f"{gabarit}#etat" if request.htmx else gabarit, contexte)


@require_POST
@soumission_unique
def rapport_annuler(request, pk):
    exiger(Acte.PRODUIRE_RAPPORT.permet(request.user))
    annuler(get_object_or_404(_visibles(request.user), pk=pk), par=request.user)
    return redirect("conventions:rapport", pk)


@require_POST
@soumission_unique
def rapport_publier(request, pk):
    exiger(Acte.PUBLIER_RAPPORT.permet(request.user))
    rapport = get_object_or_404(_visibles(request.user), pk=pk)
    if "confirmer" not in request.POST and rapport.statut == StatutRapport.BROUILLON:
        return page_a_confirmer(
            request,
            titre=f"Publier : {rapport}",
            phrases=CE_QUE_PUBLIER_FIGE,
            bouton="Publier ce rapport",
            annuler=reverse("conventions:rapport", args=[pk]),
        )
    try:
        publier(rapport, par=request.user)
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
    else:
        messages.success(request, "Le rapport est publié. Ses fichiers ne changeront plus.")
    return redirect("conventions:rapport", pk)


@require_GET
def rapport_fichier(request, pk, format_):
    exiger(Acte.VOIR_RAPPORTS.permet(request.user))
    rapport = get_object_or_404(_visibles(request.user), pk=pk)
    if format_ not in TYPES:
        raise Http404
    fichier = get_object_or_404(FichierRapport, rapport=rapport, format=format_)
    try:
        contenu = lire_fichier(fichier)
    except ValidationError as refus:
        messages.error(request, " ".join([*refus.messages, "Prévenez l'administration."]))
        return redirect("conventions:rapport", pk)
    return telechargement(contenu, nom_fichier(rapport, format_), TYPES[format_])
