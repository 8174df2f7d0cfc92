CREATE TEMPORARY TABLE import_resolu ON COMMIT DROP AS
SELECT i.ligne, i.parcours_id, i.participant_id, i.est_nouveau, i.niveau, i.criteres,
    i.prescription, i.entree, i.sortie, i.motif, ps.id AS prescripteur_id,
    st.id AS structure_dite,
    COALESCE(
        CASE WHEN ouvert.est_ouvert AND a.id = ANY(connus.en_activite)
            AND a.structure_id <> st.id THEN NULL ELSE st.id END,
        CASE WHEN p.structure_id IS NULL OR ouvert.est_ouvert AND actuelle.id IS NULL
            THEN a.structure_id END
    ) AS structure_id,
    a.id AS agent_id, actuelle.agent_id AS referent_id, ouvert.est_ouvert,
    p.structure_id AS ancienne_structure, p.date_entree AS ancienne_entree, p.date_sortie AS ancienne_sortie,
    COALESCE(i.sortie, p.date_sortie) AS date_sortie,
    COALESCE(i.entree, p.date_entree, i.prescription, p.date_prescription,
        (now() AT TIME ZONE 'Europe/Paris')::date) AS debut
FROM import_parcours i
CROSS JOIN (SELECT %s::text[] AS clos, %s::bigint[] AS en_activite) connus
LEFT JOIN accompagnement_parcours p ON p.id = i.parcours_id
LEFT JOIN accompagnement_affectationreferent actuelle
    ON actuelle.parcours_id = p.id AND actuelle.date_fin IS NULL
LEFT JOIN comptes_structure ps ON lower(btrim(ps.nom)) = i.prescripteur
LEFT JOIN comptes_structure st ON lower(btrim(st.nom)) = i.structure
LEFT JOIN comptes_agent a ON a.email = i.referent
CROSS JOIN LATERAL (
    SELECT i.sortie IS NULL AND COALESCE(p.statut, '') <> ALL(connus.clos) AS est_ouvert
) ouvert
