"""The night's alerts by the hand-written statement of `make bench`, which a change of the schema
would leave behind."""

import io

import pytest
from django.core.management import call_command
from django.db import connection

from accompagnement.actions.regle_sortie import charger_regles
from accompagnement.actions.suspension import charger_motifs_suspension
from tests.mesures.alertes import VIE_EN_COURS, comparer
from tests.usines import CommuneFactory


@pytest.mark.django_db
def test_both_write_the_same_alerts():
    CommuneFactory(population_municipale=20_000)
    charger_regles()
    charger_motifs_suspension()
    call_command("peupler", participants=200, graine=1, stdout=io.StringIO())
    with connection.cursor() as curseur:
        curseur.execute(VIE_EN_COURS, {})
        # Deferred foreign keys: a table with some left to check is not truncated.
        curseur.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert comparer() > 0
