SELECT i.ligne FROM import_resolu i JOIN accompagnement_parcours p ON p.id = i.parcours_id
WHERE i.est_ouvert AND p.structure_id <> i.structure_dite
ORDER BY 1
