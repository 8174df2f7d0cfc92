SELECT l.ligne, 'numero_france_travail' AS colonne, l.numero_ft AS valeur,
    'numero_d_une_autre_personne' AS code, p.id AS dossier
FROM import_ligne l
JOIN accompagnement_participant p ON p.numero_france_travail = l.numero_ft
JOIN import_personne sienne ON sienne.identifiant = l.identifiant
LEFT JOIN import_personne autre ON autre.participant_id = p.id
WHERE p.id <> sienne.participant_id
AND (autre.numero_ft IS NULL OR autre.numero_ft = l.numero_ft)
