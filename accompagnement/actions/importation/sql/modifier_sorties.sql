WITH fait AS (
    UPDATE accompagnement_sortie s SET motif_id = i.motif, categorie = c.categorie,
        regle_id = c.regle_id,
        date_effet = CASE WHEN i.ancienne_sortie IS DISTINCT FROM i.sortie
            THEN i.sortie ELSE s.date_effet END,
        validee_le = CASE WHEN s.validee_le IS NULL OR s.passage_id IS NULL
            THEN i.sortie ELSE s.validee_le END
    FROM import_resolu i JOIN import_categorie c ON c.motif = i.motif
        AND c.valide_du <= i.sortie AND (c.valide_au IS NULL OR c.valide_au >= i.sortie)
    WHERE s.parcours_id = i.parcours_id AND NOT i.est_nouveau
    AND (s.motif_id <> i.motif OR s.validee_le IS NULL
         OR i.ancienne_sortie IS DISTINCT FROM i.sortie)
    RETURNING s.parcours_id
)
INSERT INTO import_touche SELECT i.ligne, NULL
FROM fait JOIN import_resolu i USING (parcours_id)
