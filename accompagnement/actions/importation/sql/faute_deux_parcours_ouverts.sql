WITH ouverts AS (
    SELECT i.ligne, i.participant_id FROM import_parcours i
    LEFT JOIN accompagnement_parcours p ON p.id = i.parcours_id
    WHERE i.sortie IS NULL AND COALESCE(p.statut, '') <> ALL(%(clos)s)
    UNION ALL
    SELECT NULL, p.participant_id FROM accompagnement_parcours p
    WHERE p.statut <> ALL(%(clos)s)
    AND p.participant_id IN (SELECT participant_id FROM import_parcours
                             WHERE NOT personne_nouvelle)
    AND NOT EXISTS (SELECT 1 FROM import_parcours i WHERE i.parcours_id = p.id)
), comptes AS (
    SELECT o.*, count(*) OVER (PARTITION BY participant_id) AS nombre,
        count(ligne) OVER (PARTITION BY participant_id) AS dans_le_fichier,
        first_value(ligne) OVER (PARTITION BY participant_id ORDER BY ligne) AS ligne0
    FROM ouverts o
)
SELECT c.ligne, 'date_entree' AS colonne, COALESCE(to_char(i.entree, 'DD/MM/YYYY'), '') AS valeur,
    CASE WHEN c.nombre > c.dans_le_fichier THEN 'second_ouvert_en_base'
        ELSE 'second_ouvert_au_fichier' END AS code,
    c.ligne0 AS autre_ligne
FROM comptes c JOIN import_parcours i ON i.ligne = c.ligne
WHERE c.nombre > 1 AND (c.nombre > c.dans_le_fichier OR c.ligne <> c.ligne0)
