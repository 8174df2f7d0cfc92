"""The addresses of the first version of the API: each app adds its own."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from plie.partenaires.api.erreurs import rien_ici

app_name = "api"
urlpatterns = [
    path("", include("plie.partenaires.api.urls")),
    path("", include("accompagnement.api.urls")),
    path("", include("conventions.api.urls")),
    path("", include("offres.api.urls")),
    path("<path:reste>", csrf_exempt(login_not_required(rien_ici))),
]
