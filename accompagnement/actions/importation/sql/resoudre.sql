CREATE TEMPORARY TABLE import_resolu ON COMMIT DROP AS
SELECT i.ligne, i.parcours_id, i.participant_id, i.est_nouveau, i.niveau, i.criteres,
    i.prescription, i.entree, i.sortie, i.motif, ps.id AS prescripteur_id,
    COALESCE(st.id, CASE WHEN p.structure_id IS NULL THEN a.structure_id END) AS structure_id,
    a.id AS agent_id, p.date_entree AS ancienne_entree, p.date_sortie AS ancienne_sortie,
    COALESCE(i.sortie, p.date_sortie) AS date_sortie,
    COALESCE(i.entree, p.date_entree, i.prescription, p.date_prescription,
        (now() AT TIME ZONE 'Europe/Paris')::date) AS debut
FROM import_parcours i
LEFT JOIN accompagnement_parcours p ON p.id = i.parcours_id
LEFT JOIN comptes_structure ps ON lower(btrim(ps.nom)) = i.prescripteur
LEFT JOIN comptes_structure st ON lower(btrim(st.nom)) = i.structure
LEFT JOIN comptes_agent a ON a.email = i.referent
