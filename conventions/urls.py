from django.urls import path, register_converter

from conventions.convertisseurs import Mois
from conventions.views import controle, indicateur, mois_arrete, rapport

register_converter(Mois, "mois")

app_name = "conventions"
urlpatterns = [
    path("indicateurs/", indicateur.indicateurs, name="indicateurs"),
    path("controle/", controle.controle, name="controle"),
    path("indicateurs/arretes/<mois:mois>/", mois_arrete.mois_arrete, name="mois_arrete"),
    path("indicateurs/arretes/<mois:mois>/arreter/", mois_arrete.mois_arreter, name="mois_arreter"),
    path(
        "indicateurs/<slug:code>/dossiers/",
        indicateur.indicateur_dossiers,
        name="indicateur_dossiers",
    ),
    path(
        "indicateurs/<slug:code>/dossiers/exporter/<str:format_>/",
        indicateur.indicateur_dossiers_exporter,
        name="indicateur_dossiers_exporter",
    ),
    path("rapports/", rapport.rapports, name="rapports"),
    path("rapports/produire/", rapport.rapport_produire, name="rapport_produire"),
    path("rapports/<int:pk>/", rapport.rapport, name="rapport"),
    path("rapports/<int:pk>/annuler/", rapport.rapport_annuler, name="rapport_annuler"),
    path("rapports/<int:pk>/publier/", rapport.rapport_publier, name="rapport_publier"),
    path(
        "rapports/<int:pk>/fichiers/<str:format_>/",
        rapport.rapport_fichier,
        name="rapport_fichier",
    ),
]
