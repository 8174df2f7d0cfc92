WITH fait AS (
    INSERT INTO accompagnement_affectationreferent (parcours_id, agent_id, date_debut, date_fin)
    SELECT i.parcours_id, i.agent_id, i.debut, i.date_sortie FROM import_resolu i
    WHERE i.agent_id IS NOT NULL AND (i.est_ouvert OR i.date_sortie IS NOT NULL)
    AND (i.est_nouveau OR NOT EXISTS (
        SELECT 1 FROM accompagnement_affectationreferent a WHERE a.parcours_id = i.parcours_id))
    RETURNING parcours_id
)
INSERT INTO import_touche SELECT i.ligne, NULL FROM fait
JOIN import_resolu i USING (parcours_id) WHERE NOT i.est_nouveau
