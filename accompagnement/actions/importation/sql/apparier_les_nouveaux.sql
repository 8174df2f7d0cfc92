UPDATE import_parcours SET est_nouveau = true,
    parcours_id = nextval(pg_get_serial_sequence('accompagnement_parcours', 'id'))
WHERE parcours_id IS NULL
