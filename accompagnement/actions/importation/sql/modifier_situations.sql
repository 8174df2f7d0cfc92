WITH fait AS (
    UPDATE accompagnement_situation s SET niveau_formation = i.niveau FROM import_resolu i
    WHERE s.parcours_id = i.parcours_id AND NOT i.est_nouveau AND s.moment = %s
    AND i.niveau IS NOT NULL AND s.niveau_formation <> i.niveau
    RETURNING s.parcours_id
)
INSERT INTO import_touche SELECT i.ligne, NULL
FROM fait JOIN import_resolu i USING (parcours_id)
