SELECT ligne, 'numero_france_travail' AS colonne, numero_ft AS valeur,
    'numero_de_deux_lignes' AS code, ligne0 AS autre_ligne
FROM (
    SELECT ligne, numero_ft, identifiant, first_value(ligne) OVER f AS ligne0,
        first_value(identifiant) OVER f AS identifiant0
    FROM import_ligne WHERE numero_ft IS NOT NULL
    WINDOW f AS (PARTITION BY numero_ft ORDER BY ligne)
) l WHERE identifiant <> identifiant0
