from django.urls import path

from offres.api import offre

urlpatterns = [
    path("offres", offre.Offres.as_view(), name="offre_lister"),
    path("offres/<int:pk>", offre.DetailDeLOffre.as_view(), name="offre_lire"),
]
