"""Stage the rows, match them with the base, and find the faults that need several rows.

Everything happens in temporary tables of the running transaction, by sets:

    import_ligne     the rows of the file, `fautive` when already refused by themselves
    import_personne  one row per identifiant_externe, with its participant (new or known)
    import_parcours  one row per sound row of the file, with its parcours (new or known)
"""

from django.db import connection

from accompagnement.actions.importation.controle import Faute
from plie.socle.copie import copier_lignes

TABLES = ("import_ligne", "import_personne", "import_parcours", "import_touche")

COLONNES_LIGNE = (
    "ligne",
    "fautive",
    "identifiant",
    "nom",
    "prenom",
    "naissance",
    "sexe",
    "numero_ft",
    "commune",
    "adresse",
    "telephone",
    "email",
    "niveau",
    "criteres",
    "prescripteur",
    "structure",
    "referent",
    "prescription",
    "entree",
    "sortie",
    "motif",
)

CREER_LIGNE = """
    CREATE TEMPORARY TABLE import_ligne (
        ligne integer, fautive boolean, identifiant text, nom text, prenom text, naissance date,
        sexe text, numero_ft text, commune text, adresse text, telephone text, email text,
        niveau text, criteres text[], prescripteur text, structure text, referent text,
        prescription date, entree date, sortie date, motif text
    ) ON COMMIT DROP
"""

# The last value given for a person wins; empty cells say nothing.
CREER_PERSONNE = """
    CREATE TEMPORARY TABLE import_personne ON COMMIT DROP AS
    WITH personne AS (
        SELECT identifiant,
            (array_agg(nom ORDER BY ligne DESC) FILTER (WHERE nom IS NOT NULL))[1] AS nom,
            (array_agg(prenom ORDER BY ligne DESC) FILTER (WHERE prenom IS NOT NULL))[1] AS prenom,
            max(naissance) AS naissance, max(sexe) AS sexe, max(numero_ft) AS numero_ft,
            (array_agg(commune ORDER BY ligne DESC)
                FILTER (WHERE commune IS NOT NULL))[1] AS commune,
            (array_agg(adresse ORDER BY ligne DESC)
                FILTER (WHERE adresse IS NOT NULL))[1] AS adresse,
            (array_agg(telephone ORDER BY ligne DESC)
                FILTER (WHERE telephone IS NOT NULL))[1] AS telephone,
            (array_agg(email ORDER BY ligne DESC) FILTER (WHERE email IS NOT NULL))[1] AS email
        FROM import_ligne WHERE identifiant IS NOT NULL GROUP BY identifiant
    )
    SELECT personne.*, connu.id IS NULL AS est_nouvelle,
        COALESCE(connu.fusionne_dans_id, connu.id,
            nextval(pg_get_serial_sequence('accompagnement_participant', 'id'))) AS participant_id
    FROM personne
    LEFT JOIN accompagnement_participant connu ON connu.identifiant_externe = personne.identifiant
"""

CREER_PARCOURS = """
    CREATE TEMPORARY TABLE import_parcours ON COMMIT DROP AS
    SELECT l.ligne, l.niveau, l.criteres, l.prescripteur, l.structure, l.referent,
        l.prescription, l.entree, l.sortie, l.motif, p.participant_id,
        NULL::bigint AS parcours_id, false AS est_nouveau, p.est_nouvelle AS personne_nouvelle
    FROM import_ligne l JOIN import_personne p USING (identifiant)
    WHERE NOT l.fautive
"""

