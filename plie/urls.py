from django.contrib import admin
from django.http import Http404
from django.urls import include, path

from plie.sante import sante
from plie.surveillance.metriques import metriques


def introuvable(request, objet):
    raise Http404


handler400 = "plie.interface.views.panne.refusee"
handler500 = "plie.interface.views.panne.erreur"

urlpatterns = [
    path("sante/", sante, name="sante"),
    path("metrics", metriques, name="metriques"),
    path("comptes/", include("allauth.urls")),
    # Django's shortcut to any object by its number serves nobody here, and fails on ours.
    path("oauth/", include("plie.partenaires.urls")),
    path("administration/r/<path:objet>", introuvable),
    path("administration/", admin.site.urls),
    path("api/v1/", include("plie.api_v1")),
    path("", include("plie.partenaires.views.urls")),
    path("", include("plie.administration.urls")),
    path("", include("accompagnement.urls")),
    path("", include("conventions.urls")),
    path("", include("offres.urls")),
    path("", include("plie.interface.urls")),
]
