UPDATE accompagnement_participant p SET numero_france_travail = NULL
FROM import_personne tenant, import_personne preneur
WHERE p.id = tenant.participant_id AND preneur.numero_ft = p.numero_france_travail
AND preneur.participant_id <> p.id AND NOT tenant.est_nouvelle
