from django.urls import path

from accompagnement.api import accompagnement

urlpatterns = [
    path(
        "accompagnements/recherche",
        accompagnement.Recherche.as_view(),
        name="accompagnement_rechercher",
    ),
    path(
        "accompagnements/<uuid:identifiant>",
        accompagnement.Detail.as_view(),
        name="accompagnement_lire",
    ),
]
