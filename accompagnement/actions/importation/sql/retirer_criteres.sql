WITH fait AS (
    DELETE FROM accompagnement_critereeligibilite c USING import_resolu i
    WHERE c.parcours_id = i.parcours_id AND NOT i.est_nouveau AND c.a_l_entree
    AND i.criteres IS NOT NULL AND c.code <> ALL (i.criteres)
    RETURNING c.parcours_id
)
INSERT INTO import_touche SELECT i.ligne, NULL
FROM fait JOIN import_resolu i USING (parcours_id)
