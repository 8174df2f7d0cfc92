SELECT ligne, 'cohortes' AS colonne, libelle AS valeur, 'cohorte_sans_entree' AS code
FROM import_cohorte WHERE entree IS NULL AND est_ouvert AND NOT est_connue
