"""Write the matched rows by sets; every statement touches only the rows that differ."""

from dataclasses import dataclass

import pgtrigger
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.utils import timezone

from accompagnement.actions.affectation import remettre
from accompagnement.actions.rendez_vous import annuler_a_venir
from accompagnement.enums import STATUTS_CLOS, Moment, Statut, StatutFrein
from accompagnement.models import MotifSortie, RegleSortie
from plie.comptes.enums import Role
from plie.comptes.models import Agent, Structure
from plie.socle.copy_postgresql import copier_lignes
from plie.socle.sql import lire_sql

# What the application never does, an import may: correct a frozen entry or a validated exit, unless
# an official month counts it (`croisements`), and bring a parcours straight to the state the file
# tells.
VERROUS = (
    "accompagnement.Parcours:transitions",
    "accompagnement.Sortie:sortie_figee",
    "accompagnement.Situation:entree_figee",
    "accompagnement.CritereEligibilite:entree_figee",
    "accompagnement.CritereEligibilite:entree_ineffacable",
    "accompagnement.CritereEligibilite:entree_close",
)

# A number that goes from one person of the file to another is first taken from its holder.
LIBERER_NUMEROS = lire_sql(__file__, "liberer_numeros")

INSERER_PERSONNES = lire_sql(__file__, "inserer_personnes")

MODIFIER_PERSONNES = lire_sql(__file__, "modifier_personnes")

# Names become keys, and what the base says of each parcours before the import is kept beside. An
# open parcours is in its référent's structure, whatever the line says, unless that structure is
# itself a guess: the one of an account that an import made.
RESOUDRE = lire_sql(__file__, "resoudre")

INSERER_PARCOURS = lire_sql(__file__, "inserer_parcours")

MODIFIER_PARCOURS = lire_sql(__file__, "modifier_parcours")

# A case that the file has moved on no longer waits for the commission.
RETIRER_DE_L_ORDRE_DU_JOUR = lire_sql(__file__, "retirer_de_l_ordre_du_jour")

INSERER_SITUATIONS = lire_sql(__file__, "inserer_situations")

MODIFIER_SITUATIONS = lire_sql(__file__, "modifier_situations")

RETIRER_CRITERES = lire_sql(__file__, "retirer_criteres")

AJOUTER_CRITERES = lire_sql(__file__, "ajouter_criteres")

# From today on, whoever has never been in it.
METTRE_EN_COHORTE = lire_sql(__file__, "mettre_en_cohorte")

INSERER_AFFECTATIONS = lire_sql(__file__, "inserer_affectations")

# Today's référent differs from the file's: a hand-over, dated today, never an overwriting.
PASSATIONS = lire_sql(__file__, "passations")
NOTER_PASSATIONS = "INSERT INTO import_touche (ligne) SELECT unnest(%s::integer[])"

# The exit closes what ran until then; an exit whose date is corrected moves what it had closed.
CLORE_AFFECTATIONS = lire_sql(__file__, "clore_affectations")
CLORE_SUSPENSIONS = lire_sql(__file__, "clore_suspensions")

CLOS = lire_sql(__file__, "parcours_qui_se_closent")

CREER_CATEGORIES = """
    CREATE TEMPORARY TABLE import_categorie (
        regle_id bigint, valide_du date, valide_au date, motif text, categorie text
    ) ON COMMIT DROP
"""

INSERER_SORTIES = lire_sql(__file__, "inserer_sorties")

MODIFIER_SORTIES = lire_sql(__file__, "modifier_sorties")


def _passer_le_relais(curseur):
    curseur.execute(PASSATIONS)
    passations = curseur.fetchall()
    remettre({parcours: agent for _, parcours, agent in passations}, timezone.localdate(), par=None)
    curseur.execute(NOTER_PASSATIONS, [[ligne for ligne, _, _ in passations]])


def _annuler_les_rendez_vous(curseur):
    curseur.execute(CLOS)
    clos = curseur.fetchall()
    annuler_a_venir([parcours for parcours, est_deces in clos if not est_deces])
    annuler_a_venir([parcours for parcours, est_deces in clos if est_deces], dire=False)


ETAPES = (
    LIBERER_NUMEROS,
    INSERER_PERSONNES,
    MODIFIER_PERSONNES,
    # The triggers of the parcours look people up: without fresh statistics on a table that has
    # just grown, they may do it the slow way.
    "ANALYZE accompagnement_participant",
    RESOUDRE,
    "CREATE INDEX ON import_resolu (parcours_id)",
    "ANALYZE import_resolu",
    # It takes the parcours to the référent's structure; the one that `RESOUDRE` chose comes last.
    _passer_le_relais,
    RETIRER_DE_L_ORDRE_DU_JOUR,
    MODIFIER_PARCOURS,
    INSERER_PARCOURS,
    "ANALYZE accompagnement_parcours",
    INSERER_SITUATIONS,
    MODIFIER_SITUATIONS,
    RETIRER_CRITERES,
    AJOUTER_CRITERES,
    CLORE_AFFECTATIONS,
    CLORE_SUSPENSIONS,
    _annuler_les_rendez_vous,
    INSERER_AFFECTATIONS,
    MODIFIER_SORTIES,
    INSERER_SORTIES,
    METTRE_EN_COHORTE,
    "SET CONSTRAINTS ALL IMMEDIATE",
)

