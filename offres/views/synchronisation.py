from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from offres.actions.synchronisation import demander, est_demandee
from offres.enums import StatutSynchronisation
from offres.france_travail import est_simule
from offres.models import Synchronisation
from offres.permissions import Acte
from plie.interface.actes import exiger
from plie.interface.listes import paginer
from plie.socle.soumission import soumission_unique


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@soumission_unique
def synchronisations(request):
    exiger(Acte.VOIR_SYNCHRONISATIONS.permet(request.user))
    if request.method == "POST":
        exiger(Acte.SYNCHRONISER.permet(request.user))
        if demander(par=request.user):
            messages.success(request, "Synchronisation demandée : elle commence dans un instant.")
        else:
            messages.info(request, "Une synchronisation vient d'être demandée : elle va commencer.")
        return redirect("offres:synchronisations")
    contexte = {
        "page": paginer(request, Synchronisation.objects.select_related("demandee_par")),
        "en_cours": Synchronisation.objects.filter(statut=StatutSynchronisation.EN_COURS).exists(),
        "est_demandee": est_demandee(),
        "est_simule": est_simule(),
        "peut_voir_territoire": Acte.VOIR_TERRITOIRE.permet(request.user),
        "peut_synchroniser": Acte.SYNCHRONISER.permet(request.user),
    }
    gabarit = "offres/synchronisations.html"
    return render(request, f"{gabarit}#journal" if request.htmx else gabarit, contexte)


@never_cache
@require_safe
def synchronisation(request, pk):
    exiger(Acte.VOIR_SYNCHRONISATIONS.permet(request.user))
    run = get_object_or_404(Synchronisation.objects.select_related("demandee_par"), pk=pk)
    en_cours = run.statut == StatutSynchronisation.EN_COURS
    gabarit = "offres/synchronisation.html"
    return render(
        request,
        f"{gabarit}#etat" if request.htmx else gabarit,
        {"run": run, "en_cours": en_cours},
    )
