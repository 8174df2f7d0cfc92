SELECT d.domaine, o.*
FROM (SELECT DISTINCT domaine FROM domaines) d
CROSS JOIN LATERAL (
    SELECT {colonnes} FROM offres_offre o
    WHERE o.statut = %(ouverte)s AND o.rome_domaine = d.domaine AND {montrable}
    ORDER BY o.actualisee_le DESC LIMIT {par_domaine}
) o
