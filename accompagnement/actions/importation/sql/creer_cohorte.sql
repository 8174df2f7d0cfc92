CREATE TEMPORARY TABLE import_cohorte ON COMMIT DROP AS
SELECT i.ligne, i.parcours_id, i.est_nouveau, cohorte.id AS cohorte_id, cohorte.libelle,
    cohorte.capacite, coalesce(i.entree, p.date_entree) AS entree,
    i.sortie IS NULL AND coalesce(p.statut, '') <> ALL(%(clos)s) AS est_ouvert,
    EXISTS (
        SELECT FROM accompagnement_appartenancecohorte deja
        WHERE deja.parcours_id = i.parcours_id AND deja.cohorte_id = cohorte.id
    ) AS est_connue,
    EXISTS (
        SELECT FROM accompagnement_appartenancecohorte deja
        WHERE deja.parcours_id = i.parcours_id AND deja.cohorte_id = cohorte.id
        AND deja.date_fin IS NULL
    ) AS est_membre
FROM import_parcours i
CROSS JOIN LATERAL unnest(i.cohortes) AS demandee (code)
JOIN accompagnement_cohorte cohorte ON cohorte.code = demandee.code
LEFT JOIN accompagnement_parcours p ON p.id = i.parcours_id