APPARIER = (
    # Same entry date: the same parcours.
    """
    UPDATE import_parcours i SET parcours_id = p.id FROM accompagnement_parcours p
    WHERE NOT i.personne_nouvelle AND p.participant_id = i.participant_id
    AND p.date_entree = i.entree
    """,
    # No entry date: the prescription that waits, or the one that has moved on since.
    """
    UPDATE import_parcours i SET parcours_id = choix.id FROM (
        SELECT DISTINCT ON (a.ligne) a.ligne, p.id
        FROM import_parcours a JOIN accompagnement_parcours p USING (participant_id)
        WHERE a.entree IS NULL AND NOT a.personne_nouvelle
        AND (p.date_prescription IS NOT DISTINCT FROM a.prescription
             OR p.statut IN ('prescrit', 'en_diagnostic', 'presente', 'ajourne'))
        AND NOT EXISTS (SELECT 1 FROM import_parcours b WHERE b.parcours_id = p.id)
        ORDER BY a.ligne, (p.date_prescription IS NOT DISTINCT FROM a.prescription) DESC,
            p.id DESC
    ) choix WHERE choix.ligne = i.ligne
    """,
    # An entry that the base does not have: the prescription that waits has become it.
    """
    UPDATE import_parcours i SET parcours_id = choix.id FROM (
        SELECT DISTINCT ON (p.id) a.ligne, p.id
        FROM import_parcours a JOIN accompagnement_parcours p USING (participant_id)
        WHERE a.entree IS NOT NULL AND a.parcours_id IS NULL AND NOT a.personne_nouvelle
        AND p.statut IN ('prescrit', 'en_diagnostic', 'presente', 'ajourne')
        AND a.entree >= COALESCE(a.prescription, p.date_prescription, a.entree)
        AND NOT EXISTS (SELECT 1 FROM import_parcours b WHERE b.parcours_id = p.id)
        ORDER BY p.id, a.entree DESC
    ) choix WHERE choix.ligne = i.ligne
    """,
    """
    UPDATE import_parcours SET est_nouveau = true,
        parcours_id = nextval(pg_get_serial_sequence('accompagnement_parcours', 'id'))
    WHERE parcours_id IS NULL
    """,
)

