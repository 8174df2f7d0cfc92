-- The eight best offers of everybody, as somebody fluent in SQL would write them once, with the
-- points of a fresh installation; no reason is kept.
WITH personnes AS MATERIALIZED (
    SELECT p.id, j.id AS projet, coalesce(j.mobilite_km, 15) AS rayon, j.a_permis, j.heures_min,
        coalesce(j.heures_max, 99) AS heures_max, j.contrats, j.experience_mois,
        c.latitude, c.longitude,
        (SELECT niveau_formation FROM accompagnement_situation s
         WHERE s.parcours_id = p.id AND niveau_formation <> ''
         ORDER BY date DESC, id DESC LIMIT 1) AS niveau,
        (SELECT array_agg(rome_id::text) FROM accompagnement_projet_metiers m
         WHERE m.projet_id = j.id) AS metiers
    FROM accompagnement_parcours p
    JOIN accompagnement_projet j ON j.parcours_id = p.id
    JOIN accompagnement_participant u ON u.id = p.participant_id
    LEFT JOIN referentiels_commune c ON c.code_insee = u.commune_id
    WHERE p.statut IN ('actif', 'suspendu')
),
domaines AS MATERIALIZED (
    SELECT id, domaine, max(rang) AS rang
    FROM (
        SELECT id, left(code, 3) AS domaine, 2 AS rang FROM personnes, unnest(metiers) code
        UNION ALL
        SELECT personnes.id, CASE WHEN left(code, 3) = d.domaine THEN d.proche ELSE d.domaine END, 1
        FROM personnes, unnest(metiers) code
        JOIN referentiels_domaineproche d ON left(code, 3) IN (d.domaine, d.proche)
    ) vises
    GROUP BY id, domaine
),
paires AS (
    SELECT p.id AS parcours, o.id AS offre, o.actualisee_le, p.rayon, o.rome_code, p.metiers,
        d.rang, o.experience, o.experience_mois AS demandee, p.experience_mois AS acquise,
        o.niveau_exige, p.niveau, current_date - o.actualisee_le::date AS age, k.km
    FROM personnes p
    JOIN domaines d USING (id)
    JOIN offres_offre o ON o.rome_domaine = d.domaine AND o.statut = 'ouverte'
    CROSS JOIN LATERAL (
        SELECT 12742.0176 * asin(sqrt(power(sin(radians(o.latitude - p.latitude) / 2), 2)
            + cos(radians(p.latitude)) * cos(radians(o.latitude))
            * power(sin(radians(o.longitude - p.longitude) / 2), 2))) AS km
    ) k
    WHERE (k.km IS NULL OR k.km <= p.rayon)
    AND NOT (p.a_permis IS FALSE AND o.permis_exiges <> '{}')
    AND (p.contrats = '{}' OR CASE WHEN o.est_alternance THEN 'alternance' = ANY(p.contrats)
        ELSE o.contrat = ''
            OR 'cdi' = ANY(p.contrats) AND o.contrat IN ('CDI', 'DIN')
            OR 'cdd' = ANY(p.contrats) AND o.contrat IN ('CDD', 'SAI')
            OR 'interim' = ANY(p.contrats) AND o.contrat = 'MIS'
            OR 'iae' = ANY(p.contrats) AND (o.contrat IN ('DDI', 'TTI') OR o.est_iae) END)
    AND (o.heures_hebdo IS NULL OR p.heures_min IS NULL AND p.heures_max = 99
        OR o.heures_hebdo BETWEEN coalesce(p.heures_min, 0) AND p.heures_max)
),
notes AS (
    SELECT parcours, offre, actualisee_le,
        CASE WHEN rome_code = ANY(metiers) THEN 35 WHEN rang = 2 THEN 22 ELSE 10 END
        + CASE WHEN km IS NULL THEN 0 WHEN rayon = 0 THEN 25
            ELSE round(25 * (1 - km / rayon))::int END
        + 20
        + CASE WHEN experience IN ('D', '') OR acquise >= coalesce(demandee, 1) THEN 10 ELSE 0 END
        + CASE WHEN niveau_exige = ''
            OR replace(niveau, 'infra3', '2') >= replace(niveau_exige, 'infra3', '2')
            THEN 5 ELSE 0 END
        + CASE WHEN age <= 7 THEN 5 WHEN age >= 31 THEN 0
            ELSE round(5 * (31 - age) / 24.0)::int END AS score
    FROM paires
)
INSERT INTO accompagnement_rapprochement (parcours_id, offre_id, score, criteres)
SELECT parcours, offre, score, '{}'
FROM (
    SELECT *, row_number() OVER (
        PARTITION BY parcours ORDER BY score DESC, actualisee_le DESC, offre DESC) AS rang
    FROM notes
) classees
WHERE rang <= 8
