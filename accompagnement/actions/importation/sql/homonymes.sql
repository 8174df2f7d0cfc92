SELECT min(l.ligne) FROM import_personne pe
JOIN accompagnement_participant p ON p.date_naissance = pe.naissance
    AND p.identifiant_externe IS DISTINCT FROM pe.identifiant
    AND plie_normaliser(p.nom || ' ' || p.prenom)
        = plie_normaliser(pe.nom || ' ' || pe.prenom)
JOIN import_ligne l ON l.identifiant = pe.identifiant
WHERE pe.est_nouvelle GROUP BY pe.identifiant ORDER BY 1
