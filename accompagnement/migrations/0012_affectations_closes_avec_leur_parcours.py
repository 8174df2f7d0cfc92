from django.db import migrations

# A merge closed a parcours and left who followed it inside. Undoing it gives the person back.
CLORE = """
    WITH closes AS (
        UPDATE accompagnement_affectationreferent affectation
        SET date_fin = GREATEST(
            affectation.date_debut, COALESCE(parcours.date_sortie, CURRENT_DATE)
        )
        FROM accompagnement_parcours parcours
        WHERE parcours.id = affectation.parcours_id
        AND affectation.date_fin IS NULL AND parcours.statut IN ('refuse', 'sorti')
        RETURNING affectation.id, affectation.parcours_id
    )
    UPDATE accompagnement_fusion fusion
    SET detail = jsonb_set(detail, '{ecarte,affectations}', jsonb_build_array(closes.id))
    FROM closes
    WHERE fusion.annulee_le IS NULL
    AND (fusion.detail #>> '{ecarte,pk}')::bigint = closes.parcours_id
"""


class Migration(migrations.Migration):
    dependencies = [("accompagnement", "0011_auteur_des_confidences")]

    operations = [migrations.RunSQL(CLORE, migrations.RunSQL.noop)]
