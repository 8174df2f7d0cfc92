WITH fait AS (
    INSERT INTO accompagnement_appartenancecohorte (cohorte_id, parcours_id, date_debut, raison,
        raison_fin, criteres, freins)
    SELECT i.cohorte_id, i.parcours_id, jour.le, 'Import du ' || to_char(jour.le, 'DD/MM/YYYY'), '',
        ARRAY(
            SELECT DISTINCT critere.code::text FROM accompagnement_critereeligibilite critere
            WHERE critere.parcours_id = i.parcours_id AND critere.constate_le <= jour.le
            AND (critere.perdu_le IS NULL OR critere.perdu_le > jour.le) ORDER BY 1
        ),
        ARRAY(
            SELECT frein.type_id::text FROM accompagnement_frein frein
            WHERE frein.parcours_id = i.parcours_id AND frein.constate_le <= jour.le
            AND frein.statut <> %s ORDER BY 1
        )
    FROM import_cohorte i
    CROSS JOIN (SELECT (now() AT TIME ZONE 'Europe/Paris')::date AS le) jour
    WHERE i.est_ouvert AND NOT i.est_connue
    RETURNING parcours_id
)
INSERT INTO import_touche SELECT DISTINCT i.ligne, NULL::bigint
FROM fait JOIN import_cohorte i USING (parcours_id) WHERE NOT i.est_nouveau
