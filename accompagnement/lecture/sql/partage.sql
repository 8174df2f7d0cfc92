-- Of each person the open parcours, else the latest, with what a partner is told of it. Its parts are
-- asked one by one: joined, they take five times longer to plan than to run.
SELECT p.participant_id, p.statut, p.date_entree, p.date_sortie,
    (SELECT s.nom FROM comptes_structure s WHERE s.id = p.structure_id) AS structure,
    referent.id AS agent_id, referent.prenom, referent.nom, referent.email,
    (SELECT s.contact_telephone FROM comptes_structure s WHERE s.id = referent.structure_id)
        AS telephone,
    (SELECT so.categorie FROM accompagnement_sortie so WHERE so.parcours_id = p.id) AS categorie,
    %(avec_rqth)s AND EXISTS (
        SELECT FROM accompagnement_critereeligibilite c
        WHERE c.parcours_id = p.id AND c.code = %(rqth)s AND c.perdu_le IS NULL
    ) AS rqth,
    CASE WHEN %(avec_etapes)s THEN (
        SELECT jsonb_agg(
            jsonb_build_object('axe', e.axe, 'date_debut', e.date_debut, 'date_fin', e.date_fin,
                'resultat', nullif(e.resultat, ''))
            ORDER BY e.date_debut DESC, e.id DESC)
        FROM accompagnement_etape e
        WHERE e.parcours_id = p.id AND e.date_debut IS NOT NULL
    ) END AS etapes
FROM (
    SELECT DISTINCT ON (participant_id) id, participant_id, statut, date_entree, date_sortie,
        structure_id
    FROM accompagnement_parcours
    WHERE participant_id = ANY(%(participants)s)
    ORDER BY participant_id, statut = ANY(%(clos)s), id DESC
) p
LEFT JOIN accompagnement_affectationreferent actuelle
    ON actuelle.parcours_id = p.id AND actuelle.date_fin IS NULL
LEFT JOIN comptes_agent referent ON referent.id = actuelle.agent_id
