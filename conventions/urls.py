from django.urls import path, register_converter

from conventions.convertisseurs import Mois
from conventions.views import indicateurs, rapports

register_converter(Mois, "mois")

app_name = "conventions"
urlpatterns = [
    path("indicateurs/", indicateurs.indicateurs, name="indicateurs"),
    path("indicateurs/arretes/<mois:mois>/", indicateurs.mois_arrete, name="mois_arrete"),
    path(
        "indicateurs/<slug:code>/dossiers/",
        indicateurs.indicateur_dossiers,
        name="indicateur_dossiers",
    ),
    path(
        "indicateurs/<slug:code>/dossiers/exporter/<str:format_>/",
        indicateurs.indicateur_dossiers_exporter,
        name="indicateur_dossiers_exporter",
    ),
    path("rapports/", rapports.rapports, name="rapports"),
    path("rapports/produire/", rapports.rapport_produire, name="rapport_produire"),
    path("rapports/<int:pk>/", rapports.rapport, name="rapport"),
    path("rapports/<int:pk>/annuler/", rapports.rapport_annuler, name="rapport_annuler"),
    path("rapports/<int:pk>/publier/", rapports.rapport_publier, name="rapport_publier"),
    path(
        "rapports/<int:pk>/fichiers/<str:format_>/",
        rapports.rapport_fichier,
        name="rapport_fichier",
    ),
]
