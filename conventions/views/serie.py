"""What others publish of the territory, beside what the PLIE counts."""

from datetime import date

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from conventions.actions.serie import (
    importer_series,
    modifier_serie,
    noter_une_valeur,
    retirer_valeur_serie,
)
from conventions.forms import ImportSeriesForm, SerieForm, ValeurSerieForm
from conventions.indicateurs import courbes, periodes, tableau
from conventions.indicateurs.declarations import PAR_CODE
from conventions.indicateurs.ecriture import ABSENT, nombre
from conventions.indicateurs.officiel import lire_periodes
from conventions.models import Serie, ValeurSerie
from conventions.permissions import Acte
from conventions.views.mois_arrete import lecteur
from plie.interface.actes import exiger, page_acte, presser
from plie.socle.soumission import soumission_unique

SERIES = "conventions:series"
# Of one page: a series of each month of five years.
VALEURS = 60


@require_safe
def series(request):
    exiger(Acte.VOIR_INDICATEURS.permet(request.user))
    # The label is unique: the last value of each, in the order of the page.
    valeurs = ValeurSerie.objects.select_related("serie").order_by("serie__libelle", "-date")
    dernieres = valeurs.distinct("serie__libelle")
    contexte = {
        "lignes": [(v, _ecrire(v), _notre(v.serie)) for v in dernieres],
        "peut_tenir": Acte.TENIR_SERIES.permet(request.user),
    }
    return render(request, "conventions/series.html", contexte)


def _ecrire(valeur):
    return f"{nombre(valeur.valeur)}\u00a0{valeur.serie.unite}"


def _notre(serie):
    indicateur = PAR_CODE.get(serie.indicateur)
    return indicateur.libelle if indicateur else ""


@require_safe
def serie(request, pk):
    exiger(Acte.VOIR_INDICATEURS.permet(request.user))
    serie = get_object_or_404(Serie, pk=pk)
    valeurs = list(serie.valeurs.select_related("serie").order_by("-date")[:VALEURS])
    chronologie = [(v.date, float(v.valeur)) for v in reversed(valeurs)]
    contexte = {
        "serie": serie,
        "lignes": list(zip(valeurs, map(_ecrire, valeurs), _notres(request, valeurs), strict=True)),
        "notre": _notre(serie),
        "courbe": courbes.dessiner_serie(serie.unite, chronologie),
        "courbe_alternative": f"Courbe : {serie}, {len(valeurs)} valeurs, dans le tableau.",
        "peut_tenir": Acte.TENIR_SERIES.permet(request.user),
    }
    return render(request, "conventions/serie.html", contexte)


def _notres(request, valeurs):
    """Of each value, what the PLIE counts over the month of its day, as `request.user` reads it."""
    indicateur = PAR_CODE.get(valeurs[0].serie.indicateur) if valeurs else None
    if indicateur is None:
        return [None] * len(valeurs)
    bornes = [periodes.mois_de(valeur.date) for valeur in valeurs]
    # Of a value from before the years were bounded, nothing of ours can be counted.
    premier, aujourd_hui = date(periodes.PREMIERE_ANNEE, 1, 1), timezone.localdate()
    finies = list(dict.fromkeys(b for b in bornes if premier <= b[0] and b[1] < aujourd_hui))
    lus = lire_periodes(finies, agent=lecteur(request.user), codes=tableau.codes_lus(indicateur))
    cases = {
        periode: tableau.case(request.user, indicateur, resultat)
        for periode, resultat in zip(finies, lus, strict=True)
    }
    return [cases[b].valeur.texte if b in cases else ABSENT for b in bornes]


@soumission_unique
def valeur_serie_noter(request):
    exiger(Acte.TENIR_SERIES.permet(request.user))
    return page_acte(
        request,
        ValeurSerieForm(request.POST or None, initial=request.GET.dict()),
        lambda f: noter_une_valeur(par=request.user, **f.cleaned_data),
        titre="Noter une valeur du territoire",
        bouton="Enregistrer la valeur",
        succes="La valeur est enregistrée.",
        retour=reverse(SERIES),
    )


@soumission_unique
def series_importer(request):
    exiger(Acte.TENIR_SERIES.permet(request.user))
    return page_acte(
        request,
        ImportSeriesForm(request.POST or None, request.FILES or None),
        lambda f: importer_series(f.cleaned_data["fichier"].read(), par=request.user),
        titre="Importer des séries du territoire",
        bouton="Importer",
        succes=_dire_le_bilan,
        retour=reverse(SERIES),
    )


def _dire_le_bilan(bilan):
    return (
        f"Valeurs ajoutées : {bilan.ajoutees} ; corrigées : {bilan.corrigees} ; déjà là : "
        f"{bilan.inchangees}."
    )


@soumission_unique
def serie_modifier(request, pk):
    exiger(Acte.TENIR_SERIES.permet(request.user))
    serie = get_object_or_404(Serie, pk=pk)
    return page_acte(
        request,
        SerieForm(request.POST or None, instance=serie, initial={"version": serie.version}),
        lambda f: modifier_serie(
            serie, par=request.user, version=f.cleaned_data["version"], **f.valeurs()
        ),
        titre=f"Modifier la série : {serie}",
        bouton="Enregistrer la série",
        succes="La série est modifiée.",
        retour=reverse("conventions:serie", args=[pk]),
    )


@require_POST
@soumission_unique
def valeur_serie_retirer(request, pk):
    exiger(Acte.TENIR_SERIES.permet(request.user))
    valeur = get_object_or_404(ValeurSerie.objects.select_related("serie"), pk=pk)
    presser(
        request, lambda: retirer_valeur_serie(valeur, par=request.user), "La valeur est retirée."
    )
    return redirect(SERIES)
