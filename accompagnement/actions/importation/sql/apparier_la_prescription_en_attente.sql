UPDATE import_parcours i SET parcours_id = choix.id FROM (
    SELECT DISTINCT ON (p.id) a.ligne, p.id
    FROM import_parcours a JOIN accompagnement_parcours p USING (participant_id)
    WHERE a.entree IS NOT NULL AND a.parcours_id IS NULL AND NOT a.personne_nouvelle
    AND p.statut = ANY(%(en_attente)s)
    AND a.entree >= COALESCE(a.prescription, p.date_prescription, a.entree)
    AND NOT EXISTS (SELECT 1 FROM import_parcours b WHERE b.parcours_id = p.id)
    ORDER BY p.id, a.entree DESC
) choix WHERE choix.ligne = i.ligne
