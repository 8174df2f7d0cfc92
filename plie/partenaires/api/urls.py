from django.urls import path

from plie.partenaires.api import changement, documentation

urlpatterns = [
    path("schema", documentation.schema, name="schema"),
    path("documentation/", documentation.documentation, name="documentation"),
    path("changements", changement.ListeDesChangements.as_view(), name="changement_lister"),
]
