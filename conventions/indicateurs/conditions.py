"""What is counted, as SQL conditions over one row of the relation (`relation`), and how each reads:
on which day it counts, what a figure divided by it is divided by."""

from accompagnement.enums import (
    Categorie,
    Denominateur,
    IssueImmersion,
    Presence,
    Resultat,
    StatutMiseEnRelation,
)

ACCOMPAGNE = "nature = 'parcours' AND entree <= fin AND (sortie IS NULL OR sortie >= debut)"
PERSONNE = f"est_derniere AND {ACCOMPAGNE}"
ACTIF_DEBUT = "nature = 'parcours' AND entree < debut AND (sortie IS NULL OR sortie >= debut)"
ACTIF_FIN = "nature = 'parcours' AND entree <= fin AND (sortie IS NULL OR sortie > fin)"
ACTIF_SUIVI = f"{ACTIF_FIN} AND referent_id IS NOT NULL"
ENTRE = "nature = 'parcours' AND entree BETWEEN debut AND fin"
SORTI = "nature = 'parcours' AND sortie BETWEEN debut AND fin"
SORTI_POSITIF = f"{SORTI} AND categorie = '{Categorie.POSITIVE}'"
SORTI_AU_DENOMINATEUR = f"""{SORTI} AND CASE denominateur
    WHEN '{Denominateur.HORS_NEUTRES}' THEN categorie IS DISTINCT FROM '{Categorie.NEUTRE}'
    WHEN '{Denominateur.HORS_DECES}' THEN est_deces IS NOT TRUE
    ELSE true END"""
PRESCRIT = "nature = 'prescription' AND prescription BETWEEN debut AND fin"
NON_ENTRE = "nature = 'prescription' AND non_entree BETWEEN debut AND fin"
ENTRE_APRES_PRESCRIPTION = f"{ENTRE} AND prescription IS NOT NULL"
NIVEAU_CONNU = f"{PERSONNE} AND niveau <> ''"
EMBAUCHE_IL_Y_A_SIX_MOIS = "nature = 'emploi' AND echeance BETWEEN debut AND fin"
PROPOSE = "nature = 'mise_en_relation' AND proposee BETWEEN debut AND fin"
CONCLU = "nature = 'mise_en_relation' AND conclue BETWEEN debut AND fin"
EMBAUCHE = f"{CONCLU} AND issue = '{StatutMiseEnRelation.EMBAUCHEE}'"
OUVERTE = "offre_id IS NOT NULL"
ETAPE_COMMENCEE = "nature = 'etape' AND etape_commencee BETWEEN debut AND fin"
ETAPE_TERMINEE = """nature = 'etape' AND etape_terminee BETWEEN debut AND fin
    AND etape_commencee IS NOT NULL"""
ETAPE_REALISEE = f"{ETAPE_TERMINEE} AND resultat = '{Resultat.REALISEE}'"
IMMERSION_COMMENCEE = f"{ETAPE_COMMENCEE} AND est_immersion"
IMMERSION_TERMINEE = f"{ETAPE_TERMINEE} AND est_immersion"
IMMERSION_EMBAUCHE = f"{IMMERSION_TERMINEE} AND issue_immersion = '{IssueImmersion.EMBAUCHE}'"
RENDEZ_VOUS_HONORE = f"nature = 'entretien' AND presence = '{Presence.HONORE}'"
RENDEZ_VOUS_MANQUE = f"nature = 'entretien' AND presence = '{Presence.ABSENT}'"
# Neither those to come, nor those that we cancelled.
RENDEZ_VOUS_DIT = f"""nature = 'entretien'
    AND presence IN ('{Presence.HONORE}', '{Presence.EXCUSE}', '{Presence.ABSENT}')"""
CONTRAT = "nature = 'contrat'"
CONTRAT_AUX_HEURES_CONNUES = f"{CONTRAT} AND heures_hebdo IS NOT NULL"
REFERENT = "nature = 'referent'"

AU_PREMIER_JOUR = "Au premier jour de la période"
AU_DERNIER_JOUR = "Au dernier jour de la période"
# The longest that a condition begins with says its day.
DATES = {
    PERSONNE: "Présence un jour au moins de la période",
    ACTIF_DEBUT: AU_PREMIER_JOUR,
    ACTIF_FIN: AU_DERNIER_JOUR,
    ENTRE: "Date d'entrée",
    SORTI: "Date de sortie, une fois validée par la commission",
    PRESCRIT: "Date de la prescription",
    NON_ENTRE: "Date de la non-entrée",
    EMBAUCHE_IL_Y_A_SIX_MOIS: "Jour où l'emploi commencé aurait six mois",
    PROPOSE: "Date de la proposition",
    CONCLU: "Date de l'issue de la mise en relation",
    OUVERTE: AU_DERNIER_JOUR,
    ETAPE_COMMENCEE: "Début réel de l'étape",
    ETAPE_TERMINEE: "Fin réelle de l'étape",
    "nature = 'entretien'": "Jour du rendez-vous",
    CONTRAT: "Jour de l'embauche",
}
# What a figure is divided by, in its formula.
DIVISEURS = {
    PERSONNE: "personnes accompagnées",
    ACTIF_FIN: "file active à la fin",
    SORTI: "sorties",
    SORTI_AU_DENOMINATEUR: "sorties que retient la règle",
    PRESCRIT: "prescriptions reçues",
    ENTRE_APRES_PRESCRIPTION: "entrées dont la prescription est datée",
    NIVEAU_CONNU: "personnes accompagnées dont le niveau est connu",
    EMBAUCHE_IL_Y_A_SIX_MOIS: "emplois commencés six mois plus tôt",
    CONCLU: "mises en relation conclues",
    ETAPE_TERMINEE: "étapes terminées",
    IMMERSION_TERMINEE: "immersions terminées",
    RENDEZ_VOUS_DIT: "rendez-vous honorés, excusés ou manqués",
    CONTRAT_AUX_HEURES_CONNUES: "contrats dont les heures sont connues",
    REFERENT: "équivalents temps plein de référents",
}


def date_comptee(condition):
    """On which day what `condition` counts is counted."""
    trouvees = [debut for debut in DATES if condition.startswith(debut)]
    return DATES[max(trouvees, key=len)]
