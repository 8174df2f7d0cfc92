WITH fait AS (
    UPDATE accompagnement_parcours p SET
        prescripteur_id = COALESCE(i.prescripteur_id, p.prescripteur_id),
        structure_id = COALESCE(i.structure_id, p.structure_id),
        date_prescription = COALESCE(i.prescription, p.date_prescription),
        date_entree = COALESCE(i.entree, p.date_entree), date_sortie = i.date_sortie,
        statut = CASE WHEN i.date_sortie IS NOT NULL THEN %s
            WHEN p.date_entree IS NULL AND i.entree IS NOT NULL THEN %s
            ELSE p.statut END
    FROM import_resolu i
    WHERE p.id = i.parcours_id AND NOT i.est_nouveau
    AND (p.prescripteur_id, p.structure_id, p.date_prescription, p.date_entree, p.date_sortie)
    IS DISTINCT FROM (COALESCE(i.prescripteur_id, p.prescripteur_id),
        COALESCE(i.structure_id, p.structure_id),
        COALESCE(i.prescription, p.date_prescription), COALESCE(i.entree, p.date_entree),
        i.date_sortie)
    RETURNING p.id
)
INSERT INTO import_touche SELECT i.ligne, NULL FROM fait JOIN import_resolu i
ON i.parcours_id = fait.id
