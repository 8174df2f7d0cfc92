WITH personnes AS MATERIALIZED (
    SELECT p.id AS parcours_id, j.id AS projet_id, j.mobilite_km,
        coalesce(j.mobilite_km, %(rayon_par_defaut)s)::float AS rayon, j.a_permis, j.heures_min,
        j.heures_max, j.contrats, j.experience_mois, j.souhaite_adapte, c.latitude, c.longitude,
        (SELECT array_agg(f.code) FROM unnest(%(familles)s::text[], %(codes)s::text[])
            AS f (famille, code) WHERE f.famille = ANY(j.contrats)) AS codes_contrat,
        (SELECT s.niveau_formation FROM accompagnement_situation s
         WHERE s.parcours_id = p.id AND s.niveau_formation <> ''
         ORDER BY s.date DESC, s.id DESC LIMIT 1) AS niveau,
        k.latitudes, k.longitudes,
        (SELECT array_agg(m.rome_id::text) FROM accompagnement_projet_metiers m
         WHERE m.projet_id = j.id) AS metiers
    FROM accompagnement_parcours p
    JOIN accompagnement_projet j ON j.parcours_id = p.id
    JOIN accompagnement_participant u ON u.id = p.participant_id
    LEFT JOIN referentiels_commune c ON c.code_insee = u.commune_id
    CROSS JOIN LATERAL (
        SELECT array_agg(v.latitude) AS latitudes, array_agg(v.longitude) AS longitudes
        FROM accompagnement_projet_communes w
        JOIN referentiels_commune v ON v.code_insee = w.commune_id
        WHERE w.projet_id = j.id
    ) k
    WHERE p.id IN ({servis}) AND {portee}
),
domaines AS MATERIALIZED (
    SELECT parcours_id, domaine, max(rang) AS rang FROM (
        SELECT parcours_id, left(code, 3) AS domaine, 2 AS rang
        FROM personnes, unnest(metiers) AS code
        UNION ALL
        SELECT parcours_id, CASE WHEN left(code, 3) = x.domaine THEN x.proche ELSE x.domaine END, 1
        FROM personnes, unnest(metiers) AS code
        JOIN referentiels_domaineproche x ON left(code, 3) IN (x.domaine, x.proche)
    ) tous GROUP BY parcours_id, domaine
),
candidates AS MATERIALIZED ({candidates}),
paires AS MATERIALIZED (
    SELECT p.parcours_id, o.id AS offre_id, o.actualisee_le, z.km, p.rayon,
        p.mobilite_km IS NOT NULL AS rayon_dit, o.permis_exiges,
        CASE WHEN o.rome_code = ANY(p.metiers) THEN 'identique'
            WHEN d.rang = 2 THEN 'domaine' ELSE 'proche' END AS metier,
        CASE WHEN p.contrats = '{{}}' THEN 'libre'
            WHEN o.est_alternance THEN
                CASE WHEN %(famille_alternance)s = ANY(p.contrats)
                    THEN 'accepte' ELSE 'alternance' END
            WHEN o.contrat = ANY(p.codes_contrat) OR o.est_iae AND %(famille_iae)s = ANY(p.contrats)
                THEN 'accepte'
            WHEN o.contrat = '' THEN 'inconnu' ELSE 'refuse' END AS contrat,
        CASE WHEN p.heures_min IS NULL AND p.heures_max IS NULL THEN 'libre'
            WHEN o.heures_hebdo IS NULL THEN 'inconnu'
            WHEN o.heures_hebdo BETWEEN coalesce(p.heures_min, 0) AND coalesce(p.heures_max, 99)
                THEN 'accepte' ELSE 'refuse' END AS heures,
        CASE WHEN o.experience IN ('D', '') THEN 'libre'
            WHEN p.experience_mois IS NULL THEN 'inconnu'
            WHEN p.experience_mois >= coalesce(o.experience_mois, 1) THEN 'accepte'
            ELSE 'insuffisant' END AS experience,
        CASE WHEN o.niveau_exige = '' THEN 'libre'
            WHEN p.niveau IS NULL THEN 'inconnu'
            WHEN array_position(%(niveaux)s::text[], p.niveau)
                >= array_position(%(niveaux)s::text[], o.niveau_exige)
                THEN 'accepte' ELSE 'insuffisant' END AS niveau,
        p.a_permis IS FALSE AND o.permis_exiges <> '{{}}' AS sans_permis,
        p.a_permis, p.souhaite_adapte AND NOT o.est_adaptee AS non_adapte,
        greatest(0, %(jour)s::date - o.actualisee_le::date) AS age
    FROM personnes p
    JOIN domaines d USING (parcours_id)
    JOIN candidates o ON o.domaine = d.domaine
    CROSS JOIN LATERAL (
        SELECT CASE WHEN p.latitudes IS NULL THEN {du_domicile} ELSE (
            SELECT min({de_la_commune}) FROM unnest(p.latitudes, p.longitudes) AS v (lat, lon)
        ) END AS km
    ) z
),
notes AS (
    SELECT *,
        CASE metier WHEN 'identique' THEN %(metier_identique)s
            WHEN 'domaine' THEN %(metier_du_domaine)s ELSE %(metier_proche)s END AS n_metier,
        CASE WHEN km IS NULL OR km > rayon THEN 0 WHEN rayon = 0 THEN %(distance)s
            ELSE round(%(distance)s * (1 - km / rayon))::int END AS n_distance,
        CASE WHEN contrat IN ('libre', 'accepte') THEN %(contrat)s ELSE 0 END AS n_contrat,
        CASE WHEN heures IN ('libre', 'accepte') THEN %(heures)s ELSE 0 END AS n_heures,
        CASE WHEN experience IN ('libre', 'accepte') THEN %(experience)s ELSE 0 END
            AS n_experience,
        CASE WHEN niveau IN ('libre', 'accepte') THEN %(niveau)s ELSE 0 END AS n_niveau,
        CASE WHEN age <= 7 THEN %(fraicheur)s WHEN age >= 31 THEN 0
            ELSE round(%(fraicheur)s * (31 - age) / 24.0)::int END AS n_fraicheur,
        CASE WHEN km > rayon THEN 'distance' WHEN sans_permis THEN 'permis'
            WHEN contrat IN ('refuse', 'alternance') THEN contrat
            WHEN heures = 'refuse' THEN 'heures' WHEN non_adapte THEN 'adapte'
            ELSE '' END AS exclusion
    FROM paires
),
classees AS (
    SELECT *, n_metier + n_distance + n_contrat + n_heures + n_experience + n_niveau
            + n_fraicheur AS score,
        row_number() OVER (PARTITION BY {partition}exclusion ORDER BY n_metier + n_distance
            + n_contrat + n_heures + n_experience + n_niveau + n_fraicheur DESC,
            actualisee_le DESC, offre_id DESC, parcours_id) AS rang
    FROM notes {filtre}
),
nombres AS (
    SELECT {partition}exclusion, count(*) AS nombre FROM notes {filtre}
    GROUP BY {partition}exclusion
)
SELECT parcours_id, offre_id, score::smallint AS score, exclusion, {nombre},
    jsonb_build_object(
        'metier', jsonb_build_array(n_metier, metier),
        'distance', jsonb_build_array(n_distance,
            CASE WHEN km IS NULL THEN 'inconnu' WHEN rayon_dit THEN 'dit' ELSE 'defaut' END,
            round(km::numeric, 1), rayon),
        'contrat', jsonb_build_array(n_contrat, contrat),
        'heures', jsonb_build_array(n_heures, heures),
        'experience', jsonb_build_array(n_experience, experience),
        'niveau', jsonb_build_array(n_niveau, niveau),
        'fraicheur', jsonb_build_array(n_fraicheur, '', age),
        'permis', jsonb_build_array(0, CASE WHEN permis_exiges = '{{}}' THEN 'libre'
            WHEN a_permis IS FALSE THEN 'absent' WHEN a_permis AND permis_exiges = '{{B}}'
            THEN 'accepte' ELSE 'inconnu' END)) AS criteres
FROM classees {comptes} WHERE rang <= %(retenues)s
