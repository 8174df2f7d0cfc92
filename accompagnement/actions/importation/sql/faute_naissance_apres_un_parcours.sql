SELECT l.ligne, 'date_naissance' AS colonne, to_char(l.naissance, 'DD/MM/YYYY') AS valeur,
    'naissance_apres_un_parcours' AS code, b.debut
FROM import_ligne l JOIN import_personne pe USING (identifiant)
JOIN (SELECT participant_id, min(date_entree) AS debut FROM accompagnement_parcours
      GROUP BY participant_id) b USING (participant_id)
WHERE NOT pe.est_nouvelle AND b.debut <= l.naissance
