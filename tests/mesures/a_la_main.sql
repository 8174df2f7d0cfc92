-- The figures of one month, with the breakdowns that are read of each, as somebody fluent in SQL
-- would write them once, for one report: rows (breakdown, modality, {figure: value}).
WITH etapes AS MATERIALIZED (
    SELECT parcours_id, axe, resultat, est_immersion, issue, date_debut, date_fin
    FROM accompagnement_etape
    WHERE date_debut BETWEEN %(debut)s AND %(fin)s OR date_fin BETWEEN %(debut)s AND %(fin)s
),
rendez_vous AS MATERIALIZED (
    SELECT parcours_id, presence FROM accompagnement_entretien
    WHERE presence IN ('honore', 'excuse', 'absent')
    AND debut >= %(debut)s::timestamp AT TIME ZONE 'Europe/Paris'
    AND debut < (%(fin)s::date + 1)::timestamp AT TIME ZONE 'Europe/Paris'
),
contrats AS MATERIALIZED (
    SELECT emploi.parcours_id, type_contrat, heures_hebdo,
        coalesce(left(rome_id, 1), 'non_renseigne') AS domaine,
        coalesce(nullif(chez.type, ''), 'non_renseigne') AS employeur
    FROM accompagnement_emploi emploi
    LEFT JOIN offres_etablissement chez ON chez.id = emploi.etablissement_id
    WHERE date_debut BETWEEN %(debut)s AND least(%(fin)s, current_date)
),
emplois AS MATERIALIZED (
    SELECT parcours_id, type_contrat,
        -- Of the people measured, nobody has two jobs in a row, nor a follow-up.
        coalesce(date_fin, date_fin_prevue, 'infinity')
            >= (date_debut + interval '6 months')::date - 1 AS tenu
    FROM accompagnement_emploi
    WHERE (date_debut + interval '6 months')::date BETWEEN %(debut)s AND %(fin)s
),
relations AS MATERIALIZED (
    SELECT parcours_id, statut, proposee_le, conclue_le,
        coalesce(left(nullif(rome_code, ''), 1), 'non_renseigne') AS domaine
    FROM accompagnement_miseenrelation
    WHERE proposee_le BETWEEN %(debut)s AND %(fin)s OR conclue_le BETWEEN %(debut)s AND %(fin)s
),
-- Of the people measured, nobody moved house, nor to another structure, since.
fiches AS MATERIALIZED (
    SELECT p.id, p.participant_id, p.date_entree AS e, p.date_sortie AS s,
        p.date_prescription AS prescrit, close.date AS non_entre,
        p.date_entree <= %(fin)s AND (p.date_sortie IS NULL OR p.date_sortie >= %(debut)s)
            AS present,
        pa.sexe, coalesce(pa.commune_id, 'non_renseigne') AS commune,
        coalesce(p.structure_id::text, 'non_renseigne') AS structure,
        coalesce(p.prescripteur_id::text, 'non_renseigne') AS prescripteur,
        coalesce(af.agent_id::text, 'non_renseigne') AS referent, af.agent_id,
        date_part('year', age(%(fin)s, pa.date_naissance)) AS age,
        width_bucket(date_part('year', age(%(fin)s, pa.date_naissance)),
            ARRAY[26, 35, 45, 50, 60]) AS tranche
    FROM accompagnement_parcours p
    JOIN accompagnement_participant pa ON pa.id = p.participant_id
    LEFT JOIN accompagnement_nonentree close ON close.parcours_id = p.id
    LEFT JOIN LATERAL (
        SELECT agent_id FROM accompagnement_affectationreferent
        WHERE parcours_id = p.id AND date_debut <= %(fin)s
        AND (date_fin IS NULL OR date_fin > %(fin)s OR date_fin >= p.date_sortie)
        ORDER BY date_debut DESC, id DESC LIMIT 1
    ) af ON true
    WHERE p.date_entree <= %(fin)s AND (p.date_sortie IS NULL OR p.date_sortie >= %(debut)s)
    OR p.date_prescription BETWEEN %(debut)s AND %(fin)s
    OR close.date BETWEEN %(debut)s AND %(fin)s
    OR p.id IN (SELECT parcours_id FROM etapes) OR p.id IN (SELECT parcours_id FROM rendez_vous)
    OR p.id IN (SELECT parcours_id FROM contrats) OR p.id IN (SELECT parcours_id FROM emplois)
    OR p.id IN (SELECT parcours_id FROM relations)
),
base AS MATERIALIZED (
    SELECT f.*,
        coalesce(si.niveau_formation, '') AS niveau,
        so.categorie, coalesce(so.motif_id, 'non_renseigne') AS motif_s,
        CASE regle.denominateur
            WHEN 'hors_neutres' THEN so.categorie IS DISTINCT FROM 'neutre'
            WHEN 'hors_deces' THEN motif.est_deces IS NOT TRUE
            ELSE true END AS divise,
        coalesce(cr.codes, '{}') AS codes,
        f.id = first_value(f.id) OVER (
            PARTITION BY f.participant_id ORDER BY f.e DESC, f.id DESC
        ) AS derniere,
        et.parcours_id IS NULL AS sans_etape,
        coalesce(su.jours, 0) AS suspendus,
        en.parcours_id IS NULL AS sans_entretien
    FROM fiches f
    LEFT JOIN accompagnement_situation si ON si.parcours_id = f.id AND si.moment = 'entree'
    LEFT JOIN accompagnement_sortie so ON so.parcours_id = f.id AND so.validee_le IS NOT NULL
    LEFT JOIN accompagnement_motifsortie motif ON motif.code = so.motif_id
    LEFT JOIN accompagnement_reglesortie regle ON regle.id = so.regle_id
    LEFT JOIN LATERAL (
        SELECT array_agg(code::text) AS codes FROM accompagnement_critereeligibilite
        WHERE parcours_id = f.id AND a_l_entree
    ) cr ON true
    LEFT JOIN LATERAL (
        SELECT parcours_id FROM accompagnement_etape
        WHERE parcours_id = f.id AND date_debut <= %(fin)s LIMIT 1
    ) et ON true
    LEFT JOIN LATERAL (
        SELECT sum(greatest(0, least(date_fin, f.s, %(fin)s) - date_debut))::int AS jours
        FROM accompagnement_suspension WHERE parcours_id = f.id
    ) su ON true
    LEFT JOIN LATERAL (
        SELECT parcours_id FROM accompagnement_entretien
        WHERE parcours_id = f.id AND presence = 'honore'
        AND debut >= (%(fin)s::date - 30)::timestamp AT TIME ZONE 'Europe/Paris'
        AND debut < (%(fin)s::date + 1)::timestamp AT TIME ZONE 'Europe/Paris' LIMIT 1
    ) en ON true
    WHERE f.present
),
coupes AS (
    SELECT base.*,
        CASE WHEN 'qpv' = ANY(codes) THEN 'oui' ELSE 'non' END AS qpv,
        coalesce(nullif(niveau, ''), 'non_renseigne') AS niveau_connu,
        CASE WHEN s <= %(fin)s THEN motif_s END AS motif,
        CASE WHEN s <= %(fin)s THEN coalesce(categorie, 'non_renseigne') END AS categorie_s,
        (ARRAY['0', '183', '366', '731', '1096'])[width_bucket(
            least(s, %(fin)s) - e - suspendus, ARRAY[0, 183, 366, 731, 1096]
        )] AS anciennete
    FROM base
),
des_parcours AS (
    SELECT CASE 0 WHEN grouping(sexe) THEN 'sexe' WHEN grouping(tranche) THEN 'tranche_age'
            WHEN grouping(commune) THEN 'commune' WHEN grouping(qpv) THEN 'qpv'
            WHEN grouping(niveau_connu) THEN 'niveau' WHEN grouping(structure) THEN 'structure'
            WHEN grouping(referent) THEN 'referent' WHEN grouping(motif) THEN 'motif_sortie'
            WHEN grouping(prescripteur) THEN 'prescripteur'
            WHEN grouping(categorie_s) THEN 'categorie_sortie'
            WHEN grouping(anciennete) THEN 'anciennete' END AS dimension,
        coalesce(sexe, (ARRAY['0', '26', '35', '45', '50', '60'])[tranche + 1], commune, qpv,
            niveau_connu, structure, referent, prescripteur, motif, categorie_s, anciennete)
            AS modalite,
        count(*) FILTER (WHERE derniere) AS personnes_accompagnees,
        count(*) FILTER (WHERE e < %(debut)s) AS file_active_debut,
        count(*) FILTER (WHERE s IS NULL OR s > %(fin)s) AS file_active_fin,
        count(*) FILTER (WHERE e >= %(debut)s) AS entrees,
        count(*) FILTER (WHERE e >= %(debut)s AND prescrit IS NOT NULL) AS entrees_datees,
        coalesce(sum(e - prescrit) FILTER (WHERE e >= %(debut)s), 0) AS delai_entree_jours,
        count(*) FILTER (WHERE s <= %(fin)s) AS sorties,
        count(*) FILTER (WHERE s <= %(fin)s AND categorie = 'positive') AS sorties_positives,
        count(*) FILTER (WHERE s <= %(fin)s AND categorie = 'neutre') AS sorties_neutres,
        count(*) FILTER (WHERE s <= %(fin)s AND categorie = 'autre') AS sorties_autres,
        count(*) FILTER (WHERE s <= %(fin)s AND divise) AS sorties_retenues,
        count(*) FILTER (WHERE s <= %(fin)s AND divise AND categorie = 'positive')
            AS taux_sorties_positives,
        coalesce(sum(s - e - suspendus) FILTER (WHERE s <= %(fin)s), 0) / 30.4375
            AS duree_moyenne_parcours_mois,
        coalesce(sum(%(fin)s::date - e - suspendus) FILTER (WHERE s IS NULL OR s > %(fin)s), 0)
            / 30.4375 AS anciennete_moyenne_mois,
        count(*) FILTER (WHERE derniere AND sexe = 'F') AS part_femmes,
        count(*) FILTER (WHERE derniere AND age >= 50) AS part_seniors,
        count(*) FILTER (WHERE derniere AND age < 26) AS part_jeunes,
        count(*) FILTER (WHERE derniere AND 'rsa' = ANY(codes)) AS part_rsa,
        count(*) FILTER (WHERE derniere AND 'ass' = ANY(codes)) AS part_ass,
        count(*) FILTER (WHERE derniere AND 'deld' = ANY(codes)) AS part_deld,
        count(*) FILTER (WHERE derniere AND 'detld' = ANY(codes)) AS part_detld,
        count(*) FILTER (WHERE derniere AND 'rqth' = ANY(codes)) AS part_rqth,
        count(*) FILTER (WHERE derniere AND 'qpv' = ANY(codes)) AS part_qpv,
        count(*) FILTER (WHERE derniere AND 'parent_isole' = ANY(codes)) AS part_parents_isoles,
        count(*) FILTER (WHERE derniere AND 'sans_permis' = ANY(codes)) AS part_sans_permis,
        count(*) FILTER (WHERE derniere AND niveau = 'infra3') AS part_infra3,
        count(*) FILTER (WHERE derniere AND niveau IN ('infra3', '3')) AS part_niveau3,
        count(*) FILTER (WHERE derniere AND niveau <> '') AS niveaux_connus,
        count(*) FILTER (WHERE (s IS NULL OR s > %(fin)s) AND sans_etape) AS sans_etape,
        count(*) FILTER (WHERE (s IS NULL OR s > %(fin)s) AND sans_entretien)
            AS sans_entretien_30j,
        count(*) FILTER (WHERE derniere AND sans_etape) AS taux_sans_etape,
        count(*) FILTER (WHERE (s IS NULL OR s > %(fin)s) AND agent_id IS NOT NULL)
            AS charge_par_etp
    FROM coupes
    GROUP BY GROUPING SETS ((), (sexe), (tranche), (commune), (qpv), (niveau_connu), (structure),
        (referent), (prescripteur), (motif), (categorie_s), (anciennete))
),
des_criteres AS (
    SELECT 'critere' AS dimension, code AS modalite,
        count(*) FILTER (WHERE derniere) AS personnes_accompagnees,
        count(*) FILTER (WHERE s IS NULL OR s > %(fin)s) AS file_active_fin,
        count(*) FILTER (WHERE e >= %(debut)s) AS entrees,
        count(*) FILTER (WHERE s <= %(fin)s) AS sorties,
        count(*) FILTER (WHERE s <= %(fin)s AND categorie = 'positive') AS sorties_positives,
        count(*) FILTER (WHERE s <= %(fin)s AND divise) AS sorties_retenues,
        count(*) FILTER (WHERE s <= %(fin)s AND divise AND categorie = 'positive')
            AS taux_sorties_positives
    FROM base CROSS JOIN LATERAL unnest(
        CASE WHEN codes = '{}' THEN ARRAY['non_renseigne'] ELSE codes END
    ) code
    GROUP BY code
),
-- Apart: a median sorts the rows of each breakdown.
des_delais AS (
    SELECT CASE 0 WHEN grouping(structure) THEN 'structure' WHEN grouping(referent) THEN 'referent'
            WHEN grouping(prescripteur) THEN 'prescripteur' END AS dimension,
        coalesce(structure, referent, prescripteur) AS modalite,
        percentile_disc(0.5) WITHIN GROUP (ORDER BY e - prescrit) AS delai_entree_median_jours
    FROM base WHERE e >= %(debut)s AND prescrit IS NOT NULL
    GROUP BY GROUPING SETS ((), (structure), (referent), (prescripteur))
),
des_prescriptions AS (
    SELECT CASE 0 WHEN grouping(prescripteur) THEN 'prescripteur' WHEN grouping(sexe) THEN 'sexe'
            WHEN grouping(tranche) THEN 'tranche_age' WHEN grouping(commune) THEN 'commune'
            END AS dimension,
        coalesce(prescripteur, sexe, (ARRAY['0', '26', '35', '45', '50', '60'])[tranche + 1],
            commune) AS modalite,
        count(*) FILTER (WHERE prescrit BETWEEN %(debut)s AND %(fin)s) AS prescriptions,
        count(*) FILTER (WHERE non_entre BETWEEN %(debut)s AND %(fin)s) AS non_entrees
    FROM fiches
    WHERE prescrit BETWEEN %(debut)s AND %(fin)s OR non_entre BETWEEN %(debut)s AND %(fin)s
    GROUP BY GROUPING SETS ((), (prescripteur), (sexe), (tranche), (commune))
),
des_etapes AS (
    SELECT CASE 0 WHEN grouping(axe) THEN 'axe' WHEN grouping(resultat) THEN 'resultat'
            WHEN grouping(dit) THEN 'issue_immersion' WHEN grouping(sexe) THEN 'sexe'
            WHEN grouping(tranche) THEN 'tranche_age' WHEN grouping(structure) THEN 'structure'
            WHEN grouping(referent) THEN 'referent' END AS dimension,
        coalesce(axe, resultat, dit, sexe,
            (ARRAY['0', '26', '35', '45', '50', '60'])[tranche + 1], structure, referent)
            AS modalite,
        count(*) FILTER (WHERE commencee) AS etapes_commencees,
        count(*) FILTER (WHERE terminee) AS etapes_terminees,
        count(*) FILTER (WHERE terminee AND resultat = 'realisee') AS taux_etapes_realisees,
        count(*) FILTER (WHERE commencee AND est_immersion) AS immersions,
        count(*) FILTER (WHERE terminee AND est_immersion) AS immersions_terminees,
        coalesce(sum(date_fin - date_debut + 1) FILTER (WHERE terminee AND est_immersion), 0)
            AS duree_moyenne_immersions_jours,
        count(*) FILTER (WHERE terminee AND est_immersion AND issue = 'embauche')
            AS taux_immersions_embauche
    FROM (
        SELECT axe, coalesce(nullif(resultat, ''), 'pas_encore') AS resultat, est_immersion, issue,
            date_debut, date_fin, sexe, tranche, structure, referent,
            CASE WHEN est_immersion THEN coalesce(nullif(issue, ''), 'pas_encore') END AS dit,
            date_debut BETWEEN %(debut)s AND %(fin)s AS commencee,
            date_debut IS NOT NULL AND date_fin BETWEEN %(debut)s AND %(fin)s AS terminee
        FROM etapes JOIN fiches ON fiches.id = etapes.parcours_id WHERE e IS NOT NULL
    ) lues
    GROUP BY GROUPING SETS ((), (axe), (resultat), (dit), (sexe), (tranche), (structure),
        (referent))
),
des_rendez_vous AS (
    SELECT CASE 0 WHEN grouping(presence) THEN 'presence' WHEN grouping(sexe) THEN 'sexe'
            WHEN grouping(tranche) THEN 'tranche_age' WHEN grouping(structure) THEN 'structure'
            WHEN grouping(referent) THEN 'referent' END AS dimension,
        coalesce(presence, sexe, (ARRAY['0', '26', '35', '45', '50', '60'])[tranche + 1],
            structure, referent) AS modalite,
        count(*) FILTER (WHERE presence = 'honore') AS rendez_vous,
        count(*) AS rendez_vous_dits,
        count(*) FILTER (WHERE presence = 'absent') AS taux_absence
    FROM rendez_vous JOIN fiches ON fiches.id = rendez_vous.parcours_id WHERE e IS NOT NULL
    GROUP BY GROUPING SETS ((), (presence), (sexe), (tranche), (structure), (referent))
),
des_contrats AS (
    SELECT CASE 0 WHEN grouping(type_contrat) THEN 'type_contrat'
            WHEN grouping(domaine) THEN 'domaine' WHEN grouping(employeur) THEN 'type_employeur'
            WHEN grouping(sexe) THEN 'sexe' WHEN grouping(structure) THEN 'structure'
            WHEN grouping(referent) THEN 'referent' END AS dimension,
        coalesce(type_contrat, domaine, employeur, sexe, structure, referent) AS modalite,
        count(*) AS contrats_signes,
        count(heures_hebdo) AS contrats_aux_heures_connues,
        coalesce(sum(heures_hebdo), 0) AS heures_par_contrat
    FROM contrats JOIN fiches ON fiches.id = contrats.parcours_id WHERE e IS NOT NULL
    GROUP BY GROUPING SETS ((), (type_contrat), (domaine), (employeur), (sexe), (structure),
        (referent))
),
des_emplois AS (
    SELECT CASE 0 WHEN grouping(type_contrat) THEN 'type_contrat' WHEN grouping(sexe) THEN 'sexe'
            WHEN grouping(tranche) THEN 'tranche_age' END AS dimension,
        coalesce(type_contrat, sexe, (ARRAY['0', '26', '35', '45', '50', '60'])[tranche + 1])
            AS modalite,
        count(*) FILTER (WHERE tenu) AS maintien_emploi_6_mois,
        count(*) AS emplois_de_six_mois
    FROM emplois JOIN fiches ON fiches.id = emplois.parcours_id WHERE e IS NOT NULL
    GROUP BY GROUPING SETS ((), (type_contrat), (sexe), (tranche))
),
des_relations AS (
    SELECT CASE 0 WHEN grouping(domaine) THEN 'domaine' WHEN grouping(sexe) THEN 'sexe'
            WHEN grouping(tranche) THEN 'tranche_age' WHEN grouping(structure) THEN 'structure'
            WHEN grouping(referent) THEN 'referent' END AS dimension,
        coalesce(domaine, sexe, (ARRAY['0', '26', '35', '45', '50', '60'])[tranche + 1],
            structure, referent) AS modalite,
        count(*) FILTER (WHERE proposee_le BETWEEN %(debut)s AND %(fin)s) AS mises_en_relation,
        count(*) FILTER (WHERE conclue_le BETWEEN %(debut)s AND %(fin)s) AS conclues,
        count(*) FILTER (WHERE conclue_le BETWEEN %(debut)s AND %(fin)s AND statut = 'embauchee')
            AS embauches
    FROM relations JOIN fiches ON fiches.id = relations.parcours_id WHERE e IS NOT NULL
    GROUP BY GROUPING SETS ((), (domaine), (sexe), (tranche), (structure), (referent))
),
-- Of the agents measured, all came after that month: only who follows somebody is counted.
des_referents AS (
    SELECT CASE 0 WHEN grouping(agent.structure_id) THEN 'structure'
            WHEN grouping(agent.id) THEN 'referent' END AS dimension,
        coalesce(agent.structure_id, agent.id)::text AS modalite,
        sum(agent.quotite) AS etp
    FROM comptes_agent agent
    WHERE id IN (SELECT agent_id FROM base WHERE s IS NULL OR s > %(fin)s)
    GROUP BY GROUPING SETS ((), (agent.structure_id), (agent.id))
),
ouvertes AS (
    SELECT coalesce(nullif(commune, ''), 'non_renseigne') AS commune,
        coalesce(left(nullif(metier, ''), 1), 'non_renseigne') AS domaine
    FROM (
        SELECT offres, communes, metiers FROM offres_stock
        WHERE jour BETWEEN %(fin)s::date - 6 AND %(fin)s ORDER BY jour DESC LIMIT 1
    ) stock
    CROSS JOIN LATERAL unnest(offres, communes, metiers) AS ouverte (offre, commune, metier)
),
des_offres AS (
    SELECT CASE 0 WHEN grouping(commune) THEN 'commune' WHEN grouping(domaine) THEN 'domaine'
            END AS dimension,
        coalesce(commune, domaine) AS modalite,
        count(*) AS offres_ouvertes
    FROM ouvertes GROUP BY GROUPING SETS ((), (commune), (domaine))
)
SELECT dimension, modalite, to_jsonb(des_parcours) FROM des_parcours
UNION ALL SELECT dimension, modalite, to_jsonb(des_criteres) FROM des_criteres
UNION ALL SELECT dimension, modalite, to_jsonb(des_delais) FROM des_delais
UNION ALL SELECT dimension, modalite, to_jsonb(des_prescriptions) FROM des_prescriptions
UNION ALL SELECT dimension, modalite, to_jsonb(des_etapes) FROM des_etapes
UNION ALL SELECT dimension, modalite, to_jsonb(des_rendez_vous) FROM des_rendez_vous
UNION ALL SELECT dimension, modalite, to_jsonb(des_contrats) FROM des_contrats
UNION ALL SELECT dimension, modalite, to_jsonb(des_emplois) FROM des_emplois
UNION ALL SELECT dimension, modalite, to_jsonb(des_relations) FROM des_relations
UNION ALL SELECT dimension, modalite, to_jsonb(des_referents) FROM des_referents
UNION ALL SELECT dimension, modalite, to_jsonb(des_offres) FROM des_offres
