SELECT e.id, e.debut, e.mode, e.lieu, e.agent_id, p.participant_id,
    pa.nom || ' ' || pa.prenom, pa.telephone, g.prenom || ' ' || g.nom,
    count(*) FILTER (WHERE e.debut < %(aujourd_hui)s) OVER ()
FROM (
    SELECT e.id FROM accompagnement_entretien e
    JOIN accompagnement_parcours p ON p.id = e.parcours_id
    WHERE e.agent_id = %(agent)s AND e.presence = %(prevu)s AND e.debut < %(minuit)s
    AND $est_visible
    UNION
    SELECT e.id FROM accompagnement_affectationreferent a
    JOIN accompagnement_entretien e ON e.parcours_id = a.parcours_id
    WHERE a.agent_id = ANY(%(portefeuilles)s) AND a.date_fin IS NULL
    AND e.presence = %(prevu)s AND e.debut < %(minuit)s
) siens
JOIN accompagnement_entretien e USING (id)
JOIN accompagnement_parcours p ON p.id = e.parcours_id
JOIN accompagnement_participant pa ON pa.id = p.participant_id
JOIN comptes_agent g ON g.id = e.agent_id
-- Today's first: however many are late, none of them is left out.
ORDER BY e.debut < %(aujourd_hui)s, e.debut, e.id
LIMIT %(nombre)s
