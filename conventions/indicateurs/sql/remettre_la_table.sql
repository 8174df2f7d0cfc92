CREATE TEMPORARY TABLE alors_$table ON COMMIT DROP AS
-- Those that are theirs now, or were one day: the histories of the others are not read.
WITH leurs AS (
    SELECT id FROM $table WHERE $cle = ANY(%(cles)s)
    UNION SELECT pgh_obj_id FROM $event WHERE $cle_des_evenements = ANY(%(cles)s)
),
touches AS MATERIALIZED (
    SELECT id FROM leurs WHERE EXISTS (
        SELECT FROM $event WHERE pgh_obj_id = leurs.id AND pgh_id > %(borne)s
    )
),
derniers AS (
    SELECT DISTINCT ON (pgh_obj_id) pgh_label, $colonnes FROM $event
    WHERE pgh_id <= %(borne)s AND pgh_obj_id IN (SELECT id FROM touches)
    ORDER BY pgh_obj_id, pgh_id DESC
)
SELECT $colonnes FROM $table
WHERE $cle = ANY(%(cles)s) AND id NOT IN (SELECT id FROM touches)
UNION ALL
SELECT $colonnes FROM derniers WHERE pgh_label <> 'delete' AND $cle = ANY(%(cles)s)
