WITH multiple AS (
    SELECT l.*, first_value(ligne) OVER f AS ligne0, first_value(nom) OVER f AS nom0,
        first_value(prenom) OVER f AS prenom0, first_value(naissance) OVER f AS naissance0,
        first_value(sexe) OVER f AS sexe0, first_value(numero_ft) OVER f AS numero0
    FROM import_ligne l WHERE identifiant IN (
        SELECT identifiant FROM import_ligne GROUP BY identifiant HAVING count(*) > 1)
    WINDOW f AS (PARTITION BY identifiant ORDER BY ligne)
)
SELECT ligne, colonne, valeur, 'identite_contradictoire' AS code, ligne0 AS autre_ligne
FROM multiple CROSS JOIN LATERAL (VALUES
    ('nom', nom, nom0), ('prenom', prenom, prenom0),
    ('date_naissance', to_char(naissance, 'DD/MM/YYYY'), to_char(naissance0, 'DD/MM/YYYY')),
    ('sexe', sexe, sexe0), ('numero_france_travail', numero_ft, numero0)
) AS c (colonne, valeur, reference)
WHERE lower(valeur) <> lower(reference)