BILAN = lire_sql(__file__, "bilan")

AVIS = (
    (
        "referent",
        "le parcours est clos : son référent n'a pas été changé",
        lire_sql(__file__, "referents_de_clos"),
    ),
    (
        "structure",
        "le parcours ouvert est dans la structure de son référent, et non dans celle de la ligne",
        lire_sql(__file__, "structures_ecartees"),
    ),
    (
        "structure",
        "la ligne ne dit pas de structure : le parcours prend celle de son référent",
        lire_sql(__file__, "structures_du_referent"),
    ),
    (
        "cohortes",
        "le parcours est clos : la personne n'est pas mise dans la cohorte",
        lire_sql(__file__, "cohortes_de_clos"),
    ),
    (
        "cohortes",
        "cette personne a quitté la cohorte : elle n'y est pas remise",
        lire_sql(__file__, "cohortes_quittees"),
    ),
)


@dataclass
class Bilan:
    personnes_creees: int = 0
    personnes_modifiees: int = 0
    personnes_inchangees: int = 0
    parcours_crees: int = 0
    parcours_modifies: int = 0
    parcours_inchanges: int = 0


def ecrire(controle, suivre):
    """Write everything staged; returns (Bilan, structures created, agents created)."""
    structures = _creer_structures(controle.structures)
    agents = _creer_agents(controle.referents)
    with connection.cursor() as curseur, pgtrigger.ignore(*VERROUS):
        for table in ("import_touche", "import_resolu", "import_categorie"):
            curseur.execute(f"DROP TABLE IF EXISTS pg_temp.{table}")
        curseur.execute(
            "CREATE TEMPORARY TABLE import_touche (ligne integer, participant_id bigint) "
            "ON COMMIT DROP"
        )
        curseur.execute(CREER_CATEGORIES)
        copier_lignes(
            "import_categorie",
            ("regle_id", "valide_du", "valide_au", "motif", "categorie"),
            list(_categories()),
        )
        _derouler(curseur, suivre)
        curseur.execute("ANALYZE import_touche")
        curseur.execute(BILAN)
        bilan = Bilan(*curseur.fetchone())
        for colonne, texte, requete in AVIS:
            curseur.execute(requete)
            controle.ajouter_avis(colonne, texte, (ligne for (ligne,) in curseur.fetchall()))
    return bilan, structures, agents


def _derouler(curseur, suivre):
    parametres = _parametres()
    for rang, etape in enumerate(ETAPES):
        if callable(etape):
            etape(curseur)
        else:
            curseur.execute(etape, parametres.get(etape))
        suivre((rang + 1) / len(ETAPES))


def _parametres():
    """The states that the dates of the file tell, and who is a référent today; by rank, since
    `pgtrigger.ignore` bears no name."""
    en_activite = Agent.objects.referents().values_list("pk", flat=True)
    return {
        RESOUDRE: [list(STATUTS_CLOS), list(en_activite)],
        MODIFIER_PARCOURS: [Statut.SORTI, Statut.ACTIF],
        INSERER_PARCOURS: [Statut.SORTI, Statut.ACTIF, Statut.PRESCRIT],
        INSERER_SITUATIONS: [Moment.ENTREE, Moment.ENTREE],
        MODIFIER_SITUATIONS: [Moment.ENTREE],
        METTRE_EN_COHORTE: [StatutFrein.LEVE],
    }


def _categories():
    motifs = list(MotifSortie.objects.all())
    for regle in RegleSortie.objects.all():
        for motif in motifs:
            categorie = regle.categorie_de(motif)
            yield regle.pk, regle.valide_du, regle.valide_au, motif.code, categorie


def _creer_structures(nommees):
    connues = {nom.strip().lower() for nom in Structure.objects.values_list("nom", flat=True)}
    nouvelles = [
        Structure(nom=nom, accompagne=accompagne)
        for cle, (nom, accompagne) in nommees.items()
        if cle not in connues
    ]
    Structure.objects.bulk_create(nouvelles, batch_size=1000)
    return sorted(structure.nom for structure in nouvelles)


def _creer_agents(references):
    """Agents who can be named in dossiers and cannot sign in, until the administration decides."""
    connus = set(Agent.objects.filter(email__in=list(references)).values_list("email", flat=True))
    structures = {nom.strip().lower(): pk for pk, nom in Structure.objects.values_list("pk", "nom")}
    nouveaux = [
        Agent(
            email=email,
            nom=email[:100],
            role=Role.REFERENT,
            is_active=False,
            structure_id=structures.get(structure),
            password=make_password(None),
        )
        for email, structure in references.items()
        if email not in connus
    ]
    Agent.objects.bulk_create(nouveaux, batch_size=1000)
    return sorted(agent.email for agent in nouveaux)
