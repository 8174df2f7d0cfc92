WITH regles AS (
    SELECT id, row_number() OVER (ORDER BY id) AS rang
    FROM partenaires_evenement
    WHERE numero IS NULL
    ORDER BY id
    LIMIT 10000
),
dernier AS (SELECT coalesce(max(numero), 0) AS numero FROM partenaires_evenement)
UPDATE partenaires_evenement e
SET numero = dernier.numero + regles.rang
FROM regles, dernier
WHERE e.id = regles.id
