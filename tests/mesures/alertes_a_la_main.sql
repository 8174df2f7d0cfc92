-- The alerts of one day as somebody fluent in SQL would write them once, into an empty table.
INSERT INTO accompagnement_alerte (parcours_id, code, le, lecteurs)
WITH ouverts AS MATERIALIZED (
    SELECT p.*, (ve.debut AT TIME ZONE 'Europe/Paris')::date AS vu_le
    FROM accompagnement_parcours p
    LEFT JOIN LATERAL (
        SELECT debut FROM accompagnement_entretien
        WHERE parcours_id = p.id AND presence = 'honore' ORDER BY debut DESC LIMIT 1
    ) ve ON p.statut IN ('actif', 'en_emploi', 'sortie_proposee')
    WHERE p.statut NOT IN ('refuse', 'sorti')
),
passages AS (
    SELECT pa.parcours_id, c.date FROM accompagnement_passage pa
    JOIN accompagnement_commission c ON c.id = pa.commission_id
    WHERE pa.decision = '' AND c.date >= %(jour)s
),
emplois AS (
    SELECT DISTINCT ON (e.parcours_id) e.parcours_id, t.*
    FROM ouverts p
    JOIN accompagnement_emploi e ON e.parcours_id = p.id AND e.date_fin IS NULL
    CROSS JOIN LATERAL (
        SELECT count(*) AS n,
            max(fait_le) FILTER (WHERE jalon = 'j30') AS j30,
            max(fait_le) FILTER (WHERE jalon = 'm3') AS m3,
            max(prevu_le) FILTER (WHERE jalon = 'j30') AS prevu_j30,
            max(prevu_le) FILTER (WHERE jalon = 'm3') AS prevu_m3,
            max(prevu_le) FILTER (WHERE jalon = 'm6') AS prevu_m6
        FROM accompagnement_suiviemploi WHERE emploi_id = e.id
    ) su
    CROSS JOIN LATERAL (
        SELECT CASE WHEN n > 0 THEN prevu_j30 ELSE e.date_debut + 30 END AS j30,
            CASE WHEN n > 0 THEN prevu_m3
                ELSE (e.date_debut + interval '3 months')::date END AS m3,
            CASE WHEN n > 0 THEN prevu_m6
                ELSE (e.date_debut + interval '6 months')::date END AS m6
    ) t
    WHERE p.statut = 'en_emploi' AND (
        t.m6 <= %(jour)s
        OR t.m3 <= %(jour)s AND su.m3 IS NULL
        OR t.j30 <= %(jour)s AND (t.m3 > %(jour)s OR t.m3 IS NULL) AND su.j30 IS NULL
    )
    ORDER BY e.parcours_id, e.date_debut, e.id
),
criteres AS (
    SELECT *, code IN ('aah', 'rqth', 'detention', 'sans_hebergement', 'refugie') AS est_sensible
    FROM accompagnement_critereeligibilite
),
pieces AS (
    SELECT pi.*, pi.type IN ('aah', 'rqth', 'hebergement', 'detention') OR EXISTS (
        SELECT 1 FROM accompagnement_piece_criteres l
        JOIN criteres cr ON cr.id = l.critereeligibilite_id AND cr.est_sensible
        WHERE l.piece_id = pi.id
    ) AS est_sensible
    FROM accompagnement_piece pi
),
-- What all the facts say, and what the ordinary ones say.
vues (ordinaires) AS (VALUES (false), (true))
SELECT simples.*, 'tous' FROM (
SELECT id, CASE WHEN coalesce(vu_le, date_entree) < %(jour)s::date - 60 THEN 'sans_entretien_3'
        WHEN coalesce(vu_le, date_entree) < %(jour)s::date - 45 THEN 'sans_entretien_2'
        ELSE 'sans_entretien_1' END, coalesce(vu_le, date_entree)
FROM ouverts
WHERE statut IN ('actif', 'en_emploi', 'sortie_proposee') AND date_entree < %(jour)s::date - 30
AND coalesce(vu_le, date_entree) < %(jour)s::date - 30
UNION ALL
SELECT p.id, 'suivi_renforce', coalesce(p.vu_le, p.date_entree)
FROM ouverts p
JOIN (
    SELECT m.parcours_id, min(c.jours_sans_entretien) AS jours
    FROM accompagnement_appartenancecohorte m
    JOIN accompagnement_cohorte c ON c.id = m.cohorte_id
    WHERE m.date_debut <= %(jour)s AND (m.date_fin IS NULL OR m.date_fin > %(jour)s)
    GROUP BY m.parcours_id
) membres ON membres.parcours_id = p.id
WHERE p.statut IN ('actif', 'en_emploi', 'sortie_proposee')
AND coalesce(p.vu_le, p.date_entree) < %(jour)s::date - membres.jours
UNION ALL
SELECT p.id, 'sans_etape', max(e.date_fin) FILTER (WHERE e.date_debut IS NOT NULL)
FROM ouverts p LEFT JOIN accompagnement_etape e ON e.parcours_id = p.id
WHERE p.statut = 'actif'
GROUP BY p.id
HAVING count(*) FILTER (WHERE e.date_debut <= %(jour)s AND e.date_fin IS NULL) = 0
UNION ALL
SELECT id, 'fin_proche', fin
FROM ouverts CROSS JOIN LATERAL (
    SELECT coalesce(date_fin_prevue, (date_entree + interval '36 months')::date) AS fin
) f
WHERE statut IN ('actif', 'suspendu', 'en_emploi')
AND fin <= (%(jour)s::date + interval '3 months')::date
UNION ALL
SELECT parcours_id, CASE WHEN m6 <= %(jour)s THEN 'contrat_m6' WHEN m3 <= %(jour)s THEN 'contrat_m3'
        ELSE 'contrat_m1' END,
    CASE WHEN m6 <= %(jour)s THEN m6 WHEN m3 <= %(jour)s THEN m3 ELSE j30 END
FROM emplois
UNION ALL
SELECT id, 'orientation', coalesce(date_prescription, (cree_le AT TIME ZONE 'Europe/Paris')::date)
FROM ouverts
WHERE statut = 'prescrit'
AND coalesce(date_prescription, (cree_le AT TIME ZONE 'Europe/Paris')::date) < %(jour)s::date - 15
UNION ALL
SELECT p.id, 'suspension', s.date_fin_prevue
FROM ouverts p
JOIN accompagnement_suspension s ON s.parcours_id = p.id AND s.date_fin IS NULL
WHERE p.statut = 'suspendu' AND s.date_fin_prevue <= %(jour)s::date + 15
UNION ALL
SELECT p.id,
    CASE WHEN p.date_sortie <= %(jour)s::date - 28 THEN 'sortie_j28'
        WHEN p.date_sortie <= %(jour)s::date - 14 THEN 'sortie_j14' ELSE 'sortie_j1' END,
    p.date_sortie
FROM accompagnement_parcours p
WHERE p.statut = 'sorti' AND p.date_sortie < %(jour)s
AND p.date_sortie >= (%(jour)s::date - interval '6 months')::date
AND NOT EXISTS (
    SELECT 1 FROM accompagnement_situation WHERE parcours_id = p.id AND moment = 'sortie'
)
UNION ALL
SELECT p.id, 'maintien_m6', min(s.prevu_le)
FROM accompagnement_parcours p
JOIN accompagnement_emploi e ON e.parcours_id = p.id AND e.date_fin IS NULL
JOIN accompagnement_suiviemploi s ON s.emploi_id = e.id AND s.jalon = 'm6' AND s.fait_le IS NULL
WHERE p.statut = 'sorti' AND s.prevu_le <= %(jour)s
AND s.prevu_le >= (%(jour)s::date - interval '6 months')::date
AND NOT EXISTS (SELECT 1 FROM ouverts o WHERE o.participant_id = p.participant_id)
GROUP BY p.id
) simples
UNION ALL
SELECT p.id, 'preuve_expiree', c.date,
    CASE WHEN count(*) = 2 THEN 'tous' WHEN bool_or(v.ordinaires) THEN 'autres' ELSE 'confies' END
