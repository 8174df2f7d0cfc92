WITH parcours AS NOT MATERIALIZED (
    SELECT id AS parcours_id, participant_id, structure_id, prescripteur_id,
        date_entree AS entree, date_sortie AS sortie, date_prescription AS prescription
    FROM accompagnement_parcours WHERE date_entree IS NOT NULL
),
presents AS MATERIALIZED (
    SELECT * FROM parcours WHERE entree <= %s AND (sortie IS NULL OR sortie >= %s)
),
periodes AS (
    SELECT demandees.*, regle.denominateur
    FROM unnest(%s::int[], %s::date[], %s::date[]) AS demandees (rang, debut, fin)
    LEFT JOIN accompagnement_reglesortie regle
        ON regle.valide_du <= demandees.fin
        AND (regle.valide_au IS NULL OR regle.valide_au >= demandees.fin)
),
unites AS (
    SELECT periodes.*, presents.*, 'parcours' AS nature, NULL::bigint AS emploi_id,
        NULL::date AS echeance, NULL::date AS emploi_fin, NULL::bigint AS mise_en_relation_id,
        NULL::date AS proposee, NULL::date AS conclue, NULL::varchar AS issue,
        NULL::varchar AS rome_code, NULL::date AS non_entree
    FROM periodes
    JOIN presents ON presents.entree <= periodes.fin
        AND (presents.sortie IS NULL OR presents.sortie >= periodes.debut)
    UNION ALL
    SELECT periodes.*, parcours.*, 'emploi', emploi.id,
        (emploi.date_debut + interval '6 months')::date, emploi.date_fin, NULL, NULL, NULL, NULL,
        NULL, NULL
    FROM periodes
    JOIN accompagnement_emploi emploi
        ON emploi.date_debut BETWEEN periodes.debut - 187 AND periodes.fin - 178
        AND (emploi.date_debut + interval '6 months')::date
            BETWEEN periodes.debut AND periodes.fin
    JOIN parcours ON parcours.parcours_id = emploi.parcours_id
    UNION ALL
    SELECT periodes.*, parcours.*, 'mise_en_relation', NULL, NULL, NULL, relation.id,
        relation.proposee_le, relation.conclue_le, relation.statut, relation.rome_code, NULL
    FROM periodes
    JOIN accompagnement_miseenrelation relation
        ON relation.proposee_le BETWEEN periodes.debut AND periodes.fin
        OR relation.conclue_le BETWEEN periodes.debut AND periodes.fin
    JOIN parcours ON parcours.parcours_id = relation.parcours_id
    UNION ALL
    SELECT periodes.*, prescrit.id, prescrit.participant_id, prescrit.structure_id,
        prescrit.prescripteur_id, prescrit.date_entree, prescrit.date_sortie,
        prescrit.date_prescription, 'prescription', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
        close.date
    FROM periodes
    JOIN accompagnement_parcours prescrit
        ON prescrit.date_prescription BETWEEN periodes.debut AND periodes.fin
    LEFT JOIN accompagnement_nonentree close ON close.parcours_id = prescrit.id
    UNION ALL
    SELECT periodes.*, prescrit.id, prescrit.participant_id, prescrit.structure_id,
        prescrit.prescripteur_id, NULL, NULL, prescrit.date_prescription, 'prescription', NULL,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, close.date
    FROM periodes
    JOIN accompagnement_nonentree close ON close.date BETWEEN periodes.debut AND periodes.fin
    JOIN accompagnement_parcours prescrit ON prescrit.id = close.parcours_id
        AND (prescrit.date_prescription BETWEEN periodes.debut AND periodes.fin) IS NOT TRUE
),
faits AS (
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
                SELECT quittee.structure_id FROM accompagnement_affectationreferent quittee
                WHERE quittee.parcours_id = unites.parcours_id
                AND quittee.date_debut <= unites.fin AND quittee.date_fin > unites.fin
                AND quittee.structure_id IS NOT NULL
                ORDER BY quittee.date_debut DESC LIMIT 1
            ),
            unites.structure_id
        ) AS structure_au_jour,
        extract(year FROM age(unites.fin, participant.date_naissance))::int AS age,
        coalesce(situation.niveau_formation, '') AS niveau,
        validee.categorie,
        validee.motif_id AS motif,
        motif.est_deces,
        ARRAY(
            SELECT critere.code::text FROM accompagnement_critereeligibilite critere
            WHERE critere.parcours_id = unites.parcours_id AND critere.a_l_entree
        ) AS criteres,
        row_number() OVER (
            PARTITION BY unites.rang, unites.nature, unites.participant_id
            ORDER BY unites.entree DESC, unites.parcours_id DESC
        ) = 1 AS est_derniere,
        NOT EXISTS (
            SELECT 1 FROM accompagnement_etape etape
            WHERE etape.parcours_id = unites.parcours_id AND etape.date_debut <= unites.fin
        ) AS sans_etape,
        NOT EXISTS (
            SELECT 1 FROM accompagnement_entretien entretien
            WHERE entretien.parcours_id = unites.parcours_id AND entretien.presence = '$honore'
            AND entretien.debut >= (unites.fin - 30)::timestamp AT TIME ZONE 'Europe/Paris'
            AND entretien.debut < (unites.fin + 1)::timestamp AT TIME ZONE 'Europe/Paris'
        ) AS sans_entretien_30j,
        (
            SELECT affectation.agent_id FROM accompagnement_affectationreferent affectation
            WHERE affectation.parcours_id = unites.parcours_id
            AND affectation.date_debut <= unites.fin
            AND (affectation.date_fin IS NULL OR affectation.date_fin > unites.fin
                OR affectation.date_fin >= unites.sortie)
            ORDER BY affectation.date_debut DESC, affectation.id DESC LIMIT 1
        ) AS referent_id
    FROM unites
    JOIN accompagnement_participant participant ON participant.id = unites.participant_id
    LEFT JOIN accompagnement_situation situation
        ON situation.parcours_id = unites.parcours_id AND situation.moment = '$entree'
    LEFT JOIN accompagnement_sortie validee
        ON validee.parcours_id = unites.parcours_id AND validee.validee_le IS NOT NULL
    LEFT JOIN accompagnement_motifsortie motif ON motif.code = validee.motif_id
    WHERE $perimetre
)
$suite
