SELECT i.ligne, i.parcours_id, i.agent_id
FROM import_resolu i JOIN accompagnement_parcours p ON p.id = i.parcours_id
WHERE NOT i.est_nouveau AND i.est_ouvert AND i.agent_id IS NOT NULL
AND i.referent_id IS DISTINCT FROM i.agent_id
AND EXISTS (SELECT 1 FROM accompagnement_affectationreferent a WHERE a.parcours_id = p.id)
ORDER BY p.id
FOR UPDATE OF p
