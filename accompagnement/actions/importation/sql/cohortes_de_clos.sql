SELECT DISTINCT ligne FROM import_cohorte WHERE NOT est_ouvert AND NOT est_connue ORDER BY ligne
