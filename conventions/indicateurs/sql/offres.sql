WITH periodes AS (
    SELECT * FROM unnest(%s::int[], %s::date[], %s::date[]) AS demandees (rang, debut, fin)
),
tous AS (
    SELECT periodes.*, ouverte.offre_id, ouverte.commune_id, ouverte.rome_code
    FROM periodes
    CROSS JOIN LATERAL (
        SELECT offres, communes, metiers FROM offres_stock
        WHERE jour <= periodes.fin AND jour > least(periodes.fin, %s) - %s
        ORDER BY jour DESC LIMIT 1
    ) stock
    LEFT JOIN LATERAL unnest(stock.offres, stock.communes, stock.metiers)
        AS ouverte (offre_id, commune_id, rome_code) ON true
),
faits AS (SELECT * FROM tous WHERE $portee)
$suite
