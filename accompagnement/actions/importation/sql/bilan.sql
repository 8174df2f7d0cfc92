WITH lignes AS (SELECT ligne FROM import_touche WHERE ligne IS NOT NULL),
participants AS (SELECT participant_id FROM import_touche WHERE participant_id IS NOT NULL),
touchees AS (
    SELECT est_nouveau, ligne IN (SELECT ligne FROM lignes)
        OR participant_id IN (SELECT participant_id FROM participants) AS modifie
    FROM import_parcours
), personnes AS (
    SELECT est_nouvelle,
        participant_id IN (SELECT participant_id FROM participants) AS modifiee
    FROM import_personne
)
SELECT
    (SELECT count(*) FROM personnes WHERE est_nouvelle),
    (SELECT count(*) FROM personnes WHERE NOT est_nouvelle AND modifiee),
    (SELECT count(*) FROM personnes WHERE NOT est_nouvelle AND NOT modifiee),
    (SELECT count(*) FROM touchees WHERE est_nouveau),
    (SELECT count(*) FROM touchees WHERE NOT est_nouveau AND modifie),
    (SELECT count(*) FROM touchees WHERE NOT est_nouveau AND NOT modifie)
