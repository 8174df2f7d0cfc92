import pgtrigger.compiler
import pgtrigger.migrations

from plie.socle.initiale import MigrationInitiale


class Migration(MigrationInitiale):
    dependencies = [
        ("accompagnement", "0002_historique"),
        ("partenaires", "0001_applications_appels_et_evenements"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="commission",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_commissionevent" ("close_le", "date", "id", "lieu", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presents", "type") VALUES (NEW."close_le", NEW."date", NEW."id", NEW."lieu", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."presents", NEW."type"); RETURN NULL;',
                    hash="aa2dab90763bc79e9f5b7b873b8bd88d224bcf6d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b6ecb",
                    table="accompagnement_commission",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commission",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_commissionevent" ("close_le", "date", "id", "lieu", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presents", "type") VALUES (NEW."close_le", NEW."date", NEW."id", NEW."lieu", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."presents", NEW."type"); RETURN NULL;',
                    hash="4cf96a2bb3364a29b084f6a4292c6cb0c4e71e8e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_efa6f",
                    table="accompagnement_commission",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commission",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_commissionevent" ("close_le", "date", "id", "lieu", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presents", "type") VALUES (OLD."close_le", OLD."date", OLD."id", OLD."lieu", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."presents", OLD."type"); RETURN NULL;',
                    hash="ce0a682cabee8de6480e51a490ad41b656ad0ed8",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f002b",
                    table="accompagnement_commission",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="motifsortie",
            trigger=pgtrigger.compiler.Trigger(
                name="deces_fige",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."est_deces" IS DISTINCT FROM (NEW."est_deces"))',
                    func="-- An exit that is being written with this motif ends first: its key holds the row.\nPERFORM FROM accompagnement_motifsortie WHERE code = OLD.code FOR UPDATE;\nIF EXISTS (SELECT FROM accompagnement_sortieevent WHERE motif_id = OLD.code) THEN\n    RAISE EXCEPTION 'Des sorties ont ce motif : qu''il soit ou non un décès ne change plus.'\n    USING ERRCODE = 'check_violation', CONSTRAINT = 'motif_deces_fige';\nEND IF;\nRETURN NEW;\n",
                    hash="afb21196c346fad37387999937134c1e0ba80d02",
                    operation='UPDATE OF "est_deces"',
                    pgid="pgtrigger_deces_fige_e969f",
                    table="accompagnement_motifsortie",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reglages",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_reglagesevent" ("duree_max_mois", "id", "jours_avant_arret", "jours_avant_reprise", "jours_entretien_1", "jours_entretien_2", "jours_entretien_3", "jours_orientation", "mois_avant_fin", "personnes_par_etp", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."duree_max_mois", NEW."id", NEW."jours_avant_arret", NEW."jours_avant_reprise", NEW."jours_entretien_1", NEW."jours_entretien_2", NEW."jours_entretien_3", NEW."jours_orientation", NEW."mois_avant_fin", NEW."personnes_par_etp", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version"); RETURN NULL;',
                    hash="96785fd246c9edc7c071c644d5cee540ba7c4556",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ea501",
                    table="accompagnement_reglages",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reglages",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_reglagesevent" ("duree_max_mois", "id", "jours_avant_arret", "jours_avant_reprise", "jours_entretien_1", "jours_entretien_2", "jours_entretien_3", "jours_orientation", "mois_avant_fin", "personnes_par_etp", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."duree_max_mois", NEW."id", NEW."jours_avant_arret", NEW."jours_avant_reprise", NEW."jours_entretien_1", NEW."jours_entretien_2", NEW."jours_entretien_3", NEW."jours_orientation", NEW."mois_avant_fin", NEW."personnes_par_etp", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version"); RETURN NULL;',
                    hash="b7267a8b75a4d011505840ffe7d87afd95117376",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ae18b",
                    table="accompagnement_reglages",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reglesortie",
            trigger=pgtrigger.compiler.Trigger(
                name="regles_sans_trou",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="IF EXISTS (\n    SELECT 1 FROM (\n        SELECT valide_au, lead(valide_du) OVER (ORDER BY valide_du) AS suivante\n        FROM accompagnement_reglesortie\n    ) regles\n    WHERE valide_au IS DISTINCT FROM suivante - 1\n) THEN\n    RAISE EXCEPTION 'Chaque règle de sortie finit la veille de la suivante, et la dernière ne finit pas.'\n    USING ERRCODE = 'check_violation', CONSTRAINT = 'regles_sans_trou';\nEND IF;\nRETURN NULL;\n",
                    hash="8e7c76931f52ece5950f37e3465e84e64c7ff27d",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_regles_sans_trou_06a02",
                    table="accompagnement_reglesortie",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reglesortie",
            trigger=pgtrigger.compiler.Trigger(
                name="regle_qui_a_servi",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."ai_age_min" IS DISTINCT FROM (NEW."ai_age_min") OR OLD."ai_mois_min" IS DISTINCT FROM (NEW."ai_mois_min") OR OLD."ai_quotite_min" IS DISTINCT FROM (NEW."ai_quotite_min") OR OLD."alternance_positive" IS DISTINCT FROM (NEW."alternance_positive") OR OLD."creation_positive" IS DISTINCT FROM (NEW."creation_positive") OR OLD."denominateur" IS DISTINCT FROM (NEW."denominateur") OR OLD."duree_min_mois" IS DISTINCT FROM (NEW."duree_min_mois") OR OLD."fenetre_emploi_jours" IS DISTINCT FROM (NEW."fenetre_emploi_jours") OR OLD."formation" IS DISTINCT FROM (NEW."formation") OR OLD."iae_positive" IS DISTINCT FROM (NEW."iae_positive") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."interim" IS DISTINCT FROM (NEW."interim") OR OLD."interim_heures" IS DISTINCT FROM (NEW."interim_heures") OR OLD."libelle" IS DISTINCT FROM (NEW."libelle") OR OLD."mode_six_mois" IS DISTINCT FROM (NEW."mode_six_mois") OR OLD."operateur_duree" IS DISTINCT FROM (NEW."operateur_duree") OR OLD."quotite_min" IS DISTINCT FROM (NEW."quotite_min") OR OLD."rattachement" IS DISTINCT FROM (NEW."rattachement") OR OLD."saisonnier_mois_sur_12" IS DISTINCT FROM (NEW."saisonnier_mois_sur_12") OR OLD."tolerance_jours" IS DISTINCT FROM (NEW."tolerance_jours") OR OLD."valide_du" IS DISTINCT FROM (NEW."valide_du") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func="-- An exit that is being validated by this rule ends first: its key holds the row.\nPERFORM FROM accompagnement_reglesortie WHERE id = OLD.id FOR UPDATE;\nIF EXISTS (SELECT FROM accompagnement_sortieevent WHERE regle_id = OLD.id) THEN\n    RAISE EXCEPTION 'Des sorties ont suivi cette règle : écrivez-en une nouvelle version.'\n    USING ERRCODE = 'check_violation', CONSTRAINT = 'regle_qui_a_servi';\nEND IF;\nRETURN NEW;\n",
                    hash="6f5ce52f87337a8797f75e4d8e39d4fd0fc1fb77",
                    operation="UPDATE",
                    pgid="pgtrigger_regle_qui_a_servi_b50f5",
                    table="accompagnement_reglesortie",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reglesortie",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_reglesortieevent" ("ai_age_min", "ai_mois_min", "ai_quotite_min", "alternance_positive", "creation_positive", "denominateur", "duree_min_mois", "fenetre_emploi_jours", "formation", "iae_positive", "id", "interim", "interim_heures", "libelle", "mode_six_mois", "operateur_duree", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quotite_min", "rattachement", "saisonnier_mois_sur_12", "tolerance_jours", "valide_au", "valide_du", "version") VALUES (NEW."ai_age_min", NEW."ai_mois_min", NEW."ai_quotite_min", NEW."alternance_positive", NEW."creation_positive", NEW."denominateur", NEW."duree_min_mois", NEW."fenetre_emploi_jours", NEW."formation", NEW."iae_positive", NEW."id", NEW."interim", NEW."interim_heures", NEW."libelle", NEW."mode_six_mois", NEW."operateur_duree", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."quotite_min", NEW."rattachement", NEW."saisonnier_mois_sur_12", NEW."tolerance_jours", NEW."valide_au", NEW."valide_du", NEW."version"); RETURN NULL;',
                    hash="23c1c2c1d9b9dc9cf8a49bbe9b5b48dd868c4568",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_79cd8",
                    table="accompagnement_reglesortie",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reglesortie",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_reglesortieevent" ("ai_age_min", "ai_mois_min", "ai_quotite_min", "alternance_positive", "creation_positive", "denominateur", "duree_min_mois", "fenetre_emploi_jours", "formation", "iae_positive", "id", "interim", "interim_heures", "libelle", "mode_six_mois", "operateur_duree", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quotite_min", "rattachement", "saisonnier_mois_sur_12", "tolerance_jours", "valide_au", "valide_du", "version") VALUES (NEW."ai_age_min", NEW."ai_mois_min", NEW."ai_quotite_min", NEW."alternance_positive", NEW."creation_positive", NEW."denominateur", NEW."duree_min_mois", NEW."fenetre_emploi_jours", NEW."formation", NEW."iae_positive", NEW."id", NEW."interim", NEW."interim_heures", NEW."libelle", NEW."mode_six_mois", NEW."operateur_duree", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."quotite_min", NEW."rattachement", NEW."saisonnier_mois_sur_12", NEW."tolerance_jours", NEW."valide_au", NEW."valide_du", NEW."version"); RETURN NULL;',
                    hash="9e9e91720d6fd2575e3aae68b309443c8487ad89",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7dcc8",
                    table="accompagnement_reglesortie",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ajoutentretien",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_ajoutentretienevent" ("auteur_id", "cree_le", "entretien_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "texte") VALUES (NEW."auteur_id", NEW."cree_le", NEW."entretien_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."texte"); RETURN NULL;',
                    hash="6f83dffee7ec2770203abaa3a3ef35343efcde49",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b617b",
                    table="accompagnement_ajoutentretien",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ajoutentretien",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_ajoutentretienevent" ("auteur_id", "cree_le", "entretien_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "texte") VALUES (OLD."auteur_id", OLD."cree_le", OLD."entretien_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."texte"); RETURN NULL;',
                    hash="4f03c6066d1a2a95802e50c811f88e3192e42053",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_93865",
                    table="accompagnement_ajoutentretien",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evaluationfrein",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_evaluationfreinevent" ("est_prioritaire", "frein_id", "id", "impact", "le", "par_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statut") VALUES (NEW."est_prioritaire", NEW."frein_id", NEW."id", NEW."impact", NEW."le", NEW."par_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."statut"); RETURN NULL;',
                    hash="dc4b0d313053cfb22fe467378dbfcb8e4c015680",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1638a",
                    table="accompagnement_evaluationfrein",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evaluationfrein",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_evaluationfreinevent" ("est_prioritaire", "frein_id", "id", "impact", "le", "par_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statut") VALUES (NEW."est_prioritaire", NEW."frein_id", NEW."id", NEW."impact", NEW."le", NEW."par_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."statut"); RETURN NULL;',
                    hash="ca1297824e8337f42425884a12d1d3198d0485a0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_86b56",
                    table="accompagnement_evaluationfrein",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evaluationfrein",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_evaluationfreinevent" ("est_prioritaire", "frein_id", "id", "impact", "le", "par_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statut") VALUES (OLD."est_prioritaire", OLD."frein_id", OLD."id", OLD."impact", OLD."le", OLD."par_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."statut"); RETURN NULL;',
                    hash="e07283690b34d3480ed7315729f90c77984a6a1c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8c49f",
                    table="accompagnement_evaluationfrein",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="objectiffrein",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_objectiffreinevent" ("frein_id", "id", "modifie_le", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statut", "type_id") VALUES (NEW."frein_id", NEW."id", NEW."modifie_le", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."statut", NEW."type_id"); RETURN NULL;',
                    hash="62f2ef42fd54a4fe7e42d6636b99c7c391a1d200",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_998aa",
                    table="accompagnement_objectiffrein",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="objectiffrein",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_objectiffreinevent" ("frein_id", "id", "modifie_le", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statut", "type_id") VALUES (NEW."frein_id", NEW."id", NEW."modifie_le", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."statut", NEW."type_id"); RETURN NULL;',
                    hash="1f2bf96c3b3fd90a90c7c0ec1914b1d5083d5388",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d497d",
                    table="accompagnement_objectiffrein",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="objectiffrein",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_objectiffreinevent" ("frein_id", "id", "modifie_le", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statut", "type_id") VALUES (OLD."frein_id", OLD."id", OLD."modifie_le", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."statut", OLD."type_id"); RETURN NULL;',
                    hash="03fc1477d692be7c5595b39c481937498a8bad29",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d37fe",
                    table="accompagnement_objectiffrein",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="operateur",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_operateurevent" ("fusionne_avec_id", "id", "nom", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."fusionne_avec_id", NEW."id", NEW."nom", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="3469cc2aa5ef20e1e693a7dafc0f21270d4bccbb",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b0d12",
                    table="accompagnement_operateur",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="operateur",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_operateurevent" ("fusionne_avec_id", "id", "nom", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."fusionne_avec_id", NEW."id", NEW."nom", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="d77d91727496d20a6ccdf9e0d4f328ca15e4c6b2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_04ecd",
                    table="accompagnement_operateur",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="messageorientation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_messageorientationevent" ("agent_id", "cree_le", "de_la_maison", "declarant", "id", "orientation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "texte") VALUES (NEW."agent_id", NEW."cree_le", NEW."de_la_maison", NEW."declarant", NEW."id", NEW."orientation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."texte"); RETURN NULL;',
                    hash="91d9b5bba09d4691feafe866b35bb4ce99c4a97e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_58971",
                    table="accompagnement_messageorientation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="orientation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_orientationevent" ("cle_idempotence", "commune_id", "confiee_a_id", "cree_le", "date_naissance", "date_orientation", "declarant", "deposee_par_id", "email", "empreinte", "id", "identifiant", "identifiant_externe", "message", "motif_refus", "nom", "numero_france_travail", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prenom", "relancee_le", "repondre_avant", "repondue_par_id", "reponse", "reponse_le", "sexe", "statut", "structure_id", "telephone") VALUES (NEW."cle_idempotence", NEW."commune_id", NEW."confiee_a_id", NEW."cree_le", NEW."date_naissance", NEW."date_orientation", NEW."declarant", NEW."deposee_par_id", NEW."email", NEW."empreinte", NEW."id", NEW."identifiant", NEW."identifiant_externe", NEW."message", NEW."motif_refus", NEW."nom", NEW."numero_france_travail", NEW."parcours_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."prenom", NEW."relancee_le", NEW."repondre_avant", NEW."repondue_par_id", NEW."reponse", NEW."reponse_le", NEW."sexe", NEW."statut", NEW."structure_id", NEW."telephone"); RETURN NULL;',
                    hash="94a9c0cb5a31f41d9bfefdfb6d18370a7193c45c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ac53e",
                    table="accompagnement_orientation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="orientation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."cle_idempotence" IS DISTINCT FROM (NEW."cle_idempotence") OR OLD."commune_id" IS DISTINCT FROM (NEW."commune_id") OR OLD."confiee_a_id" IS DISTINCT FROM (NEW."confiee_a_id") OR OLD."cree_le" IS DISTINCT FROM (NEW."cree_le") OR OLD."date_naissance" IS DISTINCT FROM (NEW."date_naissance") OR OLD."date_orientation" IS DISTINCT FROM (NEW."date_orientation") OR OLD."declarant" IS DISTINCT FROM (NEW."declarant") OR OLD."deposee_par_id" IS DISTINCT FROM (NEW."deposee_par_id") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."empreinte" IS DISTINCT FROM (NEW."empreinte") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."identifiant" IS DISTINCT FROM (NEW."identifiant") OR OLD."identifiant_externe" IS DISTINCT FROM (NEW."identifiant_externe") OR OLD."message" IS DISTINCT FROM (NEW."message") OR OLD."motif_refus" IS DISTINCT FROM (NEW."motif_refus") OR OLD."nom" IS DISTINCT FROM (NEW."nom") OR OLD."numero_france_travail" IS DISTINCT FROM (NEW."numero_france_travail") OR OLD."parcours_id" IS DISTINCT FROM (NEW."parcours_id") OR OLD."prenom" IS DISTINCT FROM (NEW."prenom") OR OLD."relancee_le" IS DISTINCT FROM (NEW."relancee_le") OR OLD."repondre_avant" IS DISTINCT FROM (NEW."repondre_avant") OR OLD."repondue_par_id" IS DISTINCT FROM (NEW."repondue_par_id") OR OLD."reponse" IS DISTINCT FROM (NEW."reponse") OR OLD."reponse_le" IS DISTINCT FROM (NEW."reponse_le") OR OLD."sexe" IS DISTINCT FROM (NEW."sexe") OR OLD."statut" IS DISTINCT FROM (NEW."statut") OR OLD."structure_id" IS DISTINCT FROM (NEW."structure_id") OR OLD."telephone" IS DISTINCT FROM (NEW."telephone"))',
                    func='INSERT INTO "accompagnement_orientationevent" ("cle_idempotence", "commune_id", "confiee_a_id", "cree_le", "date_naissance", "date_orientation", "declarant", "deposee_par_id", "email", "empreinte", "id", "identifiant", "identifiant_externe", "message", "motif_refus", "nom", "numero_france_travail", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prenom", "relancee_le", "repondre_avant", "repondue_par_id", "reponse", "reponse_le", "sexe", "statut", "structure_id", "telephone") VALUES (NEW."cle_idempotence", NEW."commune_id", NEW."confiee_a_id", NEW."cree_le", NEW."date_naissance", NEW."date_orientation", NEW."declarant", NEW."deposee_par_id", NEW."email", NEW."empreinte", NEW."id", NEW."identifiant", NEW."identifiant_externe", NEW."message", NEW."motif_refus", NEW."nom", NEW."numero_france_travail", NEW."parcours_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."prenom", NEW."relancee_le", NEW."repondre_avant", NEW."repondue_par_id", NEW."reponse", NEW."reponse_le", NEW."sexe", NEW."statut", NEW."structure_id", NEW."telephone"); RETURN NULL;',
                    hash="697a96f90dc1802a2aed7830cd0fe8495a747cce",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a8be0",
                    table="accompagnement_orientation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="orientation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_orientationevent" ("cle_idempotence", "commune_id", "confiee_a_id", "cree_le", "date_naissance", "date_orientation", "declarant", "deposee_par_id", "email", "empreinte", "id", "identifiant", "identifiant_externe", "message", "motif_refus", "nom", "numero_france_travail", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prenom", "relancee_le", "repondre_avant", "repondue_par_id", "reponse", "reponse_le", "sexe", "statut", "structure_id", "telephone") VALUES (OLD."cle_idempotence", OLD."commune_id", OLD."confiee_a_id", OLD."cree_le", OLD."date_naissance", OLD."date_orientation", OLD."declarant", OLD."deposee_par_id", OLD."email", OLD."empreinte", OLD."id", OLD."identifiant", OLD."identifiant_externe", OLD."message", OLD."motif_refus", OLD."nom", OLD."numero_france_travail", OLD."parcours_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."prenom", OLD."relancee_le", OLD."repondre_avant", OLD."repondue_par_id", OLD."reponse", OLD."reponse_le", OLD."sexe", OLD."statut", OLD."structure_id", OLD."telephone"); RETURN NULL;',
                    hash="4dc86a3ab8c69bc083f4c30053752e455242bbe6",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_314c4",
                    table="accompagnement_orientation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="orientation",
            trigger=pgtrigger.compiler.Trigger(
                name="orientation_transitions",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."statut", \':\', NEW."statut") = ANY(\'{nouvelle:acceptee,nouvelle:expiree,nouvelle:refusee,nouvelle:retiree,expiree:acceptee,expiree:refusee,expiree:retiree,acceptee:non_entree,acceptee:refusee,refusee:acceptee,non_entree:acceptee}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."statut" IS DISTINCT FROM NEW."statut") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "statut" from "%" to "%" on table %\', OLD."statut", NEW."statut", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="e9929a40bc1b41d43c1840263572fe401f9d470d",
                    operation="UPDATE",
                    pgid="pgtrigger_orientation_transitions_40777",
                    table="accompagnement_orientation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nonentree",
            trigger=pgtrigger.compiler.Trigger(
                name="non_entree_d_un_parcours_clos",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="IF EXISTS (SELECT 1 FROM accompagnement_nonentree WHERE id = NEW.id) AND NOT EXISTS (\n    SELECT 1 FROM accompagnement_parcours WHERE id = NEW.parcours_id AND statut = 'non_entre'\n) THEN\n    RAISE EXCEPTION 'Ce parcours n''est pas clos sans entrée.'\n    USING ERRCODE = 'check_violation', CONSTRAINT = 'non_entree_d_un_parcours_clos';\nEND IF;\nRETURN NULL;\n",
                    hash="7c97e976c491ea3fc6306958180766cdb010e1f4",
                    operation="INSERT",
                    pgid="pgtrigger_non_entree_d_un_parcours_clos_bc6ba",
                    table="accompagnement_nonentree",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nonentree",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_nonentreeevent" ("cree_le", "date", "id", "motif_id", "moyen", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prononcee_par_id", "reponse", "reponse_envoyee_le") VALUES (NEW."cree_le", NEW."date", NEW."id", NEW."motif_id", NEW."moyen", NEW."parcours_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."prononcee_par_id", NEW."reponse", NEW."reponse_envoyee_le"); RETURN NULL;',
                    hash="3d1f906f1a4b022a6032541e81a4aa6e81d1c40a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_97dec",
                    table="accompagnement_nonentree",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nonentree",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_nonentreeevent" ("cree_le", "date", "id", "motif_id", "moyen", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prononcee_par_id", "reponse", "reponse_envoyee_le") VALUES (NEW."cree_le", NEW."date", NEW."id", NEW."motif_id", NEW."moyen", NEW."parcours_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."prononcee_par_id", NEW."reponse", NEW."reponse_envoyee_le"); RETURN NULL;',
                    hash="a85793c236a70586758f8f6d9d4b63203beed831",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0176d",
                    table="accompagnement_nonentree",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nonentree",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_nonentreeevent" ("cree_le", "date", "id", "motif_id", "moyen", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prononcee_par_id", "reponse", "reponse_envoyee_le") VALUES (OLD."cree_le", OLD."date", OLD."id", OLD."motif_id", OLD."moyen", OLD."parcours_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."prononcee_par_id", OLD."reponse", OLD."reponse_envoyee_le"); RETURN NULL;',
                    hash="d4005553ce51ee8480c66ac5d6f2f68cf01c9b54",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6fa87",
                    table="accompagnement_nonentree",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nonentree",
            trigger=pgtrigger.compiler.Trigger(
                name="non_entree_definitive",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="IF EXISTS (\n    SELECT 1 FROM accompagnement_correction\n    WHERE parcours_id = OLD.parcours_id AND transaction = pg_current_xact_id()::text::bigint\n    AND nature = ANY ('{non_entree}'::text[]) AND TRUE\n) THEN\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n    RETURN NEW;\nEND IF;\nRAISE EXCEPTION 'Cannot update or delete rows from % table', TG_TABLE_NAME;\n",
                    hash="5a790499146283d83b2d5f9822dac680914b20c4",
                    operation="DELETE",
                    pgid="pgtrigger_non_entree_definitive_7fd44",
                    table="accompagnement_nonentree",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mot",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_motevent" ("auteur_id", "cree_le", "id", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "texte") VALUES (NEW."auteur_id", NEW."cree_le", NEW."id", NEW."parcours_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."texte"); RETURN NULL;',
                    hash="7d6619d0eb583d14afcfb58122aa62241e07b24e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_45e97",
                    table="accompagnement_mot",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mot",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_motevent" ("auteur_id", "cree_le", "id", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "texte") VALUES (OLD."auteur_id", OLD."cree_le", OLD."id", OLD."parcours_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."texte"); RETURN NULL;',
                    hash="a982aec117c88ca4192072eca1f47f527b68c03a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f2a8c",
                    table="accompagnement_mot",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="miseenrelation",
            trigger=pgtrigger.compiler.Trigger(
                name="mise_en_relation_transitions",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."statut", \':\', NEW."statut") = ANY(\'{proposee:acceptee,proposee:declinee,proposee:sans_suite,acceptee:declinee,acceptee:sans_suite,acceptee:transmise,transmise:declinee,transmise:embauchee,transmise:entretien,transmise:non_retenue,transmise:sans_suite,entretien:declinee,entretien:embauchee,entretien:non_retenue,entretien:sans_suite}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."statut" IS DISTINCT FROM NEW."statut") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "statut" from "%" to "%" on table %\', OLD."statut", NEW."statut", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="d030d80d68132c0c8eaa10005356654226660260",
                    operation="UPDATE",
                    pgid="pgtrigger_mise_en_relation_transitions_e22bf",
                    table="accompagnement_miseenrelation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="miseenrelation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_miseenrelationevent" ("commentaire", "conclue_le", "contrat_libelle", "cree_le", "departement", "emploi_id", "entretien_le", "etablissement_id", "fiche_envoyee_le", "heures_hebdo", "id", "motif", "offre_id", "origine", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposee_le", "proposee_par_id", "rappel_le", "repondue_le", "rome_code", "rome_libelle", "score", "statut", "transmise_le", "version") VALUES (NEW."commentaire", NEW."conclue_le", NEW."contrat_libelle", NEW."cree_le", NEW."departement", NEW."emploi_id", NEW."entretien_le", NEW."etablissement_id", NEW."fiche_envoyee_le", NEW."heures_hebdo", NEW."id", NEW."motif", NEW."offre_id", NEW."origine", NEW."parcours_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proposee_le", NEW."proposee_par_id", NEW."rappel_le", NEW."repondue_le", NEW."rome_code", NEW."rome_libelle", NEW."score", NEW."statut", NEW."transmise_le", NEW."version"); RETURN NULL;',
                    hash="08a7a1252eb88a047c386d771bb0d5b4cba610f3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_66d90",
                    table="accompagnement_miseenrelation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="miseenrelation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_miseenrelationevent" ("commentaire", "conclue_le", "contrat_libelle", "cree_le", "departement", "emploi_id", "entretien_le", "etablissement_id", "fiche_envoyee_le", "heures_hebdo", "id", "motif", "offre_id", "origine", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposee_le", "proposee_par_id", "rappel_le", "repondue_le", "rome_code", "rome_libelle", "score", "statut", "transmise_le", "version") VALUES (NEW."commentaire", NEW."conclue_le", NEW."contrat_libelle", NEW."cree_le", NEW."departement", NEW."emploi_id", NEW."entretien_le", NEW."etablissement_id", NEW."fiche_envoyee_le", NEW."heures_hebdo", NEW."id", NEW."motif", NEW."offre_id", NEW."origine", NEW."parcours_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposee_le", NEW."proposee_par_id", NEW."rappel_le", NEW."repondue_le", NEW."rome_code", NEW."rome_libelle", NEW."score", NEW."statut", NEW."transmise_le", NEW."version"); RETURN NULL;',
                    hash="a67d095797b4e07afd713be3d4ab34c852bbb7d4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e03bf",
                    table="accompagnement_miseenrelation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="miseenrelation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_miseenrelationevent" ("commentaire", "conclue_le", "contrat_libelle", "cree_le", "departement", "emploi_id", "entretien_le", "etablissement_id", "fiche_envoyee_le", "heures_hebdo", "id", "motif", "offre_id", "origine", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposee_le", "proposee_par_id", "rappel_le", "repondue_le", "rome_code", "rome_libelle", "score", "statut", "transmise_le", "version") VALUES (OLD."commentaire", OLD."conclue_le", OLD."contrat_libelle", OLD."cree_le", OLD."departement", OLD."emploi_id", OLD."entretien_le", OLD."etablissement_id", OLD."fiche_envoyee_le", OLD."heures_hebdo", OLD."id", OLD."motif", OLD."offre_id", OLD."origine", OLD."parcours_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proposee_le", OLD."proposee_par_id", OLD."rappel_le", OLD."repondue_le", OLD."rome_code", OLD."rome_libelle", OLD."score", OLD."statut", OLD."transmise_le", OLD."version"); RETURN NULL;',
                    hash="ad02f72d9ba15dcfdb869798d809e00aaaf7f62f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_39641",
                    table="accompagnement_miseenrelation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="frein",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_freinevent" ("commentaire", "constate_le", "est_prioritaire", "id", "impact", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statut", "type_id", "version") VALUES (NEW."commentaire", NEW."constate_le", NEW."est_prioritaire", NEW."id", NEW."impact", NEW."parcours_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."statut", NEW."type_id", NEW."version"); RETURN NULL;',
                    hash="f2b55a22fbb3579bb59f05b19c112f4e217302d7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b2c81",
                    table="accompagnement_frein",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="frein",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_freinevent" ("commentaire", "constate_le", "est_prioritaire", "id", "impact", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statut", "type_id", "version") VALUES (NEW."commentaire", NEW."constate_le", NEW."est_prioritaire", NEW."id", NEW."impact", NEW."parcours_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."statut", NEW."type_id", NEW."version"); RETURN NULL;',
                    hash="6f79b81560bb2082cadd9c69d6bfa39d1237b730",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e3261",
                    table="accompagnement_frein",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="frein",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_freinevent" ("commentaire", "constate_le", "est_prioritaire", "id", "impact", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statut", "type_id", "version") VALUES (OLD."commentaire", OLD."constate_le", OLD."est_prioritaire", OLD."id", OLD."impact", OLD."parcours_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."statut", OLD."type_id", OLD."version"); RETURN NULL;',
                    hash="2b2d1d2d1e53db948b76fd5d5369848caad3b47b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c0a0f",
                    table="accompagnement_frein",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="etape",
            trigger=pgtrigger.compiler.Trigger(
                name="dire_aux_partenaires",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO partenaires_evenement (structure_id, type, ressource)\nSELECT p.structure_id, 'accompagnement.modifie', '/api/v1/accompagnements/' || p.identifiant\nFROM accompagnement_partage p\nWHERE p.participant_id = (SELECT participant_id FROM accompagnement_parcours\n    WHERE id = coalesce(NEW.parcours_id, OLD.parcours_id))\nAND NOT EXISTS (\n    SELECT FROM accompagnement_opposition o\n    WHERE o.participant_id = p.participant_id AND o.levee_le IS NULL\n    AND (o.structure_id IS NULL OR o.structure_id = p.structure_id)\n)\nON CONFLICT DO NOTHING;\nRETURN NULL;\n",
                    hash="63a1bc02fcbb37f338b50dd5a9d86bf419484452",
                    operation='INSERT OR UPDATE OF "axe", "date_debut", "date_fin", "resultat" OR DELETE',
                    pgid="pgtrigger_dire_aux_partenaires_80c6c",
                    table="accompagnement_etape",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="etape",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_etapeevent" ("axe", "date_debut", "date_debut_prevue", "date_fin", "date_fin_prevue", "emploi_id", "employeur", "est_immersion", "financement", "heures", "id", "issue", "libelle", "numero_convention", "operateur_id", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resultat", "version") VALUES (NEW."axe", NEW."date_debut", NEW."date_debut_prevue", NEW."date_fin", NEW."date_fin_prevue", NEW."emploi_id", NEW."employeur", NEW."est_immersion", NEW."financement", NEW."heures", NEW."id", NEW."issue", NEW."libelle", NEW."numero_convention", NEW."operateur_id", NEW."parcours_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."resultat", NEW."version"); RETURN NULL;',
                    hash="7156050a7d1f78946cd306158432191f1a769f1e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_48f2d",
                    table="accompagnement_etape",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="etape",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_etapeevent" ("axe", "date_debut", "date_debut_prevue", "date_fin", "date_fin_prevue", "emploi_id", "employeur", "est_immersion", "financement", "heures", "id", "issue", "libelle", "numero_convention", "operateur_id", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resultat", "version") VALUES (NEW."axe", NEW."date_debut", NEW."date_debut_prevue", NEW."date_fin", NEW."date_fin_prevue", NEW."emploi_id", NEW."employeur", NEW."est_immersion", NEW."financement", NEW."heures", NEW."id", NEW."issue", NEW."libelle", NEW."numero_convention", NEW."operateur_id", NEW."parcours_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."resultat", NEW."version"); RETURN NULL;',
                    hash="ad78846673d0bb63157a6f7e6a851aa55f496c35",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2a19a",
                    table="accompagnement_etape",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="etape",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_etapeevent" ("axe", "date_debut", "date_debut_prevue", "date_fin", "date_fin_prevue", "emploi_id", "employeur", "est_immersion", "financement", "heures", "id", "issue", "libelle", "numero_convention", "operateur_id", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resultat", "version") VALUES (OLD."axe", OLD."date_debut", OLD."date_debut_prevue", OLD."date_fin", OLD."date_fin_prevue", OLD."emploi_id", OLD."employeur", OLD."est_immersion", OLD."financement", OLD."heures", OLD."id", OLD."issue", OLD."libelle", OLD."numero_convention", OLD."operateur_id", OLD."parcours_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."resultat", OLD."version"); RETURN NULL;',
                    hash="8bd312e306ee4e73b8b5b7ed5866339b9d6b2388",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_dbb22",
                    table="accompagnement_etape",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entretien",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_entretienevent" ("agent_id", "confie_par_id", "cree_le", "debut", "duree_minutes", "id", "invitation_envoyee_le", "lieu", "mode", "modifie_le", "notes", "notes_confidentielles", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence", "rang_rappel", "rappel_envoye_le", "version") VALUES (NEW."agent_id", NEW."confie_par_id", NEW."cree_le", NEW."debut", NEW."duree_minutes", NEW."id", NEW."invitation_envoyee_le", NEW."lieu", NEW."mode", NEW."modifie_le", NEW."notes", NEW."notes_confidentielles", NEW."parcours_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."presence", NEW."rang_rappel", NEW."rappel_envoye_le", NEW."version"); RETURN NULL;',
                    hash="5bfb685af2912b0432c1dfc8186d8f56cb1245a2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ea790",
                    table="accompagnement_entretien",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entretien",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_entretienevent" ("agent_id", "confie_par_id", "cree_le", "debut", "duree_minutes", "id", "invitation_envoyee_le", "lieu", "mode", "modifie_le", "notes", "notes_confidentielles", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence", "rang_rappel", "rappel_envoye_le", "version") VALUES (NEW."agent_id", NEW."confie_par_id", NEW."cree_le", NEW."debut", NEW."duree_minutes", NEW."id", NEW."invitation_envoyee_le", NEW."lieu", NEW."mode", NEW."modifie_le", NEW."notes", NEW."notes_confidentielles", NEW."parcours_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."presence", NEW."rang_rappel", NEW."rappel_envoye_le", NEW."version"); RETURN NULL;',
                    hash="09013c0fe47e64457fef6718bf00c5b42a413822",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_33489",
                    table="accompagnement_entretien",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entretien",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_entretienevent" ("agent_id", "confie_par_id", "cree_le", "debut", "duree_minutes", "id", "invitation_envoyee_le", "lieu", "mode", "modifie_le", "notes", "notes_confidentielles", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence", "rang_rappel", "rappel_envoye_le", "version") VALUES (OLD."agent_id", OLD."confie_par_id", OLD."cree_le", OLD."debut", OLD."duree_minutes", OLD."id", OLD."invitation_envoyee_le", OLD."lieu", OLD."mode", OLD."modifie_le", OLD."notes", OLD."notes_confidentielles", OLD."parcours_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."presence", OLD."rang_rappel", OLD."rappel_envoye_le", OLD."version"); RETURN NULL;',
                    hash="23a07d441dc9c8b07a1bcc69e43e4e6586b86ab0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b4bd8",
                    table="accompagnement_entretien",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="critereeligibilite",
            trigger=pgtrigger.compiler.Trigger(
                name="date_possible",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="IF greatest(CASE WHEN NEW.a_l_entree THEN NULL ELSE NEW.constate_le END, NEW.perdu_le)\n    > (now() AT TIME ZONE 'Europe/Paris')::date THEN\n    RAISE EXCEPTION 'Cette date est dans le futur.'\n    USING ERRCODE = 'check_violation', CONSTRAINT = 'critere_passe';\nEND IF;\nRETURN NEW;\n",
                    hash="2c75975ab64a2d61f20b4c0e71234a2044bbdf0b",
                    operation='INSERT OR UPDATE OF "constate_le", "perdu_le"',
                    pgid="pgtrigger_date_possible_7730e",
                    table="accompagnement_critereeligibilite",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="critereeligibilite",
            trigger=pgtrigger.compiler.Trigger(
                name="entree_figee",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.a_l_entree AND (OLD.parcours_id, OLD.code, OLD.a_l_entree, OLD.constate_le) IS DISTINCT FROM (NEW.parcours_id, NEW.code, NEW.a_l_entree, NEW.constate_le))",
                    func="\n    IF EXISTS (SELECT 1 FROM accompagnement_parcours\n               WHERE id = OLD.parcours_id AND date_entree IS NOT NULL) THEN\n        RAISE EXCEPTION 'La situation à l''entrée est figée.'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'critere_entree_fige';\n    END IF;\n    RETURN NEW;\n",
                    hash="2e059b96a227e217acfa13d6df914353efc0edbb",
                    operation="UPDATE",
                    pgid="pgtrigger_entree_figee_f72e1",
                    table="accompagnement_critereeligibilite",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="critereeligibilite",
            trigger=pgtrigger.compiler.Trigger(
                name="entree_ineffacable",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."a_l_entree")',
                    func="\n    IF EXISTS (SELECT 1 FROM accompagnement_parcours\n               WHERE id = OLD.parcours_id AND date_entree IS NOT NULL) THEN\n        RAISE EXCEPTION 'La situation à l''entrée est figée.'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'critere_entree_fige';\n    END IF;\n    RETURN OLD;\n",
                    hash="5315a47b1e985a85bdfe06ec807eccea62d58e5c",
                    operation="DELETE",
                    pgid="pgtrigger_entree_ineffacable_626aa",
                    table="accompagnement_critereeligibilite",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="critereeligibilite",
            trigger=pgtrigger.compiler.Trigger(
                name="entree_close",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."a_l_entree")',
                    func="\n                    IF EXISTS (SELECT 1 FROM accompagnement_parcours\n                               WHERE id = NEW.parcours_id AND date_entree IS NOT NULL) THEN\n                        RAISE EXCEPTION 'Les critères à l''entrée sont figés.'\n                        USING ERRCODE = 'check_violation', CONSTRAINT = 'critere_entree_fige';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="4e87ec12caba6bcb6994df34c22fcb442dcd408f",
                    operation="INSERT",
                    pgid="pgtrigger_entree_close_cc548",
                    table="accompagnement_critereeligibilite",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="critereeligibilite",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_critereeligibiliteevent" ("a_l_entree", "code", "constate_le", "id", "parcours_id", "perdu_le", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "verifie_le", "verifie_par_id") VALUES (NEW."a_l_entree", NEW."code", NEW."constate_le", NEW."id", NEW."parcours_id", NEW."perdu_le", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."verifie_le", NEW."verifie_par_id"); RETURN NULL;',
                    hash="a31b221d2d9838ed7b330160a5e400a580562043",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3dce1",
                    table="accompagnement_critereeligibilite",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="critereeligibilite",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_critereeligibiliteevent" ("a_l_entree", "code", "constate_le", "id", "parcours_id", "perdu_le", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "verifie_le", "verifie_par_id") VALUES (NEW."a_l_entree", NEW."code", NEW."constate_le", NEW."id", NEW."parcours_id", NEW."perdu_le", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."verifie_le", NEW."verifie_par_id"); RETURN NULL;',
                    hash="eec93de0188577147296b514e712251c3e8091b8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e986e",
                    table="accompagnement_critereeligibilite",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="critereeligibilite",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_critereeligibiliteevent" ("a_l_entree", "code", "constate_le", "id", "parcours_id", "perdu_le", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "verifie_le", "verifie_par_id") VALUES (OLD."a_l_entree", OLD."code", OLD."constate_le", OLD."id", OLD."parcours_id", OLD."perdu_le", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."verifie_le", OLD."verifie_par_id"); RETURN NULL;',
                    hash="0f317ef921b5fc181b49e18a404972e95cdc276e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3c52b",
                    table="accompagnement_critereeligibilite",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="courrier",
            trigger=pgtrigger.compiler.Trigger(
                name="courrier_fige",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='RAISE EXCEPTION \'pgtrigger: Cannot update of "modele", "expediteur", "destinataire", "objet", "texte", "auteur_id", "cree_le" rows from % table\', TG_TABLE_NAME;',
                    hash="b3df83d2a85e3b693c1d1937dab995953ca88b47",
                    operation='UPDATE OF "modele", "expediteur", "destinataire", "objet", "texte", "auteur_id", "cree_le"',
                    pgid="pgtrigger_courrier_fige_bde2a",
                    table="accompagnement_courrier",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="courrier",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_courrierevent" ("auteur_id", "cree_le", "destinataire", "expediteur", "id", "lot", "modele", "objet", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "texte") VALUES (NEW."auteur_id", NEW."cree_le", NEW."destinataire", NEW."expediteur", NEW."id", NEW."lot", NEW."modele", NEW."objet", NEW."parcours_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."texte"); RETURN NULL;',
                    hash="ba57a8228749b2a8042c581a429b4830bb5f41f0",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3fedb",
                    table="accompagnement_courrier",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="courrier",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_courrierevent" ("auteur_id", "cree_le", "destinataire", "expediteur", "id", "lot", "modele", "objet", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "texte") VALUES (OLD."auteur_id", OLD."cree_le", OLD."destinataire", OLD."expediteur", OLD."id", OLD."lot", OLD."modele", OLD."objet", OLD."parcours_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."texte"); RETURN NULL;',
                    hash="0c2f32bf54ff949514f5fed45402f8f6f6aa87ca",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1cd99",
                    table="accompagnement_courrier",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="competence",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_competenceevent" ("id", "libelle", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."libelle", NEW."parcours_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="b678c7907abdab3cf23136e7ba511d3428666d5d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_15095",
                    table="accompagnement_competence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="competence",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_competenceevent" ("id", "libelle", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."libelle", NEW."parcours_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="af13e2bf87bd170d20496ba92b39473f3d53282c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_273e5",
                    table="accompagnement_competence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="competence",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_competenceevent" ("id", "libelle", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."libelle", OLD."parcours_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="af5ccd879271d76567a48ade8795e536f7af98b3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0a936",
                    table="accompagnement_competence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="affectationreferent",
            trigger=pgtrigger.compiler.Trigger(
                name="dire_aux_partenaires",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO partenaires_evenement (structure_id, type, ressource)\nSELECT p.structure_id, 'accompagnement.modifie', '/api/v1/accompagnements/' || p.identifiant\nFROM accompagnement_partage p\nWHERE p.participant_id = (SELECT participant_id FROM accompagnement_parcours WHERE id = NEW.parcours_id)\nAND NOT EXISTS (\n    SELECT FROM accompagnement_opposition o\n    WHERE o.participant_id = p.participant_id AND o.levee_le IS NULL\n    AND (o.structure_id IS NULL OR o.structure_id = p.structure_id)\n)\nON CONFLICT DO NOTHING;\nRETURN NULL;\n",
                    hash="7da6db3215adf4a32f8a73dca03baebb7f3e0e81",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_dire_aux_partenaires_4c81d",
                    table="accompagnement_affectationreferent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="affectationreferent",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_affectationreferentevent" ("agent_id", "date_debut", "date_fin", "id", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "structure_avant_id", "structure_id") VALUES (NEW."agent_id", NEW."date_debut", NEW."date_fin", NEW."id", NEW."parcours_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."structure_avant_id", NEW."structure_id"); RETURN NULL;',
                    hash="cd7199f073d841ca7666fd04cc9cad237f79af12",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0c39b",
                    table="accompagnement_affectationreferent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="affectationreferent",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_affectationreferentevent" ("agent_id", "date_debut", "date_fin", "id", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "structure_avant_id", "structure_id") VALUES (NEW."agent_id", NEW."date_debut", NEW."date_fin", NEW."id", NEW."parcours_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."structure_avant_id", NEW."structure_id"); RETURN NULL;',
                    hash="50879f1cd256addcf8f59c549d5e25195cc9681e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9befe",
                    table="accompagnement_affectationreferent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="affectationreferent",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_affectationreferentevent" ("agent_id", "date_debut", "date_fin", "id", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "structure_avant_id", "structure_id") VALUES (OLD."agent_id", OLD."date_debut", OLD."date_fin", OLD."id", OLD."parcours_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."structure_avant_id", OLD."structure_id"); RETURN NULL;',
                    hash="697e6eca31d6f0b91236fc26145ecaefb031982f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c9e44",
                    table="accompagnement_affectationreferent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participant",
            trigger=pgtrigger.compiler.Trigger(
                name="naissance_passee",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF NEW.date_naissance > (now() AT TIME ZONE 'Europe/Paris')::date THEN\n                        RAISE EXCEPTION 'La date de naissance est dans le futur.'\n                        USING ERRCODE = 'check_violation',\n                              CONSTRAINT = 'participant_naissance_passee';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="5e9af8166347f903c5bdb0c0ee123e0688f91185",
                    operation='INSERT OR UPDATE OF "date_naissance"',
                    pgid="pgtrigger_naissance_passee_b46cf",
                    table="accompagnement_participant",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participant",
            trigger=pgtrigger.compiler.Trigger(
                name="refus_oublies",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF NEW.email IS DISTINCT FROM OLD.email THEN\n                        NEW.email_refuse_le = NULL;\n                    END IF;\n                    IF NEW.telephone IS DISTINCT FROM OLD.telephone THEN\n                        NEW.telephone_refuse_le = NULL;\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="4caaf1ca011d4cdf4c16c8ce7b8a880bd0e561d2",
                    operation='UPDATE OF "email", "telephone"',
                    pgid="pgtrigger_refus_oublies_9ba40",
                    table="accompagnement_participant",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participant",
            trigger=pgtrigger.compiler.Trigger(
                name="naissance_avant_entree",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF EXISTS (SELECT 1 FROM accompagnement_parcours\n                               WHERE participant_id = NEW.id\n                               AND date_entree <= NEW.date_naissance) THEN\n                        RAISE EXCEPTION 'Un parcours commence avant cette date de naissance.'\n                        USING ERRCODE = 'check_violation',\n                              CONSTRAINT = 'participant_naissance_avant_entree';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="5e15351fef5a1bc55cecacbb2fa90f20eaeeca01",
                    operation='UPDATE OF "date_naissance"',
                    pgid="pgtrigger_naissance_avant_entree_9db3a",
                    table="accompagnement_participant",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participant",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_participantevent" ("accepte_courriels", "accepte_sms", "adresse", "commune_id", "cree_le", "date_naissance", "email", "email_refuse_le", "fusionne_dans_id", "id", "identifiant_externe", "motif_distinct", "nom", "numero_france_travail", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prenom", "sexe", "telephone", "telephone_refuse_le") VALUES (NEW."accepte_courriels", NEW."accepte_sms", NEW."adresse", NEW."commune_id", NEW."cree_le", NEW."date_naissance", NEW."email", NEW."email_refuse_le", NEW."fusionne_dans_id", NEW."id", NEW."identifiant_externe", NEW."motif_distinct", NEW."nom", NEW."numero_france_travail", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."prenom", NEW."sexe", NEW."telephone", NEW."telephone_refuse_le"); RETURN NULL;',
                    hash="7a98db5ce1cd9d5766805478b4c2943389e2f1fb",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5bc6b",
                    table="accompagnement_participant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participant",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."accepte_courriels" IS DISTINCT FROM (NEW."accepte_courriels") OR OLD."accepte_sms" IS DISTINCT FROM (NEW."accepte_sms") OR OLD."adresse" IS DISTINCT FROM (NEW."adresse") OR OLD."commune_id" IS DISTINCT FROM (NEW."commune_id") OR OLD."cree_le" IS DISTINCT FROM (NEW."cree_le") OR OLD."date_naissance" IS DISTINCT FROM (NEW."date_naissance") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."email_refuse_le" IS DISTINCT FROM (NEW."email_refuse_le") OR OLD."fusionne_dans_id" IS DISTINCT FROM (NEW."fusionne_dans_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."identifiant_externe" IS DISTINCT FROM (NEW."identifiant_externe") OR OLD."motif_distinct" IS DISTINCT FROM (NEW."motif_distinct") OR OLD."nom" IS DISTINCT FROM (NEW."nom") OR OLD."numero_france_travail" IS DISTINCT FROM (NEW."numero_france_travail") OR OLD."prenom" IS DISTINCT FROM (NEW."prenom") OR OLD."sexe" IS DISTINCT FROM (NEW."sexe") OR OLD."telephone" IS DISTINCT FROM (NEW."telephone") OR OLD."telephone_refuse_le" IS DISTINCT FROM (NEW."telephone_refuse_le"))',
                    func='INSERT INTO "accompagnement_participantevent" ("accepte_courriels", "accepte_sms", "adresse", "commune_id", "cree_le", "date_naissance", "email", "email_refuse_le", "fusionne_dans_id", "id", "identifiant_externe", "motif_distinct", "nom", "numero_france_travail", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prenom", "sexe", "telephone", "telephone_refuse_le") VALUES (NEW."accepte_courriels", NEW."accepte_sms", NEW."adresse", NEW."commune_id", NEW."cree_le", NEW."date_naissance", NEW."email", NEW."email_refuse_le", NEW."fusionne_dans_id", NEW."id", NEW."identifiant_externe", NEW."motif_distinct", NEW."nom", NEW."numero_france_travail", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."prenom", NEW."sexe", NEW."telephone", NEW."telephone_refuse_le"); RETURN NULL;',
                    hash="0926e64e2b84d4164989c36aad9dceaaaa9b1af1",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_40e21",
                    table="accompagnement_participant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participant",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_participantevent" ("accepte_courriels", "accepte_sms", "adresse", "commune_id", "cree_le", "date_naissance", "email", "email_refuse_le", "fusionne_dans_id", "id", "identifiant_externe", "motif_distinct", "nom", "numero_france_travail", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prenom", "sexe", "telephone", "telephone_refuse_le") VALUES (OLD."accepte_courriels", OLD."accepte_sms", OLD."adresse", OLD."commune_id", OLD."cree_le", OLD."date_naissance", OLD."email", OLD."email_refuse_le", OLD."fusionne_dans_id", OLD."id", OLD."identifiant_externe", OLD."motif_distinct", OLD."nom", OLD."numero_france_travail", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."prenom", OLD."sexe", OLD."telephone", OLD."telephone_refuse_le"); RETURN NULL;',
                    hash="1952a0c0bd959d574c461b662b90022f3bda1973",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a3877",
                    table="accompagnement_participant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parcours",
            trigger=pgtrigger.compiler.Trigger(
                name="transitions",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."statut" IS DISTINCT FROM (NEW."statut"))',
                    func="IF OLD.statut || ':' || NEW.statut = ANY ('{prescrit:en_diagnostic,prescrit:non_entre,en_diagnostic:non_entre,en_diagnostic:presente,presente:actif,presente:ajourne,presente:non_entre,presente:refuse,ajourne:en_diagnostic,ajourne:non_entre,ajourne:presente,actif:en_emploi,actif:sortie_proposee,actif:suspendu,suspendu:actif,suspendu:sortie_proposee,en_emploi:actif,en_emploi:sortie_proposee,sortie_proposee:actif,sortie_proposee:en_emploi,sortie_proposee:sorti,sortie_proposee:suspendu}'::text[]) OR EXISTS (\n    SELECT 1 FROM accompagnement_correction\n    WHERE parcours_id = OLD.id AND transaction = pg_current_xact_id()::text::bigint\n    AND avant ->> 'statut' = OLD.statut AND apres ->> 'statut' = NEW.statut\n) THEN\n    RETURN NEW;\nEND IF;\nRAISE EXCEPTION 'Invalid transition of field \"statut\" from \"%\" to \"%\" on table %',\n    OLD.statut, NEW.statut, TG_TABLE_NAME;\n",
                    hash="7f479f613cce481141743ca6aa4c6db9c0c20936",
                    operation="UPDATE",
                    pgid="pgtrigger_transitions_ce025",
                    table="accompagnement_parcours",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parcours",
            trigger=pgtrigger.compiler.Trigger(
                name="entree_apres_naissance",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."date_entree" IS NOT NULL)',
                    func="\n                    IF EXISTS (SELECT 1 FROM accompagnement_participant\n                               WHERE id = NEW.participant_id\n                               AND date_naissance >= NEW.date_entree) THEN\n                        RAISE EXCEPTION 'L''entrée précède la naissance.'\n                        USING ERRCODE = 'check_violation',\n                              CONSTRAINT = 'parcours_entree_apres_naissance';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="290cabc71a1ce1c49056769feeffd782b550ef66",
                    operation='INSERT OR UPDATE OF "date_entree"',
                    pgid="pgtrigger_entree_apres_naissance_bf9da",
                    table="accompagnement_parcours",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parcours",
            trigger=pgtrigger.compiler.Trigger(
                name="dire_aux_partenaires",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO partenaires_evenement (structure_id, type, ressource)\nSELECT p.structure_id, 'accompagnement.modifie', '/api/v1/accompagnements/' || p.identifiant\nFROM accompagnement_partage p\nWHERE p.participant_id = NEW.participant_id\nAND NOT EXISTS (\n    SELECT FROM accompagnement_opposition o\n    WHERE o.participant_id = p.participant_id AND o.levee_le IS NULL\n    AND (o.structure_id IS NULL OR o.structure_id = p.structure_id)\n)\nON CONFLICT DO NOTHING;\nRETURN NULL;\n",
                    hash="f68d3caf48c76a2f9ca8454561a34f09560961d1",
                    operation='INSERT OR UPDATE OF "statut", "structure_id", "date_entree", "date_sortie"',
                    pgid="pgtrigger_dire_aux_partenaires_60696",
                    table="accompagnement_parcours",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parcours",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_parcoursevent" ("cree_le", "date_entree", "date_fin_prevue", "date_prescription", "date_sortie", "id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prescripteur_id", "statut", "structure_id") VALUES (NEW."cree_le", NEW."date_entree", NEW."date_fin_prevue", NEW."date_prescription", NEW."date_sortie", NEW."id", NEW."participant_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."prescripteur_id", NEW."statut", NEW."structure_id"); RETURN NULL;',
                    hash="6c665331a30c6003a84b098f2bc7251947ff4ddd",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c8dd1",
                    table="accompagnement_parcours",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parcours",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_parcoursevent" ("cree_le", "date_entree", "date_fin_prevue", "date_prescription", "date_sortie", "id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prescripteur_id", "statut", "structure_id") VALUES (NEW."cree_le", NEW."date_entree", NEW."date_fin_prevue", NEW."date_prescription", NEW."date_sortie", NEW."id", NEW."participant_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."prescripteur_id", NEW."statut", NEW."structure_id"); RETURN NULL;',
                    hash="546f460dcd58af9f6f4ff63a471508195fe14a22",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_14d99",
                    table="accompagnement_parcours",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parcours",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_parcoursevent" ("cree_le", "date_entree", "date_fin_prevue", "date_prescription", "date_sortie", "id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prescripteur_id", "statut", "structure_id") VALUES (OLD."cree_le", OLD."date_entree", OLD."date_fin_prevue", OLD."date_prescription", OLD."date_sortie", OLD."id", OLD."participant_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."prescripteur_id", OLD."statut", OLD."structure_id"); RETURN NULL;',
                    hash="d3f165a879726fd08c2a7f9208db1183544029d9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_22e98",
                    table="accompagnement_parcours",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="opposition",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_oppositionevent" ("id", "levee_le", "levee_par_id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recueillie_le", "recueillie_par_id", "structure_id") VALUES (NEW."id", NEW."levee_le", NEW."levee_par_id", NEW."participant_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recueillie_le", NEW."recueillie_par_id", NEW."structure_id"); RETURN NULL;',
                    hash="ac63eba5d4316c95764f5329023128fdbede6764",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_497e5",
                    table="accompagnement_opposition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="opposition",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_oppositionevent" ("id", "levee_le", "levee_par_id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recueillie_le", "recueillie_par_id", "structure_id") VALUES (NEW."id", NEW."levee_le", NEW."levee_par_id", NEW."participant_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recueillie_le", NEW."recueillie_par_id", NEW."structure_id"); RETURN NULL;',
                    hash="2be10a5b58b71ee6c52010f0bb2e35be2beb14f8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f2cee",
                    table="accompagnement_opposition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fusion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_fusionevent" ("absorbe_id", "annulee_le", "annulee_par_id", "detail", "garde_id", "id", "le", "par_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."absorbe_id", NEW."annulee_le", NEW."annulee_par_id", NEW."detail", NEW."garde_id", NEW."id", NEW."le", NEW."par_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="40d7ac961d4c45ace30f73a24d8efa23facebcfb",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0de86",
                    table="accompagnement_fusion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fusion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_fusionevent" ("absorbe_id", "annulee_le", "annulee_par_id", "detail", "garde_id", "id", "le", "par_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."absorbe_id", NEW."annulee_le", NEW."annulee_par_id", NEW."detail", NEW."garde_id", NEW."id", NEW."le", NEW."par_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="0eac7035205d71e491fb1346e8406ac1b27e6e8f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_71fd1",
                    table="accompagnement_fusion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fusion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_fusionevent" ("absorbe_id", "annulee_le", "annulee_par_id", "detail", "garde_id", "id", "le", "par_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."absorbe_id", OLD."annulee_le", OLD."annulee_par_id", OLD."detail", OLD."garde_id", OLD."id", OLD."le", OLD."par_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="dc76738a03df009a3c5c51cbc653a3aa6fcdc811",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7217d",
                    table="accompagnement_fusion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="constatqpv",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_constatqpvevent" ("adresse", "commune_id", "constate_le", "cree_le", "est_en_qpv", "generation", "id", "par_id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "qpv_id", "source") VALUES (NEW."adresse", NEW."commune_id", NEW."constate_le", NEW."cree_le", NEW."est_en_qpv", NEW."generation", NEW."id", NEW."par_id", NEW."participant_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."qpv_id", NEW."source"); RETURN NULL;',
                    hash="1612611fe4563df8719a9f2c86bf3a438ff3ca9e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0cbf0",
                    table="accompagnement_constatqpv",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="constatqpv",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_constatqpvevent" ("adresse", "commune_id", "constate_le", "cree_le", "est_en_qpv", "generation", "id", "par_id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "qpv_id", "source") VALUES (NEW."adresse", NEW."commune_id", NEW."constate_le", NEW."cree_le", NEW."est_en_qpv", NEW."generation", NEW."id", NEW."par_id", NEW."participant_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."qpv_id", NEW."source"); RETURN NULL;',
                    hash="b3a7ef33cd1b3f4321725ffedf70d64839c52d6a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_40ed9",
                    table="accompagnement_constatqpv",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="constatqpv",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_constatqpvevent" ("adresse", "commune_id", "constate_le", "cree_le", "est_en_qpv", "generation", "id", "par_id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "qpv_id", "source") VALUES (OLD."adresse", OLD."commune_id", OLD."constate_le", OLD."cree_le", OLD."est_en_qpv", OLD."generation", OLD."id", OLD."par_id", OLD."participant_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."qpv_id", OLD."source"); RETURN NULL;',
                    hash="1d23fbb46c1090dac54b8426b781c85770d6ceb5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_21ce8",
                    table="accompagnement_constatqpv",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="passage",
            trigger=pgtrigger.compiler.Trigger(
                name="decision_definitive",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NOT (OLD.\"decision\" = ''))",
                    func="IF EXISTS (\n    SELECT 1 FROM accompagnement_correction\n    WHERE parcours_id = OLD.parcours_id AND transaction = pg_current_xact_id()::text::bigint\n    AND nature = ANY ('{decision}'::text[]) AND passage_id IS NULL\n) THEN\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n    RETURN NEW;\nEND IF;\nRAISE EXCEPTION 'Cannot update or delete rows from % table', TG_TABLE_NAME;\n",
                    hash="49b18ec2e4a864e8e123e6855d17e7072f69628f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_decision_definitive_a1e99",
                    table="accompagnement_passage",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="passage",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_passageevent" ("commission_id", "decide_le", "decide_par_id", "decision", "etat_avant", "id", "motif", "ordre", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prolonge_jusqu_au") VALUES (NEW."commission_id", NEW."decide_le", NEW."decide_par_id", NEW."decision", NEW."etat_avant", NEW."id", NEW."motif", NEW."ordre", NEW."parcours_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."prolonge_jusqu_au"); RETURN NULL;',
                    hash="574a2343b15a79502c1693e47bcaa66ccf3aa948",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_53e6f",
                    table="accompagnement_passage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="passage",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_passageevent" ("commission_id", "decide_le", "decide_par_id", "decision", "etat_avant", "id", "motif", "ordre", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prolonge_jusqu_au") VALUES (NEW."commission_id", NEW."decide_le", NEW."decide_par_id", NEW."decision", NEW."etat_avant", NEW."id", NEW."motif", NEW."ordre", NEW."parcours_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."prolonge_jusqu_au"); RETURN NULL;',
                    hash="9e35efb5ec1db5cbbe067ca42e3e6d582d78bd9e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_11b33",
                    table="accompagnement_passage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="passage",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_passageevent" ("commission_id", "decide_le", "decide_par_id", "decision", "etat_avant", "id", "motif", "ordre", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prolonge_jusqu_au") VALUES (OLD."commission_id", OLD."decide_le", OLD."decide_par_id", OLD."decision", OLD."etat_avant", OLD."id", OLD."motif", OLD."ordre", OLD."parcours_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."prolonge_jusqu_au"); RETURN NULL;',
                    hash="f40b53267a61c8f9304a7f98c3438dcc378f09af",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f4e86",
                    table="accompagnement_passage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correction",
            trigger=pgtrigger.compiler.Trigger(
                name="correction_close",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."faite_le" IS NOT NULL OR OLD."refusee_le" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8d57f2430de132aa0ec12db68af8043f6783350a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_correction_close_e8268",
                    table="accompagnement_correction",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correction",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_correctionevent" ("apres", "avant", "confirmee_le", "confirmee_par_id", "demandee_le", "demandee_par_id", "faite_le", "id", "motif", "nature", "parcours_id", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refusee_le", "refusee_par_id", "touche_un_mois_arrete", "transaction") VALUES (NEW."apres", NEW."avant", NEW."confirmee_le", NEW."confirmee_par_id", NEW."demandee_le", NEW."demandee_par_id", NEW."faite_le", NEW."id", NEW."motif", NEW."nature", NEW."parcours_id", NEW."passage_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."refusee_le", NEW."refusee_par_id", NEW."touche_un_mois_arrete", NEW."transaction"); RETURN NULL;',
                    hash="1862977a01cc9a63927380981d33a8165de02d97",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d3142",
                    table="accompagnement_correction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correction",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_correctionevent" ("apres", "avant", "confirmee_le", "confirmee_par_id", "demandee_le", "demandee_par_id", "faite_le", "id", "motif", "nature", "parcours_id", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refusee_le", "refusee_par_id", "touche_un_mois_arrete", "transaction") VALUES (NEW."apres", NEW."avant", NEW."confirmee_le", NEW."confirmee_par_id", NEW."demandee_le", NEW."demandee_par_id", NEW."faite_le", NEW."id", NEW."motif", NEW."nature", NEW."parcours_id", NEW."passage_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."refusee_le", NEW."refusee_par_id", NEW."touche_un_mois_arrete", NEW."transaction"); RETURN NULL;',
                    hash="63855abca9417430639ea950d2fa15b01fadbf7f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ae571",
                    table="accompagnement_correction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correction",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_correctionevent" ("apres", "avant", "confirmee_le", "confirmee_par_id", "demandee_le", "demandee_par_id", "faite_le", "id", "motif", "nature", "parcours_id", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refusee_le", "refusee_par_id", "touche_un_mois_arrete", "transaction") VALUES (OLD."apres", OLD."avant", OLD."confirmee_le", OLD."confirmee_par_id", OLD."demandee_le", OLD."demandee_par_id", OLD."faite_le", OLD."id", OLD."motif", OLD."nature", OLD."parcours_id", OLD."passage_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."refusee_le", OLD."refusee_par_id", OLD."touche_un_mois_arrete", OLD."transaction"); RETURN NULL;',
                    hash="092ee4902bfda12078afce43a6f4593a20c06491",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4b30f",
                    table="accompagnement_correction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="emargement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_emargementevent" ("agent_id", "debut", "dementi_le", "duree_minutes", "empreinte", "empreinte_image", "entretien_id", "fichier", "id", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "piece_id", "recueilli_par_id", "signe_le") VALUES (NEW."agent_id", NEW."debut", NEW."dementi_le", NEW."duree_minutes", NEW."empreinte", NEW."empreinte_image", NEW."entretien_id", NEW."fichier", NEW."id", NEW."parcours_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."piece_id", NEW."recueilli_par_id", NEW."signe_le"); RETURN NULL;',
                    hash="71a8e61d56ea9375dc7b8e1859ae022f19138a47",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d910a",
                    table="accompagnement_emargement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="emargement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_emargementevent" ("agent_id", "debut", "dementi_le", "duree_minutes", "empreinte", "empreinte_image", "entretien_id", "fichier", "id", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "piece_id", "recueilli_par_id", "signe_le") VALUES (NEW."agent_id", NEW."debut", NEW."dementi_le", NEW."duree_minutes", NEW."empreinte", NEW."empreinte_image", NEW."entretien_id", NEW."fichier", NEW."id", NEW."parcours_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."piece_id", NEW."recueilli_par_id", NEW."signe_le"); RETURN NULL;',
                    hash="3b0682be206d66387df3faf978298523218a7d04",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_aa8f3",
                    table="accompagnement_emargement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="emargement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_emargementevent" ("agent_id", "debut", "dementi_le", "duree_minutes", "empreinte", "empreinte_image", "entretien_id", "fichier", "id", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "piece_id", "recueilli_par_id", "signe_le") VALUES (OLD."agent_id", OLD."debut", OLD."dementi_le", OLD."duree_minutes", OLD."empreinte", OLD."empreinte_image", OLD."entretien_id", OLD."fichier", OLD."id", OLD."parcours_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."piece_id", OLD."recueilli_par_id", OLD."signe_le"); RETURN NULL;',
                    hash="936f5427bd92bffb0048e6a23f55d85ede6dfab7",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_48188",
                    table="accompagnement_emargement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pieceorientation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_pieceorientationevent" ("declarant", "deposee_le", "deposee_par_id", "empreinte", "empreinte_conservee", "fichier", "id", "nom", "orientation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taille", "type", "type_contenu") VALUES (NEW."declarant", NEW."deposee_le", NEW."deposee_par_id", NEW."empreinte", NEW."empreinte_conservee", NEW."fichier", NEW."id", NEW."nom", NEW."orientation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."taille", NEW."type", NEW."type_contenu"); RETURN NULL;',
                    hash="1c69955401fadc4012a8772e775cb43dc0e88897",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_20f3d",
                    table="accompagnement_pieceorientation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pieceorientation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_pieceorientationevent" ("declarant", "deposee_le", "deposee_par_id", "empreinte", "empreinte_conservee", "fichier", "id", "nom", "orientation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taille", "type", "type_contenu") VALUES (NEW."declarant", NEW."deposee_le", NEW."deposee_par_id", NEW."empreinte", NEW."empreinte_conservee", NEW."fichier", NEW."id", NEW."nom", NEW."orientation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."taille", NEW."type", NEW."type_contenu"); RETURN NULL;',
                    hash="556df3f2d15143b7c51dc6dbe7cc83337da4f1a5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a4519",
                    table="accompagnement_pieceorientation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pieceorientation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_pieceorientationevent" ("declarant", "deposee_le", "deposee_par_id", "empreinte", "empreinte_conservee", "fichier", "id", "nom", "orientation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taille", "type", "type_contenu") VALUES (OLD."declarant", OLD."deposee_le", OLD."deposee_par_id", OLD."empreinte", OLD."empreinte_conservee", OLD."fichier", OLD."id", OLD."nom", OLD."orientation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."taille", OLD."type", OLD."type_contenu"); RETURN NULL;',
                    hash="e39089a5b4387fc40a1baf43b50b466ba0ed9b79",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4a8bb",
                    table="accompagnement_pieceorientation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="projet",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_projetevent" ("a_permis", "a_vehicule", "contrats", "description", "experience_mois", "heures_max", "heures_min", "horaires", "id", "mobilite_km", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "souhaite_adapte", "transport", "version") VALUES (NEW."a_permis", NEW."a_vehicule", NEW."contrats", NEW."description", NEW."experience_mois", NEW."heures_max", NEW."heures_min", NEW."horaires", NEW."id", NEW."mobilite_km", NEW."parcours_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."souhaite_adapte", NEW."transport", NEW."version"); RETURN NULL;',
                    hash="e9ab5c9ef05f553cc9f11096f0215b7e7a4230ad",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d0666",
                    table="accompagnement_projet",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="projet",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_projetevent" ("a_permis", "a_vehicule", "contrats", "description", "experience_mois", "heures_max", "heures_min", "horaires", "id", "mobilite_km", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "souhaite_adapte", "transport", "version") VALUES (NEW."a_permis", NEW."a_vehicule", NEW."contrats", NEW."description", NEW."experience_mois", NEW."heures_max", NEW."heures_min", NEW."horaires", NEW."id", NEW."mobilite_km", NEW."parcours_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."souhaite_adapte", NEW."transport", NEW."version"); RETURN NULL;',
                    hash="7132f1c77af9b16bb7fafe3ec4225cccfaf392e8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c04a6",
                    table="accompagnement_projet",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="projet",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_projetevent" ("a_permis", "a_vehicule", "contrats", "description", "experience_mois", "heures_max", "heures_min", "horaires", "id", "mobilite_km", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "souhaite_adapte", "transport", "version") VALUES (OLD."a_permis", OLD."a_vehicule", OLD."contrats", OLD."description", OLD."experience_mois", OLD."heures_max", OLD."heures_min", OLD."horaires", OLD."id", OLD."mobilite_km", OLD."parcours_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."souhaite_adapte", OLD."transport", OLD."version"); RETURN NULL;',
                    hash="b1e36771aeb7453f660ffaff56258eeacb34addb",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_998b8",
                    table="accompagnement_projet",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reglecontrat",
            trigger=pgtrigger.compiler.Trigger(
                name="regle_contrat_figee",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."type_contrat" IS DISTINCT FROM (NEW."type_contrat") OR OLD."mois_min" IS DISTINCT FROM (NEW."mois_min") OR OLD."mois_max" IS DISTINCT FROM (NEW."mois_max") OR OLD."met_en_emploi" IS DISTINCT FROM (NEW."met_en_emploi") OR OLD."compte_pour_sortie" IS DISTINCT FROM (NEW."compte_pour_sortie") OR OLD."garde_les_offres" IS DISTINCT FROM (NEW."garde_les_offres") OR OLD."est_une_etape" IS DISTINCT FROM (NEW."est_une_etape") OR OLD."ecrite_par_id" IS DISTINCT FROM (NEW."ecrite_par_id") OR OLD."ecrite_le" IS DISTINCT FROM (NEW."ecrite_le"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="361f785a90e3ea4aa54be263885b267c8562cad8",
                    operation="UPDATE",
                    pgid="pgtrigger_regle_contrat_figee_d9832",
                    table="accompagnement_reglecontrat",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reglecontrat",
            trigger=pgtrigger.compiler.Trigger(
                name="regle_contrat_close",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."close_le" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="b7bcf7665ad808286228435e1b6e2aa0f9b6f5cb",
                    operation="UPDATE",
                    pgid="pgtrigger_regle_contrat_close_90dd0",
                    table="accompagnement_reglecontrat",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reglecontrat",
            trigger=pgtrigger.compiler.Trigger(
                name="regle_contrat_gardee",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="4a3037bf82eeb7319ebb65b188fae1e96bdbd7e5",
                    operation="DELETE",
                    pgid="pgtrigger_regle_contrat_gardee_1ab35",
                    table="accompagnement_reglecontrat",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="emploi",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_emploievent" ("date_debut", "date_fin", "date_fin_prevue", "employeur", "etablissement_id", "heures_hebdo", "heures_totales", "id", "motif_fin", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "regle_id", "rome_id", "siret", "type_contrat", "version") VALUES (NEW."date_debut", NEW."date_fin", NEW."date_fin_prevue", NEW."employeur", NEW."etablissement_id", NEW."heures_hebdo", NEW."heures_totales", NEW."id", NEW."motif_fin", NEW."parcours_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."regle_id", NEW."rome_id", NEW."siret", NEW."type_contrat", NEW."version"); RETURN NULL;',
                    hash="33afc85b2aaeee56f628c7a9a1a6880cdeea5c6a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_15563",
                    table="accompagnement_emploi",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="emploi",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_emploievent" ("date_debut", "date_fin", "date_fin_prevue", "employeur", "etablissement_id", "heures_hebdo", "heures_totales", "id", "motif_fin", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "regle_id", "rome_id", "siret", "type_contrat", "version") VALUES (NEW."date_debut", NEW."date_fin", NEW."date_fin_prevue", NEW."employeur", NEW."etablissement_id", NEW."heures_hebdo", NEW."heures_totales", NEW."id", NEW."motif_fin", NEW."parcours_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."regle_id", NEW."rome_id", NEW."siret", NEW."type_contrat", NEW."version"); RETURN NULL;',
                    hash="dafe614b0ecf2aa8b82c512ea0e42ab43c8b362e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_14353",
                    table="accompagnement_emploi",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="emploi",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_emploievent" ("date_debut", "date_fin", "date_fin_prevue", "employeur", "etablissement_id", "heures_hebdo", "heures_totales", "id", "motif_fin", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "regle_id", "rome_id", "siret", "type_contrat", "version") VALUES (OLD."date_debut", OLD."date_fin", OLD."date_fin_prevue", OLD."employeur", OLD."etablissement_id", OLD."heures_hebdo", OLD."heures_totales", OLD."id", OLD."motif_fin", OLD."parcours_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."regle_id", OLD."rome_id", OLD."siret", OLD."type_contrat", OLD."version"); RETURN NULL;',
                    hash="d30ae59bdb1bdd685f81c7a50d39adaa8b9e6420",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9e6e3",
                    table="accompagnement_emploi",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="remplacement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_remplacementevent" ("absent_id", "date_debut", "date_fin", "decide_par_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remplacant_id") VALUES (NEW."absent_id", NEW."date_debut", NEW."date_fin", NEW."decide_par_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."remplacant_id"); RETURN NULL;',
                    hash="5d45acc5dbc00f0fc78acdb8529c33d320362a45",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c5b22",
                    table="accompagnement_remplacement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="remplacement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_remplacementevent" ("absent_id", "date_debut", "date_fin", "decide_par_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remplacant_id") VALUES (NEW."absent_id", NEW."date_debut", NEW."date_fin", NEW."decide_par_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."remplacant_id"); RETURN NULL;',
                    hash="8561631360408b8676981d2057a8eccdee65f76b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d968b",
                    table="accompagnement_remplacement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="remplacement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_remplacementevent" ("absent_id", "date_debut", "date_fin", "decide_par_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remplacant_id") VALUES (OLD."absent_id", OLD."date_debut", OLD."date_fin", OLD."decide_par_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."remplacant_id"); RETURN NULL;',
                    hash="6fa73d5edc3196236acdf893f12f21ad3eb208c9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_cfbce",
                    table="accompagnement_remplacement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="retrait",
            trigger=pgtrigger.compiler.Trigger(
                name="retrait_definitif",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="2a15d6ae0b44bc87dbc1b6a293ad10380a578789",
                    operation="UPDATE",
                    pgid="pgtrigger_retrait_definitif_ee392",
                    table="accompagnement_retrait",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="retrait",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_retraitevent" ("cree_le", "date", "id", "motif", "nature", "par_id", "parcours_id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."cree_le", NEW."date", NEW."id", NEW."motif", NEW."nature", NEW."par_id", NEW."parcours_id", NEW."participant_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="2e14d677237235434e64cedfa5cf015d8d32f619",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bebbb",
                    table="accompagnement_retrait",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seance",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_seanceevent" ("animateur_id", "debut", "duree_minutes", "id", "lieu", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "titre", "version") VALUES (NEW."animateur_id", NEW."debut", NEW."duree_minutes", NEW."id", NEW."lieu", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."places", NEW."titre", NEW."version"); RETURN NULL;',
                    hash="9a3294e121bdbd4ad9d09ad7e88c739114878f40",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2f472",
                    table="accompagnement_seance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seance",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_seanceevent" ("animateur_id", "debut", "duree_minutes", "id", "lieu", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "titre", "version") VALUES (NEW."animateur_id", NEW."debut", NEW."duree_minutes", NEW."id", NEW."lieu", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."places", NEW."titre", NEW."version"); RETURN NULL;',
                    hash="03ace13099b201e3fae665ec067118b1f604fd08",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8aed2",
                    table="accompagnement_seance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seance",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_seanceevent" ("animateur_id", "debut", "duree_minutes", "id", "lieu", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "titre", "version") VALUES (OLD."animateur_id", OLD."debut", OLD."duree_minutes", OLD."id", OLD."lieu", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."places", OLD."titre", OLD."version"); RETURN NULL;',
                    hash="176d2e0f3587028a6ba80638db8796fbeead0483",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1e43d",
                    table="accompagnement_seance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participationseance",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_participationseanceevent" ("id", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence", "seance_id") VALUES (NEW."id", NEW."parcours_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."presence", NEW."seance_id"); RETURN NULL;',
                    hash="a7fb48286a218a8650cf409f16926d4957dd32fc",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5de44",
                    table="accompagnement_participationseance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participationseance",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_participationseanceevent" ("id", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence", "seance_id") VALUES (NEW."id", NEW."parcours_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."presence", NEW."seance_id"); RETURN NULL;',
                    hash="2cbdd451c8f057e0901391cea09f70c553eb3d0e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0e7a4",
                    table="accompagnement_participationseance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participationseance",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_participationseanceevent" ("id", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence", "seance_id") VALUES (OLD."id", OLD."parcours_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."presence", OLD."seance_id"); RETURN NULL;',
                    hash="867b3604e7ce4e1f6fcf9d5e466037880fde04bc",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b8ded",
                    table="accompagnement_participationseance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="situation",
            trigger=pgtrigger.compiler.Trigger(
                name="date_possible",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE naissance date; entree date;",
                    func="SELECT q.date_naissance, p.date_entree INTO naissance, entree\nFROM accompagnement_parcours p\nJOIN accompagnement_participant q ON q.id = p.participant_id\nWHERE p.id = NEW.parcours_id;\nIF NEW.date <= naissance THEN\n    RAISE EXCEPTION 'Cette date précède la naissance.'\n    USING ERRCODE = 'check_violation', CONSTRAINT = 'situation_apres_naissance';\nEND IF;\nIF NEW.moment = 'entree' AND NEW.date > entree THEN\n    RAISE EXCEPTION 'La situation à l''entrée est constatée au plus tard le jour de l''entrée.'\n    USING ERRCODE = 'check_violation', CONSTRAINT = 'situation_entree_datee';\nEND IF;\nIF NEW.moment = 'a_date' AND NEW.date < entree THEN\n    RAISE EXCEPTION 'Un changement se note à partir du jour de l''entrée.'\n    USING ERRCODE = 'check_violation', CONSTRAINT = 'situation_a_date_depuis_l_entree';\nEND IF;\nIF NEW.moment <> 'entree' AND NEW.date > (now() AT TIME ZONE 'Europe/Paris')::date THEN\n    RAISE EXCEPTION 'Cette date est dans le futur.'\n    USING ERRCODE = 'check_violation', CONSTRAINT = 'situation_passee';\nEND IF;\nRETURN NEW;\n",
                    hash="fe3b22d0016652e2555125a6abf7d59776558f6d",
                    operation='INSERT OR UPDATE OF "date", "moment"',
                    pgid="pgtrigger_date_possible_8a6b2",
                    table="accompagnement_situation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="situation",
            trigger=pgtrigger.compiler.Trigger(
                name="entree_figee",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.moment = 'entree' AND OLD.* IS DISTINCT FROM NEW.*)",
                    func="\n    IF EXISTS (SELECT 1 FROM accompagnement_parcours\n               WHERE id = OLD.parcours_id AND date_entree IS NOT NULL) THEN\n        RAISE EXCEPTION 'La situation à l''entrée est figée.'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'situation_entree_figee';\n    END IF;\n    RETURN NEW;\n",
                    hash="2e1da9fb19f4b2433e15ecf34e88d24d969b3c6b",
                    operation="UPDATE",
                    pgid="pgtrigger_entree_figee_bae81",
                    table="accompagnement_situation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="situation",
            trigger=pgtrigger.compiler.Trigger(
                name="entree_ineffacable",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.\"moment\" = 'entree')",
                    func="\n    IF EXISTS (SELECT 1 FROM accompagnement_parcours\n               WHERE id = OLD.parcours_id AND date_entree IS NOT NULL) THEN\n        RAISE EXCEPTION 'La situation à l''entrée est figée.'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'situation_entree_figee';\n    END IF;\n    RETURN OLD;\n",
                    hash="8dbe9a06226a2abc807c4c9d8f5062093580b604",
                    operation="DELETE",
                    pgid="pgtrigger_entree_ineffacable_23f45",
                    table="accompagnement_situation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="situation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_situationevent" ("a_obtenu_qualification", "a_permis", "a_vehicule", "adresse", "adresse_avant", "commune_avant_id", "commune_id", "date", "foyer", "id", "issue", "mois_sans_emploi", "moment", "niveau_formation", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "projet_avant", "qualification", "statut_emploi", "version") VALUES (NEW."a_obtenu_qualification", NEW."a_permis", NEW."a_vehicule", NEW."adresse", NEW."adresse_avant", NEW."commune_avant_id", NEW."commune_id", NEW."date", NEW."foyer", NEW."id", NEW."issue", NEW."mois_sans_emploi", NEW."moment", NEW."niveau_formation", NEW."parcours_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."projet_avant", NEW."qualification", NEW."statut_emploi", NEW."version"); RETURN NULL;',
                    hash="15099061ae663a850ef416dfcf05ba5f73cac27d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d0f79",
                    table="accompagnement_situation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="situation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_situationevent" ("a_obtenu_qualification", "a_permis", "a_vehicule", "adresse", "adresse_avant", "commune_avant_id", "commune_id", "date", "foyer", "id", "issue", "mois_sans_emploi", "moment", "niveau_formation", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "projet_avant", "qualification", "statut_emploi", "version") VALUES (NEW."a_obtenu_qualification", NEW."a_permis", NEW."a_vehicule", NEW."adresse", NEW."adresse_avant", NEW."commune_avant_id", NEW."commune_id", NEW."date", NEW."foyer", NEW."id", NEW."issue", NEW."mois_sans_emploi", NEW."moment", NEW."niveau_formation", NEW."parcours_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."projet_avant", NEW."qualification", NEW."statut_emploi", NEW."version"); RETURN NULL;',
                    hash="f13a73183da252f257f1e405a84cd3e967db035e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1b309",
                    table="accompagnement_situation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="situation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_situationevent" ("a_obtenu_qualification", "a_permis", "a_vehicule", "adresse", "adresse_avant", "commune_avant_id", "commune_id", "date", "foyer", "id", "issue", "mois_sans_emploi", "moment", "niveau_formation", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "projet_avant", "qualification", "statut_emploi", "version") VALUES (OLD."a_obtenu_qualification", OLD."a_permis", OLD."a_vehicule", OLD."adresse", OLD."adresse_avant", OLD."commune_avant_id", OLD."commune_id", OLD."date", OLD."foyer", OLD."id", OLD."issue", OLD."mois_sans_emploi", OLD."moment", OLD."niveau_formation", OLD."parcours_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."projet_avant", OLD."qualification", OLD."statut_emploi", OLD."version"); RETURN NULL;',
                    hash="a249e2079277b019f786bef3b4f59bf764c4bf3e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b85b3",
                    table="accompagnement_situation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sortie",
            trigger=pgtrigger.compiler.Trigger(
                name="sortie_figee",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."validee_le" IS NOT NULL)',
                    func="IF EXISTS (\n    SELECT 1 FROM accompagnement_correction\n    WHERE parcours_id = OLD.parcours_id AND transaction = pg_current_xact_id()::text::bigint\n    AND nature = ANY ('{decision,sortie}'::text[]) AND TRUE\n) THEN\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n    RETURN NEW;\nEND IF;\nRAISE EXCEPTION 'Cannot update or delete rows from % table', TG_TABLE_NAME;\n",
                    hash="b1c2a19f75674736cefcec4f4d6de32de1e3422c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_sortie_figee_4c6ba",
                    table="accompagnement_sortie",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sortie",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_sortieevent" ("categorie", "commentaire", "date_effet", "id", "motif_id", "parcours_id", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposee_le", "proposee_par_id", "regle_id", "validee_le") VALUES (NEW."categorie", NEW."commentaire", NEW."date_effet", NEW."id", NEW."motif_id", NEW."parcours_id", NEW."passage_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proposee_le", NEW."proposee_par_id", NEW."regle_id", NEW."validee_le"); RETURN NULL;',
                    hash="7b8f08ce9976e9b00344ab33106f2cb8744f44ba",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_813ca",
                    table="accompagnement_sortie",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sortie",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_sortieevent" ("categorie", "commentaire", "date_effet", "id", "motif_id", "parcours_id", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposee_le", "proposee_par_id", "regle_id", "validee_le") VALUES (NEW."categorie", NEW."commentaire", NEW."date_effet", NEW."id", NEW."motif_id", NEW."parcours_id", NEW."passage_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposee_le", NEW."proposee_par_id", NEW."regle_id", NEW."validee_le"); RETURN NULL;',
                    hash="796422f59f96a0d11c1d746725f7c16c3e3b0037",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a9376",
                    table="accompagnement_sortie",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sortie",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_sortieevent" ("categorie", "commentaire", "date_effet", "id", "motif_id", "parcours_id", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposee_le", "proposee_par_id", "regle_id", "validee_le") VALUES (OLD."categorie", OLD."commentaire", OLD."date_effet", OLD."id", OLD."motif_id", OLD."parcours_id", OLD."passage_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proposee_le", OLD."proposee_par_id", OLD."regle_id", OLD."validee_le"); RETURN NULL;',
                    hash="4397729d52d9a8d278e2aca2e1cdb083768b1c3f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_de7f9",
                    table="accompagnement_sortie",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="piece",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_pieceevent" ("date_fin_validite", "date_piece", "deposee_le", "deposee_par_id", "emploi_id", "empreinte", "empreinte_conservee", "etape_id", "fichier", "id", "motif_refus", "nom", "parcours_id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refusee_le", "refusee_par_id", "sortie_id", "taille", "type", "type_contenu", "verifiee_le", "verifiee_par_id", "version") VALUES (NEW."date_fin_validite", NEW."date_piece", NEW."deposee_le", NEW."deposee_par_id", NEW."emploi_id", NEW."empreinte", NEW."empreinte_conservee", NEW."etape_id", NEW."fichier", NEW."id", NEW."motif_refus", NEW."nom", NEW."parcours_id", NEW."participant_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."refusee_le", NEW."refusee_par_id", NEW."sortie_id", NEW."taille", NEW."type", NEW."type_contenu", NEW."verifiee_le", NEW."verifiee_par_id", NEW."version"); RETURN NULL;',
                    hash="00cd9be09386eff99df4b588bcebd5cb364bb933",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d057f",
                    table="accompagnement_piece",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="piece",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_pieceevent" ("date_fin_validite", "date_piece", "deposee_le", "deposee_par_id", "emploi_id", "empreinte", "empreinte_conservee", "etape_id", "fichier", "id", "motif_refus", "nom", "parcours_id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refusee_le", "refusee_par_id", "sortie_id", "taille", "type", "type_contenu", "verifiee_le", "verifiee_par_id", "version") VALUES (NEW."date_fin_validite", NEW."date_piece", NEW."deposee_le", NEW."deposee_par_id", NEW."emploi_id", NEW."empreinte", NEW."empreinte_conservee", NEW."etape_id", NEW."fichier", NEW."id", NEW."motif_refus", NEW."nom", NEW."parcours_id", NEW."participant_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."refusee_le", NEW."refusee_par_id", NEW."sortie_id", NEW."taille", NEW."type", NEW."type_contenu", NEW."verifiee_le", NEW."verifiee_par_id", NEW."version"); RETURN NULL;',
                    hash="081f03fe221e9c461411c0ae5553a9f8dd342ee6",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b9916",
                    table="accompagnement_piece",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="piece",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_pieceevent" ("date_fin_validite", "date_piece", "deposee_le", "deposee_par_id", "emploi_id", "empreinte", "empreinte_conservee", "etape_id", "fichier", "id", "motif_refus", "nom", "parcours_id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refusee_le", "refusee_par_id", "sortie_id", "taille", "type", "type_contenu", "verifiee_le", "verifiee_par_id", "version") VALUES (OLD."date_fin_validite", OLD."date_piece", OLD."deposee_le", OLD."deposee_par_id", OLD."emploi_id", OLD."empreinte", OLD."empreinte_conservee", OLD."etape_id", OLD."fichier", OLD."id", OLD."motif_refus", OLD."nom", OLD."parcours_id", OLD."participant_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."refusee_le", OLD."refusee_par_id", OLD."sortie_id", OLD."taille", OLD."type", OLD."type_contenu", OLD."verifiee_le", OLD."verifiee_par_id", OLD."version"); RETURN NULL;',
                    hash="f07636ff6d6df68ece9bc8a1b405a2d56aecaafe",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b7a66",
                    table="accompagnement_piece",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="suiviemploi",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_suiviemploievent" ("commentaire", "emploi_id", "fait_le", "fait_par_id", "id", "jalon", "maintien", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prevu_le") VALUES (NEW."commentaire", NEW."emploi_id", NEW."fait_le", NEW."fait_par_id", NEW."id", NEW."jalon", NEW."maintien", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."prevu_le"); RETURN NULL;',
                    hash="d9a9406d16ea711277b73e0b7a672fa861c74460",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_46182",
                    table="accompagnement_suiviemploi",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="suiviemploi",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_suiviemploievent" ("commentaire", "emploi_id", "fait_le", "fait_par_id", "id", "jalon", "maintien", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prevu_le") VALUES (NEW."commentaire", NEW."emploi_id", NEW."fait_le", NEW."fait_par_id", NEW."id", NEW."jalon", NEW."maintien", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."prevu_le"); RETURN NULL;',
                    hash="837161562339dc468a9759b10b50b6f82875bf01",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b5ade",
                    table="accompagnement_suiviemploi",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="suiviemploi",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_suiviemploievent" ("commentaire", "emploi_id", "fait_le", "fait_par_id", "id", "jalon", "maintien", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prevu_le") VALUES (OLD."commentaire", OLD."emploi_id", OLD."fait_le", OLD."fait_par_id", OLD."id", OLD."jalon", OLD."maintien", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."prevu_le"); RETURN NULL;',
                    hash="1e2093d0e61d5fbaaea2477a08713e1e49e0e520",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_569d6",
                    table="accompagnement_suiviemploi",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="suspension",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_suspensionevent" ("date_debut", "date_fin", "date_fin_prevue", "decidee_par_id", "id", "motif_id", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."date_debut", NEW."date_fin", NEW."date_fin_prevue", NEW."decidee_par_id", NEW."id", NEW."motif_id", NEW."parcours_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="7a13f508accd69700ec7ee80d11d2d2b35f73126",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_52bc0",
                    table="accompagnement_suspension",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="suspension",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_suspensionevent" ("date_debut", "date_fin", "date_fin_prevue", "decidee_par_id", "id", "motif_id", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."date_debut", NEW."date_fin", NEW."date_fin_prevue", NEW."decidee_par_id", NEW."id", NEW."motif_id", NEW."parcours_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="8f31026da9f4fdffc6378d3f1751c3c28d2cc4e9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3371e",
                    table="accompagnement_suspension",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="suspension",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_suspensionevent" ("date_debut", "date_fin", "date_fin_prevue", "decidee_par_id", "id", "motif_id", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."date_debut", OLD."date_fin", OLD."date_fin_prevue", OLD."decidee_par_id", OLD."id", OLD."motif_id", OLD."parcours_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="b73ed8a0cdaca5d0b5193cec45b6e14484d5346f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_cc62f",
                    table="accompagnement_suspension",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="texteimprime",
            trigger=pgtrigger.compiler.Trigger(
                name="texte_imprime_fige",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ee69f7eb17ed9f76e346d92afc4359b0b42c3175",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_texte_imprime_fige_2d0ad",
                    table="accompagnement_texteimprime",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="cohorte",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_cohorteevent" ("capacite", "code", "id", "jours_sans_entretien", "libelle", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."capacite", NEW."code", NEW."id", NEW."jours_sans_entretien", NEW."libelle", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="7bc5faa486abc1a51bb9c01b55f1e0c23da6772a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2a08b",
                    table="accompagnement_cohorte",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="cohorte",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_cohorteevent" ("capacite", "code", "id", "jours_sans_entretien", "libelle", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."capacite", NEW."code", NEW."id", NEW."jours_sans_entretien", NEW."libelle", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="68116635ede0682f27d933278139f63e89b99cff",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c9293",
                    table="accompagnement_cohorte",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="cohorte",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_cohorteevent" ("capacite", "code", "id", "jours_sans_entretien", "libelle", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."capacite", OLD."code", OLD."id", OLD."jours_sans_entretien", OLD."libelle", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="f7091e787306f7206f3859d27911c1c324d2b9a3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_33746",
                    table="accompagnement_cohorte",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appartenancecohorte",
            trigger=pgtrigger.compiler.Trigger(
                name="pendant_le_parcours",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE entree date; sortie date; places int; occupees int;",
                    func="IF TG_OP = 'UPDATE' AND NEW.date_debut >= OLD.date_debut AND NEW.cohorte_id = OLD.cohorte_id\n    AND NEW.parcours_id = OLD.parcours_id\n    AND coalesce(NEW.date_fin, 'infinity') <= coalesce(OLD.date_fin, 'infinity') THEN\n    RETURN NEW;\nEND IF;\nSELECT date_entree, date_sortie INTO entree, sortie\nFROM accompagnement_parcours WHERE id = NEW.parcours_id;\nIF entree IS NULL OR NEW.date_debut < entree OR NEW.date_debut > sortie THEN\n    RAISE EXCEPTION 'Une personne est mise dans une cohorte entre son entrée et sa sortie.'\n    USING ERRCODE = 'check_violation', CONSTRAINT = 'appartenance_pendant_le_parcours';\nEND IF;\n-- Lock: two people at once would take the last place.\nSELECT capacite INTO places FROM accompagnement_cohorte WHERE id = NEW.cohorte_id\nFOR NO KEY UPDATE;\nWITH membres AS (\n    SELECT membre.date_debut AS debut,\n        coalesce(least(membre.date_fin, parcours.date_sortie + 1), 'infinity') AS fin\n    FROM accompagnement_appartenancecohorte membre\n    JOIN accompagnement_parcours parcours ON parcours.id = membre.parcours_id\n    WHERE membre.cohorte_id = NEW.cohorte_id AND membre.id <> NEW.id\n    AND parcours.date_entree IS NOT NULL\n),\njours AS (\n    SELECT NEW.date_debut AS jour\n    UNION SELECT debut FROM membres\n    WHERE debut BETWEEN NEW.date_debut AND coalesce(least(NEW.date_fin - 1, sortie), 'infinity')\n)\nSELECT max(nombre) INTO occupees FROM (\n    SELECT count(membres.debut) AS nombre FROM jours\n    LEFT JOIN membres ON membres.debut <= jour AND membres.fin > jour\n    GROUP BY jour\n) AS par_jour;\nIF occupees >= places THEN\n    RAISE EXCEPTION 'Cette cohorte est complète : % sur % places sont prises.', occupees, places\n    USING ERRCODE = 'check_violation', CONSTRAINT = 'cohorte_complete';\nEND IF;\nRETURN NEW;\n",
                    hash="6b410404e708712a0c9c1f0f67429b5a85a4e3e6",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_pendant_le_parcours_a85cd",
                    table="accompagnement_appartenancecohorte",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appartenancecohorte",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_appartenancecohorteevent" ("choisie_par_id", "cohorte_id", "criteres", "date_debut", "date_fin", "freins", "id", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raison", "raison_fin") VALUES (NEW."choisie_par_id", NEW."cohorte_id", NEW."criteres", NEW."date_debut", NEW."date_fin", NEW."freins", NEW."id", NEW."parcours_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."raison", NEW."raison_fin"); RETURN NULL;',
                    hash="c7d13597523d260653b7d950de380ca07c17d4cf",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5ebea",
                    table="accompagnement_appartenancecohorte",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appartenancecohorte",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_appartenancecohorteevent" ("choisie_par_id", "cohorte_id", "criteres", "date_debut", "date_fin", "freins", "id", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raison", "raison_fin") VALUES (NEW."choisie_par_id", NEW."cohorte_id", NEW."criteres", NEW."date_debut", NEW."date_fin", NEW."freins", NEW."id", NEW."parcours_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."raison", NEW."raison_fin"); RETURN NULL;',
                    hash="f850c94514e30c6fe2c0f8345aaa78211df90586",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_47cf2",
                    table="accompagnement_appartenancecohorte",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appartenancecohorte",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_appartenancecohorteevent" ("choisie_par_id", "cohorte_id", "criteres", "date_debut", "date_fin", "freins", "id", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raison", "raison_fin") VALUES (OLD."choisie_par_id", OLD."cohorte_id", OLD."criteres", OLD."date_debut", OLD."date_fin", OLD."freins", OLD."id", OLD."parcours_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."raison", OLD."raison_fin"); RETURN NULL;',
                    hash="82ea60975a4a97277f8364e07ef3ff26fcadacf1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_cede2",
                    table="accompagnement_appartenancecohorte",
                    when="AFTER",
                ),
            ),
        ),
    ]