# Each query gives: line, column, value, reason.
FAUTES = (
    """
    WITH multiple AS (
        SELECT l.*, first_value(ligne) OVER f AS ligne0, first_value(nom) OVER f AS nom0,
            first_value(prenom) OVER f AS prenom0, first_value(naissance) OVER f AS naissance0,
            first_value(sexe) OVER f AS sexe0, first_value(numero_ft) OVER f AS numero0
        FROM import_ligne l WHERE identifiant IN (
            SELECT identifiant FROM import_ligne GROUP BY identifiant HAVING count(*) > 1)
        WINDOW f AS (PARTITION BY identifiant ORDER BY ligne)
    )
    SELECT ligne, colonne, valeur,
        'diffère de la ligne ' || ligne0 || ' pour le même identifiant externe'
    FROM multiple CROSS JOIN LATERAL (VALUES
        ('nom', nom, nom0), ('prenom', prenom, prenom0),
        ('date_naissance', to_char(naissance, 'DD/MM/YYYY'), to_char(naissance0, 'DD/MM/YYYY')),
        ('sexe', sexe, sexe0), ('numero_france_travail', numero_ft, numero0)
    ) AS c (colonne, valeur, reference)
    WHERE lower(valeur) <> lower(reference)
    """,
    """
    SELECT ligne, 'date_entree', COALESCE(to_char(entree, 'DD/MM/YYYY'), ''),
        'la ligne ' || ligne0 || ' donne déjà ce parcours de cette personne'
    FROM (
        SELECT ligne, entree, identifiant,
            first_value(ligne) OVER (PARTITION BY identifiant, entree ORDER BY ligne) AS ligne0
        FROM import_ligne WHERE NOT fautive
    ) l WHERE ligne <> ligne0
    """,
    """
    SELECT ligne, 'numero_france_travail', numero_ft,
        'ce numéro est aussi celui de la ligne ' || ligne0 || ', une autre personne'
    FROM (
        SELECT ligne, numero_ft, identifiant, first_value(ligne) OVER f AS ligne0,
            first_value(identifiant) OVER f AS identifiant0
        FROM import_ligne WHERE numero_ft IS NOT NULL
        WINDOW f AS (PARTITION BY numero_ft ORDER BY ligne)
    ) l WHERE identifiant <> identifiant0
    """,
    """
    SELECT l.ligne, 'numero_france_travail', l.numero_ft,
        'ce numéro est déjà celui d''une autre personne (dossier ' || p.id || ')'
    FROM import_ligne l
    JOIN accompagnement_participant p ON p.numero_france_travail = l.numero_ft
    JOIN import_personne sienne ON sienne.identifiant = l.identifiant
    LEFT JOIN import_personne autre ON autre.participant_id = p.id
    WHERE p.id <> sienne.participant_id
    AND (autre.numero_ft IS NULL OR autre.numero_ft = l.numero_ft)
    """,
    """
    SELECT l.ligne, 'date_naissance', to_char(l.naissance, 'DD/MM/YYYY'),
        'un parcours enregistré commence le ' || to_char(b.debut, 'DD/MM/YYYY')
        || ', avant cette date'
    FROM import_ligne l JOIN import_personne pe USING (identifiant)
    JOIN (SELECT participant_id, min(date_entree) AS debut FROM accompagnement_parcours
          GROUP BY participant_id) b USING (participant_id)
    WHERE NOT pe.est_nouvelle AND b.debut <= l.naissance
    """,
    """
    SELECT i.ligne, 'date_prescription', to_char(i.prescription, 'DD/MM/YYYY'),
        'ce parcours a commencé le ' || to_char(p.date_entree, 'DD/MM/YYYY')
        || ', avant cette prescription'
    FROM import_parcours i JOIN accompagnement_parcours p ON p.id = i.parcours_id
    WHERE i.entree IS NULL AND p.date_entree < i.prescription
    """,
    """
    WITH final AS (
        SELECT i.ligne, i.participant_id, i.entree AS debut,
            COALESCE(i.sortie, p.date_sortie) AS fin
        FROM import_parcours i LEFT JOIN accompagnement_parcours p ON p.id = i.parcours_id
        WHERE i.entree IS NOT NULL
        UNION ALL
        SELECT NULL, p.participant_id, p.date_entree, p.date_sortie
        FROM accompagnement_parcours p
        WHERE p.date_entree IS NOT NULL
        AND p.participant_id IN (SELECT participant_id FROM import_parcours
                                 WHERE NOT personne_nouvelle)
        AND NOT EXISTS (SELECT 1 FROM import_parcours i
                        WHERE i.parcours_id = p.id AND i.entree IS NOT NULL)
    ), voisins AS (
        SELECT f.*, lag(ligne) OVER s AS ligne0, lag(debut) OVER s AS debut0,
            lag(fin) OVER s AS fin0, row_number() OVER s AS rang
        FROM final f WINDOW s AS (PARTITION BY participant_id ORDER BY debut, ligne)
    )
    SELECT COALESCE(ligne, ligne0), 'date_entree',
        to_char(CASE WHEN ligne IS NULL THEN debut0 ELSE debut END, 'DD/MM/YYYY'),
        CASE WHEN ligne IS NOT NULL AND ligne0 IS NOT NULL
            THEN 'ce parcours chevauche celui de la ligne ' || ligne0
            ELSE 'ce parcours chevauche un parcours déjà enregistré, entré le '
                || to_char(CASE WHEN ligne IS NULL THEN debut ELSE debut0 END, 'DD/MM/YYYY')
        END
        || CASE WHEN fin0 IS NULL THEN ' et encore ouvert' ELSE '' END
    FROM voisins
    WHERE rang > 1 AND (fin0 IS NULL OR debut <= fin0) AND COALESCE(ligne, ligne0) IS NOT NULL
    """,
    """
    WITH ouverts AS (
        SELECT i.ligne, i.participant_id FROM import_parcours i
        LEFT JOIN accompagnement_parcours p ON p.id = i.parcours_id
        WHERE i.sortie IS NULL AND COALESCE(p.statut, '') NOT IN ('refuse', 'sorti')
        UNION ALL
        SELECT NULL, p.participant_id FROM accompagnement_parcours p
        WHERE p.statut NOT IN ('refuse', 'sorti')
        AND p.participant_id IN (SELECT participant_id FROM import_parcours
                                 WHERE NOT personne_nouvelle)
        AND NOT EXISTS (SELECT 1 FROM import_parcours i WHERE i.parcours_id = p.id)
    ), comptes AS (
        SELECT o.*, count(*) OVER (PARTITION BY participant_id) AS nombre,
            count(ligne) OVER (PARTITION BY participant_id) AS dans_le_fichier,
            first_value(ligne) OVER (PARTITION BY participant_id ORDER BY ligne) AS ligne0
        FROM ouverts o
    )
    SELECT c.ligne, 'date_entree', COALESCE(to_char(i.entree, 'DD/MM/YYYY'), ''),
        'cette personne aurait un second parcours ouvert ('
        || CASE WHEN c.nombre > c.dans_le_fichier THEN 'le premier est déjà enregistré'
            ELSE 'le premier est à la ligne ' || c.ligne0 END || ')'
    FROM comptes c JOIN import_parcours i ON i.ligne = c.ligne
    WHERE c.nombre > 1 AND (c.nombre > c.dans_le_fichier OR c.ligne <> c.ligne0)
    """,
)

