WITH parcours AS (
    $enfants
    UNION ALL SELECT pgh_obj_id FROM accompagnement_parcoursevent WHERE pgh_id > %s
)
SELECT participant_id FROM accompagnement_parcours WHERE id IN (SELECT parcours_id FROM parcours)
UNION
SELECT participant_id FROM accompagnement_parcoursevent
WHERE pgh_obj_id IN (SELECT parcours_id FROM parcours)
UNION
SELECT pgh_obj_id FROM accompagnement_participantevent WHERE pgh_id > %s
