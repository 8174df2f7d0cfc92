"""What a case lacks before its commission, and the alerts that say so."""

from datetime import date

import pytest

from accompagnement.actions.piece import refuser_piece
from accompagnement.alertes.completude import avec_manques, manques
from accompagnement.enums import Manque, Statut, TypeCommission
from accompagnement.models import Passage, Piece, Sortie
from plie.comptes.enums import Role
from tests.accompagnement.alertes.lignes import JOUR, a_midi, codes, entre, il_y_a, vu
from tests.usines import (
    AffectationFactory,
    AgentFactory,
    CommissionFactory,
    CoordinationFactory,
    CritereFactory,
    EtapeFactory,
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
        empreinte_conservee="0" * 64,
        deposee_par=CoordinationFactory(),
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
        decision="ajourne",
        motif="À revoir",
        decide_par=CoordinationFactory(),
        decide_le=a_midi(JOUR),
    )
    assert codes(passage.parcours) == set()


@pytest.mark.parametrize(
    ("motif", "attendu"),
    [
        ("cdi", {"dossier_incomplet"}),
        ("formation_qualifiante", {"dossier_incomplet"}),
        ("abandon", set()),
    ],
)
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
    est_titre = motif == "formation_qualifiante"
    _piece(
        parcours,
        **({"etape": EtapeFactory(parcours=parcours)} if est_titre else {"sortie": sortie}),
    )
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


def _dits(parcours, role=Role.DIRECTION):
    """(what lacks on the page of the commission, the alerts), for somebody of that role."""
    agent = AgentFactory(role=role)
    codes(parcours)
    (passage,) = avec_manques(Passage.objects.filter(parcours=parcours), agent)
    dites = parcours.alertes.dites_a(agent).values_list("code", flat=True)
    return manques(passage), set(dites)


@pytest.mark.parametrize("est_prouve", [False, True])
@pytest.mark.parametrize("role", [Role.DIRECTION, Role.GESTIONNAIRE_FSE])
def test_who_has_only_a_reserved_criterion_looks_like_who_has_none(role, est_prouve):
    aucun, reserve = presente().parcours, presente(date(2026, 6, 22)).parcours
    for parcours in (aucun, reserve):
        _sans_critere(parcours)
    critere = CritereFactory(parcours=reserve, code="detention")
    if est_prouve:
        prouver(critere, fin=date(2026, 6, 1))
    assert _dits(reserve, role) == _dits(aucun, role)
    assert _dits(reserve, role)[0] == [Manque.CRITERE]
    attendu = ([], {"preuve_expiree"}) if est_prouve else ([Manque.PREUVE], {"dossier_incomplet"})
    assert _dits(reserve, Role.COORDINATION) == attendu


def test_a_reserved_criterion_beside_an_ordinary_one_is_not_told_either():
    parcours = presente().parcours
    avant = _dits(parcours)
    CritereFactory(parcours=parcours, code="rqth")
    assert _dits(parcours) == avant == ([], set())
    assert _dits(parcours, Role.COORDINATION) == ([Manque.PREUVE], {"dossier_incomplet"})


def test_a_document_that_may_not_be_read_proves_nothing_to_who_may_not_read_it():
    parcours = presente().parcours
    rqth = CritereFactory(parcours=parcours, code="rqth")
    Piece.objects.get().criteres.add(rqth)
    assert _dits(parcours) == ([Manque.PREUVE], {"dossier_incomplet"})
    assert _dits(parcours, Role.COORDINATION) == ([], set())


def test_the_referent_knows_what_lacks_and_a_colleague_what_they_may_know():
    passage = presente()
    parcours = passage.parcours
    CritereFactory(parcours=parcours, code="rqth")
    referent = parcours.affectations.get().agent
    type(parcours).objects.filter(pk=parcours.pk).update(structure=referent.structure)
    collegue = AgentFactory(structure=referent.structure)
    codes(parcours)
    for agent, attendu in ((referent, [Manque.PREUVE]), (collegue, [])):
        (lu,) = avec_manques(Passage.objects.all(), agent)
        assert manques(lu) == attendu
        assert parcours.alertes.dites_a(agent).exists() is bool(attendu)


def test_a_refused_document_is_a_proof_that_lacks():
    passage, coordination = presente(), CoordinationFactory()

    def lacunes():
        return manques(avec_manques(Passage.objects.all(), coordination).get(pk=passage.pk))

    assert Manque.PREUVE not in lacunes()
    refuser_piece(Piece.objects.get(), par=coordination, motif="Illisible")
    assert Manque.PREUVE in lacunes()
