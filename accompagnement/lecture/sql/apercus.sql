-- The few rows of each parcours that say what is due: its next appointment and its last meeting,
-- the étape it is at, its open suspension, its commissions, and the follow-ups of its jobs.
SELECT cle, 'entretiens', to_jsonb(t) - '{notes,notes_confidentielles}'::text[]
FROM unnest(%(cles)s) cle, LATERAL (
    (SELECT * FROM accompagnement_entretien
     WHERE parcours_id = cle AND presence = %(prevu)s ORDER BY debut, id LIMIT 1)
    UNION ALL
    (SELECT * FROM accompagnement_entretien
     WHERE parcours_id = cle AND presence = %(honore)s ORDER BY debut DESC, id DESC LIMIT 1)
) t
UNION ALL
SELECT cle, 'etapes', to_jsonb(t)
FROM unnest(%(cles)s) cle, LATERAL (
    SELECT * FROM accompagnement_etape WHERE parcours_id = cle AND date_debut IS NOT NULL
    ORDER BY date_fin IS NULL DESC, date_debut DESC, id DESC LIMIT 1
) t
UNION ALL
SELECT parcours_id, 'suspensions', to_jsonb(t)
FROM accompagnement_suspension t WHERE parcours_id = ANY(%(cles)s) AND date_fin IS NULL
UNION ALL
SELECT parcours_id, 'passages', to_jsonb(t) || jsonb_build_object('le', c.date)
FROM accompagnement_passage t JOIN accompagnement_commission c ON c.id = t.commission_id
WHERE parcours_id = ANY(%(en_commission)s)
UNION ALL
SELECT parcours_id, 'emplois', to_jsonb(t)
FROM accompagnement_emploi t WHERE parcours_id = ANY(%(en_emploi)s)
UNION ALL
SELECT e.parcours_id, 'suivis_emploi', to_jsonb(t)
FROM accompagnement_suiviemploi t JOIN accompagnement_emploi e ON e.id = t.emploi_id
WHERE e.parcours_id = ANY(%(en_emploi)s)
