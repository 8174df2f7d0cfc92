(%(partout)s OR p.structure_id = %(structure)s OR EXISTS (
    SELECT FROM accompagnement_parcours v
    LEFT JOIN accompagnement_affectationreferent a ON a.parcours_id = v.id AND a.date_fin IS NULL
    WHERE v.participant_id = p.participant_id AND v.statut <> ALL(%(clos)s)
    AND (v.structure_id = %(structure)s OR a.agent_id = ANY(%(portefeuilles)s))
))
