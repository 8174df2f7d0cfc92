-- As many people actively followed as a PLIE has, each looking for two trades around a commune.
WITH suivis AS (
    SELECT p.id, row_number() OVER (ORDER BY p.id) AS n
    FROM accompagnement_parcours p
    WHERE p.statut = 'actif'
    AND NOT EXISTS (SELECT 1 FROM accompagnement_projet j WHERE j.parcours_id = p.id)
    ORDER BY p.id LIMIT %(nombre)s
)
INSERT INTO accompagnement_projet (parcours_id, description, horaires, mobilite_km, a_permis,
    a_vehicule, heures_min, transport, contrats, experience_mois, souhaite_adapte, version)
SELECT id, '', '', (ARRAY[5, 10, 15, 20, NULL])[1 + n %% 5], n %% 3 = 0, n %% 4 = 0,
    CASE WHEN n %% 4 = 0 THEN 24 END, '',
    CASE WHEN n %% 6 = 0 THEN ARRAY['cdi', 'cdd'] ELSE '{}' END::varchar(12)[], n %% 30, false, 1
FROM suivis;
INSERT INTO accompagnement_projet_metiers (projet_id, rome_id)
SELECT j.id, m.code
FROM accompagnement_projet j
CROSS JOIN LATERAL (
    SELECT code FROM referentiels_rome WHERE grand_domaine_code IN ('K', 'N', 'G', 'D')
    ORDER BY md5(code || j.id) LIMIT 2
) m
WHERE NOT EXISTS (SELECT 1 FROM accompagnement_projet_metiers d WHERE d.projet_id = j.id);
ANALYZE accompagnement_projet, accompagnement_projet_metiers
