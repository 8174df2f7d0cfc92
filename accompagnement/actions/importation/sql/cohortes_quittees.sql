SELECT DISTINCT ligne FROM import_cohorte WHERE est_ouvert AND est_connue AND NOT est_membre
ORDER BY ligne
