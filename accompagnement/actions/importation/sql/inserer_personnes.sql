INSERT INTO accompagnement_participant (id, identifiant_externe, nom, prenom, date_naissance,
    sexe, numero_france_travail, commune_id, adresse, telephone, email)
SELECT participant_id, identifiant, nom, prenom, naissance, sexe, numero_ft, commune,
    COALESCE(adresse, ''), COALESCE(telephone, ''), COALESCE(email, '')
FROM import_personne WHERE est_nouvelle
