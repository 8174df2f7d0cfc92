"""The facts of an exit are kept with it: what the rule deduced that day can be deduced again."""

import json
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given

from accompagnement.actions.passage import decider
from accompagnement.actions.sortie import proposer_sortie
from accompagnement.enums import Decision, TypeCommission
from accompagnement.models import Emploi, RegleSortie, Sortie
from accompagnement.sorties.deduction import deduire_sortie
from accompagnement.sorties.faits import FaitsDeSortie, Formation
from accompagnement.sorties.gardes import garder, reprendre
from tests.accompagnement.sorties.cas import LES_CAS
from tests.accompagnement.sorties.tirages import FAITS
from tests.usines import (
    CommissionFactory,
    CoordinationFactory,
    EmploiFactory,
    MotifSortieFactory,
    ParcoursFactory,
    RegleSortieFactory,
)


@given(FAITS)
def test_what_is_kept_gives_the_same_facts_back(faits):
    assert reprendre(json.loads(json.dumps(garder(faits)))) == faits


@pytest.mark.parametrize("cas", LES_CAS, ids=lambda cas: cas.titre)
def test_the_same_motif_is_deduced_from_what_is_kept(cas):
    jour, regle = date(2026, 11, 24), RegleSortie(version=1, **cas.regle)
    avant = deduire_sortie(cas.faits, regle, jour)
    apres = deduire_sortie(reprendre(garder(cas.faits)), regle, jour)
    assert (apres.deduit_de, apres.est_positive) == (avant.deduit_de, avant.est_positive)


def test_neither_the_name_of_a_training_nor_the_key_of_a_row_is_kept():
    faits = FaitsDeSortie(formations=(Formation("Titre d'agent", date(2026, 1, 5), cle=4),))
    assert "agent" not in json.dumps(garder(faits)) and "cle" not in json.dumps(garder(faits))


@pytest.mark.django_db
def test_a_validated_exit_keeps_its_facts_whatever_is_corrected_since():
    RegleSortieFactory()
    jour, coordination = date(2025, 6, 30), CoordinationFactory()
    parcours = ParcoursFactory(actif=True)
    emploi = EmploiFactory(
        parcours=parcours,
        type_contrat="cdd",
        date_debut=date(2025, 5, 1),
        date_fin_prevue=date(2025, 11, 30),
        heures_hebdo=24,
    )
    sortie = proposer_sortie(
        parcours,
        par=coordination,
        motif=MotifSortieFactory(code="cdd_6_mois"),
        date_effet=jour,
        commission=CommissionFactory(type=TypeCommission.SORTIE, date=jour + timedelta(days=10)),
    )
    assert sortie.faits is None
    decider(sortie.parcours.passages.get(), par=coordination, decision=Decision.SORTIE_VALIDEE)
    Emploi.objects.filter(pk=emploi.pk).update(heures_hebdo=35, date_debut=date(2025, 6, 1))
    sortie.refresh_from_db()
    (contrat,) = reprendre(sortie.faits).contrats
    assert (contrat.debut, contrat.heures) == (date(2025, 5, 1), 24)
    assert deduire_sortie(reprendre(sortie.faits), sortie.regle, jour).est_positive
    exigeante = replace_regle(sortie.regle, quotite_min=1)
    assert not deduire_sortie(reprendre(sortie.faits), exigeante, jour).est_positive
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Sortie.objects.filter(pk=sortie.pk).update(faits=None)
    evenements = Sortie.pgh_event_model.objects.filter(pgh_obj=sortie.pk)
    assert list(evenements.values_list("faits", flat=True)) == [None, sortie.faits]


def replace_regle(regle, **champs):
    valeurs = {champ.attname: getattr(regle, champ.attname) for champ in regle._meta.fields}
    return RegleSortie(**valeurs | champs)
