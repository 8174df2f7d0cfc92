from django.urls import path

from conventions.api import indicateur

urlpatterns = [
    path("indicateurs", indicateur.Indicateurs.as_view(), name="indicateur_lire"),
    path("rapports", indicateur.Rapports.as_view(), name="rapport_lister"),
    path("rapports/<int:pk>", indicateur.DetailDuRapport.as_view(), name="rapport_lire"),
]
