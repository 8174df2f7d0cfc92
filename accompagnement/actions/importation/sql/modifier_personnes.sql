WITH fait AS (
    UPDATE accompagnement_participant p SET nom = i.nom, prenom = i.prenom,
        date_naissance = i.naissance, sexe = i.sexe,
        numero_france_travail = COALESCE(i.numero_ft, p.numero_france_travail),
        commune_id = COALESCE(i.commune, p.commune_id),
        adresse = COALESCE(i.adresse, p.adresse),
        telephone = COALESCE(i.telephone, p.telephone),
        email = COALESCE(i.email, p.email), version = p.version + 1
    FROM import_personne i
    WHERE p.id = i.participant_id AND NOT i.est_nouvelle
    AND (p.nom, p.prenom, p.date_naissance, p.sexe, p.numero_france_travail, p.commune_id,
         p.adresse, p.telephone, p.email)
    IS DISTINCT FROM (i.nom, i.prenom, i.naissance, i.sexe,
         COALESCE(i.numero_ft, p.numero_france_travail), COALESCE(i.commune, p.commune_id),
         COALESCE(i.adresse, p.adresse), COALESCE(i.telephone, p.telephone),
         COALESCE(i.email, p.email))
    RETURNING p.id
)
INSERT INTO import_touche SELECT NULL, id FROM fait
