"""The addresses of the first version of the API: each app adds its own."""

from django.urls import include, path

app_name = "api"
urlpatterns = [
    path("", include("plie.partenaires.api.urls")),
    path("", include("accompagnement.api.urls")),
    path("", include("conventions.api.urls")),
    path("", include("offres.api.urls")),
]
