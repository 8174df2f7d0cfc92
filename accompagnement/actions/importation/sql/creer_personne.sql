CREATE TEMPORARY TABLE import_personne ON COMMIT DROP AS
WITH personne AS (
    SELECT identifiant,
        (array_agg(nom ORDER BY ligne DESC) FILTER (WHERE nom IS NOT NULL))[1] AS nom,
        (array_agg(prenom ORDER BY ligne DESC) FILTER (WHERE prenom IS NOT NULL))[1] AS prenom,
        max(naissance) AS naissance, max(sexe) AS sexe, max(numero_ft) AS numero_ft,
        (array_agg(commune ORDER BY ligne DESC)
            FILTER (WHERE commune IS NOT NULL))[1] AS commune,
        (array_agg(adresse ORDER BY ligne DESC)
            FILTER (WHERE adresse IS NOT NULL))[1] AS adresse,
        (array_agg(telephone ORDER BY ligne DESC)
            FILTER (WHERE telephone IS NOT NULL))[1] AS telephone,
        (array_agg(email ORDER BY ligne DESC) FILTER (WHERE email IS NOT NULL))[1] AS email
    FROM import_ligne WHERE identifiant IS NOT NULL GROUP BY identifiant
)
SELECT personne.*, connu.id IS NULL AS est_nouvelle,
    COALESCE(connu.fusionne_dans_id, connu.id,
        nextval(pg_get_serial_sequence('accompagnement_participant', 'id'))) AS participant_id
FROM personne
LEFT JOIN accompagnement_participant connu ON connu.identifiant_externe = personne.identifiant
