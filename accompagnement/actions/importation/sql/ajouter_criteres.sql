WITH fait AS (
    INSERT INTO accompagnement_critereeligibilite AS c (parcours_id, code, a_l_entree,
        constate_le)
    SELECT i.parcours_id, code, true, i.debut
    FROM import_resolu i CROSS JOIN LATERAL unnest(i.criteres) AS code
    WHERE i.est_nouveau OR NOT EXISTS (
        SELECT 1 FROM accompagnement_critereeligibilite deja
        WHERE deja.parcours_id = i.parcours_id AND deja.code = code.code AND deja.a_l_entree)
    ON CONFLICT (parcours_id, code) WHERE perdu_le IS NULL DO UPDATE SET a_l_entree = true
    RETURNING parcours_id
)
INSERT INTO import_touche SELECT i.ligne, NULL FROM fait
JOIN import_resolu i USING (parcours_id) WHERE NOT i.est_nouveau
