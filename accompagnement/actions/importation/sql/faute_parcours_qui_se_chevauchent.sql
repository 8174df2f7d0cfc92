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
SELECT COALESCE(ligne, ligne0) AS ligne, 'date_entree' AS colonne,
    to_char(CASE WHEN ligne IS NULL THEN debut0 ELSE debut END, 'DD/MM/YYYY') AS valeur,
    CASE WHEN ligne IS NULL OR ligne0 IS NULL
        THEN CASE WHEN fin0 IS NULL THEN 'chevauche_un_enregistre_ouvert'
            ELSE 'chevauche_un_enregistre' END
        ELSE CASE WHEN fin0 IS NULL THEN 'chevauche_une_ligne_ouverte'
            ELSE 'chevauche_une_ligne' END
    END AS code,
    ligne0 AS autre_ligne, CASE WHEN ligne IS NULL THEN debut ELSE debut0 END AS entree
FROM voisins
WHERE rang > 1 AND (fin0 IS NULL OR debut <= fin0) AND COALESCE(ligne, ligne0) IS NOT NULL
