from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plie.interface.aide.chercher import chercher
from plie.interface.aide.pages import pages, rubriques


@require_safe
def aide(request):
    texte = request.GET.get("q", "").strip()[:100]
    contexte = {
        "texte": texte,
        "trouvees": chercher(texte) if texte else [],
        "rubriques": rubriques(),
    }
    return render(request, "aide/sommaire.html", contexte)


@require_safe
def aide_page(request, cle):
    page = pages().get(cle)
    if page is None:
        raise Http404
    rubrique = next(rubrique for rubrique in rubriques() if page in rubrique.pages)
    contexte = {"page": page, "rubrique": rubrique, "texte": ""}
    return render(request, "aide/page.html", contexte)


@require_safe
def aide_raccourcis(request):
    return render(request, "aide/raccourcis.html", {"texte": ""})
