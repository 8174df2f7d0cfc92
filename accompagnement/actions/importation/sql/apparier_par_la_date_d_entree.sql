UPDATE import_parcours i SET parcours_id = p.id FROM accompagnement_parcours p
WHERE NOT i.personne_nouvelle AND p.participant_id = i.participant_id
AND p.date_entree = i.entree
