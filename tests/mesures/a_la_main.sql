-- The figures of one month as somebody fluent in SQL would write them once, for one report.
WITH base AS MATERIALIZED (
    SELECT p.id, p.participant_id, p.date_entree AS e, p.date_sortie AS s,
        pa.sexe, pa.commune_id, p.structure_id, p.prescripteur_id,
        date_part('year', age(%(fin)s, pa.date_naissance)) AS age,
        coalesce(si.niveau_formation, '') AS niveau,
        so.categorie, so.motif_id,
        coalesce(cr.codes, '{}') AS codes,
        af.agent_id,
        p.id = first_value(p.id) OVER (
            PARTITION BY p.participant_id ORDER BY p.date_entree DESC, p.id DESC
        ) AS derniere,
        et.parcours_id IS NULL AS sans_etape,
        coalesce(su.jours, 0) AS suspendus,
        en.parcours_id IS NULL AS sans_entretien
    FROM accompagnement_parcours p
    JOIN accompagnement_participant pa ON pa.id = p.participant_id
    LEFT JOIN accompagnement_situation si ON si.parcours_id = p.id AND si.moment = 'entree'
    LEFT JOIN accompagnement_sortie so ON so.parcours_id = p.id AND so.validee_le IS NOT NULL
    LEFT JOIN LATERAL (
        SELECT array_agg(code::text) AS codes FROM accompagnement_critereeligibilite
        WHERE parcours_id = p.id AND a_l_entree
    ) cr ON true
    LEFT JOIN LATERAL (
        SELECT agent_id FROM accompagnement_affectationreferent
        WHERE parcours_id = p.id AND date_debut <= %(fin)s
        AND (date_fin IS NULL OR date_fin > %(fin)s OR date_fin >= p.date_sortie)
        ORDER BY date_debut DESC, id DESC LIMIT 1
    ) af ON true
    LEFT JOIN LATERAL (
        SELECT parcours_id FROM accompagnement_etape
        WHERE parcours_id = p.id AND date_debut <= %(fin)s LIMIT 1
    ) et ON true
    LEFT JOIN LATERAL (
        SELECT sum(greatest(0, least(date_fin, p.date_sortie, %(fin)s) - date_debut))::int AS jours
        FROM accompagnement_suspension WHERE parcours_id = p.id
    ) su ON true
    LEFT JOIN LATERAL (
        SELECT parcours_id FROM accompagnement_entretien
        WHERE parcours_id = p.id AND presence = 'honore'
        AND debut >= (%(fin)s::date - 30)::timestamp AT TIME ZONE 'Europe/Paris'
        AND debut < (%(fin)s::date + 1)::timestamp AT TIME ZONE 'Europe/Paris' LIMIT 1
    ) en ON true
    WHERE p.date_entree <= %(fin)s AND (p.date_sortie IS NULL OR p.date_sortie >= %(debut)s)
),
emplois AS MATERIALIZED (
    SELECT p.participant_id, p.structure_id, p.prescripteur_id, pa.sexe, pa.commune_id,
        -- Of the people measured, nobody has two jobs in a row, nor a follow-up.
        coalesce(e.date_fin, e.date_fin_prevue, 'infinity')
            >= (e.date_debut + interval '6 months')::date - 1 AS tenu
    FROM accompagnement_emploi e
    JOIN accompagnement_parcours p ON p.id = e.parcours_id
    JOIN accompagnement_participant pa ON pa.id = p.participant_id
    WHERE p.date_entree IS NOT NULL
    AND (e.date_debut + interval '6 months')::date BETWEEN %(debut)s AND %(fin)s
),
etapes AS MATERIALIZED (
    SELECT et.* FROM accompagnement_etape et JOIN accompagnement_parcours p ON p.id = et.parcours_id
    WHERE p.date_entree IS NOT NULL AND (et.date_debut BETWEEN %(debut)s AND %(fin)s
        OR et.date_fin BETWEEN %(debut)s AND %(fin)s)
),
rendez_vous AS MATERIALIZED (
    SELECT en.presence FROM accompagnement_entretien en
    JOIN accompagnement_parcours p ON p.id = en.parcours_id
    WHERE p.date_entree IS NOT NULL AND en.presence IN ('honore', 'excuse', 'absent')
    AND en.debut >= %(debut)s::timestamp AT TIME ZONE 'Europe/Paris'
    AND en.debut < (%(fin)s::date + 1)::timestamp AT TIME ZONE 'Europe/Paris'
),
coupes AS (
    SELECT base.*,
        width_bucket(age, ARRAY[26, 35, 45, 50, 60]) AS tranche,
        coalesce(commune_id, 'non_renseigne') AS commune,
        CASE WHEN 'qpv' = ANY(codes) THEN 'oui' ELSE 'non' END AS qpv,
        coalesce(nullif(niveau, ''), 'non_renseigne') AS niveau_connu,
        coalesce(structure_id::text, 'non_renseigne') AS structure,
        coalesce(agent_id::text, 'non_renseigne') AS referent,
        coalesce(prescripteur_id::text, 'non_renseigne') AS prescripteur,
        CASE WHEN s BETWEEN %(debut)s AND %(fin)s
            THEN coalesce(motif_id, 'non_renseigne') END AS motif,
        CASE WHEN s BETWEEN %(debut)s AND %(fin)s
            THEN coalesce(categorie, 'non_renseigne') END AS categorie_s,
        (ARRAY['0', '183', '366', '731', '1096'])[width_bucket(
            least(s, %(fin)s) - e - suspendus, ARRAY[0, 183, 366, 731, 1096]
        )] AS anciennete
    FROM base
),
comptes AS (
    SELECT grouping(sexe, tranche, commune, qpv, niveau_connu, structure, referent, prescripteur,
            motif, categorie_s, anciennete) AS masque,
        coalesce(sexe, (ARRAY['0', '26', '35', '45', '50', '60'])[tranche + 1], commune, qpv,
            niveau_connu, structure, referent, prescripteur, motif, categorie_s, anciennete)
            AS modalite,
        count(*) FILTER (WHERE derniere) AS personnes_accompagnees,
        count(*) FILTER (WHERE e < %(debut)s) AS file_active_debut,
        count(*) FILTER (WHERE s IS NULL OR s > %(fin)s) AS file_active_fin,
        count(*) FILTER (WHERE e >= %(debut)s) AS entrees,
        count(*) FILTER (WHERE s <= %(fin)s) AS sorties,
        count(*) FILTER (WHERE s <= %(fin)s AND categorie = 'positive') AS sorties_positives,
        count(*) FILTER (WHERE s <= %(fin)s AND categorie = 'neutre') AS sorties_neutres,
        count(*) FILTER (WHERE s <= %(fin)s AND categorie = 'autre') AS sorties_autres,
        count(*) FILTER (WHERE s <= %(fin)s AND categorie = 'positive') AS taux_sorties_positives,
        sum(s - e - suspendus) FILTER (WHERE s <= %(fin)s) AS jours,
        sum(%(fin)s::date - e - suspendus) FILTER (WHERE s IS NULL OR s > %(fin)s) AS anciens,
        count(*) FILTER (WHERE derniere AND sexe = 'F') AS part_femmes,
        count(*) FILTER (WHERE derniere AND age >= 50) AS part_seniors,
        count(*) FILTER (WHERE derniere AND age < 26) AS part_jeunes,
        count(*) FILTER (WHERE derniere AND 'rsa' = ANY(codes)) AS part_rsa,
        count(*) FILTER (WHERE derniere AND 'deld' = ANY(codes)) AS part_deld,
        count(*) FILTER (WHERE derniere AND 'detld' = ANY(codes)) AS part_detld,
        count(*) FILTER (WHERE derniere AND 'rqth' = ANY(codes)) AS part_rqth,
        count(*) FILTER (WHERE derniere AND 'qpv' = ANY(codes)) AS part_qpv,
        count(*) FILTER (WHERE derniere AND 'parent_isole' = ANY(codes)) AS part_parents_isoles,
        count(*) FILTER (WHERE derniere AND 'sans_permis' = ANY(codes)) AS part_sans_permis,
        count(*) FILTER (WHERE derniere AND niveau = 'infra3') AS part_infra3,
        count(*) FILTER (WHERE derniere AND niveau <> '') AS niveaux_connus,
        count(*) FILTER (WHERE e >= %(debut)s) AS taux_renouvellement,
        count(*) FILTER (WHERE (s IS NULL OR s > %(fin)s) AND sans_etape) AS sans_etape,
        count(*) FILTER (WHERE (s IS NULL OR s > %(fin)s) AND sans_entretien)
            AS sans_entretien_30j,
        count(*) FILTER (WHERE derniere AND sans_etape) AS taux_sans_etape,
        count(*) FILTER (WHERE (s IS NULL OR s > %(fin)s) AND agent_id IS NOT NULL)
            AS charge_par_etp,
        (SELECT count(*) FROM etapes WHERE date_debut BETWEEN %(debut)s AND %(fin)s)
            AS etapes_commencees,
        (SELECT count(*) FROM etapes WHERE date_debut BETWEEN %(debut)s AND %(fin)s)
            AS etapes_par_personne,
        (SELECT count(*) FROM etapes WHERE resultat = 'realisee'
            AND date_debut IS NOT NULL AND date_fin BETWEEN %(debut)s AND %(fin)s)
            AS taux_etapes_realisees,
        (SELECT count(*) FROM etapes WHERE est_immersion
            AND date_debut BETWEEN %(debut)s AND %(fin)s) AS immersions,
        (SELECT count(*) FROM etapes WHERE est_immersion AND issue = 'embauche'
            AND date_debut IS NOT NULL AND date_fin BETWEEN %(debut)s AND %(fin)s)
            AS taux_immersions_embauche,
        (SELECT count(*) FROM rendez_vous WHERE presence = 'honore') AS rendez_vous,
        (SELECT count(*) FROM rendez_vous WHERE presence = 'honore') AS rendez_vous_par_personne,
        (SELECT count(*) FROM rendez_vous WHERE presence = 'absent') AS taux_absence,
        (SELECT count(*) FROM accompagnement_emploi e
            JOIN accompagnement_parcours p ON p.id = e.parcours_id
            WHERE p.date_entree IS NOT NULL
            AND e.date_debut BETWEEN %(debut)s AND least(%(fin)s, current_date)) AS contrats_signes,
        (SELECT count(*) FROM accompagnement_nonentree
            WHERE date BETWEEN %(debut)s AND %(fin)s) AS taux_non_entree,
        (SELECT count(*) FROM accompagnement_parcours
            WHERE date_prescription BETWEEN %(debut)s AND %(fin)s) AS prescriptions,
        (SELECT count(*) FROM accompagnement_nonentree
            WHERE date BETWEEN %(debut)s AND %(fin)s) AS non_entrees,
        (SELECT count(*) FROM emplois WHERE tenu) AS maintien_emploi_6_mois,
        (SELECT count(*) FROM accompagnement_miseenrelation
            WHERE proposee_le BETWEEN %(debut)s AND %(fin)s) AS mises_en_relation,
        (SELECT count(*) FROM accompagnement_miseenrelation WHERE statut = 'embauchee'
            AND conclue_le BETWEEN %(debut)s AND %(fin)s) AS embauches,
        (SELECT count(*) FROM accompagnement_miseenrelation WHERE statut = 'embauchee'
            AND conclue_le BETWEEN %(debut)s AND %(fin)s) AS taux_transformation,
        coalesce((SELECT cardinality(offres) FROM offres_stock
            WHERE jour BETWEEN %(fin)s::date - 6 AND %(fin)s
            ORDER BY jour DESC LIMIT 1), 0) AS offres_ouvertes,
        count(*) FILTER (WHERE derniere AND 'ass' = ANY(codes)) AS part_ass,
        count(*) FILTER (WHERE derniere AND niveau IN ('infra3', '3')) AS part_niveau3,
        (SELECT sum(heures_hebdo) FROM accompagnement_emploi e
            JOIN accompagnement_parcours p ON p.id = e.parcours_id
            WHERE p.date_entree IS NOT NULL
            AND e.date_debut BETWEEN %(debut)s AND least(%(fin)s, current_date)) AS heures,
        (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY date_entree - date_prescription)
            FROM accompagnement_parcours WHERE date_entree BETWEEN %(debut)s AND %(fin)s)
            AS delai_median
    FROM coupes
    GROUP BY GROUPING SETS ((), (sexe), (tranche), (commune), (qpv), (niveau_connu), (structure),
        (referent), (prescripteur), (motif), (categorie_s), (anciennete))
),
criteres AS (
    SELECT code AS modalite,
        count(*) FILTER (WHERE derniere) AS personnes_accompagnees,
        count(*) FILTER (WHERE e >= %(debut)s) AS entrees,
        count(*) FILTER (WHERE s <= %(fin)s) AS sorties,
        count(*) FILTER (WHERE derniere AND 'rsa' = ANY(codes)) AS part_rsa
    FROM base CROSS JOIN LATERAL unnest(
        CASE WHEN codes = '{}' THEN ARRAY['non_renseigne'] ELSE codes END
    ) code
    GROUP BY code
)
SELECT CASE masque
        WHEN 2047 THEN NULL WHEN 1023 THEN 'sexe' WHEN 1535 THEN 'tranche_age'
        WHEN 1791 THEN 'commune' WHEN 1919 THEN 'qpv' WHEN 1983 THEN 'niveau'
        WHEN 2015 THEN 'structure' WHEN 2031 THEN 'referent' WHEN 2039 THEN 'prescripteur'
        WHEN 2043 THEN 'motif_sortie' WHEN 2045 THEN 'categorie_sortie' WHEN 2046 THEN 'anciennete'
    END AS dimension, comptes.*
FROM comptes
UNION ALL
SELECT 'critere', NULL, modalite, personnes_accompagnees, NULL, NULL, entrees, sorties, NULL, NULL,
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, part_rsa, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM criteres
