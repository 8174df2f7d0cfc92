"""Write the matched rows by sets; every statement touches only the rows that differ."""

from dataclasses import dataclass

import pgtrigger
from django.contrib.auth.hashers import make_password
from django.db import connection

from accompagnement.models import MotifSortie, RegleSortie
from plie.comptes.enums import Role
from plie.comptes.models import Agent, Structure
from plie.socle.copie import copier_lignes

# What the application never does, an import may: correct a frozen entry or a validated exit, and
# bring a parcours straight to the state the file tells.
VERROUS = (
    "accompagnement.Parcours:transitions",
    "accompagnement.Sortie:sortie_figee",
    "accompagnement.Situation:entree_figee",
    "accompagnement.CritereEligibilite:entree_figee",
    "accompagnement.CritereEligibilite:entree_ineffacable",
    "accompagnement.CritereEligibilite:entree_close",
)

# A number that goes from one person of the file to another is first taken from its holder.
LIBERER_NUMEROS = """
    UPDATE accompagnement_participant p SET numero_france_travail = NULL
    FROM import_personne tenant, import_personne preneur
    WHERE p.id = tenant.participant_id AND preneur.numero_ft = p.numero_france_travail
    AND preneur.participant_id <> p.id AND NOT tenant.est_nouvelle
"""

INSERER_PERSONNES = """
    INSERT INTO accompagnement_participant (id, identifiant_externe, nom, prenom, date_naissance,
        sexe, numero_france_travail, commune_id, adresse, telephone, email)
    SELECT participant_id, identifiant, nom, prenom, naissance, sexe, numero_ft, commune,
        COALESCE(adresse, ''), COALESCE(telephone, ''), COALESCE(email, '')
    FROM import_personne WHERE est_nouvelle
"""

MODIFIER_PERSONNES = """
    WITH fait AS (
        UPDATE accompagnement_participant p SET nom = i.nom, prenom = i.prenom,
            date_naissance = i.naissance, sexe = i.sexe,
            numero_france_travail = COALESCE(i.numero_ft, p.numero_france_travail),
            commune_id = COALESCE(i.commune, p.commune_id),
            adresse = COALESCE(i.adresse, p.adresse),
            telephone = COALESCE(i.telephone, p.telephone),
            email = COALESCE(i.email, p.email), version = p.version + 1
        FROM import_personne i
        WHERE p.id = i.participant_id AND NOT i.est_nouvelle
        AND (p.nom, p.prenom, p.date_naissance, p.sexe, p.numero_france_travail, p.commune_id,
             p.adresse, p.telephone, p.email)
        IS DISTINCT FROM (i.nom, i.prenom, i.naissance, i.sexe,
             COALESCE(i.numero_ft, p.numero_france_travail), COALESCE(i.commune, p.commune_id),
             COALESCE(i.adresse, p.adresse), COALESCE(i.telephone, p.telephone),
             COALESCE(i.email, p.email))
        RETURNING p.id
    )
    INSERT INTO import_touche SELECT NULL, id FROM fait
"""

# Names become keys, and what the base says of each parcours before the import is kept beside.
RESOUDRE = """
    CREATE TEMPORARY TABLE import_resolu ON COMMIT DROP AS
    SELECT i.ligne, i.parcours_id, i.participant_id, i.est_nouveau, i.niveau, i.criteres,
        i.prescription, i.entree, i.sortie, i.motif, ps.id AS prescripteur_id,
        COALESCE(st.id, CASE WHEN p.structure_id IS NULL THEN a.structure_id END) AS structure_id,
        a.id AS agent_id, p.date_entree AS ancienne_entree, p.date_sortie AS ancienne_sortie,
        COALESCE(i.sortie, p.date_sortie) AS date_sortie,
        COALESCE(i.entree, p.date_entree, i.prescription, p.date_prescription,
            (now() AT TIME ZONE 'Europe/Paris')::date) AS debut
    FROM import_parcours i
    LEFT JOIN accompagnement_parcours p ON p.id = i.parcours_id
    LEFT JOIN comptes_structure ps ON lower(btrim(ps.nom)) = i.prescripteur
    LEFT JOIN comptes_structure st ON lower(btrim(st.nom)) = i.structure
    LEFT JOIN comptes_agent a ON a.email = i.referent
"""

