"""Every indicator of what is done with people: étapes, appointments, contracts, immersions, and how
many people each référent follows. The rest of the one table is in `declarations`."""

from datetime import date
from functools import partial

from accompagnement.enums import Critere
from conventions.enums import Nature, Unite
from conventions.indicateurs.conditions import (
    ACTIF_FIN,
    ACTIF_SUIVI,
    CONTRAT,
    CONTRAT_AUX_HEURES_CONNUES,
    ENTRE_APRES_PRESCRIPTION,
    ETAPE_COMMENCEE,
    ETAPE_REALISEE,
    ETAPE_TERMINEE,
    IMMERSION_COMMENCEE,
    IMMERSION_EMBAUCHE,
    IMMERSION_TERMINEE,
    NIVEAU_CONNU,
    NON_ENTRE,
    PERSONNE,
    PRESCRIT,
    REFERENT,
    RENDEZ_VOUS_DIT,
    RENDEZ_VOUS_HONORE,
    RENDEZ_VOUS_MANQUE,
)
from conventions.indicateurs.indicateur import Indicateur, Mediane, part, part_critere
from plie.referentiels.enums import Niveau

# When these were first counted, and durations without their suspensions.
PUIS = date(2026, 11, 29)
_nouveau = partial(Indicateur, depuis=PUIS, est_publie=False)
_etape = partial(_nouveau, nature=Nature.ETAPE)
_rendez_vous = partial(_nouveau, nature=Nature.ENTRETIEN)
D_ETAPES = ("axe", "resultat", "structure", "referent")
DE_RENDEZ_VOUS = ("presence", "sexe", "tranche_age", "structure", "referent")
D_IMMERSIONS = ("issue_immersion", "sexe", "tranche_age", "structure", "referent")

