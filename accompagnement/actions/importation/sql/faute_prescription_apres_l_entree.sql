SELECT i.ligne, 'date_prescription', to_char(i.prescription, 'DD/MM/YYYY'),
    'ce parcours a commencé le ' || to_char(p.date_entree, 'DD/MM/YYYY')
    || ', avant cette prescription'
FROM import_parcours i JOIN accompagnement_parcours p ON p.id = i.parcours_id
WHERE i.entree IS NULL AND p.date_entree < i.prescription
