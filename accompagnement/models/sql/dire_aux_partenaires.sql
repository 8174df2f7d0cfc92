INSERT INTO partenaires_evenement (structure_id, type, ressource)
SELECT p.structure_id, 'accompagnement.modifie', '/api/v1/accompagnements/' || p.identifiant
FROM accompagnement_partage p
WHERE p.participant_id = {participant}
AND NOT EXISTS (
    SELECT FROM accompagnement_opposition o
    WHERE o.participant_id = p.participant_id AND o.levee_le IS NULL
    AND (o.structure_id IS NULL OR o.structure_id = p.structure_id)
)
ON CONFLICT DO NOTHING;
RETURN NULL;
