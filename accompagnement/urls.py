from django.urls import path

from accompagnement.views import (
    accueil,
    commissions,
    dossiers,
    imports,
    liste,
    parcours,
    structures,
    suivi,
)

app_name = "accompagnement"
urlpatterns = [
    path("", accueil.accueil, name="accueil"),
    path("dossiers/", liste.dossiers, name="dossiers"),
    path("dossiers/exporter/<str:format_>/", liste.dossiers_exporter, name="dossiers_exporter"),
    path("dossiers/creer/", dossiers.dossier_creer, name="dossier_creer"),
    path("dossiers/doublons/", dossiers.dossier_doublons, name="dossier_doublons"),
    path("dossiers/<int:pk>/", dossiers.dossier, name="dossier"),
    path("dossiers/<int:pk>/situation/", dossiers.dossier_situation, name="dossier_situation"),
    path("dossiers/<int:pk>/historique/", dossiers.dossier_historique, name="dossier_historique"),
    path(
        "dossiers/<int:pk>/consultations/",
        dossiers.dossier_consultations,
        name="dossier_consultations",
    ),
    path("dossiers/<int:pk>/modifier/", dossiers.dossier_modifier, name="dossier_modifier"),
    path("dossiers/<int:pk>/prescrire/", parcours.prescrire, name="parcours_prescrire"),
    path("parcours/<int:pk>/diagnostic/", parcours.diagnostic, name="parcours_diagnostic"),
    path(
        "parcours/<int:pk>/presenter/",
        parcours.acte,
        {"nom": "presenter"},
        name="parcours_presenter",
    ),
    path(
        "parcours/<int:pk>/inscrire/", parcours.acte, {"nom": "inscrire"}, name="parcours_inscrire"
    ),
    path(
        "parcours/<int:pk>/affecter/", parcours.acte, {"nom": "affecter"}, name="parcours_affecter"
    ),
    path(
        "parcours/<int:pk>/suspendre/",
        parcours.acte,
        {"nom": "suspendre"},
        name="parcours_suspendre",
    ),
    path(
        "parcours/<int:pk>/reprendre/",
        parcours.acte,
        {"nom": "reprendre"},
        name="parcours_reprendre",
    ),
    path(
        "parcours/<int:pk>/emploi/",
        parcours.acte,
        {"nom": "signer_emploi"},
        name="parcours_signer_emploi",
    ),
    path(
        "parcours/<int:pk>/fin-emploi/",
        parcours.acte,
        {"nom": "rompre_emploi"},
        name="parcours_rompre_emploi",
    ),
    path(
        "parcours/<int:pk>/proposer-sortie/",
        parcours.acte,
        {"nom": "proposer_sortie"},
        name="parcours_proposer_sortie",
    ),
    path("parcours/<int:pk>/entretiens/creer/", suivi.entretien_creer, name="entretien_creer"),
    path("entretiens/<int:pk>/", suivi.entretien_modifier, name="entretien_modifier"),
    path("parcours/<int:pk>/etapes/creer/", suivi.etape_creer, name="etape_creer"),
    path("etapes/<int:pk>/", suivi.etape_modifier, name="etape_modifier"),
    path("commissions/", commissions.commissions, name="commissions"),
    path("commissions/creer/", commissions.commission_creer, name="commission_creer"),
    path("commissions/<int:pk>/", commissions.commission, name="commission"),
    path("imports/", imports.imports, name="imports"),
    path("imports/<int:pk>/", imports.import_detail, name="import_detail"),
    path("imports/<int:pk>/rejets/", imports.import_rejets, name="import_rejets"),
    path("structures/", structures.structures, name="structures"),
    path("structures/creer/", structures.structure_creer, name="structure_creer"),
    path("structures/<int:pk>/", structures.structure_modifier, name="structure_modifier"),
    path("passages/<int:pk>/decider/", commissions.passage_decider, name="passage_decider"),
]