INSERER_PARCOURS = """
    INSERT INTO accompagnement_parcours (id, participant_id, prescripteur_id, structure_id, statut,
        date_prescription, date_entree, date_sortie)
    SELECT parcours_id, participant_id, prescripteur_id, structure_id,
        CASE WHEN sortie IS NOT NULL THEN 'sorti' WHEN entree IS NOT NULL THEN 'actif'
             ELSE 'prescrit' END,
        prescription, entree, sortie
    FROM import_resolu WHERE est_nouveau
"""

MODIFIER_PARCOURS = """
    WITH fait AS (
        UPDATE accompagnement_parcours p SET
            prescripteur_id = COALESCE(i.prescripteur_id, p.prescripteur_id),
            structure_id = COALESCE(i.structure_id, p.structure_id),
            date_prescription = COALESCE(i.prescription, p.date_prescription),
            date_entree = COALESCE(i.entree, p.date_entree), date_sortie = i.date_sortie,
            statut = CASE WHEN i.date_sortie IS NOT NULL THEN 'sorti'
                WHEN p.date_entree IS NULL AND i.entree IS NOT NULL THEN 'actif'
                ELSE p.statut END
        FROM import_resolu i
        WHERE p.id = i.parcours_id AND NOT i.est_nouveau
        AND (p.prescripteur_id, p.structure_id, p.date_prescription, p.date_entree, p.date_sortie)
        IS DISTINCT FROM (COALESCE(i.prescripteur_id, p.prescripteur_id),
            COALESCE(i.structure_id, p.structure_id),
            COALESCE(i.prescription, p.date_prescription), COALESCE(i.entree, p.date_entree),
            i.date_sortie)
        RETURNING p.id
    )
    INSERT INTO import_touche SELECT i.ligne, NULL FROM fait JOIN import_resolu i
    ON i.parcours_id = fait.id
"""

# A case that the file has moved on no longer waits for the commission.
RETIRER_DE_L_ORDRE_DU_JOUR = """
    DELETE FROM accompagnement_passage a USING import_resolu i
    WHERE a.parcours_id = i.parcours_id AND a.decision = '' AND NOT i.est_nouveau
    AND (i.ancienne_entree IS NULL AND i.entree IS NOT NULL
         OR i.ancienne_sortie IS NULL AND i.sortie IS NOT NULL)
"""

INSERER_SITUATIONS = """
    WITH fait AS (
        INSERT INTO accompagnement_situation (parcours_id, moment, date, statut_emploi,
            niveau_formation)
        SELECT i.parcours_id, 'entree', i.debut, '', i.niveau FROM import_resolu i
        WHERE i.niveau IS NOT NULL AND (i.est_nouveau OR NOT EXISTS (
            SELECT 1 FROM accompagnement_situation s
            WHERE s.parcours_id = i.parcours_id AND s.moment = 'entree'))
        RETURNING parcours_id
    )
    INSERT INTO import_touche SELECT i.ligne, NULL FROM fait
    JOIN import_resolu i USING (parcours_id) WHERE NOT i.est_nouveau
"""

MODIFIER_SITUATIONS = """
    WITH fait AS (
        UPDATE accompagnement_situation s SET niveau_formation = i.niveau FROM import_resolu i
        WHERE s.parcours_id = i.parcours_id AND NOT i.est_nouveau AND s.moment = 'entree'
        AND i.niveau IS NOT NULL AND s.niveau_formation <> i.niveau
        RETURNING s.parcours_id
    )
    INSERT INTO import_touche SELECT i.ligne, NULL
    FROM fait JOIN import_resolu i USING (parcours_id)
"""

RETIRER_CRITERES = """
    WITH fait AS (
        DELETE FROM accompagnement_critereeligibilite c USING import_resolu i
        WHERE c.parcours_id = i.parcours_id AND NOT i.est_nouveau AND c.a_l_entree
        AND i.criteres IS NOT NULL AND c.code <> ALL (i.criteres)
        RETURNING c.parcours_id
    )
    INSERT INTO import_touche SELECT i.ligne, NULL
    FROM fait JOIN import_resolu i USING (parcours_id)
"""

