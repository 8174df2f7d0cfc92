SELECT l.ligne, 'date_naissance', to_char(l.naissance, 'DD/MM/YYYY'),
    'un parcours enregistré commence le ' || to_char(b.debut, 'DD/MM/YYYY')
    || ', avant cette date'
FROM import_ligne l JOIN import_personne pe USING (identifiant)
JOIN (SELECT participant_id, min(date_entree) AS debut FROM accompagnement_parcours
      GROUP BY participant_id) b USING (participant_id)
WHERE NOT pe.est_nouvelle AND b.debut <= l.naissance
