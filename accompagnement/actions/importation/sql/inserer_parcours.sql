INSERT INTO accompagnement_parcours (id, participant_id, prescripteur_id, structure_id, statut,
    date_prescription, date_entree, date_sortie)
SELECT parcours_id, participant_id, prescripteur_id, structure_id,
    CASE WHEN sortie IS NOT NULL THEN %s WHEN entree IS NOT NULL THEN %s
         ELSE %s END,
    prescription, entree, sortie
FROM import_resolu WHERE est_nouveau
