"""Every indicator, declared once.

A condition speaks of one row of the relation of its `nature` (`relation`): a parcours, a job, a
mise en relation or an offer, in a period. The same text counts the rows in `calcul` and finds
them in `dossiers`, so that a number and its list cannot differ.
"""

from accompagnement.enums import Categorie, Critere
from conventions.enums import Nature, Unite
from conventions.indicateurs.conditions import (
    ACTIF_DEBUT,
    ACTIF_FIN,
    CONCLU,
    EMBAUCHE,
    EMBAUCHE_IL_Y_A_SIX_MOIS,
    ENTRE,
    ENTRE_APRES_PRESCRIPTION,
    NIVEAU_CONNU,
    NON_ENTRE,
    OUVERTE,
    PERSONNE,
    PRESCRIT,
    PROPOSE,
    SORTI,
    SORTI_AU_DENOMINATEUR,
    SORTI_POSITIF,
)
from conventions.indicateurs.declarations_du_suivi import DU_SUIVI, PUIS
from conventions.indicateurs.indicateur import (
    DES_ENTREES,
    DES_PERSONNES,
    Indicateur,
    part,
    part_critere,
)
from plie.referentiels.enums import Niveau

# The mean month, 30.4375 days, as a fraction: what is rounded is whole numbers.
JOURS_DE_SEIZE_MOIS = 487
MOIS_MOYEN_EN_JOURS = JOURS_DE_SEIZE_MOIS / 16

AVE = "Comptes d'Alliance Villes Emploi, 2014 : accompagnées = file active à la fin + sorties"
DIJON = "Objectif de moins de non-entrées : appel à projets 2021 du PLIE de Dijon"
REGLE = "Règle de sortie du protocole du PLIE ; catégories d'Alliance Villes Emploi"

