(
    SELECT 'notifications' AS nature, n.id, count(*) OVER () AS nombre
    FROM accompagnement_notification n
    LEFT JOIN accompagnement_parcours p ON p.id = n.parcours_id
    WHERE n.destinataire_id = %(agent)s AND n.lue_le IS NULL
    AND (n.parcours_id IS NULL OR $est_visible)
    ORDER BY n.cree_le DESC, n.id DESC
    LIMIT %(nombre)s
)
UNION ALL
(
    SELECT 'memos', m.id, count(*) OVER ()
    FROM accompagnement_memo m
    LEFT JOIN accompagnement_parcours p ON p.id = m.parcours_id
    -- And those that they gave to who is no longer there to do them.
    WHERE (m.pour_id = %(agent)s OR m.auteur_id = %(agent)s AND EXISTS (
        SELECT FROM comptes_agent a WHERE a.id = m.pour_id AND NOT a.is_active
    ))
    AND m.fait_le IS NULL
    AND (m.parcours_id IS NULL OR $est_visible)
    ORDER BY m.le, m.id
    LIMIT %(nombre)s
)
UNION ALL
(
    SELECT 'brouillons', b.id, count(*) OVER ()
    FROM accompagnement_brouillon b
    JOIN accompagnement_parcours p ON p.id = b.parcours_id
    WHERE b.agent_id = %(agent)s AND $est_visible
    ORDER BY b.modifie_le DESC, b.id DESC
    LIMIT %(nombre)s
)
