UPDATE import_parcours i SET parcours_id = choix.id FROM (
    SELECT DISTINCT ON (a.ligne) a.ligne, p.id
    FROM import_parcours a JOIN accompagnement_parcours p USING (participant_id)
    WHERE a.entree IS NULL AND NOT a.personne_nouvelle
    AND (p.date_prescription IS NOT DISTINCT FROM a.prescription
         OR p.statut = ANY(%(en_attente)s))
    AND NOT EXISTS (SELECT 1 FROM import_parcours b WHERE b.parcours_id = p.id)
    ORDER BY a.ligne, (p.date_prescription IS NOT DISTINCT FROM a.prescription) DESC,
        p.id DESC
) choix WHERE choix.ligne = i.ligne
