"""What an exit rests on is what its rule looked at, and the documents put there prove it."""

from datetime import date

import pytest

from accompagnement.actions.etape import corriger_resultat
from accompagnement.enums import EtatPreuve
from accompagnement.lecture.sortie import lire_sorties, sortie_fondee
from tests.usines import (
    CoordinationFactory,
    EmploiFactory,
    EtapeFactory,
    ParcoursFactory,
    PieceFactory,
    RegleSortieFactory,
)

pytestmark = pytest.mark.django_db


def sorti(motif, **regle):
    return ParcoursFactory(
        sorti=True,
        motif=motif,
        motif__regle=RegleSortieFactory(**regle),
        participant__date_naissance=date(1960, 5, 2),
    )


def emploi(parcours, type_contrat, debut, fin=None):
    return EmploiFactory(
        parcours=parcours,
        type_contrat=type_contrat,
        heures_hebdo=35,
        date_debut=debut,
        date_fin_prevue=fin,
    )


def lire(parcours):
    return lire_sorties([parcours.pk], CoordinationFactory())[parcours.pk]


def prouver(parcours, **quoi):
    return PieceFactory(participant=parcours.participant, parcours=parcours, **quoi)


def test_an_exit_by_exception_rests_on_its_missions_of_association_intermediaire():
    parcours = sorti("ai_par_exception", ai_age_min=55, ai_mois_min=6)
    ancien = emploi(parcours, "cdd", date(2024, 1, 8), date(2024, 1, 31))
    missions = [
        emploi(parcours, "ai", date(2024, 10, 1), date(2025, 1, 31)),
        emploi(parcours, "ai", date(2025, 2, 1), date(2025, 7, 31)),
    ]
    assert lire(parcours).deduction.est_positive
    assert lire(parcours).appui == missions[1]
    assert sortie_fondee(prouver(parcours, emploi=ancien)) is None
    assert lire(parcours).etat == EtatPreuve.ABSENTE
    piece = prouver(parcours, emploi=missions[0])
    assert lire(parcours).preuves == [piece]
    assert sortie_fondee(piece) == parcours.sortie


def test_a_contract_of_another_kind_that_the_rule_added_up_proves_the_exit_too():
    parcours = sorti("cdd_6_mois")
    interim = emploi(parcours, "interim", date(2024, 12, 1), date(2025, 3, 31))
    cdd = emploi(parcours, "cdd", date(2025, 4, 1), date(2025, 8, 31))
    piece = prouver(parcours, emploi=interim)
    assert (lire(parcours).appui, lire(parcours).preuves) == (cdd, [piece])
    assert sortie_fondee(piece) == parcours.sortie


def test_an_exit_decided_otherwise_than_by_its_rule_rests_on_what_is_of_its_kind():
    parcours = sorti("cdd_6_mois")
    court = emploi(parcours, "cdd", date(2025, 5, 1), date(2025, 7, 31))
    emploi(parcours, "interim", date(2025, 5, 1), date(2025, 7, 31))
    assert not lire(parcours).deduction.est_positive
    assert lire(parcours).appui == court


def test_where_the_rule_counts_the_entry_a_training_that_goes_on_is_what_the_exit_rests_on():
    parcours = sorti("formation_qualifiante", formation="entree")
    en_cours = EtapeFactory(parcours=parcours, axe="formation", date_debut=date(2025, 4, 7))
    piece = prouver(parcours, etape=en_cours)
    assert (lire(parcours).appui, lire(parcours).preuves) == (en_cours, [piece])
    assert sortie_fondee(piece) == parcours.sortie


def test_a_training_said_since_not_to_be_done_keeps_what_proved_the_exit():
    """Whoever corrects a result destroys no proof."""
    parcours = sorti("formation_qualifiante")
    etape = EtapeFactory(
        parcours=parcours, axe="formation", date_fin=date(2025, 5, 20), resultat="realisee"
    )
    titre = prouver(parcours, etape=etape, type="certification")
    corriger_resultat(
        etape,
        par=CoordinationFactory(),
        version=1,
        motif="Mauvaise ligne",
        date_fin=date(2025, 5, 20),
        resultat="interrompue",
    )
    titre.refresh_from_db()
    assert sortie_fondee(titre) == parcours.sortie
    assert not lire(parcours).deduction.est_positive