DU_PARCOURS = (
    Indicateur(
        "personnes_accompagnees",
        "Personnes accompagnées",
        Unite.PERSONNES,
        PERSONNE,
        "Personnes distinctes entrées au plus tard le dernier jour de la période et pas sorties "
        "avant le premier.",
        croisements=(
            "sexe",
            "tranche_age",
            "niveau",
            "critere",
            "commune",
            "qpv",
            "structure",
            "referent",
        ),
        source=AVE,
    ),
    Indicateur(
        "file_active_debut",
        "File active au début",
        Unite.PARCOURS,
        ACTIF_DEBUT,
        "Parcours commencés avant la période et encore ouverts la veille de son premier jour.",
        croisements=DES_PERSONNES,
        source=AVE,
    ),
    Indicateur(
        "file_active_fin",
        "File active à la fin",
        Unite.PARCOURS,
        ACTIF_FIN,
        "Parcours commencés et encore ouverts au soir du dernier jour.",
        croisements=("anciennete", *DES_PERSONNES),
        source=AVE,
    ),
    Indicateur(
        "prescriptions",
        "Prescriptions",
        Unite.PRESCRIPTIONS,
        PRESCRIT,
        "Prescriptions reçues dans la période, quelle qu'en soit la suite.",
        nature=Nature.PRESCRIPTION,
        croisements=("prescripteur", "sexe", "tranche_age", "commune"),
        source=DIJON,
    ),
    Indicateur(
        "non_entrees",
        "Non-entrées",
        Unite.PRESCRIPTIONS,
        NON_ENTRE,
        "Prescriptions closes sans entrée dans la période : la personne n'est pas passée devant "
        "la commission.",
        nature=Nature.PRESCRIPTION,
        croisements=("prescripteur", "sexe", "tranche_age", "commune"),
        source=DIJON,
    ),
    Indicateur(
        "delai_entree_jours",
        "Délai d'entrée",
        Unite.JOURS,
        ENTRE_APRES_PRESCRIPTION,
        "Moyenne, sur les entrées de la période dont la prescription est datée, des jours entre "
        "la prescription et l'entrée.",
        denominateur=ENTRE_APRES_PRESCRIPTION,
        mesure="entree - prescription",
        croisements=("prescripteur", "structure", "referent"),
    ),
    Indicateur(
        "entrees",
        "Entrées",
        Unite.PARCOURS,
        ENTRE,
        "Entrées validées de la période.",
        croisements=DES_ENTREES,
        source="Entrée validée par la commission : usage des PLIE (Clermont, Dijon, Forez)",
    ),
    Indicateur(
        "sorties",
        "Sorties",
        Unite.PARCOURS,
        SORTI,
        "Sorties validées de la période.",
        croisements=("categorie_sortie", "motif_sortie", *DES_PERSONNES),
        source=AVE,
    ),
    Indicateur(
        "sorties_positives",
        "Sorties positives",
        Unite.PARCOURS,
        SORTI_POSITIF,
        "Sorties positives selon la règle en vigueur à la sortie.",
        croisements=("motif_sortie", *DES_PERSONNES),
        source=REGLE,
    ),
    Indicateur(
        "sorties_neutres",
        "Sorties neutres",
        Unite.PARCOURS,
        f"{SORTI} AND categorie = '{Categorie.NEUTRE}'",
        "Sorties neutres selon la règle en vigueur à la sortie : déménagement, retraite, décès.",
        croisements=("motif_sortie", "structure", "referent"),
        source=REGLE,
    ),
    Indicateur(
        "sorties_autres",
        "Autres sorties",
        Unite.PARCOURS,
        f"{SORTI} AND categorie = '{Categorie.AUTRE}'",
        "Toutes les autres sorties.",
        croisements=("motif_sortie", *DES_PERSONNES),
        source=REGLE,
    ),
    Indicateur(
        "taux_sorties_positives",
        "Taux de sorties positives",
        Unite.POUR_CENT,
        f"{SORTI_POSITIF} AND {SORTI_AU_DENOMINATEUR}",
        "Sorties positives rapportées aux sorties que retient la règle.",
        denominateur=SORTI_AU_DENOMINATEUR,
        croisements=("sexe", "tranche_age", "niveau", "prescripteur", "structure", "referent"),
        divise="Sorties positives",
        source=REGLE,
    ),
    Indicateur(
        "duree_moyenne_parcours_mois",
        "Durée moyenne des parcours terminés",
        Unite.MOIS,
        SORTI,
        "Moyenne, sur les sorties de la période, des jours entre l'entrée et la sortie, divisés "
        "par 30,4375. Les jours de suspension n'y comptent pas.",
        denominateur=SORTI,
        mesure="sortie - entree - jours_suspendus",
        croisements=("categorie_sortie", "structure", "referent"),
        depuis=PUIS,
        avant="les jours de suspension y comptaient",
        source="27,6 mois en moyenne nationale : Alliance Villes Emploi, 2014",
    ),
    part(
        "part_femmes",
        "Femmes",
        "sexe = 'F'",
        "Femmes parmi les personnes accompagnées.",
    ),
    part(
        "part_seniors",
        "50 ans et plus",
        "age >= 50",
        "Personnes accompagnées de 50 ans ou plus le dernier jour de la période.",
    ),
    part(
        "part_jeunes",
        "Moins de 26 ans",
        "age < 26",
        "Personnes accompagnées de moins de 26 ans le dernier jour de la période.",
    ),
    part_critere("part_rsa", "Bénéficiaires du RSA", Critere.RSA),
    part_critere("part_deld", "Chômage de longue durée", Critere.DELD),
    part_critere("part_detld", "Chômage de très longue durée", Critere.DETLD),
    part_critere("part_rqth", "Travailleurs handicapés (RQTH)", Critere.RQTH),
    part_critere("part_qpv", "Habitants d'un quartier prioritaire", Critere.QPV),
    part_critere("part_parents_isoles", "Parents isolés", Critere.PARENT_ISOLE),
    part_critere("part_sans_permis", "Sans permis de conduire", Critere.SANS_PERMIS),
    part(
        "part_infra3",
        "Sans diplôme (infra 3)",
        f"niveau = '{Niveau.INFRA3}'",
        "Niveau infra 3 à l'entrée, parmi les personnes dont le niveau est connu.",
        parmi=NIVEAU_CONNU,
    ),
    Indicateur(
        "taux_renouvellement",
        "Taux de renouvellement",
        Unite.POUR_CENT,
        ENTRE,
        "Entrées de la période rapportées aux personnes accompagnées.",
        denominateur=PERSONNE,
        croisements=("structure", "referent"),
        divise="Entrées",
        source="30 % par an au PLIE de Grenoble, rapport au fonds social européen",
    ),
    Indicateur(
        "sans_etape",
        "Sans étape commencée",
        Unite.PARCOURS,
        f"{ACTIF_FIN} AND sans_etape",
        "Parcours de la file active de fin de période sans aucune étape commencée.",
        croisements=("structure", "referent"),
        source="40 % de participants sans étape : appel à projets 2021 du PLIE de Dijon",
    ),
    Indicateur(
        "sans_entretien_30j",
        "Sans entretien depuis 30 jours",
        Unite.PARCOURS,
        f"{ACTIF_FIN} AND sans_entretien_30j",
        "Parcours de la file active de fin de période sans entretien honoré dans les 30 jours "
        "qui précèdent le dernier.",
        croisements=("structure", "referent"),
        source="Un entretien par mois au moins : usage des PLIE (Dijon, Lille)",
    ),
    Indicateur(
        "maintien_emploi_6_mois",
        "Maintien dans l'emploi à 6 mois",
        Unite.POUR_CENT,
        f"{EMBAUCHE_IL_Y_A_SIX_MOIS} AND est_tenu",
        "Emplois commencés six mois avant un jour de la période et tenus six mois, rapportés aux "
        "emplois commencés alors. Les contrats que la règle de sortie ajoute sont un seul emploi ; "
        "un contrat dont le terme est passé n'est tenu que si un suivi le dit.",
        denominateur=EMBAUCHE_IL_Y_A_SIX_MOIS,
        nature=Nature.EMPLOI,
        croisements=("type_contrat", "sexe", "tranche_age"),
        divise="Emplois tenus six mois",
        source="Six mois de suivi après le retour à l'emploi : usage des opérations FSE des PLIE",
    ),
    Indicateur(
        "mises_en_relation",
        "Mises en relation",
        Unite.MISES_EN_RELATION,
        PROPOSE,
        "Offres proposées à une personne pendant la période, une fois par offre et par personne.",
        nature=Nature.MISE_EN_RELATION,
        croisements=("domaine", "sexe", "tranche_age", "structure", "referent"),
    ),
    Indicateur(
        "embauches",
        "Embauches sur une mise en relation",
        Unite.MISES_EN_RELATION,
        EMBAUCHE,
        "Mises en relation conclues par une embauche pendant la période.",
        nature=Nature.MISE_EN_RELATION,
        croisements=("domaine", "sexe", "tranche_age", "structure", "referent"),
    ),
    Indicateur(
        "taux_transformation",
        "Taux de transformation",
        Unite.POUR_CENT,
        EMBAUCHE,
        "Embauches rapportées aux mises en relation conclues pendant la période, quelle que soit "
        "leur issue.",
        denominateur=CONCLU,
        nature=Nature.MISE_EN_RELATION,
        croisements=("domaine", "sexe", "tranche_age", "structure", "referent"),
        divise="Embauches",
    ),
    Indicateur(
        "offres_ouvertes",
        "Offres ouvertes",
        Unite.OFFRES,
        OUVERTE,
        "Offres du territoire ouvertes au dernier passage complet du flux de France Travail, le "
        "dernier jour de la période ou dans les six jours d'avant ; inconnues sans ce passage.",
        nature=Nature.OFFRE,
        croisements=("domaine", "commune"),
        source="Flux Offres d'emploi v2 de France Travail",
    ),
)
INDICATEURS = (*DU_PARCOURS, *DU_SUIVI)
# What leaves the house: reports, files, the API.
PUBLIES = tuple(indicateur for indicateur in INDICATEURS if indicateur.est_publie)
PAR_CODE = {indicateur.code: indicateur for indicateur in INDICATEURS}
