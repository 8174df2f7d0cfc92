from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plie.comptes.middleware import ouverte_aux_conseillers
from plie.interface.aide.chercher import chercher
from plie.interface.aide.pages import pages, rubriques_de


@ouverte_aux_conseillers
@require_safe
def aide(request):
    texte = request.GET.get("q", "").strip()[:100]
    contexte = {
        "texte": texte,
        "trouvees": [page for page in chercher(texte) if page.est_lisible(request.user)]
        if texte
        else [],
        "rubriques": rubriques_de(request.user),
    }
    return render(request, "aide/sommaire.html", contexte)


@ouverte_aux_conseillers
@require_safe
def aide_page(request, cle):
    page = pages().get(cle)
    if page is None or not page.est_lisible(request.user):
        raise Http404
    rubrique = next(une for une in rubriques_de(request.user) if page in une.pages)
    contexte = {"page": page, "rubrique": rubrique, "texte": ""}
    return render(request, "aide/page.html", contexte)


@require_safe
def aide_raccourcis(request):
    return render(request, "aide/raccourcis.html", {"texte": ""})
