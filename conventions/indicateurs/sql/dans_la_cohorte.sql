-- As the breakdown by référent: of who left, the day they left.
EXISTS (
    SELECT FROM accompagnement_appartenancecohorte membre
    WHERE membre.cohorte_id = %s AND membre.parcours_id = tous.parcours_id
    AND membre.date_debut <= least(tous.fin, tous.sortie)
    AND (membre.date_fin IS NULL OR membre.date_fin > least(tous.fin, tous.sortie))
)
