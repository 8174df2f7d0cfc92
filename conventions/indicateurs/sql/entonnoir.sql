WITH jour (le) AS (SELECT %s::date),
prescrits AS (
    SELECT extract(year FROM parcours.date_prescription) AS annee,
        parcours.date_entree <= jour.le AS est_entre,
        parcours.date_sortie <= jour.le AS est_sorti,
        parcours.date_entree <= jour.le OR EXISTS (
            SELECT FROM accompagnement_passage passage
            JOIN accompagnement_commission commission ON commission.id = passage.commission_id
            WHERE passage.parcours_id = parcours.id
            AND commission.type = '$integration' AND commission.date <= jour.le
        ) AS est_presente,
        EXISTS (
            SELECT FROM accompagnement_etape etape
            WHERE etape.parcours_id = parcours.id AND etape.date_debut <= jour.le
        ) AS a_une_etape,
        validee.categorie = '$positive' AS est_positive
    FROM accompagnement_parcours parcours CROSS JOIN jour
    LEFT JOIN accompagnement_sortie validee
        ON validee.parcours_id = parcours.id AND validee.validee_le IS NOT NULL
    WHERE parcours.date_prescription BETWEEN %s AND jour.le AND $perimetre
)
SELECT annee, count(*), count(*) FILTER (WHERE est_presente), count(*) FILTER (WHERE est_entre),
    count(*) FILTER (WHERE est_entre AND a_une_etape), count(*) FILTER (WHERE est_sorti),
    count(*) FILTER (WHERE est_sorti AND est_positive)
FROM prescrits
GROUP BY annee
ORDER BY annee DESC
