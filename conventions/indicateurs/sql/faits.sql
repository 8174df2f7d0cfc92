-- Each range of dates is said twice, of its period and in constants ($$premier, $$dernier): of a CTE
-- the planner knows nothing, and would read whole tables.
WITH feries (jours, aujourd_hui) AS (SELECT %s::date[], %s::date),
parcours AS NOT MATERIALIZED (
    SELECT id AS parcours_id, participant_id, structure_id, prescripteur_id,
        date_entree AS entree, date_sortie AS sortie, date_prescription AS prescription
    FROM accompagnement_parcours WHERE date_entree IS NOT NULL
),
presents AS MATERIALIZED (
    SELECT * FROM parcours WHERE entree <= $dernier AND (sortie IS NULL OR sortie >= $premier)
),
periodes AS (
    SELECT * FROM unnest(%s::int[], %s::date[], %s::date[]) AS demandees (rang, debut, fin)
),
-- Jobs, with the last day on which somebody knows the person to be in work.
contrats AS NOT MATERIALIZED (
    SELECT emploi.id, emploi.parcours_id, emploi.date_debut, connu.dernier,
        -- Those that the rule of exits adds up are one job.
        coalesce(regle.compte_pour_sortie, true)
            AND emploi.type_contrat NOT IN ('$iae', '$ai') AS s_ajoute,
        CASE WHEN emploi.type_contrat = '$interim' AND isfinite(connu.dernier) THEN (
            SELECT min(jour)::date - 1
            FROM generate_series(connu.dernier + 1, connu.dernier + 7, interval '1 day') jour
            WHERE extract(isodow FROM jour) < 6
            AND jour::date <> ALL (ARRAY(SELECT unnest(jours) FROM feries))
        ) ELSE connu.dernier END AS dernier_chome
    FROM accompagnement_emploi emploi
    LEFT JOIN accompagnement_reglecontrat regle ON regle.id = emploi.regle_id
    CROSS JOIN LATERAL (
        SELECT CASE
            WHEN emploi.date_fin IS NOT NULL THEN emploi.date_fin
            WHEN bool_or(suivi.maintien = '$rompu') THEN greatest(
                emploi.date_debut, max(suivi.fait_le) FILTER (WHERE suivi.maintien = '$en_poste')
            )
            ELSE greatest(
                coalesce(emploi.date_fin_prevue, 'infinity'),
                max(suivi.fait_le) FILTER (WHERE suivi.maintien = '$en_poste')
            ) END AS dernier
        FROM accompagnement_suiviemploi suivi WHERE suivi.emploi_id = emploi.id
    ) connu
),
-- Whoever follows somebody entered, on the last day.
suiveurs AS (
    SELECT DISTINCT periodes.rang, affectation.agent_id
    FROM periodes
    JOIN presents ON presents.entree <= periodes.fin
        AND (presents.sortie IS NULL OR presents.sortie > periodes.fin)
    JOIN accompagnement_affectationreferent affectation
        ON affectation.parcours_id = presents.parcours_id
        AND affectation.date_debut <= periodes.fin
        AND (affectation.date_fin IS NULL OR affectation.date_fin > periodes.fin)
),
unites AS (
    SELECT periodes.*, presents.*, 'parcours' AS nature, NULL::bigint AS emploi_id,
        NULL::date AS echeance, NULL::boolean AS est_tenu, NULL::bigint AS mise_en_relation_id,
        NULL::date AS proposee, NULL::date AS conclue, NULL::varchar AS issue,
        NULL::varchar AS rome_code, NULL::date AS non_entree,
        NULL::bigint AS etape_id, NULL::varchar AS axe, NULL::varchar AS resultat,
        NULL::boolean AS est_immersion, NULL::varchar AS issue_immersion,
        NULL::date AS etape_commencee, NULL::date AS etape_terminee,
        NULL::bigint AS entretien_id, NULL::varchar AS presence,
        NULL::bigint AS agent_id, NULL::int AS centiemes_etp
    FROM periodes
    JOIN presents ON presents.entree <= periodes.fin
        AND (presents.sortie IS NULL OR presents.sortie >= periodes.debut)
    UNION ALL
    SELECT periodes.*, parcours.*, 'emploi', emploi.id,
        terme.echeance, NOT EXISTS (
            SELECT 1 FROM contrats fini
            WHERE fini.parcours_id = emploi.parcours_id
            AND (fini.id = emploi.id OR emploi.s_ajoute AND fini.s_ajoute)
            AND fini.date_debut >= emploi.date_debut AND fini.date_debut < terme.echeance
            AND fini.dernier < terme.echeance - 1
            AND NOT EXISTS (
                SELECT 1 FROM contrats suite
                WHERE suite.parcours_id = fini.parcours_id AND suite.s_ajoute AND fini.s_ajoute
                AND suite.date_debut
                    <= greatest(fini.dernier + terme.toleres, fini.dernier_chome) + 1
                AND suite.dernier > fini.dernier
            )
        ), NULL, NULL, NULL, NULL, NULL, NULL,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM periodes
    JOIN contrats emploi ON emploi.date_debut BETWEEN periodes.debut - 187 AND periodes.fin - 178
        AND emploi.date_debut BETWEEN $premier - 187 AND $dernier - 178
    CROSS JOIN LATERAL (
        SELECT (emploi.date_debut + interval '6 months')::date AS echeance,
            coalesce((
                SELECT regle.tolerance_jours FROM accompagnement_reglesortie regle
                WHERE regle.valide_du <= (emploi.date_debut + interval '6 months')::date
                AND (regle.valide_au IS NULL
                    OR regle.valide_au >= (emploi.date_debut + interval '6 months')::date)
            ), 0) AS toleres
    ) terme
    JOIN parcours ON parcours.parcours_id = emploi.parcours_id
    WHERE terme.echeance BETWEEN periodes.debut AND periodes.fin
    AND NOT EXISTS (
        SELECT 1 FROM contrats avant
        WHERE avant.parcours_id = emploi.parcours_id AND avant.s_ajoute AND emploi.s_ajoute
        AND (avant.date_debut, avant.id) < (emploi.date_debut, emploi.id)
        AND greatest(avant.dernier + terme.toleres, avant.dernier_chome) + 1 >= emploi.date_debut
    )
    UNION ALL
    SELECT periodes.*, parcours.*, 'mise_en_relation', NULL, NULL, NULL, relation.id,
        relation.proposee_le, relation.conclue_le, relation.statut, relation.rome_code, NULL,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM periodes
    JOIN accompagnement_miseenrelation relation
        ON (relation.proposee_le BETWEEN periodes.debut AND periodes.fin
            OR relation.conclue_le BETWEEN periodes.debut AND periodes.fin)
        AND (relation.proposee_le BETWEEN $premier AND $dernier
            OR relation.conclue_le BETWEEN $premier AND $dernier)
    JOIN parcours ON parcours.parcours_id = relation.parcours_id
    UNION ALL
    SELECT periodes.*, prescrit.id, prescrit.participant_id, prescrit.structure_id,
        prescrit.prescripteur_id, prescrit.date_entree, prescrit.date_sortie,
        prescrit.date_prescription, 'prescription', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
        close.date, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM periodes
    JOIN accompagnement_parcours prescrit
        ON prescrit.date_prescription BETWEEN periodes.debut AND periodes.fin
        AND prescrit.date_prescription BETWEEN $premier AND $dernier
    LEFT JOIN accompagnement_nonentree close ON close.parcours_id = prescrit.id
    UNION ALL
    SELECT periodes.*, prescrit.id, prescrit.participant_id, prescrit.structure_id,
        prescrit.prescripteur_id, NULL, NULL, prescrit.date_prescription, 'prescription', NULL,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, close.date,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM periodes
    JOIN accompagnement_nonentree close ON close.date BETWEEN periodes.debut AND periodes.fin
        AND close.date BETWEEN $premier AND $dernier
    JOIN accompagnement_parcours prescrit ON prescrit.id = close.parcours_id
        AND (prescrit.date_prescription BETWEEN periodes.debut AND periodes.fin) IS NOT TRUE
    UNION ALL
    SELECT periodes.*, parcours.*, 'contrat', emploi.id, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM periodes
    CROSS JOIN feries
    JOIN accompagnement_emploi emploi ON emploi.date_debut
        BETWEEN periodes.debut AND least(periodes.fin, feries.aujourd_hui)
        AND emploi.date_debut BETWEEN $premier AND $dernier
    JOIN parcours ON parcours.parcours_id = emploi.parcours_id
    UNION ALL
    SELECT periodes.*, parcours.*, 'etape', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
        etape.id, etape.axe, etape.resultat, etape.est_immersion, etape.issue, etape.date_debut,
        etape.date_fin, NULL, NULL, NULL, NULL
    FROM periodes
    JOIN accompagnement_etape etape
        ON (etape.date_debut BETWEEN periodes.debut AND periodes.fin
            OR etape.date_fin BETWEEN periodes.debut AND periodes.fin)
        AND (etape.date_debut BETWEEN $premier AND $dernier
            OR etape.date_fin BETWEEN $premier AND $dernier)
    JOIN parcours ON parcours.parcours_id = etape.parcours_id
    UNION ALL
    SELECT periodes.*, parcours.*, 'entretien', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, entretien.id, entretien.presence, NULL, NULL
    FROM periodes
    JOIN accompagnement_entretien entretien
        ON entretien.debut >= periodes.debut::timestamp AT TIME ZONE 'Europe/Paris'
        AND entretien.debut < (periodes.fin + 1)::timestamp AT TIME ZONE 'Europe/Paris'
        AND entretien.debut >= $premier::timestamp AT TIME ZONE 'Europe/Paris'
        AND entretien.debut < ($dernier + 1)::timestamp AT TIME ZONE 'Europe/Paris'
        AND entretien.presence IN ('$honore', '$excuse', '$absent')
    JOIN parcours ON parcours.parcours_id = entretien.parcours_id
    UNION ALL
    -- The référents of that day, and whoever followed somebody entered.
    SELECT periodes.*, NULL, NULL, etat.structure_id, NULL, NULL, NULL, NULL, 'referent', NULL,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
        NULL, NULL, etat.pgh_obj_id, (100 * etat.quotite)::int
    FROM periodes
    CROSS JOIN LATERAL (
        SELECT DISTINCT ON (pgh_obj_id) *,
            pgh_created_at < (periodes.fin + 1)::timestamp AT TIME ZONE 'Europe/Paris' AS est_connu
        FROM comptes_agentevent
        ORDER BY pgh_obj_id, est_connu DESC,
            CASE WHEN pgh_created_at < (periodes.fin + 1)::timestamp AT TIME ZONE 'Europe/Paris'
                THEN -pgh_id ELSE pgh_id END
    ) etat
    LEFT JOIN suiveurs
        ON suiveurs.rang = periodes.rang AND suiveurs.agent_id = etat.pgh_obj_id
    WHERE suiveurs.agent_id IS NOT NULL
    OR etat.est_connu AND etat.role = '$referent' AND etat.is_active
),
tous AS (
    SELECT unites.*,
        participant.sexe,
        (coalesce(
            (
                SELECT ARRAY[demenagement.commune_avant_id]
                FROM accompagnement_situation demenagement
                JOIN accompagnement_parcours suivi ON suivi.id = demenagement.parcours_id
                WHERE suivi.participant_id = unites.participant_id
                AND demenagement.moment = '$a_date' AND demenagement.date > unites.fin
                AND (demenagement.adresse <> '' OR demenagement.commune_id IS NOT NULL)
                ORDER BY demenagement.date, demenagement.id LIMIT 1
            ),
            ARRAY[participant.commune_id]
        ))[1] AS commune_id,
        coalesce(
            (
                SELECT quittee.structure_id
                FROM accompagnement_affectationreferent affectation
                CROSS JOIN LATERAL (VALUES
                    (affectation.date_fin, affectation.structure_id),
                    (affectation.date_debut, affectation.structure_avant_id)
                ) AS quittee (le, structure_id)
                -- An array: for `=` the planner takes the GiST index, three times slower.
                WHERE affectation.parcours_id = ANY (ARRAY[unites.parcours_id])
                AND greatest(affectation.date_debut, affectation.date_fin) > unites.fin
                AND quittee.le > unites.fin AND quittee.structure_id IS NOT NULL
                ORDER BY quittee.le, affectation.id LIMIT 1
            ),
            unites.structure_id
        ) AS structure_au_jour,
        extract(year FROM age(unites.fin, participant.date_naissance))::int AS age,
        coalesce(situation.niveau_formation, '') AS niveau,
        validee.categorie,
        validee.motif_id AS motif,
        motif.est_deces,
        gelee.denominateur,
        ARRAY(
            SELECT critere.code::text FROM accompagnement_critereeligibilite critere
            WHERE critere.parcours_id = unites.parcours_id AND critere.a_l_entree
        ) AS criteres,
        row_number() OVER (
            PARTITION BY unites.rang, unites.nature, unites.participant_id
            ORDER BY unites.entree DESC, unites.parcours_id DESC
        ) = 1 AS est_derniere,
        unites.nature = 'parcours' AND NOT EXISTS (
            SELECT 1 FROM accompagnement_etape etape
            WHERE etape.parcours_id = unites.parcours_id AND etape.date_debut <= unites.fin
        ) AS sans_etape,
        unites.nature = 'parcours' AND NOT EXISTS (
            SELECT 1 FROM accompagnement_entretien entretien
            WHERE entretien.parcours_id = unites.parcours_id AND entretien.presence = '$honore'
            AND entretien.debut >= (unites.fin - 30)::timestamp AT TIME ZONE 'Europe/Paris'
            AND entretien.debut < (unites.fin + 1)::timestamp AT TIME ZONE 'Europe/Paris'
        ) AS sans_entretien_30j,
        coalesce(unites.agent_id, (
            SELECT affectation.agent_id FROM accompagnement_affectationreferent affectation
            WHERE affectation.parcours_id = ANY (ARRAY[unites.parcours_id])
            AND affectation.date_debut <= unites.fin
            AND (affectation.date_fin IS NULL OR affectation.date_fin > unites.fin
                OR affectation.date_fin >= unites.sortie)
            ORDER BY affectation.date_debut DESC, affectation.id DESC LIMIT 1
        )) AS referent_id,
        (
            SELECT coalesce(sum(greatest(
                0,
                least(suspension.date_fin, unites.sortie, unites.fin) - suspension.date_debut
            )), 0)
            FROM accompagnement_suspension suspension
            WHERE suspension.parcours_id = unites.parcours_id
        )::int AS jours_suspendus,
        embauche.type_contrat,
        embauche.rome_id AS metier,
        embauche.heures_hebdo,
        chez.type AS type_employeur
    FROM unites
    LEFT JOIN accompagnement_participant participant ON participant.id = unites.participant_id
    LEFT JOIN accompagnement_emploi embauche ON embauche.id = unites.emploi_id
    LEFT JOIN offres_etablissement chez ON chez.id = embauche.etablissement_id
    LEFT JOIN accompagnement_situation situation
        ON situation.parcours_id = unites.parcours_id AND situation.moment = '$entree'
    LEFT JOIN accompagnement_sortie validee
        ON validee.parcours_id = unites.parcours_id AND validee.validee_le IS NOT NULL
    LEFT JOIN accompagnement_motifsortie motif ON motif.code = validee.motif_id
    LEFT JOIN accompagnement_reglesortie gelee ON gelee.id = validee.regle_id
    WHERE $perimetre
),
faits AS (SELECT * FROM tous WHERE $portee)
$suite
