UPDATE accompagnement_affectationreferent a SET date_fin = GREATEST(i.sortie, a.date_debut)
FROM import_resolu i
WHERE a.parcours_id = i.parcours_id AND NOT i.est_nouveau AND i.sortie IS NOT NULL
AND i.ancienne_sortie IS DISTINCT FROM i.sortie
AND a.date_fin IS NOT DISTINCT FROM i.ancienne_sortie
