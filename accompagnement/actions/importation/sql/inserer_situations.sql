WITH fait AS (
    INSERT INTO accompagnement_situation (parcours_id, moment, date, statut_emploi,
        niveau_formation, foyer, adresse, adresse_avant, issue, qualification)
    SELECT i.parcours_id, %s, i.debut, '', i.niveau, '', '', '', '', '' FROM import_resolu i
    WHERE i.niveau IS NOT NULL AND (i.est_nouveau OR NOT EXISTS (
        SELECT 1 FROM accompagnement_situation s
        WHERE s.parcours_id = i.parcours_id AND s.moment = %s))
    RETURNING parcours_id
)
INSERT INTO import_touche SELECT i.ligne, NULL FROM fait
JOIN import_resolu i USING (parcours_id) WHERE NOT i.est_nouveau
