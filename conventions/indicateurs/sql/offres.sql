WITH periodes AS (
    SELECT * FROM unnest(%s::int[], %s::date[], %s::date[]) AS demandees (rang, debut, fin)
),
faits AS (
    SELECT periodes.*, offre.id AS offre_id, offre.commune_id, offre.rome_code
    FROM periodes
    JOIN offres_offre offre
        ON offre.publiee_le < (periodes.fin + 1)::timestamp AT TIME ZONE 'Europe/Paris'
        AND (offre.fin_le IS NULL
            OR offre.fin_le >= (periodes.fin + 1)::timestamp AT TIME ZONE 'Europe/Paris')
    WHERE offre.statut <> %s
)
$suite