DU_SUIVI = (
    _nouveau(
        "taux_non_entree",
        "Taux de non-entrées",
        Unite.POUR_CENT,
        NON_ENTRE,
        "Non-entrées de la période rapportées aux prescriptions reçues dans la période. Une "
        "prescription se clôt parfois après la période où elle est reçue : le taux d'un mois peut "
        "dépasser 100 %.",
        denominateur=PRESCRIT,
        divise="Non-entrées",
        nature=Nature.PRESCRIPTION,
        nature_denominateur=Nature.PRESCRIPTION,
        croisements=("prescripteur",),
        source="Objectif de moins de non-entrées : appel à projets 2021 du PLIE de Dijon",
    ),
    _nouveau(
        "delai_entree_median_jours",
        "Délai d'entrée médian",
        Unite.JOURS,
        ENTRE_APRES_PRESCRIPTION,
        "Des entrées de la période dont la prescription est datée, la moitié a attendu ce nombre "
        "de jours au plus entre la prescription et l'entrée.",
        denominateur=ENTRE_APRES_PRESCRIPTION,
        mesure=Mediane("(entree - prescription)"),
        croisements=("prescripteur", "structure", "referent"),
        source="Délai entre la prescription et l'entrée, moyen et médian : suivi des prescriptions "
        "des PLIE (Dijon, 2021)",
    ),
    part_critere(
        "part_ass",
        "Bénéficiaires de l'ASS",
        Critere.ASS,
        depuis=PUIS,
        est_publie=False,
    ),
    part(
        "part_niveau3",
        "Niveau 3 (CAP, BEP) au plus",
        f"niveau IN ('{Niveau.INFRA3}', '{Niveau.N3}')",
        "Niveau 3 ou infra 3 à l'entrée, parmi les personnes dont le niveau est connu.",
        parmi=NIVEAU_CONNU,
        depuis=PUIS,
        est_publie=False,
        source="Trois quarts de niveaux CAP-BEP au plus : objectif 2007-2013 du PLIE de Toulouse",
    ),
    _nouveau(
        "anciennete_moyenne_mois",
        "Ancienneté moyenne de la file active",
        Unite.MOIS,
        ACTIF_FIN,
        "Moyenne, sur la file active de fin de période, des jours depuis l'entrée, divisés par "
        "30,4375. Les jours de suspension n'y comptent pas.",
        denominateur=ACTIF_FIN,
        mesure="fin - entree - jours_suspendus",
        croisements=("anciennete", "structure", "referent"),
    ),
    _etape(
        "etapes_commencees",
        "Étapes commencées",
        Unite.ETAPES,
        ETAPE_COMMENCEE,
        "Étapes de parcours commencées dans la période. L'accompagnement lui-même n'est pas une "
        "étape ; une étape seulement prévue n'en est pas encore une.",
        croisements=D_ETAPES,
    ),
    _etape(
        "etapes_par_personne",
        "Étapes par personne",
        Unite.PAR_PERSONNE,
        ETAPE_COMMENCEE,
        "Étapes commencées dans la période, rapportées aux personnes accompagnées.",
        denominateur=PERSONNE,
        nature_denominateur=Nature.PARCOURS,
        divise="Étapes commencées",
        croisements=("structure", "referent"),
        source="Environ trois étapes par participant sur deux ans : Alliance Villes Emploi, 2014",
    ),
    _etape(
        "taux_etapes_realisees",
        "Étapes réalisées",
        Unite.POUR_CENT,
        ETAPE_REALISEE,
        "Étapes terminées dans la période et réalisées, rapportées aux étapes terminées alors : "
        "les autres sont interrompues ou abandonnées.",
        denominateur=ETAPE_TERMINEE,
        divise="Étapes réalisées",
        croisements=("axe", "structure", "referent"),
    ),
    _nouveau(
        "taux_sans_etape",
        "Personnes sans étape commencée",
        Unite.POUR_CENT,
        f"{PERSONNE} AND sans_etape",
        "Personnes accompagnées dont le parcours, le dernier de la période, n'a aucune étape "
        "commencée au dernier jour.",
        denominateur=PERSONNE,
        croisements=("anciennete", "structure", "referent"),
        source="40 % de participants sans étape : appel à projets 2021 du PLIE de Dijon",
    ),
    _rendez_vous(
        "rendez_vous",
        "Rendez-vous honorés",
        Unite.RENDEZ_VOUS,
        RENDEZ_VOUS_HONORE,
        "Entretiens de la période où la personne est venue, ou a été jointe.",
        croisements=DE_RENDEZ_VOUS[1:],
    ),
    _rendez_vous(
        "rendez_vous_par_personne",
        "Rendez-vous par personne",
        Unite.PAR_PERSONNE,
        RENDEZ_VOUS_HONORE,
        "Rendez-vous honorés de la période, rapportés aux personnes accompagnées.",
        denominateur=PERSONNE,
        nature_denominateur=Nature.PARCOURS,
        divise="Rendez-vous honorés",
        croisements=("structure", "referent"),
        source="Un entretien par mois au moins : usage des PLIE (Dijon, Lille)",
    ),
    _rendez_vous(
        "taux_absence",
        "Absences aux rendez-vous",
        Unite.POUR_CENT,
        RENDEZ_VOUS_MANQUE,
        "Rendez-vous manqués sans excuse, rapportés aux rendez-vous honorés, excusés ou manqués de "
        "la période. Ceux que le PLIE a annulés et ceux qui restent à noter n'y comptent pas.",
        denominateur=RENDEZ_VOUS_DIT,
        divise="Rendez-vous manqués",
        croisements=DE_RENDEZ_VOUS,
    ),
    _nouveau(
        "contrats_signes",
        "Contrats signés",
        Unite.CONTRATS,
        CONTRAT,
        "Contrats de travail commencés dans la période par une personne entrée dans le PLIE, de "
        "tout type. Une embauche promise ne compte pas avant son jour.",
        nature=Nature.CONTRAT,
        croisements=("type_contrat", "domaine", "type_employeur", "sexe", "structure", "referent"),
        source="Entreprises, associations et public : répartition publiée par Alliance Villes "
        "Emploi, 2014",
    ),
    _nouveau(
        "heures_par_contrat",
        "Heures par contrat",
        Unite.HEURES,
        CONTRAT_AUX_HEURES_CONNUES,
        "Moyenne, sur les contrats commencés dans la période dont les heures sont connues, des "
        "heures prévues par semaine.",
        denominateur=CONTRAT_AUX_HEURES_CONNUES,
        mesure="(100 * heures_hebdo)::int",
        nature=Nature.CONTRAT,
        croisements=("type_contrat", "domaine", "type_employeur", "sexe", "structure", "referent"),
        source="Mi-temps au moins pour une sortie positive : guide d'Alliance Villes Emploi, 2010",
    ),
    _etape(
        "immersions",
        "Immersions (PMSMP)",
        Unite.ETAPES,
        IMMERSION_COMMENCEE,
        "Périodes de mise en situation en milieu professionnel commencées dans la période.",
        croisements=D_IMMERSIONS[1:],
    ),
    _etape(
        "duree_moyenne_immersions_jours",
        "Durée moyenne des immersions",
        Unite.JOURS,
        IMMERSION_TERMINEE,
        "Moyenne, sur les immersions terminées dans la période, des jours du premier au dernier, "
        "compris.",
        denominateur=IMMERSION_TERMINEE,
        mesure="etape_terminee - etape_commencee + 1",
        croisements=("issue_immersion", "structure"),
    ),
    _etape(
        "taux_immersions_embauche",
        "Immersions suivies d'une embauche",
        Unite.POUR_CENT,
        IMMERSION_EMBAUCHE,
        "Immersions terminées dans la période qui ont donné une embauche ou une promesse "
        "d'embauche, rapportées aux immersions terminées alors.",
        denominateur=IMMERSION_TERMINEE,
        croisements=D_IMMERSIONS,
    ),
    _nouveau(
        "charge_par_etp",
        "Personnes par équivalent temps plein",
        Unite.PAR_ETP,
        ACTIF_SUIVI,
        "Parcours de la file active de fin de période qui ont un référent, rapportés aux "
        "équivalents temps plein des référents en poste et de quiconque suit encore quelqu'un. Ne "
        "se lit que pour tout le PLIE.",
        denominateur=REFERENT,
        mesure_denominateur="centiemes_etp",
        divise="Parcours suivis",
        croisements=("referent", "structure"),
        source="60 à 100 personnes par équivalent temps plein selon les PLIE : Grenoble et Forez "
        "70, Nice 80",
    ),
)
