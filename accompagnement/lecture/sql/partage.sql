-- Of each person the open parcours, else the latest, with what a partner is told of it.
SELECT p.participant_id, p.statut, p.date_entree, p.date_sortie, s.nom AS structure,
    a.id AS agent_id, a.prenom, a.nom, a.email, chez.contact_telephone AS telephone,
    sortie.categorie,
    %(avec_rqth)s AND EXISTS (
        SELECT FROM accompagnement_critereeligibilite c
        WHERE c.parcours_id = p.id AND c.code = %(rqth)s
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
    SELECT DISTINCT ON (participant_id) *
    FROM accompagnement_parcours
    WHERE participant_id = ANY(%(participants)s)
    ORDER BY participant_id, statut = ANY(%(clos)s), id DESC
) p
LEFT JOIN comptes_structure s ON s.id = p.structure_id
LEFT JOIN accompagnement_affectationreferent actuelle
    ON actuelle.parcours_id = p.id AND actuelle.date_fin IS NULL
LEFT JOIN comptes_agent a ON a.id = actuelle.agent_id
LEFT JOIN comptes_structure chez ON chez.id = a.structure_id
LEFT JOIN accompagnement_sortie sortie ON sortie.parcours_id = p.id
