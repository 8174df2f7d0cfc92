WITH membres AS (
    SELECT membre.cohorte_id, count(*) AS nombre
    FROM accompagnement_appartenancecohorte membre
    JOIN accompagnement_parcours parcours ON parcours.id = membre.parcours_id
    WHERE membre.date_debut <= %(aujourdhui)s AND parcours.date_entree IS NOT NULL
    AND (membre.date_fin IS NULL OR membre.date_fin > %(aujourdhui)s)
    AND (parcours.date_sortie IS NULL OR parcours.date_sortie >= %(aujourdhui)s)
    GROUP BY membre.cohorte_id
),
entrants AS (
    SELECT i.*, coalesce(membres.nombre, 0) + row_number() OVER (
        PARTITION BY i.cohorte_id ORDER BY i.ligne
    ) AS rang
    FROM import_cohorte i LEFT JOIN membres ON membres.cohorte_id = i.cohorte_id
    WHERE i.est_ouvert AND i.entree IS NOT NULL AND NOT i.est_connue
)
SELECT ligne, 'cohortes' AS colonne, libelle AS valeur, 'cohorte_complete' AS code, capacite
FROM entrants WHERE rang > capacite
