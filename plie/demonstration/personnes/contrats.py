"""Contracts that are étapes, immersions and promised jobs, of people still followed."""

from datetime import timedelta

from accompagnement.enums import (
    Axe,
    Financement,
    IssueImmersion,
    Resultat,
    Statut,
    TypeContrat,
)
from accompagnement.models import Emploi, Etape, Parcours, RegleContrat
from accompagnement.sorties.contrat import regle_parmi
from plie.demonstration.personnes.jours import ouvrable, ouvrable_apres

# Contract, employer, begun how many days ago, for how many days.
CONTRATS = (
    (TypeContrat.IAE, "Chantier Vert Ostrevant", 90, 240),
    (TypeContrat.IAE, "Régie des Trois Terrils", 45, 365),
    (TypeContrat.AIDE, "École des Glacis", 60, 330),
    (TypeContrat.SAISONNIER, "Serres de la Sensée", 40, 120),
)
PROMESSES = ((TypeContrat.CDI, "Cuisine centrale de l'Escaut", 12),)
# Trade, employer, begun how many days ago, over or not.
IMMERSIONS = (
    ("Employé de libre-service", "Supérette du Marais", 50, IssueImmersion.CONFIRME),
    ("Cuisinier de collectivité", "Cuisine centrale de l'Escaut", 20, IssueImmersion.EMBAUCHE),
    ("Jardinier", "Pépinières de la Scarpe", 4, ""),
)


def ecrire_contrats(aujourdhui):
    """Of people who have an étape already: none leaves the list of those who have none."""
    regles = list(RegleContrat.objects.en_vigueur())
    entree = aujourdhui - timedelta(days=120)
    suivis = Parcours.objects.filter(
        statut=Statut.ACTIF, date_entree__lt=entree, etapes__date_debut__isnull=False
    )
    parcours = iter(suivis.distinct().order_by("pk")[: len(CONTRATS + PROMESSES + IMMERSIONS)])
    for (contrat, employeur, jours, duree), suivi in zip(CONTRATS, parcours, strict=False):
        debut = ouvrable(aujourdhui - timedelta(days=jours))
        fin = ouvrable(debut + timedelta(days=duree))
        _ecrire_contrat(suivi, regles, contrat, employeur, debut, fin)
    for (contrat, employeur, jours), suivi in zip(PROMESSES, parcours, strict=False):
        debut = ouvrable_apres(aujourdhui + timedelta(days=jours))
        _signer(suivi, regles, contrat, employeur, debut, None)
    for rang, (immersion, suivi) in enumerate(zip(IMMERSIONS, parcours, strict=False)):
        _ecrire_immersion(suivi, rang, aujourdhui, *immersion)


def _signer(parcours, regles, contrat, employeur, debut, fin):
    emploi = Emploi(
        parcours=parcours,
        type_contrat=contrat,
        employeur=employeur,
        heures_hebdo=26 if contrat in (TypeContrat.IAE, TypeContrat.AIDE) else 35,
        date_debut=debut,
        date_fin_prevue=fin,
    )
    emploi.regle = regle_parmi(regles, emploi)
    emploi.save()
    return emploi


def _ecrire_contrat(parcours, regles, contrat, employeur, debut, fin):
    emploi = _signer(parcours, regles, contrat, employeur, debut, fin)
    if emploi.est_une_etape:
        Etape.objects.create(
            parcours=parcours,
            emploi=emploi,
            axe=Axe.ACTIVITE,
            libelle=str(emploi),
            financement=Financement.DROIT_COMMUN,
            date_debut=debut,
            date_fin_prevue=fin,
        )


def _ecrire_immersion(parcours, rang, aujourdhui, metier, employeur, jours, issue):
    debut = ouvrable(aujourdhui - timedelta(days=jours))
    fin = ouvrable(debut + timedelta(days=9))
    Etape.objects.create(
        parcours=parcours,
        est_immersion=True,
        axe=Axe.ACTIVITE,
        libelle=metier,
        employeur=employeur,
        numero_convention=f"PMSMP-{debut.year}-{rang + 101}",
        heures=35,
        date_debut=debut,
        date_fin_prevue=fin,
        date_fin=fin if issue else None,
        resultat=Resultat.REALISEE if issue else "",
        issue=issue,
    )
