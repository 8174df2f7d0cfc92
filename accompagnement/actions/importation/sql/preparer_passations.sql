CREATE TEMPORARY TABLE import_passation ON COMMIT DROP AS
SELECT i.ligne, i.parcours_id, i.agent_id,
    GREATEST((now() AT TIME ZONE 'Europe/Paris')::date, a.date_debut) AS le
FROM import_resolu i JOIN accompagnement_affectationreferent a ON a.parcours_id = i.parcours_id
WHERE NOT i.est_nouveau AND i.agent_id IS NOT NULL AND i.date_sortie IS NULL
AND a.date_fin IS NULL AND a.agent_id <> i.agent_id
