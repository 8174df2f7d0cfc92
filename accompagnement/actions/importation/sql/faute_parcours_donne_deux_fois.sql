SELECT ligne, 'date_entree' AS colonne, COALESCE(to_char(entree, 'DD/MM/YYYY'), '') AS valeur,
    'parcours_donne_deux_fois' AS code, ligne0 AS autre_ligne
FROM (
    SELECT ligne, entree, identifiant,
        first_value(ligne) OVER (PARTITION BY identifiant, entree ORDER BY ligne) AS ligne0
    FROM import_ligne WHERE NOT fautive
) l WHERE ligne <> ligne0
