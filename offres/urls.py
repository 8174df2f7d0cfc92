from django.urls import path

from offres.views import employeur, liste, offre, synchronisation, territoire

app_name = "offres"
urlpatterns = [
    path("offres/", liste.offres, name="offres"),
    path("offres/metiers/", liste.metiers, name="metiers"),
    path("offres/saisir/", offre.offre_creer, name="offre_creer"),
    path("offres/territoire/", territoire.page_territoire, name="territoire"),
    path("offres/groupes/", territoire.groupes, name="groupes"),
    path("offres/groupes/creer/", territoire.groupe_creer, name="groupe_creer"),
    path("offres/groupes/<int:pk>/", territoire.groupe_modifier, name="groupe_modifier"),
    path(
        "offres/groupes/<int:pk>/supprimer/", territoire.groupe_supprimer, name="groupe_supprimer"
    ),
    path("offres/methode/", territoire.methode, name="methode"),
    path("offres/synchronisations/", synchronisation.synchronisations, name="synchronisations"),
    path(
        "offres/synchronisations/<int:pk>/",
        synchronisation.synchronisation,
        name="synchronisation",
    ),
    path("offres/<int:pk>/", offre.offre, name="offre"),
    path("offres/<int:pk>/logos/<int:rang>/", offre.offre_logo, name="offre_logo"),
    path("offres/<int:pk>/modifier/", offre.offre_modifier, name="offre_modifier"),
    path("offres/<int:pk>/etat/<str:statut>/", offre.offre_changer, name="offre_changer"),
    path("employeurs/", employeur.employeurs, name="employeurs"),
    path("employeurs/proposer/", employeur.proposer, name="employeurs_proposer"),
    path("employeurs/ajouter/", employeur.employeur_creer, name="employeur_creer"),
    path("employeurs/<int:pk>/", employeur.employeur, name="employeur"),
    path("employeurs/<int:pk>/modifier/", employeur.employeur_modifier, name="employeur_modifier"),
    path("employeurs/<int:pk>/contacts/ajouter/", employeur.contact_creer, name="contact_creer"),
    path("employeurs/<int:pk>/echanges/noter/", employeur.echange_creer, name="echange_creer"),
    path("contacts/<int:pk>/modifier/", employeur.contact_modifier, name="contact_modifier"),
    path("echanges/<int:pk>/modifier/", employeur.echange_modifier, name="echange_modifier"),
    path("echanges/<int:pk>/faire/", employeur.echange_faire, name="echange_faire"),
]
