WITH portee (id) AS (SELECT unnest(%s::bigint[])),
attendues (parcours_id, code, le, lecteurs) AS MATERIALIZED ({attendues}),
retirees AS (
    DELETE FROM accompagnement_alerte a
    WHERE {dans_la_portee} NOT EXISTS (
        SELECT 1 FROM attendues t WHERE t.parcours_id = a.parcours_id AND t.code = a.code
    )
    RETURNING 1
),
ecrites AS (
    INSERT INTO accompagnement_alerte (parcours_id, code, le, lecteurs)
    SELECT t.parcours_id, t.code, t.le, t.lecteurs
    FROM attendues t
    LEFT JOIN accompagnement_alerte a USING (parcours_id, code)
    WHERE a.id IS NULL OR (a.le, a.lecteurs) IS DISTINCT FROM (t.le, t.lecteurs)
    ON CONFLICT (parcours_id, code) DO UPDATE
        SET le = excluded.le, lecteurs = excluded.lecteurs
    RETURNING 1
)
SELECT (SELECT count(*) FROM attendues),
    (SELECT count(*) FROM ecrites),
    (SELECT count(*) FROM retirees)
