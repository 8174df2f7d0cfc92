"""Reference rows of the exits: motifs and the first rule (SOURCES.md, exits)."""

from datetime import date

from accompagnement.enums import Categorie, DeduitDe
from accompagnement.models import MotifSortie, RegleSortie
from plie.journal.acte import travail

MOTIFS = [
    ("cdi", "CDI", Categorie.POSITIVE),
    ("cdd_6_mois", "CDD de 6 mois ou plus", Categorie.POSITIVE),
    ("interim_6_mois", "Intérim de 6 mois ou plus", Categorie.POSITIVE),
    ("fonction_publique", "Fonction publique", Categorie.POSITIVE),
    ("creation_entreprise", "Création ou reprise d'entreprise", Categorie.POSITIVE),
    ("apprentissage", "Contrat d'apprentissage", Categorie.POSITIVE),
    ("professionnalisation", "Contrat de professionnalisation", Categorie.POSITIVE),
    ("formation_qualifiante", "Formation qualifiante validée", Categorie.POSITIVE),
    ("ai_par_exception", "Association intermédiaire, par exception", Categorie.POSITIVE),
    ("demenagement", "Déménagement hors du territoire", Categorie.NEUTRE),
    ("retraite", "Retraite", Categorie.NEUTRE),
    ("deces", "Décès", Categorie.NEUTRE),
    ("abandon", "Abandon, ne se présente plus", Categorie.AUTRE),
    ("reorientation", "Réorientation vers un autre dispositif", Categorie.AUTRE),
    ("fin_de_duree", "Fin de durée sans solution", Categorie.AUTRE),
    ("refus", "Refus ou non-respect des engagements", Categorie.AUTRE),
    ("sante", "Santé", Categorie.AUTRE),
    ("maternite", "Maternité", Categorie.AUTRE),
    ("incarceration", "Incarcération", Categorie.AUTRE),
    ("emploi_court", "Emploi de moins de 6 mois", Categorie.AUTRE),
    ("iae", "Contrat d'insertion (IAE)", Categorie.AUTRE),
]
DEDUITS_DE = {
    "cdi": DeduitDe.CDI,
    "cdd_6_mois": DeduitDe.CDD,
    "interim_6_mois": DeduitDe.INTERIM,
    "fonction_publique": DeduitDe.FONCTION_PUBLIQUE,
    "creation_entreprise": DeduitDe.CREATION,
    "apprentissage": DeduitDe.APPRENTISSAGE,
    "professionnalisation": DeduitDe.PROFESSIONNALISATION,
    "formation_qualifiante": DeduitDe.FORMATION,
    "emploi_court": DeduitDe.EMPLOI_COURT,
    "iae": DeduitDe.IAE,
    "ai_par_exception": DeduitDe.AI,
}
SENSIBLES = {"sante", "maternite", "incarceration"}
DECES = "deces"

PREMIERE_REGLE = {
    "libelle": "une sortie est positive lorsqu'elle mène à un emploi d'au moins 6 mois et d'au "
    "moins un mi-temps (CDI, CDD, intérim cumulé, fonction publique), à une création "
    "d'entreprise, à une alternance ou à une formation qualifiante validée.",
    "valide_du": date(2004, 1, 1),
}


def motif_livre(code, categorie):
    """What rules know of a motif that comes with the platform."""
    return {
        "code": code,
        "categorie": categorie,
        "est_sensible": code in SENSIBLES,
        "est_deces": code == DECES,
        "deduit_de": DEDUITS_DE.get(code, ""),
    }


@travail("mise à niveau")
def charger_regles():
    """Add what is missing and touch nothing that the PLIE has changed."""
    MotifSortie.objects.bulk_create(
        (
            MotifSortie(ordre=ordre, libelle=libelle, **motif_livre(code, categorie))
            for ordre, (code, libelle, categorie) in enumerate(MOTIFS)
        ),
        ignore_conflicts=True,
    )
    if not RegleSortie.objects.exists():
        RegleSortie.objects.create(version=1, **PREMIERE_REGLE)
