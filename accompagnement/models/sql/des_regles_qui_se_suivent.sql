IF EXISTS (
    SELECT 1 FROM (
        SELECT valide_au, lead(valide_du) OVER (ORDER BY valide_du) AS suivante
        FROM accompagnement_reglesortie
    ) regles
    WHERE valide_au IS DISTINCT FROM suivante - 1
) THEN
    RAISE EXCEPTION 'Chaque règle de sortie finit la veille de la suivante, et la dernière ne finit pas.'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'regles_sans_trou';
END IF;
RETURN NULL;
