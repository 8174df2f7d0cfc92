from django.shortcuts import render
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from plie.interface.recherche import LONGUEUR_MIN, chercher, nettoyer, recents

PAR_GROUPE, PAR_GROUPE_EN_LISTE = 20, 5


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
def recherche(request):
    """The whole page; under the field of the top bar, the few first of each kind.

    Asked by POST: a person's name stays out of addresses, of their logs and of the history.
    """
    texte = nettoyer(request.POST.get("q", ""))
    limite = PAR_GROUPE_EN_LISTE if request.htmx else PAR_GROUPE
    groupes = chercher(request.user, texte, limite) if texte else recents(request.user)
    contexte = {
        "texte": texte,
        "groupes": groupes,
        "est_court": 0 < len(texte) < LONGUEUR_MIN,
        "limite": limite,
    }
    gabarit = "interface/suggestions.html" if request.htmx else "interface/recherche.html"
    return render(request, gabarit, contexte)
