UPDATE accompagnement_entretien e SET agent_id = t.agent_id, version = e.version + 1
FROM unnest(%s::bigint[], %s::bigint[]) AS t (parcours_id, agent_id)
WHERE e.parcours_id = t.parcours_id AND e.id = ANY(%s::bigint[])
