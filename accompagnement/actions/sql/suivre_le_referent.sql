UPDATE accompagnement_parcours p SET structure_id = a.structure_id
FROM unnest(%s::bigint[], %s::bigint[]) AS t (parcours_id, agent_id)
JOIN comptes_agent a ON a.id = t.agent_id
WHERE p.id = t.parcours_id AND a.structure_id IS NOT NULL
AND p.structure_id IS DISTINCT FROM a.structure_id
