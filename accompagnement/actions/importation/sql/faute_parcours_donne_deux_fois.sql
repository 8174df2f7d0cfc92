SELECT ligne, 'date_entree', COALESCE(to_char(entree, 'DD/MM/YYYY'), ''),
    'la ligne ' || ligne0 || ' donne déjà ce parcours de cette personne'
FROM (
    SELECT ligne, entree, identifiant,
        first_value(ligne) OVER (PARTITION BY identifiant, entree ORDER BY ligne) AS ligne0
    FROM import_ligne WHERE NOT fautive
) l WHERE ligne <> ligne0
