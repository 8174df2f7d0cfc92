from django.urls import path

from conventions.api import convention, indicateur

urlpatterns = [
    path("conventions", convention.Conventions.as_view(), name="convention_lister"),
    path("conventions/<int:pk>/objectifs", convention.Objectifs.as_view(), name="objectif_lister"),
    path("indicateurs", indicateur.Indicateurs.as_view(), name="indicateur_lire"),
    path("rapports", indicateur.Rapports.as_view(), name="rapport_lister"),
    path("rapports/<int:pk>", indicateur.DetailDuRapport.as_view(), name="rapport_lire"),
]
