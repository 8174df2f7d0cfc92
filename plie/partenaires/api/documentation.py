"""The API told to the developer who integrates it: the OpenAPI document, and a page made of it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plie.partenaires.api.catalogue import erreurs, essais, evenements
from plie.partenaires.api.document import document, journal, rendu
from plie.partenaires.api.erreurs import TITRES
from plie.partenaires.api.operation import rubriques
from plie.partenaires.enums import Portee


@login_not_required
@require_safe
def schema(request):
    return HttpResponse(rendu(), content_type="application/json")


@login_not_required
@require_safe
def documentation(request):
    return render(
        request,
        "partenaires/documentation.html",
        {
            "rubriques": rubriques(document()),
            "erreurs": [
                (code, statut, TITRES[statut], dite)
                for code, (statut, dite) in sorted(erreurs().items())
            ],
            "essais": essais(),
            "evenements": evenements().items(),
            "portees": Portee.choices,
            "journal": journal(),
            "adresse": request.build_absolute_uri("/").rstrip("/"),
        },
    )
