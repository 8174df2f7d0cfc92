from django.urls import path

from accompagnement.views.partenaire import orientation, personne

UNE = "partenaire/orientations/<uuid:identifiant>/"
urlpatterns = [
    path("partenaire/", orientation.partenaire, name="partenaire"),
    path("partenaire/recherche/", personne.partenaire_recherche, name="partenaire_recherche"),
    path("partenaire/personnes/", personne.partenaire_personnes, name="partenaire_personnes"),
    path(
        "partenaire/personnes/<uuid:identifiant>/",
        personne.partenaire_personne,
        name="partenaire_personne",
    ),
    path("partenaire/liste/", personne.partenaire_liste, name="partenaire_liste"),
    path(
        "partenaire/orientations/",
        orientation.partenaire_orientations,
        name="partenaire_orientations",
    ),
    path("partenaire/orienter/", orientation.partenaire_orienter, name="partenaire_orienter"),
    path(UNE, orientation.partenaire_orientation, name="partenaire_orientation"),
    path(f"{UNE}repondre/", orientation.partenaire_repondre, name="partenaire_repondre"),
    path(f"{UNE}joindre/", orientation.partenaire_joindre, name="partenaire_joindre"),
    path(f"{UNE}retirer/", orientation.partenaire_retirer, name="partenaire_retirer"),
]
