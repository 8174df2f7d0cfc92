WITH fait AS (
    INSERT INTO accompagnement_affectationreferent
        (parcours_id, agent_id, date_debut, date_fin, structure_avant_id)
    -- One that a structure had without a référent, and that goes to another, goes from today on.
    SELECT i.parcours_id, i.agent_id,
        CASE WHEN quittee.id IS NULL THEN i.debut
            ELSE (now() AT TIME ZONE 'Europe/Paris')::date END,
        i.date_sortie, quittee.id
    FROM import_resolu i
    LEFT JOIN comptes_structure quittee ON quittee.id = i.ancienne_structure
        AND NOT i.est_nouveau AND i.est_ouvert AND quittee.id <> i.structure_id
    WHERE i.agent_id IS NOT NULL AND (i.est_ouvert OR i.date_sortie IS NOT NULL)
    AND (i.est_nouveau OR NOT EXISTS (
        SELECT 1 FROM accompagnement_affectationreferent a WHERE a.parcours_id = i.parcours_id))
    RETURNING parcours_id
)
INSERT INTO import_touche SELECT i.ligne, NULL FROM fait
JOIN import_resolu i USING (parcours_id) WHERE NOT i.est_nouveau