AJOUTER_CRITERES = """
    WITH fait AS (
        INSERT INTO accompagnement_critereeligibilite AS c (parcours_id, code, a_l_entree,
            constate_le)
        SELECT i.parcours_id, code, true, i.debut
        FROM import_resolu i CROSS JOIN LATERAL unnest(i.criteres) AS code
        WHERE i.est_nouveau OR NOT EXISTS (
            SELECT 1 FROM accompagnement_critereeligibilite deja
            WHERE deja.parcours_id = i.parcours_id AND deja.code = code.code AND deja.a_l_entree)
        ON CONFLICT (parcours_id, code) DO UPDATE SET a_l_entree = true
        RETURNING parcours_id
    )
    INSERT INTO import_touche SELECT i.ligne, NULL FROM fait
    JOIN import_resolu i USING (parcours_id) WHERE NOT i.est_nouveau
"""

INSERER_AFFECTATIONS = """
    WITH fait AS (
        INSERT INTO accompagnement_affectationreferent (parcours_id, agent_id, date_debut, date_fin)
        SELECT i.parcours_id, i.agent_id, i.debut, i.date_sortie FROM import_resolu i
        WHERE i.agent_id IS NOT NULL AND (i.est_nouveau OR NOT EXISTS (
            SELECT 1 FROM accompagnement_affectationreferent a WHERE a.parcours_id = i.parcours_id))
        RETURNING parcours_id
    )
    INSERT INTO import_touche SELECT i.ligne, NULL FROM fait
    JOIN import_resolu i USING (parcours_id) WHERE NOT i.est_nouveau
"""

# Today's référent differs from the file's: a hand-over, dated today, never an overwriting.
PREPARER_PASSATIONS = """
    CREATE TEMPORARY TABLE import_passation ON COMMIT DROP AS
    SELECT i.ligne, i.parcours_id, i.agent_id,
        GREATEST((now() AT TIME ZONE 'Europe/Paris')::date, a.date_debut) AS le
    FROM import_resolu i JOIN accompagnement_affectationreferent a ON a.parcours_id = i.parcours_id
    WHERE NOT i.est_nouveau AND i.agent_id IS NOT NULL AND i.date_sortie IS NULL
    AND a.date_fin IS NULL AND a.agent_id <> i.agent_id
"""
CLORE_POUR_PASSATION = """
    UPDATE accompagnement_affectationreferent a SET date_fin = i.le FROM import_passation i
    WHERE a.parcours_id = i.parcours_id AND a.date_fin IS NULL
"""
PASSER_LE_RELAIS = """
    INSERT INTO accompagnement_affectationreferent (parcours_id, agent_id, date_debut)
    SELECT parcours_id, agent_id, le FROM import_passation
"""
NOTER_PASSATIONS = "INSERT INTO import_touche SELECT ligne, NULL FROM import_passation"

# The exit closes what ran until then; an exit whose date is corrected moves what it had closed.
CLORE_AFFECTATIONS = """
    UPDATE accompagnement_affectationreferent a SET date_fin = GREATEST(i.sortie, a.date_debut)
    FROM import_resolu i
    WHERE a.parcours_id = i.parcours_id AND NOT i.est_nouveau AND i.sortie IS NOT NULL
    AND i.ancienne_sortie IS DISTINCT FROM i.sortie
    AND a.date_fin IS NOT DISTINCT FROM i.ancienne_sortie
"""
CLORE_SUSPENSIONS = """
    UPDATE accompagnement_suspension s SET date_fin = GREATEST(i.sortie, s.date_debut)
    FROM import_resolu i
    WHERE s.parcours_id = i.parcours_id AND NOT i.est_nouveau AND s.date_fin IS NULL
    AND i.sortie IS NOT NULL
"""

CREER_CATEGORIES = """
    CREATE TEMPORARY TABLE import_categorie (
        regle_id bigint, valide_du date, valide_au date, motif text, categorie text
    ) ON COMMIT DROP
"""