HOMONYMES = """
    SELECT min(l.ligne) FROM import_personne pe
    JOIN accompagnement_participant p ON p.date_naissance = pe.naissance
        AND p.identifiant_externe IS DISTINCT FROM pe.identifiant
        AND plie_normaliser(p.nom || ' ' || p.prenom)
            = plie_normaliser(pe.nom || ' ' || pe.prenom)
    JOIN import_ligne l ON l.identifiant = pe.identifiant
    WHERE pe.est_nouvelle GROUP BY pe.identifiant ORDER BY 1
"""
AVIS_HOMONYME = "une autre personne de la base a le même nom et la même date de naissance"


def mettre_en_attente(lignes):
    """Fill `import_ligne` by COPY."""
    with connection.cursor() as curseur:
        for table in TABLES:
            curseur.execute(f"DROP TABLE IF EXISTS pg_temp.{table}")
        curseur.execute(CREER_LIGNE)
    copier_lignes("import_ligne", COLONNES_LIGNE, lignes)


def croiser(controle):
    """Match with the base and add to `controle` the faults that only sets show."""
    with connection.cursor() as curseur:
        _preparer(curseur)
        deja = {(faute.ligne, faute.colonne) for faute in controle.fautes}
        for requete in FAUTES:
            curseur.execute(requete)
            for ligne, colonne, valeur, motif in curseur.fetchall():
                if (ligne, colonne) not in deja:
                    deja.add((ligne, colonne))
                    controle.fautes.append(Faute(ligne, colonne, valeur, motif))
        curseur.execute(HOMONYMES)
        controle.ajouter_avis("nom", AVIS_HOMONYME, (ligne for (ligne,) in curseur.fetchall()))


def _preparer(curseur):
    curseur.execute("CREATE INDEX ON import_ligne (identifiant)")
    curseur.execute("ANALYZE import_ligne")
    curseur.execute(CREER_PERSONNE)
    curseur.execute("CREATE UNIQUE INDEX ON import_personne (identifiant)")
    curseur.execute("CREATE UNIQUE INDEX ON import_personne (participant_id)")
    curseur.execute("ANALYZE import_personne")
    curseur.execute(CREER_PARCOURS)
    curseur.execute("CREATE INDEX ON import_parcours (participant_id)")
    curseur.execute("CREATE INDEX ON import_parcours (parcours_id)")
    curseur.execute("ANALYZE import_parcours")
    for requete in APPARIER:
        curseur.execute(requete)
    curseur.execute("ANALYZE import_parcours")
