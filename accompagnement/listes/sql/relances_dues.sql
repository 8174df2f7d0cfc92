SELECT m.id, m.rome_libelle, m.statut, m.rappel_le, p.participant_id, pa.nom || ' ' || pa.prenom,
    count(*) OVER ()
FROM accompagnement_affectationreferent a
JOIN accompagnement_parcours p ON p.id = a.parcours_id
JOIN accompagnement_miseenrelation m ON m.parcours_id = p.id
JOIN accompagnement_participant pa ON pa.id = p.participant_id
WHERE a.agent_id = ANY(%(portefeuilles)s) AND a.date_fin IS NULL
AND p.statut <> ALL(%(clos)s)
AND m.statut <> ALL(%(conclues)s) AND m.rappel_le <= %(jour)s
ORDER BY m.rappel_le, m.id
LIMIT %(nombre)s
