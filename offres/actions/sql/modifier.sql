UPDATE offres_offre AS o SET
    {recues},
    statut = CASE WHEN o.statut = %(retiree)s THEN r.statut ELSE o.statut END,
    fin_le = CASE WHEN o.statut = %(retiree)s THEN NULL ELSE o.fin_le END,
    version = o.version + 1
FROM offres_recues AS r WHERE o.identifiant = r.identifiant
