from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plie.interface.aide.chercher import chercher
from plie.interface.aide.pages import PAGES, RUBRIQUES


@require_safe
def aide(request):
    texte = request.GET.get("q", "").strip()[:100]
    contexte = {
        "texte": texte,
        "trouvees": chercher(texte) if texte else [],
        "rubriques": RUBRIQUES.items(),
    }
    return render(request, "aide/sommaire.html", contexte)


@require_safe
def aide_page(request, cle):
    if cle not in PAGES:
        raise Http404
    rubrique, voisines = next(
        (titre, pages) for titre, pages in RUBRIQUES.items() if PAGES[cle] in pages
    )
    contexte = {"page": PAGES[cle], "rubrique": rubrique, "voisines": voisines, "texte": ""}
    return render(request, "aide/page.html", contexte)


@require_safe
def aide_raccourcis(request):
    return render(request, "aide/raccourcis.html", {"texte": ""})
