from django.urls import path

from offres.views import employeurs, liste, offres, synchronisations, territoire

app_name = "offres"
urlpatterns = [
    path("offres/", liste.offres, name="offres"),
    path("offres/metiers/", liste.metiers, name="metiers"),
    path("offres/saisir/", offres.offre_creer, name="offre_creer"),
    path("offres/territoire/", territoire.page_territoire, name="territoire"),
    path("offres/groupes/", territoire.groupes, name="groupes"),
    path("offres/groupes/creer/", territoire.groupe_creer, name="groupe_creer"),
    path("offres/groupes/<int:pk>/", territoire.groupe_modifier, name="groupe_modifier"),
    path(
        "offres/groupes/<int:pk>/supprimer/", territoire.groupe_supprimer, name="groupe_supprimer"
    ),
    path("offres/methode/", territoire.methode, name="methode"),
    path("offres/synchronisations/", synchronisations.synchronisations, name="synchronisations"),
    path(
        "offres/synchronisations/<int:pk>/",
        synchronisations.synchronisation,
        name="synchronisation",
    ),
    path("offres/<int:pk>/", offres.offre, name="offre"),
    path("offres/<int:pk>/logos/<int:rang>/", offres.offre_logo, name="offre_logo"),
    path("offres/<int:pk>/modifier/", offres.offre_modifier, name="offre_modifier"),
    path("offres/<int:pk>/etat/<str:statut>/", offres.offre_changer, name="offre_changer"),
    path("employeurs/", employeurs.employeurs, name="employeurs"),
    path("employeurs/ajouter/", employeurs.employeur_creer, name="employeur_creer"),
    path("employeurs/<int:pk>/", employeurs.employeur, name="employeur"),
    path("employeurs/<int:pk>/modifier/", employeurs.employeur_modifier, name="employeur_modifier"),
    path("employeurs/<int:pk>/contacts/ajouter/", employeurs.contact_creer, name="contact_creer"),
    path("employeurs/<int:pk>/echanges/noter/", employeurs.echange_creer, name="echange_creer"),
    path("contacts/<int:pk>/modifier/", employeurs.contact_modifier, name="contact_modifier"),
    path("echanges/<int:pk>/modifier/", employeurs.echange_modifier, name="echange_modifier"),
    path("echanges/<int:pk>/faire/", employeurs.echange_faire, name="echange_faire"),
]