INSERER_SORTIES = """
    WITH fait AS (
        INSERT INTO accompagnement_sortie (parcours_id, motif_id, date_effet, commentaire,
            proposee_le, categorie, regle_id, validee_le)
        SELECT i.parcours_id, i.motif, i.sortie, '', i.sortie, c.categorie, c.regle_id, i.sortie
        FROM import_resolu i JOIN import_categorie c ON c.motif = i.motif
            AND c.valide_du <= i.sortie AND (c.valide_au IS NULL OR c.valide_au >= i.sortie)
        WHERE i.est_nouveau OR NOT EXISTS (
            SELECT 1 FROM accompagnement_sortie s WHERE s.parcours_id = i.parcours_id)
        RETURNING parcours_id
    )
    INSERT INTO import_touche SELECT i.ligne, NULL FROM fait
    JOIN import_resolu i USING (parcours_id) WHERE NOT i.est_nouveau
"""

MODIFIER_SORTIES = """
    WITH fait AS (
        UPDATE accompagnement_sortie s SET motif_id = i.motif, categorie = c.categorie,
            regle_id = c.regle_id,
            date_effet = CASE WHEN i.ancienne_sortie IS DISTINCT FROM i.sortie
                THEN i.sortie ELSE s.date_effet END,
            validee_le = CASE WHEN s.validee_le IS NULL OR s.passage_id IS NULL
                THEN i.sortie ELSE s.validee_le END
        FROM import_resolu i JOIN import_categorie c ON c.motif = i.motif
            AND c.valide_du <= i.sortie AND (c.valide_au IS NULL OR c.valide_au >= i.sortie)
        WHERE s.parcours_id = i.parcours_id AND NOT i.est_nouveau
        AND (s.motif_id <> i.motif OR s.validee_le IS NULL
             OR i.ancienne_sortie IS DISTINCT FROM i.sortie)
        RETURNING s.parcours_id
    )
    INSERT INTO import_touche SELECT i.ligne, NULL
    FROM fait JOIN import_resolu i USING (parcours_id)
"""

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
    INSERER_AFFECTATIONS,
    PREPARER_PASSATIONS,
    CLORE_POUR_PASSATION,
    PASSER_LE_RELAIS,
    NOTER_PASSATIONS,
    MODIFIER_SORTIES,
    INSERER_SORTIES,
    "SET CONSTRAINTS ALL IMMEDIATE",
)

BILAN = """
    WITH lignes AS (SELECT ligne FROM import_touche WHERE ligne IS NOT NULL),
    participants AS (SELECT participant_id FROM import_touche WHERE participant_id IS NOT NULL),
    touchees AS (
        SELECT est_nouveau, ligne IN (SELECT ligne FROM lignes)
            OR participant_id IN (SELECT participant_id FROM participants) AS modifie
        FROM import_parcours
    ), personnes AS (
        SELECT est_nouvelle,
            participant_id IN (SELECT participant_id FROM participants) AS modifiee
        FROM import_personne
    )
    SELECT
        (SELECT count(*) FROM personnes WHERE est_nouvelle),
        (SELECT count(*) FROM personnes WHERE NOT est_nouvelle AND modifiee),
        (SELECT count(*) FROM personnes WHERE NOT est_nouvelle AND NOT modifiee),
        (SELECT count(*) FROM touchees WHERE est_nouveau),
        (SELECT count(*) FROM touchees WHERE NOT est_nouveau AND modifie),
        (SELECT count(*) FROM touchees WHERE NOT est_nouveau AND NOT modifie)
"""

REFERENTS_DE_CLOS = """
    SELECT i.ligne FROM import_resolu i WHERE NOT i.est_nouveau AND i.agent_id IS NOT NULL
    AND i.ancienne_sortie IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM accompagnement_affectationreferent a
        WHERE a.parcours_id = i.parcours_id AND a.agent_id = i.agent_id)
    ORDER BY 1
"""
AVIS_REFERENT_DE_CLOS = "le parcours est clos : son référent n'a pas été changé"


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
        for table in ("import_touche", "import_resolu", "import_passation", "import_categorie"):
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
        for rang, etape in enumerate(ETAPES):
            curseur.execute(etape)
            suivre((rang + 1) / len(ETAPES))
        curseur.execute("ANALYZE import_touche")
        curseur.execute(BILAN)
        bilan = Bilan(*curseur.fetchone())
        curseur.execute(REFERENTS_DE_CLOS)
        lignes = [ligne for (ligne,) in curseur.fetchall()]
    controle.ajouter_avis("referent", AVIS_REFERENT_DE_CLOS, lignes)
    return bilan, structures, agents


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
