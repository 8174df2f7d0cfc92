SELECT ligne, 'numero_france_travail', numero_ft,
    'ce numéro est aussi celui de la ligne ' || ligne0 || ', une autre personne'
FROM (
    SELECT ligne, numero_ft, identifiant, first_value(ligne) OVER f AS ligne0,
        first_value(identifiant) OVER f AS identifiant0
    FROM import_ligne WHERE numero_ft IS NOT NULL
    WINDOW f AS (PARTITION BY numero_ft ORDER BY ligne)
) l WHERE identifiant <> identifiant0
