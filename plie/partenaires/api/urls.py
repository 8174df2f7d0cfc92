from django.urls import path

from plie.partenaires.api import changement

urlpatterns = [
    path("changements", changement.ListeDesChangements.as_view(), name="changement_lister"),
]
