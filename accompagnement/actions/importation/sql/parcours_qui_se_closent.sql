SELECT i.parcours_id, m.est_deces
FROM import_resolu i JOIN accompagnement_motifsortie m ON m.code = i.motif
WHERE NOT i.est_nouveau AND i.sortie IS NOT NULL AND i.ancienne_sortie IS NULL
