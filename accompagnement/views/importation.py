from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
    require_safe,
)

from accompagnement.actions.importation.colonnes import COLONNES, FACULTATIVES, OBLIGATOIRES
from accompagnement.actions.importation.correction import corriger_import, lignes_fautives
from accompagnement.actions.importation.demande import (
    annuler_import,
    demander_import,
    est_repris,
    importer_pour_de_bon,
    progression,
    relancer_import,
)
from accompagnement.enums import StatutImport
from accompagnement.forms import CorrectionImportForm, ImportForm
from accompagnement.models import ImportDossiers
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger, page_acte
from plie.interface.listes import paginer
from plie.socle.export import CSV, FORMATS, reponse
from plie.socle.soumission import soumission_unique


@require_http_methods(["GET", "HEAD", "POST"])
@soumission_unique
def imports(request):
    exiger(Acte.IMPORTER.permet(request.user))
    envoi = request.method == "POST"
    formulaire = ImportForm(request.POST, request.FILES) if envoi else ImportForm()
    if envoi and formulaire.is_valid():
        demande = demander_import(par=request.user, **formulaire.cleaned_data)
        return redirect("accompagnement:import_detail", demande.pk)
    contexte = {
        "formulaire": formulaire,
        "page": paginer(request, _visibles(request).select_related("cree_par")),
        "obligatoires": OBLIGATOIRES,
        "facultatives": FACULTATIVES,
    }
    return render(request, "accompagnement/imports.html", contexte, status=422 if envoi else 200)


def _visibles(request):
    return ImportDossiers.objects.visibles_par(request.user)


@never_cache
@require_safe
def import_detail(request, pk):
    exiger(Acte.IMPORTER.permet(request.user))
    demande = get_object_or_404(_visibles(request).select_related("cree_par"), pk=pk)
    en_cours = demande.statut == StatutImport.EN_ATTENTE
    contexte = {
        "demande": demande,
        "en_cours": en_cours,
        "progression": progression(pk) if en_cours else 100,
        "est_repris": en_cours and est_repris(pk),
    }
    gabarit = "accompagnement/import_detail.html"
    return render(request, f"{gabarit}#etat" if request.htmx else gabarit, contexte)


@require_POST
@soumission_unique
def import_relancer(request, pk):
    return _agir(request, pk, relancer_import)


@require_POST
@soumission_unique
def import_confirmer(request, pk):
    """The file of a simulation, without sending it again."""
    exiger(Acte.IMPORTER.permet(request.user))
    demande = get_object_or_404(_visibles(request), pk=pk)
    try:
        suite = importer_pour_de_bon(demande, par=request.user)
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
        return redirect("accompagnement:import_detail", pk)
    return redirect("accompagnement:import_detail", suite.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@soumission_unique
def import_corriger(request, pk):
    """The faulty rows of a simulation, to be typed again where they are wrong, and nothing else."""
    exiger(Acte.IMPORTER.permet(request.user))
    demande = get_object_or_404(_visibles(request), pk=pk)
    lignes = lignes_fautives(demande)
    if not lignes:
        messages.error(request, "Ce fichier n'est plus là : envoyez-le à nouveau.")
        return redirect("accompagnement:import_detail", pk)
    return page_acte(
        request,
        CorrectionImportForm(request.POST or None, lignes=lignes),
        lambda formulaire: corriger_import(demande, par=request.user, **formulaire.valeurs()),
        titre=f"Corriger {demande.nom_original}",
        bouton="Simuler à nouveau",
        succes="Le fichier corrigé est simulé à nouveau.",
        retour=lambda suite: reverse("accompagnement:import_detail", args=[suite.pk]),
        annuler=reverse("accompagnement:import_detail", args=[pk]),
        gabarit="accompagnement/import_corriger.html",
    )


@require_safe
def import_modele(request, format_):
    """An empty file with its columns."""
    exiger(Acte.IMPORTER.permet(request.user))
    if format_ not in FORMATS:
        raise Http404
    return reponse(format_, "modele-import", COLONNES, [])


@require_POST
@soumission_unique
def import_annuler(request, pk):
    return _agir(request, pk, annuler_import)


def _agir(request, pk, action):
    exiger(Acte.IMPORTER.permet(request.user))
    demande = get_object_or_404(_visibles(request), pk=pk)
    try:
        action(demande, par=request.user)
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
    return redirect("accompagnement:import_detail", pk)


@require_GET
def import_rejets(request, pk):
    exiger(Acte.IMPORTER.permet(request.user))
    demande = get_object_or_404(_visibles(request), pk=pk)
    if not demande.rejets:
        raise Http404
    return FileResponse(
        demande.rejets.open(),
        as_attachment=True,
        filename=f"rejets-import-{pk}.csv",
        content_type=CSV,
    )