FROM ouverts p
CROSS JOIN vues v
CROSS JOIN LATERAL (
    SELECT coalesce(
        (SELECT date FROM passages WHERE parcours_id = p.id),
        (SELECT min(date) FROM accompagnement_commission WHERE date >= %(jour)s
         AND type = CASE WHEN p.statut = 'sortie_proposee' THEN 'sortie' ELSE 'integration' END)
    ) AS date
) c
WHERE p.statut IN ('en_diagnostic', 'ajourne', 'presente', 'sortie_proposee')
AND EXISTS (
    SELECT 1 FROM criteres cr
    JOIN accompagnement_piece_criteres l ON l.critereeligibilite_id = cr.id
    JOIN pieces pi ON pi.id = l.piece_id
    WHERE cr.parcours_id = p.id
    AND NOT (v.ordinaires AND (cr.est_sensible OR pi.est_sensible))
    GROUP BY cr.id
    HAVING bool_and(coalesce(pi.date_fin_validite < c.date, false))
)
GROUP BY p.id, c.date
UNION ALL
SELECT p.id, 'dossier_incomplet', pa.date,
    CASE WHEN count(*) = 2 THEN 'tous' WHEN bool_or(v.ordinaires) THEN 'autres' ELSE 'confies' END
FROM ouverts p JOIN passages pa ON pa.parcours_id = p.id
CROSS JOIN vues v
WHERE NOT EXISTS (
    SELECT 1 FROM accompagnement_affectationreferent WHERE parcours_id = p.id AND date_fin IS NULL
)
OR p.date_entree IS NULL AND (
    NOT EXISTS (
        SELECT 1 FROM accompagnement_situation WHERE parcours_id = p.id AND moment = 'entree'
    )
    OR (
        SELECT count(*) = 0 OR count(*) <> count(l.id)
        FROM criteres cr
        LEFT JOIN LATERAL (
            SELECT pi.id FROM accompagnement_piece_criteres pc
            JOIN pieces pi ON pi.id = pc.piece_id
            WHERE pc.critereeligibilite_id = cr.id AND NOT (v.ordinaires AND pi.est_sensible)
            LIMIT 1
        ) l ON true
        WHERE cr.parcours_id = p.id AND NOT (v.ordinaires AND cr.est_sensible)
    )
)
OR EXISTS (
    SELECT 1 FROM accompagnement_sortie so
    JOIN accompagnement_motifsortie m ON m.code = so.motif_id AND m.categorie = 'positive'
    WHERE so.parcours_id = p.id AND so.validee_le IS NULL
    AND NOT EXISTS (
        SELECT 1 FROM pieces WHERE sortie_id = so.id AND NOT (v.ordinaires AND est_sensible)
    )
    AND NOT EXISTS (
        SELECT 1 FROM pieces pi JOIN accompagnement_emploi e ON e.id = pi.emploi_id
        WHERE e.parcours_id = p.id AND NOT (v.ordinaires AND pi.est_sensible)
    )
    AND NOT EXISTS (
        SELECT 1 FROM pieces pi JOIN accompagnement_etape et ON et.id = pi.etape_id
        WHERE et.parcours_id = p.id AND NOT (v.ordinaires AND pi.est_sensible)
    )
)
GROUP BY p.id, pa.date
