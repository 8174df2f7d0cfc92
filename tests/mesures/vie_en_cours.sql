-- What `peupler` leaves out and the alerts read: appointments, jobs, suspensions, cases to decide,
-- people who have just been prescribed. A tenth of the open parcours each, or about.
INSERT INTO accompagnement_entretien
    (parcours_id, agent_id, debut, mode, presence, notes, notes_confidentielles)
SELECT a.parcours_id, a.agent_id,
    date_trunc('hour', now()) + ((a.parcours_id %% 30) - 3) * interval '1 day',
    'presence', 'prevu', '', ''
FROM accompagnement_affectationreferent a WHERE a.date_fin IS NULL AND a.parcours_id %% 2 = 0;

UPDATE accompagnement_parcours SET statut = 'en_emploi' WHERE statut = 'actif' AND id %% 10 = 1;
INSERT INTO accompagnement_emploi (parcours_id, type_contrat, employeur, date_debut)
SELECT id, 'cdi', 'Entreprise', greatest(date_entree, current_date - (id %% 220)::int)
FROM accompagnement_parcours WHERE statut = 'en_emploi';

INSERT INTO accompagnement_suiviemploi
    (emploi_id, jalon, prevu_le, fait_le, maintien, commentaire, fait_par_id)
SELECT e.id, j.jalon, (e.date_debut + j.ecart)::date,
    CASE WHEN f.fait THEN current_date END, CASE WHEN f.fait THEN 'en_poste' ELSE '' END, '',
    CASE WHEN f.fait THEN a.agent_id END
FROM accompagnement_emploi e
JOIN accompagnement_parcours p ON p.id = e.parcours_id AND p.statut = 'en_emploi'
JOIN accompagnement_affectationreferent a ON a.parcours_id = p.id AND a.date_fin IS NULL
CROSS JOIN (VALUES ('j30', interval '30 days'), ('m3', interval '3 months'),
    ('m6', interval '6 months')) AS j (jalon, ecart)
CROSS JOIN LATERAL (SELECT j.jalon = 'j30' AND e.id %% 3 = 0 AS fait) f
WHERE e.date_fin IS NULL AND e.id %% 2 = 0;

INSERT INTO journal_consultation (agent_id, participant_id, objet, consulte_le)
SELECT a.agent_id, p.participant_id, 'Parcours', now() - (p.id %% 500) * interval '1 hour'
FROM accompagnement_affectationreferent a
JOIN accompagnement_parcours p ON p.id = a.parcours_id
WHERE a.date_fin IS NULL AND p.id %% 2 = 0;

UPDATE accompagnement_parcours SET statut = 'suspendu' WHERE statut = 'actif' AND id %% 20 = 3;
INSERT INTO accompagnement_suspension
    (parcours_id, motif_id, date_debut, date_fin_prevue, decidee_par_id)
SELECT p.id, 'famille', greatest(p.date_entree, current_date - 60),
    current_date + (p.id %% 90)::int, a.agent_id
FROM accompagnement_parcours p
JOIN accompagnement_affectationreferent a ON a.parcours_id = p.id AND a.date_fin IS NULL
WHERE p.statut = 'suspendu';

INSERT INTO accompagnement_commission (type, date, lieu)
VALUES ('sortie', current_date + 5, ''), ('integration', current_date + 6, '');
UPDATE accompagnement_parcours SET statut = 'sortie_proposee' WHERE statut = 'actif' AND id %% 40 = 7;
INSERT INTO accompagnement_sortie
    (parcours_id, motif_id, date_effet, proposee_le, commentaire, categorie)
SELECT id, CASE WHEN id %% 80 = 7 THEN 'cdi' ELSE 'abandon' END, current_date, current_date, '', ''
FROM accompagnement_parcours WHERE statut = 'sortie_proposee';
INSERT INTO accompagnement_passage (commission_id, parcours_id, decision, motif)
SELECT c.id, p.id, '', '' FROM accompagnement_parcours p
JOIN accompagnement_commission c ON c.type = 'sortie' AND c.date = current_date + 5
WHERE p.statut = 'sortie_proposee';
