SELECT i.ligne FROM import_resolu i WHERE NOT i.est_nouveau AND i.agent_id IS NOT NULL
AND NOT i.est_ouvert AND NOT EXISTS (
    SELECT 1 FROM accompagnement_affectationreferent a
    WHERE a.parcours_id = i.parcours_id AND a.agent_id = i.agent_id)
ORDER BY 1
