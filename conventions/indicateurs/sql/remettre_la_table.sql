CREATE TEMPORARY TABLE alors_$table ON COMMIT DROP AS
WITH touches AS (SELECT DISTINCT pgh_obj_id AS id FROM $event WHERE pgh_id > %(borne)s),
derniers AS (
    SELECT DISTINCT ON (pgh_obj_id) pgh_label, $colonnes FROM $event
    WHERE pgh_id <= %(borne)s AND pgh_obj_id IN (SELECT id FROM touches)
    ORDER BY pgh_obj_id, pgh_id DESC
)
SELECT $colonnes FROM $table
WHERE $cle = ANY(%(cles)s) AND id NOT IN (SELECT id FROM touches)
UNION ALL
SELECT $colonnes FROM derniers WHERE pgh_label <> 'delete' AND $cle = ANY(%(cles)s)
