-- The person of this exact number, unless they refuse: this partner knows them from now on, and the
-- reading is logged. Of somebody known already, the log alone is written.
WITH personne AS (
    SELECT p.id
    FROM accompagnement_participant p
    WHERE p.numero_france_travail = %(numero)s AND p.fusionne_dans_id IS NULL
    AND NOT EXISTS (
        SELECT FROM accompagnement_opposition o
        WHERE o.participant_id = p.id AND o.levee_le IS NULL
        AND (o.structure_id IS NULL OR o.structure_id = %(structure)s)
    )
),
connu AS (
    SELECT partage.id, partage.structure_id, partage.participant_id, partage.identifiant
    FROM accompagnement_partage partage JOIN personne ON personne.id = partage.participant_id
    WHERE partage.structure_id = %(structure)s
),
nouveau AS (
    INSERT INTO accompagnement_partage (structure_id, participant_id, identifiant)
    SELECT %(structure)s, personne.id, gen_random_uuid()
    FROM personne WHERE NOT EXISTS (SELECT FROM connu)
    -- Searched by the same partner at the same time: the row is the other one's.
    ON CONFLICT (structure_id, participant_id) DO UPDATE
        SET participant_id = EXCLUDED.participant_id
    RETURNING id, structure_id, participant_id, identifiant
),
lu AS (SELECT * FROM connu UNION ALL SELECT * FROM nouveau),
trace AS (
    INSERT INTO journal_consultation (agent_id, participant_id, objet, declarant, consulte_le)
    SELECT %(agent)s, lu.participant_id, %(objet)s, %(declarant)s, now() FROM lu
)
