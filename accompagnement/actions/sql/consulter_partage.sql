-- Whom this partner knows under that name, unless a merge or a refusal came since; and the reading
-- logged: neither goes without the other.
WITH lu AS (
    SELECT partage.id, partage.structure_id, partage.participant_id, partage.identifiant
    FROM accompagnement_partage partage
    JOIN accompagnement_participant p ON p.id = partage.participant_id
    WHERE partage.structure_id = %(structure)s AND partage.identifiant = %(identifiant)s
    AND p.fusionne_dans_id IS NULL
    AND NOT EXISTS (
        SELECT FROM accompagnement_opposition o
        WHERE o.participant_id = p.id AND o.levee_le IS NULL
        AND (o.structure_id IS NULL OR o.structure_id = %(structure)s)
    )
),
trace AS (
    INSERT INTO journal_consultation (agent_id, participant_id, objet, declarant, consulte_le)
    SELECT %(agent)s, lu.participant_id, %(objet)s, %(declarant)s, now() FROM lu
)
