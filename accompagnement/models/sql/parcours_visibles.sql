SELECT id FROM accompagnement_parcours WHERE structure_id = %s
UNION
SELECT id FROM accompagnement_parcours
WHERE participant_id IN (
    SELECT participant_id FROM accompagnement_parcours
    WHERE structure_id = %s AND statut <> ALL(%s)
    UNION
    SELECT p.participant_id
    FROM accompagnement_parcours p
    JOIN accompagnement_affectationreferent a ON a.parcours_id = p.id AND a.date_fin IS NULL
    WHERE p.statut <> ALL(%s) AND a.agent_id = ANY(%s)
)
