"""Every indicator, declared once.

A condition speaks of one row of the relation of its `nature` (`relation`): a parcours, a job, a
mise en relation or an offer, in a period. The same text counts the rows in `calcul` and finds
them in `dossiers`, so that a number and its list cannot differ.
"""

from dataclasses import dataclass

from accompagnement.enums import (
    CRITERES_SENSIBLES,
    Categorie,
    Critere,
    Denominateur,
    StatutMiseEnRelation,
)
from conventions.enums import Nature, Unite
from plie.referentiels.enums import Niveau

ACCOMPAGNE = "nature = 'parcours' AND entree <= fin AND (sortie IS NULL OR sortie >= debut)"
PERSONNE = f"est_derniere AND {ACCOMPAGNE}"
ACTIF_DEBUT = "nature = 'parcours' AND entree < debut AND (sortie IS NULL OR sortie >= debut)"
ACTIF_FIN = "nature = 'parcours' AND entree <= fin AND (sortie IS NULL OR sortie > fin)"
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
# The mean month, 30.4375 days, as a fraction: what is rounded is whole numbers.
JOURS_DE_SEIZE_MOIS = 487
MOIS_MOYEN_EN_JOURS = JOURS_DE_SEIZE_MOIS / 16


@dataclass(frozen=True)
class Indicateur:
    code: str
    libelle: str
    unite: Unite
    numerateur: str
    definition: str
    denominateur: str | None = None
    # SQL summed over the rows of the numerator, instead of counting them.
    mesure: str | None = None
    # The criterion it counts, when it counts one.
    critere: str | None = None
    # What its list holds.
    nature: Nature = Nature.PARCOURS

    @property
    def est_une_part(self):
        return self.unite == Unite.POUR_CENT

    @property
    def est_un_niveau(self):
        """Whether it is counted on one day, and does not add up from the first to the last."""
        return self.nature == Nature.OFFRE or self.numerateur.startswith((ACTIF_DEBUT, ACTIF_FIN))

    @property
    def compte_des_sorties(self):
        """Whether its list is one of exits, each with what proves it."""
        return self.numerateur.startswith(SORTI)

    @property
    def est_sensible(self):
        """Whether the list behind it tells health, justice or housing of named people."""
        return self.critere in CRITERES_SENSIBLES

    def condition(self, partie):
        return self.denominateur if partie == "denominateur" else self.numerateur


def part(code, libelle, condition, definition, *, parmi=PERSONNE, critere=None):
    return Indicateur(
        code,
        libelle,
        Unite.POUR_CENT,
        f"{parmi} AND {condition}",
        definition,
        denominateur=parmi,
        critere=critere,
    )


def part_critere(code, libelle, critere):
    return part(
        code,
        libelle,
        f"'{critere}' = ANY(criteres)",
        f"Personnes accompagnées ayant le critère « {critere.label} » à l'entrée du parcours, le "
        "dernier de la période.",
        critere=critere,
    )


INDICATEURS = (
    Indicateur(
        "personnes_accompagnees",
        "Personnes accompagnées",
        Unite.PERSONNES,
        PERSONNE,
        "Personnes distinctes entrées au plus tard le dernier jour de la période et pas sorties "
        "avant le premier.",
    ),
    Indicateur(
        "file_active_debut",
        "File active au début",
        Unite.PARCOURS,
        ACTIF_DEBUT,
        "Parcours commencés avant la période et encore ouverts la veille de son premier jour.",
    ),
    Indicateur(
        "file_active_fin",
        "File active à la fin",
        Unite.PARCOURS,
        ACTIF_FIN,
        "Parcours commencés et encore ouverts au soir du dernier jour.",
    ),
    Indicateur(
        "prescriptions",
        "Prescriptions",
        Unite.PRESCRIPTIONS,
        PRESCRIT,
        "Prescriptions reçues dans la période, quelle qu'en soit la suite.",
        nature=Nature.PRESCRIPTION,
    ),
    Indicateur(
        "non_entrees",
        "Non-entrées",
        Unite.PRESCRIPTIONS,
        NON_ENTRE,
        "Prescriptions closes sans entrée dans la période : la personne n'est pas passée devant "
        "la commission.",
        nature=Nature.PRESCRIPTION,
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
    ),
    Indicateur("entrees", "Entrées", Unite.PARCOURS, ENTRE, "Entrées validées de la période."),
    Indicateur("sorties", "Sorties", Unite.PARCOURS, SORTI, "Sorties validées de la période."),
    Indicateur(
        "sorties_positives",
        "Sorties positives",
        Unite.PARCOURS,
        SORTI_POSITIF,
        "Sorties positives selon la règle en vigueur à la sortie.",
    ),
    Indicateur(
        "sorties_neutres",
        "Sorties neutres",
        Unite.PARCOURS,
        f"{SORTI} AND categorie = '{Categorie.NEUTRE}'",
        "Sorties neutres selon la règle en vigueur à la sortie : déménagement, retraite, décès.",
    ),
    Indicateur(
        "sorties_autres",
        "Autres sorties",
        Unite.PARCOURS,
        f"{SORTI} AND categorie = '{Categorie.AUTRE}'",
        "Toutes les autres sorties.",
    ),
    Indicateur(
        "taux_sorties_positives",
        "Taux de sorties positives",
        Unite.POUR_CENT,
        f"{SORTI_POSITIF} AND {SORTI_AU_DENOMINATEUR}",
        "Sorties positives rapportées aux sorties que retient la règle.",
        denominateur=SORTI_AU_DENOMINATEUR,
    ),
    Indicateur(
        "duree_moyenne_parcours_mois",
        "Durée moyenne des parcours terminés",
        Unite.MOIS,
        SORTI,
        "Moyenne, sur les sorties de la période, des jours entre l'entrée et la sortie, divisés "
        "par 30,4375.",
        denominateur=SORTI,
        mesure="sortie - entree",
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
    ),
    Indicateur(
        "sans_etape",
        "Sans étape commencée",
        Unite.PARCOURS,
        f"{ACTIF_FIN} AND sans_etape",
        "Parcours de la file active de fin de période sans aucune étape commencée.",
    ),
    Indicateur(
        "sans_entretien_30j",
        "Sans entretien depuis 30 jours",
        Unite.PARCOURS,
        f"{ACTIF_FIN} AND sans_entretien_30j",
        "Parcours de la file active de fin de période sans entretien honoré dans les 30 jours "
        "qui précèdent le dernier.",
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
    ),
    Indicateur(
        "mises_en_relation",
        "Mises en relation",
        Unite.MISES_EN_RELATION,
        PROPOSE,
        "Offres proposées à une personne pendant la période, une fois par offre et par personne.",
        nature=Nature.MISE_EN_RELATION,
    ),
    Indicateur(
        "embauches",
        "Embauches sur une mise en relation",
        Unite.MISES_EN_RELATION,
        EMBAUCHE,
        "Mises en relation conclues par une embauche pendant la période.",
        nature=Nature.MISE_EN_RELATION,
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
    ),
    Indicateur(
        "offres_ouvertes",
        "Offres ouvertes",
        Unite.OFFRES,
        "offre_id IS NOT NULL",
        "Offres du territoire ouvertes au dernier passage complet du flux de France Travail, le "
        "dernier jour de la période ou dans les six jours d'avant ; inconnues sans ce passage.",
        nature=Nature.OFFRE,
    ),
)
PAR_CODE = {indicateur.code: indicateur for indicateur in INDICATEURS}
