from django.urls import path

from plie.partenaires.views import abonnement, application, conseiller

app_name = "partenaires"
urlpatterns = [
    path("applications/", application.applications, name="applications"),
    path("applications/ouvrir/", application.application_creer, name="application_creer"),
    path("applications/<int:pk>/", application.application, name="application"),
    path(
        "applications/<int:pk>/limiter/",
        application.application_modifier,
        name="application_modifier",
    ),
    path(
        "applications/<int:pk>/suspendre/",
        application.application_suspendre,
        name="application_suspendre",
    ),
    path(
        "applications/<int:pk>/reprendre/",
        application.application_reprendre,
        name="application_reprendre",
    ),
    path("applications/<int:pk>/secret/", application.secret_tourner, name="secret_tourner"),
    path(
        "applications/<int:pk>/webhooks/ajouter/",
        abonnement.abonnement_creer,
        name="abonnement_creer",
    ),
    path("applications/webhooks/<int:pk>/cle/", abonnement.cle_tourner, name="cle_tourner"),
    path(
        "applications/webhooks/<int:pk>/rejouer/",
        abonnement.abonnement_rejouer,
        name="abonnement_rejouer",
    ),
    path(
        "applications/webhooks/<int:pk>/supprimer/",
        abonnement.abonnement_supprimer,
        name="abonnement_supprimer",
    ),
    path("conseillers/", conseiller.conseillers, name="conseillers"),
    path("conseillers/ouvrir/", conseiller.conseiller_ouvrir, name="conseiller_ouvrir"),
    path("conseillers/<int:pk>/fermer/", conseiller.conseiller_fermer, name="conseiller_fermer"),
    path("conseillers/<int:pk>/rouvrir/", conseiller.conseiller_rouvrir, name="conseiller_rouvrir"),
]
