"""What a case lacks before its commission, and the alerts that say so."""

from datetime import date

import pytest

from accompagnement.enums import Statut, TypeCommission
from accompagnement.models import Passage, Piece, Sortie
from tests.accompagnement.alertes import JOUR, a_midi, codes, entre, il_y_a, vu
from tests.usines import (
    AffectationFactory,
    AgentFactory,
    CommissionFactory,
    CritereFactory,
    MotifSortieFactory,
    ParcoursFactory,
    SituationFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("le_15_juin")]


def presente(date_commission=date(2026, 6, 20), *, complet=True):
    parcours = ParcoursFactory(statut=Statut.PRESENTE, date_prescription=il_y_a(40))
    passage = Passage.objects.create(
        parcours=parcours, commission=CommissionFactory(date=date_commission)
    )
    if complet:
        SituationFactory(parcours=parcours)
        prouver(CritereFactory(parcours=parcours))
        AffectationFactory(parcours=parcours)
    return passage


def prouver(critere, fin=None, **champs):
    parcours = critere.parcours
    piece = _piece(parcours, date_fin_validite=fin, **champs)
    piece.criteres.add(critere)
    return piece


def _piece(parcours, **champs):
    return Piece.objects.create(
        participant=parcours.participant,
        parcours=parcours,
        type="rsa",
        fichier="pieces/x",
        nom="attestation.pdf",
        type_contenu="application/pdf",
        taille=10,
        empreinte=f"{Piece.objects.count():064d}",
        deposee_par=AgentFactory(),
        **champs,
    )


def _sans_piece(parcours):
    Piece.criteres.through.objects.all().delete()


def _sans_critere(parcours):
    _sans_piece(parcours)
    parcours.criteres.all().delete()


@pytest.mark.parametrize(
    "oter",
    [
        lambda parcours: parcours.affectations.all().delete(),
        lambda parcours: parcours.situations.all().delete(),
        _sans_critere,
        _sans_piece,
    ],
    ids=["referent", "situation", "critere", "preuve"],
)
def test_a_case_that_lacks_one_thing_is_incomplete(oter):
    parcours = presente().parcours
    assert codes(parcours) == set()
    oter(parcours)
    assert codes(parcours) == {"dossier_incomplet"}


def test_a_commission_held_or_decided_needs_nothing_more():
    passe = presente(il_y_a(1), complet=False)
    assert codes(passe.parcours) == set()
    passage = presente(JOUR, complet=False)
    assert codes(passage.parcours) == {"dossier_incomplet"}
    Passage.objects.filter(pk=passage.pk).update(
        decision="ajourne", motif="À revoir", decide_par=AgentFactory(), decide_le=a_midi(JOUR)
    )
    assert codes(passage.parcours) == set()


@pytest.mark.parametrize(("motif", "attendu"), [("cdi", {"dossier_incomplet"}), ("abandon", set())])
def test_a_positive_exit_needs_its_proof(motif, attendu):
    parcours = entre(statut=Statut.SORTIE_PROPOSEE)
    vu(parcours, 1)
    AffectationFactory(parcours=parcours)
    sortie = Sortie.objects.create(
        parcours=parcours,
        motif=MotifSortieFactory(code=motif),
        date_effet=il_y_a(2),
        proposee_le=il_y_a(2),
    )
    Passage.objects.create(
        parcours=parcours,
        commission=CommissionFactory(type=TypeCommission.SORTIE, date=date(2026, 6, 18)),
    )
    assert codes(parcours) == attendu
    _piece(parcours, sortie=sortie)
    assert codes(parcours) == set()


@pytest.mark.parametrize(
    ("fin", "attendu"), [(date(2026, 6, 19), {"preuve_expiree"}), (date(2026, 6, 20), set())]
)
def test_a_proof_ends_before_the_commission_that_will_read_it(fin, attendu):
    passage = presente(date(2026, 6, 20))
    Piece.objects.update(date_fin_validite=fin)
    assert codes(passage.parcours) == attendu
    prouver(passage.parcours.criteres.get())
    assert codes(passage.parcours) == set()


def test_whoever_is_about_to_be_presented_is_told_of_the_next_commission():
    parcours = ParcoursFactory(statut=Statut.EN_DIAGNOSTIC, date_prescription=il_y_a(20))
    prouver(CritereFactory(parcours=parcours), date(2026, 7, 1))
    assert codes(parcours) == set()
    CommissionFactory(type=TypeCommission.SORTIE, date=date(2026, 7, 10))
    assert codes(parcours) == set()
    CommissionFactory(date=date(2026, 7, 15))
    assert codes(parcours) == {"preuve_expiree"}
