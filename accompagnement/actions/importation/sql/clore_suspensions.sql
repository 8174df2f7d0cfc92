UPDATE accompagnement_suspension s SET date_fin = GREATEST(i.sortie, s.date_debut)
FROM import_resolu i
WHERE s.parcours_id = i.parcours_id AND NOT i.est_nouveau AND s.date_fin IS NULL
AND i.sortie IS NOT NULL
