from django.contrib import admin
from django.urls import include, path

from plie.sante import sante

urlpatterns = [
    path("sante/", sante, name="sante"),
    path("comptes/", include("allauth.urls")),
    path("administration/", admin.site.urls),
    path("", include("accompagnement.urls")),
    path("", include("conventions.urls")),
    path("", include("offres.urls")),
    path("", include("plie.interface.urls")),
    path("", include("plie.comptes.urls")),
    path("", include("plie.journal.urls")),
]
