-- Owe each open subscription the events of its structure that it was not yet given.
WITH ouverts AS MATERIALIZED (
    SELECT a.id, a.distribue_jusqu_a, p.structure_id
    FROM partenaires_abonnement a
    JOIN partenaires_application p ON p.id = a.application_id
    WHERE a.id = ANY(%(ouverts)s)
    ORDER BY a.id
    FOR UPDATE OF a
),
dus AS (
    INSERT INTO partenaires_livraison
        (abonnement_id, evenement_id, numero, ressource, statut, pas_avant)
    SELECT o.id, e.id, e.numero, e.ressource, %(a_livrer)s, now()
    FROM ouverts o
    JOIN partenaires_evenement e
        ON e.structure_id = o.structure_id AND e.numero > o.distribue_jusqu_a
    ON CONFLICT DO NOTHING
    RETURNING abonnement_id, numero
)
UPDATE partenaires_abonnement a
SET distribue_jusqu_a = derniers.numero
FROM (SELECT abonnement_id, max(numero) AS numero FROM dus GROUP BY 1) derniers
WHERE a.id = derniers.abonnement_id
