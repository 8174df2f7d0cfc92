SELECT p.id, p.statut, al.code, al.lecteurs
FROM accompagnement_affectationreferent a
JOIN accompagnement_parcours p ON p.id = a.parcours_id
LEFT JOIN accompagnement_alerte al ON al.parcours_id = p.id
WHERE a.agent_id = %(agent)s AND a.date_fin IS NULL
UNION ALL
SELECT p.id, p.statut, al.code, al.lecteurs
FROM accompagnement_alerte al
JOIN accompagnement_parcours p ON p.id = al.parcours_id
WHERE p.statut = %(sorti)s AND p.structure_id = %(structure)s
AND al.code = ANY(%(apres_sortie)s) AND (
    SELECT a.agent_id FROM accompagnement_affectationreferent a
    WHERE a.parcours_id = p.id ORDER BY a.date_debut DESC, a.id DESC LIMIT 1
) = %(agent)s
