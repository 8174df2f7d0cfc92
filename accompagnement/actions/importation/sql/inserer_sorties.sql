WITH fait AS (
    INSERT INTO accompagnement_sortie (parcours_id, motif_id, date_effet, commentaire,
        proposee_le, categorie, regle_id, validee_le)
    SELECT i.parcours_id, i.motif, i.sortie, '', i.sortie, c.categorie, c.regle_id, i.sortie
    FROM import_resolu i JOIN import_categorie c ON c.motif = i.motif
        AND c.valide_du <= i.sortie AND (c.valide_au IS NULL OR c.valide_au >= i.sortie)
    WHERE i.est_nouveau OR NOT EXISTS (
        SELECT 1 FROM accompagnement_sortie s WHERE s.parcours_id = i.parcours_id)
    RETURNING parcours_id
)
INSERT INTO import_touche SELECT i.ligne, NULL FROM fait
JOIN import_resolu i USING (parcours_id) WHERE NOT i.est_nouveau
