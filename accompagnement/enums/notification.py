"""What agents are told of, and how: one table, kind by kind."""

from enum import StrEnum, auto

from django.db.models import TextChoices

from plie.comptes.enums import Role
from plie.interface.notifications import Nature

SUIVENT = (Role.REFERENT,)
SUIVENT_OU_COORDONNENT = (Role.REFERENT, Role.COORDINATION)
LISENT_LE_SUIVI = (Role.REFERENT, Role.COORDINATION, Role.DIRECTION, Role.GESTIONNAIRE_FSE)


class Canal(TextChoices):
    ECRAN = "ecran", "À l'écran"
    COURRIEL = "courriel", "À l'écran et dans le courriel du matin"
    RIEN = "rien", "Rien"


class Notifie(StrEnum):
    AFFECTATION = auto()
    AFFECTATIONS = auto()
    TRANSFERT = auto()
    TRANSFERTS = auto()
    REMPLACEMENT = auto()
    ABSENCE = auto()
    DECISION = auto()
    REPRISE = auto()
    CORRECTION = auto()
    CORRECTION_JUGEE = auto()
    PIECE_VERIFIEE = auto()
    PIECE_REFUSEE = auto()
    MOT = auto()
    MEMO = auto()
    MEMO_FAIT = auto()
    IMPORT = auto()
    BROUILLON = auto()


NATURES = (
    Nature(
        Notifie.AFFECTATION,
        "Une personne vous est confiée",
        "{auteur} vous confie {personne}.",
        "accompagnement:dossier",
        "participant",
        Canal.COURRIEL,
        SUIVENT,
    ),
    Nature(
        Notifie.AFFECTATIONS,
        "Plusieurs personnes vous sont confiées à la fois",
        "{auteur} vous confie {precision} personnes.",
        "accompagnement:dossiers",
        "",
        Canal.COURRIEL,
        SUIVENT,
        "?portee=mes",
    ),
    Nature(
        Notifie.TRANSFERT,
        "Une personne que vous suiviez est confiée à un collègue",
        "{precision} suit désormais {personne}.",
        "accompagnement:dossier",
        "participant",
        Canal.ECRAN,
        SUIVENT,
    ),
    Nature(
        Notifie.TRANSFERTS,
        "Plusieurs personnes que vous suiviez sont confiées à des collègues",
        "{precision} personnes que vous suiviez sont confiées à d'autres référents.",
        "accompagnement:dossiers",
        "",
        Canal.ECRAN,
        SUIVENT,
        "?portee=structure",
    ),
    Nature(
        Notifie.REMPLACEMENT,
        "Vous remplacez un collègue",
        "Vous remplacez {precision}.",
        "accompagnement:dossiers",
        "",
        Canal.COURRIEL,
        SUIVENT,
        "?portee=remplacement",
    ),
    Nature(
        Notifie.ABSENCE,
        "Un collègue vous remplace",
        "Vous êtes remplacé(e) par {precision}.",
        "accompagnement:dossiers",
        "",
        Canal.ECRAN,
        SUIVENT,
        "?portee=mes",
    ),
    Nature(
        Notifie.DECISION,
        "La commission a décidé pour une personne que vous suivez",
        "{personne}, décision de la commission : {precision}.",
        "accompagnement:dossier",
        "participant",
        Canal.ECRAN,
        SUIVENT,
    ),
    Nature(
        Notifie.REPRISE,
        "Une décision de la commission est reprise",
        "{personne} : la décision de la commission est reprise, le dossier est à décider.",
        "accompagnement:dossier",
        "participant",
        Canal.ECRAN,
        SUIVENT,
    ),
    Nature(
        Notifie.CORRECTION,
        "Une décision, une entrée, une non-entrée ou une sortie est corrigée après coup",
        "{personne} : {precision}, par {auteur}.",
        "accompagnement:dossier",
        "participant",
        Canal.COURRIEL,
        SUIVENT,
    ),
    Nature(
        Notifie.CORRECTION_JUGEE,
        "Une correction que vous avez demandée est faite ou refusée",
        "{personne} : la correction que vous avez demandée est {precision} par {auteur}.",
        "accompagnement:dossier_historique",
        "participant",
        Canal.ECRAN,
        (Role.COORDINATION,),
    ),
    Nature(
        Notifie.PIECE_VERIFIEE,
        "Une pièce est vérifiée",
        "{personne} : une pièce est vérifiée par {auteur}.",
        "accompagnement:dossier_pieces",
        "participant",
        Canal.ECRAN,
        LISENT_LE_SUIVI,
    ),
    Nature(
        Notifie.PIECE_REFUSEE,
        "Une pièce est refusée",
        "{personne} : une pièce est refusée par {auteur}.",
        "accompagnement:dossier_pieces",
        "participant",
        Canal.COURRIEL,
        LISENT_LE_SUIVI,
    ),
    Nature(
        Notifie.MOT,
        "Un collègue vous écrit au sujet d'une personne",
        "{auteur} vous écrit au sujet de {personne}.",
        "accompagnement:dossier",
        "participant",
        Canal.COURRIEL,
        LISENT_LE_SUIVI,
        "?parcours={parcours}#mot-{objet}",
    ),
    Nature(
        Notifie.MEMO,
        "Un collègue vous confie une chose à faire",
        "{auteur} vous confie une chose à faire{au_sujet}.",
        "accompagnement:memos",
        "",
        Canal.COURRIEL,
        LISENT_LE_SUIVI,
    ),
    Nature(
        Notifie.MEMO_FAIT,
        "Ce que vous avez confié à un collègue est fait",
        "{auteur} a fait ce que vous lui aviez confié{au_sujet}.",
        "accompagnement:memos",
        "",
        Canal.ECRAN,
        LISENT_LE_SUIVI,
    ),
    Nature(
        Notifie.IMPORT,
        "Un import que vous avez demandé est fini",
        "Import {precision}.",
        "accompagnement:import_detail",
        "objet",
        Canal.ECRAN,
        (Role.COORDINATION,),
    ),
    Nature(
        Notifie.BROUILLON,
        "Une note commencée n'est pas envoyée",
        "{personne} : une note commencée n'est pas envoyée.",
        "accompagnement:dossier",
        "participant",
        Canal.ECRAN,
        SUIVENT_OU_COORDONNENT,
        "#brouillons",
    ),
)
