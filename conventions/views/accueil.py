"""What the home page says to the direction: the month against last year's, reports to publish."""

from dataclasses import dataclass

from django.utils import timezone

from conventions.enums import STATUTS_EN_PRODUCTION, StatutRapport
from conventions.indicateurs import periodes, tableau
from conventions.indicateurs.declarations import PAR_CODE
from conventions.indicateurs.ecriture import ABSENT, PETIT, RESERVE, difference
from conventions.indicateurs.en_cache import calculer_en_cache
from conventions.indicateurs.regles import regles_de
from conventions.models import MoisArrete, Rapport
from conventions.rapports.modeles import titre_de
from plie.socle.dates import ecrire_le_jour

CODES = (
    "personnes_accompagnees",
    "entrees",
    "sorties",
    "sorties_positives",
    "taux_sorties_positives",
)


@dataclass(frozen=True)
class Colonne:
    """The days counted, in one year and in the one before."""

    libelle: str
    annee: str
    annee_avant: str
    etats: str


def chiffres_du_mois(agent):
    """The month and the year to date, each against the same days of last year."""
    jour = timezone.localdate()
    debuts = sorted({jour.replace(day=1), jour.replace(month=1, day=1)}, reverse=True)
    couples = [((debut, jour), periodes.un_an_avant(debut, jour)) for debut in debuts]
    resultats = calculer_en_cache([p for couple in couples for p in couple], codes=CODES)
    paires = list(zip(resultats[::2], resultats[1::2], strict=True))
    colonnes = [_colonne(debut, jour, *paire) for debut, paire in zip(debuts, paires, strict=True)]
    return {
        "colonnes": colonnes,
        "lignes": [
            (
                PAR_CODE[code].libelle,
                [
                    (*_cellule(agent, PAR_CODE[code], *paire), colonne)
                    for colonne, paire in zip(colonnes, paires, strict=True)
                ],
            )
            for code in CODES
        ],
        "regle": regles_de(*(periode for couple in couples for periode in couple)),
        "dernier_arrete": MoisArrete.objects.last(),
    }


def _colonne(debut, jour, *paire):
    annees = str(jour.year), str(jour.year - 1)
    etats = ", ".join(f"{an} {r.etat.label}" for an, r in zip(annees, paire, strict=True))
    if debut == jour:
        return Colonne(f"Le {ecrire_le_jour(jour, 'j F')}", *annees, etats)
    premier = "1er" if debut.month == jour.month else ecrire_le_jour(debut, "j F")
    return Colonne(f"Du {premier} au {ecrire_le_jour(jour, 'j F')}", *annees, etats)


def _cellule(agent, indicateur, resultat, avant):
    """(Case, last year's, difference)."""
    cases = [tableau.case(agent, indicateur, r) for r in (resultat, avant)]
    mesures = [r.mesures[indicateur.code].valeur for r in (resultat, avant)]
    masque = any(case.valeur.texte in (PETIT, RESERVE) for case in cases)
    return (*cases, ABSENT if masque else difference(*mesures, indicateur.unite))


def preuves_de_l_annee(_agent):
    """The exits of the year against their proofs: counted once the page is there."""
    return {"annee": timezone.localdate().year}


def rapports_a_publier(agent):
    rapports = Rapport.objects.non_publies().defer("donnees").order_by("-mois")
    return {
        "rapports": [
            (rapport, titre_de(rapport.modele, rapport.mois), _attente(rapport.statut))
            for rapport in rapports
        ]
    }


def _attente(statut):
    if statut == StatutRapport.A_RELIRE:
        return "Relire et approuver"
    if statut == StatutRapport.BROUILLON:
        return "Préparer"
    return "Voir l'avancement" if statut in STATUTS_EN_PRODUCTION else "Relancer"
