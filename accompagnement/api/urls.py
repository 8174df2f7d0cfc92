from django.urls import path

from accompagnement.api import accompagnement
from accompagnement.api.orientation import vues as orientation

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
    path("orientations", orientation.Orientations.as_view(), name="orientation_lister"),
    path("orientations/lot", orientation.Lot.as_view(), name="orientation_lot"),
    path(
        "orientations/<uuid:identifiant>",
        orientation.DetailDeLOrientation.as_view(),
        name="orientation_lire",
    ),
    path(
        "orientations/<uuid:identifiant>/messages",
        orientation.Messages.as_view(),
        name="orientation_ecrire",
    ),
    path(
        "orientations/<uuid:identifiant>/pieces",
        orientation.Pieces.as_view(),
        name="orientation_joindre",
    ),
    path(
        "orientations/<uuid:identifiant>/retrait",
        orientation.Retrait.as_view(),
        name="orientation_retirer",
    ),
]
