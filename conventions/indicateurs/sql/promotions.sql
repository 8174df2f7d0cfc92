WITH entres AS (
    SELECT date_trunc('quarter', parcours.date_entree)::date AS trimestre, mois,
        parcours.date_sortie <= (parcours.date_entree + make_interval(months => mois))::date
            AS est_sorti,
        validee.categorie = '$positive' AS est_positive
    FROM accompagnement_parcours parcours
    CROSS JOIN unnest(%s::int[]) mois
    LEFT JOIN accompagnement_sortie validee
        ON validee.parcours_id = parcours.id AND validee.validee_le IS NOT NULL
    WHERE parcours.date_entree BETWEEN %s AND %s AND $perimetre
),
par_echeance AS (
    SELECT trimestre, mois, count(*) AS entrees,
        count(*) FILTER (WHERE est_sorti AND est_positive) AS positives,
        count(*) FILTER (WHERE est_sorti AND est_positive IS NOT TRUE) AS autres
    FROM entres
    GROUP BY trimestre, mois
)
SELECT trimestre, max(entrees), array_agg(positives ORDER BY mois), array_agg(autres ORDER BY mois)
FROM par_echeance
GROUP BY trimestre
ORDER BY trimestre DESC
