WITH jour (le) AS (SELECT %s::date),
suivis AS (
    SELECT parcours.id, parcours.date_entree, jour.le,
        coalesce(parcours.date_sortie <= jour.le, false) AS est_sorti,
        least(parcours.date_sortie, jour.le) AS vu_le
    FROM accompagnement_parcours parcours CROSS JOIN jour
    WHERE parcours.date_entree <= jour.le AND $perimetre
)
SELECT vu_le - date_entree - coalesce((
        SELECT sum(greatest(0, least(suspension.date_fin, vu_le) - suspension.date_debut))
        FROM accompagnement_suspension suspension WHERE suspension.parcours_id = suivis.id
    ), 0)::int AS jours,
    est_sorti, count(*)
FROM suivis
GROUP BY jours, est_sorti
