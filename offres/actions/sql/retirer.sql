UPDATE offres_offre AS o SET
    statut = %(retiree)s, fin_le = %(le)s, brut = NULL, empreinte = NULL, description = '',
    entreprise = '', etablissement_id = NULL, contact_id = NULL, commune_id = NULL,
    commune_insee = '', lieu = '', latitude = NULL, longitude = NULL, horaires = '', salaire = '',
    intitule = CASE WHEN
        o.intitule ~ '[0-9]([ ./-]?[0-9]){{4}}|@|www[.]|://'
        OR (o.entreprise <> '' AND strpos(
            ' ' || plie_normaliser(o.intitule) || ' ',
            ' ' || plie_normaliser(o.entreprise) || ' ') > 0)
        OR (o.lieu <> '' AND strpos(
            ' ' || plie_normaliser(o.intitule) || ' ',
            ' ' || plie_normaliser(regexp_replace(o.lieu, '^[^-]* - ', '')) || ' ') > 0)
        OR EXISTS (SELECT 1 FROM referentiels_commune AS c WHERE strpos(
            ' ' || plie_normaliser(o.intitule) || ' ',
            ' ' || plie_normaliser(c.nom) || ' ') > 0)
    THEN COALESCE(NULLIF(o.rome_libelle, ''), 'Offre retirée') ELSE o.intitule END
WHERE o.statut = %(ouverte)s AND o.origine = ANY(%(origines)s)
    AND {lesquelles}
