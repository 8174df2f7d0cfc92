SELECT p.id, p.statut, al.code, al.lecteurs
FROM accompagnement_affectationreferent a
JOIN accompagnement_parcours p ON p.id = a.parcours_id
LEFT JOIN accompagnement_alerte al ON al.parcours_id = p.id
WHERE a.agent_id = %(agent)s AND a.date_fin IS NULL
