SELECT pa.id, pa.nom, pa.prenom, pa.date_naissance
FROM (
    SELECT participant_id, max(consulte_le) AS le, max(id) AS rang
    FROM (
        SELECT id, participant_id, consulte_le FROM journal_consultation
        WHERE agent_id = %(agent)s AND NOT en_lot
        ORDER BY consulte_le DESC, id DESC LIMIT %(ouvertures)s
    ) dernieres
    GROUP BY participant_id
) ouverts
JOIN accompagnement_participant pa ON pa.id = ouverts.participant_id
WHERE pa.fusionne_dans_id IS NULL
AND (%(partout)s OR EXISTS (
    SELECT FROM accompagnement_parcours p
    LEFT JOIN accompagnement_affectationreferent a ON a.parcours_id = p.id AND a.date_fin IS NULL
    WHERE p.participant_id = pa.id
    AND (p.structure_id = %(structure)s OR a.agent_id = ANY(%(portefeuilles)s))
))
ORDER BY ouverts.le DESC, ouverts.rang DESC
LIMIT %(nombre)s
