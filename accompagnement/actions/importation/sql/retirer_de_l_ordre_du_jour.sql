DELETE FROM accompagnement_passage a USING import_resolu i
WHERE a.parcours_id = i.parcours_id AND a.decision = '' AND NOT i.est_nouveau
AND (i.ancienne_entree IS NULL AND i.entree IS NOT NULL
     OR i.ancienne_sortie IS NULL AND i.sortie IS NOT NULL)
