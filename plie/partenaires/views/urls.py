from django.urls import path

from plie.partenaires.views import abonnement, application

app_name = "partenaires"
urlpatterns = [
    path("", application.applications, name="applications"),
    path("ouvrir/", application.application_creer, name="application_creer"),
    path("<int:pk>/", application.application, name="application"),
    path("<int:pk>/limiter/", application.application_modifier, name="application_modifier"),
    path("<int:pk>/suspendre/", application.application_suspendre, name="application_suspendre"),
    path("<int:pk>/reprendre/", application.application_reprendre, name="application_reprendre"),
    path("<int:pk>/secret/", application.secret_tourner, name="secret_tourner"),
    path("<int:pk>/webhooks/ajouter/", abonnement.abonnement_creer, name="abonnement_creer"),
    path("webhooks/<int:pk>/cle/", abonnement.cle_tourner, name="cle_tourner"),
    path("webhooks/<int:pk>/rejouer/", abonnement.abonnement_rejouer, name="abonnement_rejouer"),
    path(
        "webhooks/<int:pk>/supprimer/",
        abonnement.abonnement_supprimer,
        name="abonnement_supprimer",
    ),
]
