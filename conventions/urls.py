from django.urls import path, register_converter

from conventions.convertisseurs import Mois
from conventions.views import (
    cohorte,
    commentaire,
    controle,
    convention,
    essai,
    fiche,
    indicateur,
    mois_arrete,
    objectif,
    rapport,
    regle_sortie,
    serie,
    trajectoire,
)

register_converter(Mois, "mois")

app_name = "conventions"
urlpatterns = [
    path("indicateurs/", indicateur.indicateurs, name="indicateurs"),
    path(
        "indicateurs/exporter/<str:format_>/",
        indicateur.indicateurs_exporter,
        name="indicateurs_exporter",
    ),
    path(
        "indicateurs/trajectoires/",
        trajectoire.trajectoires_des_personnes,
        name="trajectoires",
    ),
    path("controle/", controle.controle, name="controle"),
    path("controle/nombres/", controle.controle_nombres, name="controle_nombres"),
    path("indicateurs/arretes/<mois:mois>/", mois_arrete.mois_arrete, name="mois_arrete"),
    path("indicateurs/arretes/<mois:mois>/arreter/", mois_arrete.mois_arreter, name="mois_arreter"),
    path("indicateurs/<slug:code>/", fiche.indicateur, name="indicateur"),
    path("indicateurs/<slug:code>/ecarts/", fiche.indicateur_ecarts, name="indicateur_ecarts"),
    path(
        "indicateurs/<slug:code>/dossiers/",
        indicateur.indicateur_dossiers,
        name="indicateur_dossiers",
    ),
    path(
        "indicateurs/<slug:code>/dossiers/exporter/<str:format_>/",
        indicateur.indicateur_dossiers_exporter,
        name="indicateur_dossiers_exporter",
    ),
    path("regles-de-sortie/", regle_sortie.regles_sortie, name="regles_sortie"),
    path("regles-de-sortie/ecrire/", regle_sortie.regle_sortie_ecrire, name="regle_sortie_ecrire"),
    path("regles-de-sortie/essai/", essai.essai, name="essai"),
    path(
        "regles-de-sortie/<int:pk>/modifier/",
        regle_sortie.regle_sortie_modifier,
        name="regle_sortie_modifier",
    ),
    path(
        "regles-de-sortie/<int:pk>/retirer/",
        regle_sortie.regle_sortie_retirer,
        name="regle_sortie_retirer",
    ),
    path("conventions/", convention.conventions, name="conventions"),
    path("conventions/creer/", convention.convention_creer, name="convention_creer"),
    path("conventions/<int:pk>/", convention.convention, name="convention"),
    path(
        "conventions/<int:pk>/modifier/", convention.convention_modifier, name="convention_modifier"
    ),
    path(
        "conventions/<int:pk>/avenants/ajouter/", convention.avenant_ajouter, name="avenant_ajouter"
    ),
    path("conventions/<int:pk>/objectifs/creer/", objectif.objectif_creer, name="objectif_creer"),
    path("objectifs/<int:pk>/", objectif.objectif, name="objectif"),
    path("objectifs/<int:pk>/modifier/", objectif.objectif_modifier, name="objectif_modifier"),
    path("objectifs/<int:pk>/cible/", objectif.cible_amender, name="cible_amender"),
    path("objectifs/<int:pk>/valeurs/noter/", objectif.valeur_noter, name="valeur_noter"),
    path("objectifs/valeurs/<int:pk>/retirer/", objectif.valeur_retirer, name="valeur_retirer"),
    path("objectifs/<int:pk>/dossiers/", objectif.objectif_dossiers, name="objectif_dossiers"),
    path(
        "objectifs/<int:pk>/dossiers/exporter/<str:format_>/",
        objectif.objectif_dossiers_exporter,
        name="objectif_dossiers_exporter",
    ),
    path("cohortes/", cohorte.cohortes, name="cohortes"),
    path("cohortes/creer/", cohorte.cohorte_creer, name="cohorte_creer"),
    path("cohortes/<int:pk>/", cohorte.cohorte, name="cohorte"),
    path("cohortes/<int:pk>/modifier/", cohorte.cohorte_modifier, name="cohorte_modifier"),
    path("series/", serie.series, name="series"),
    path("series/noter/", serie.valeur_serie_noter, name="valeur_serie_noter"),
    path("series/importer/", serie.series_importer, name="series_importer"),
    path("series/<int:pk>/", serie.serie, name="serie"),
    path("series/<int:pk>/modifier/", serie.serie_modifier, name="serie_modifier"),
    path(
        "series/valeurs/<int:pk>/retirer/", serie.valeur_serie_retirer, name="valeur_serie_retirer"
    ),
    path("rapports/", rapport.rapports, name="rapports"),
    path("rapports/produire/", rapport.rapport_produire, name="rapport_produire"),
    path("rapports/<int:pk>/", rapport.rapport, name="rapport"),
    path("rapports/<int:pk>/annuler/", rapport.rapport_annuler, name="rapport_annuler"),
    path("rapports/<int:pk>/publier/", rapport.rapport_publier, name="rapport_publier"),
    path("rapports/<int:pk>/soumettre/", rapport.rapport_soumettre, name="rapport_soumettre"),
    path("rapports/<int:pk>/renvoyer/", rapport.rapport_renvoyer, name="rapport_renvoyer"),
    path("rapports/<int:pk>/remettre/", rapport.rapport_remettre, name="rapport_remettre"),
    path(
        "rapports/<int:pk>/commentaires/",
        commentaire.commentaires_ecrire,
        name="commentaires_ecrire",
    ),
    path(
        "rapports/<int:pk>/commentaires/brouillon/",
        commentaire.commentaires_brouillon,
        name="commentaires_brouillon",
    ),
    path(
        "rapports/<int:pk>/commentaires/brouillon/effacer/",
        commentaire.commentaires_brouillon_effacer,
        name="commentaires_brouillon_effacer",
    ),
    path(
        "rapports/<int:pk>/fichiers/<str:format_>/",
        rapport.rapport_fichier,
        name="rapport_fichier",
    ),
]
