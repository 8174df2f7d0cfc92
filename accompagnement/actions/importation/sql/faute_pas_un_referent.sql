SELECT i.ligne, 'referent' AS colonne, i.referent AS valeur, 'pas_un_referent' AS code
FROM import_parcours i
JOIN comptes_agent a ON a.email = i.referent
LEFT JOIN accompagnement_parcours p ON p.id = i.parcours_id
LEFT JOIN accompagnement_affectationreferent actuelle
    ON actuelle.parcours_id = p.id AND actuelle.date_fin IS NULL
WHERE a.id <> ALL(%(affectables)s)
AND i.sortie IS NULL AND COALESCE(p.statut, '') <> ALL(%(clos)s)
AND actuelle.agent_id IS DISTINCT FROM a.id
