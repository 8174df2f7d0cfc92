-- A transaction older than all those in progress adds nothing more. One younger than the youngest
-- comes from a server restored since, whose count began again: it is over too.
WITH regles AS (
    SELECT id, row_number() OVER (ORDER BY transaction, id) AS rang
    FROM partenaires_evenement
    WHERE numero IS NULL
    AND (
        transaction < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
        OR transaction > pg_snapshot_xmax(pg_current_snapshot())::text::bigint
    )
    ORDER BY transaction, id
    LIMIT 10000
),
dernier AS (SELECT coalesce(max(numero), 0) AS numero FROM partenaires_evenement)
UPDATE partenaires_evenement e
SET numero = dernier.numero + regles.rang
FROM regles, dernier
WHERE e.id = regles.id
