-- Today, or in any state that the history knows: that of the month is among them.
SELECT DISTINCT participant_id FROM (
    SELECT id, participant_id, date_entree, date_sortie, date_prescription
    FROM accompagnement_parcours WHERE participant_id = ANY(%(personnes)s)
    UNION ALL
    SELECT pgh_obj_id, participant_id, date_entree, date_sortie, date_prescription
    FROM accompagnement_parcoursevent WHERE participant_id = ANY(%(personnes)s)
) suivis
WHERE date_entree <= %(fin)s AND (date_sortie IS NULL OR date_sortie >= %(debut)s)
OR date_prescription BETWEEN %(debut)s AND %(fin)s
OR id IN (SELECT parcours_id FROM accompagnement_nonentreeevent
    WHERE date BETWEEN %(debut)s AND %(fin)s)
-- A job counts six months after it begins.
OR id IN (SELECT parcours_id FROM accompagnement_emploievent
    WHERE date_debut BETWEEN %(debut)s - interval '7 months' AND %(fin)s)
OR id IN (SELECT parcours_id FROM accompagnement_etapeevent
    WHERE date_debut BETWEEN %(debut)s AND %(fin)s OR date_fin BETWEEN %(debut)s AND %(fin)s)
OR id IN (SELECT parcours_id FROM accompagnement_entretienevent
    WHERE debut >= %(debut)s::timestamp AT TIME ZONE 'Europe/Paris'
    AND debut < (%(fin)s::date + 1)::timestamp AT TIME ZONE 'Europe/Paris')
OR id IN (SELECT parcours_id FROM accompagnement_miseenrelationevent
    WHERE proposee_le BETWEEN %(debut)s AND %(fin)s OR conclue_le BETWEEN %(debut)s AND %(fin)s)
