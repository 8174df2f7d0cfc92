from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accompagnement.actions.entretien import (
    ajouter_a_l_entretien,
    enregistrer_entretien,
    modifier_entretien,
)
from accompagnement.enums import Presence
from accompagnement.models import AjoutEntretien, Entretien
from plie.comptes.enums import Role
from tests.usines import (
    AgentFactory,
    CoordinationFactory,
    EntretienFactory,
    EtapeFactory,
    ParcoursFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent():
    return AgentFactory()


@pytest.fixture
def parcours(agent):
    return ParcoursFactory(actif=True, structure=agent.structure, referent=agent)


def _tenu(**champs):
    return {"debut": timezone.now() - timedelta(hours=1), "presence": "honore", **champs}


def test_the_appointment_that_follows_is_written_with_the_meeting(agent, parcours):
    suite = timezone.now() + timedelta(days=21)
    ecrit = enregistrer_entretien(
        parcours,
        par=agent,
        prochain={"debut": suite, "mode": "visio", "lieu": "Salle 2"},
        **_tenu(),
    )
    prochain = Entretien.objects.exclude(pk=ecrit.pk).get()
    assert (prochain.debut, prochain.presence, prochain.agent) == (suite, Presence.PREVU, agent)


def test_a_refused_next_appointment_refuses_the_meeting_too(agent, parcours):
    hier = timezone.now() - timedelta(days=1)
    with pytest.raises(ValidationError) as refus:
        enregistrer_entretien(parcours, par=agent, prochain={"debut": hier}, **_tenu())
    assert list(refus.value.message_dict) == ["prochain_debut"]
    assert not Entretien.objects.exists()


def test_a_step_of_somebody_else_is_refused(agent, parcours):
    etrangere = EtapeFactory(date_debut=date(2025, 2, 1))
    with pytest.raises(ValidationError, match="autre dossier"):
        enregistrer_entretien(parcours, par=agent, etapes=[etrangere], **_tenu())
    assert not Entretien.objects.exists()


def test_the_steps_touched_are_kept(agent, parcours):
    etape = EtapeFactory(parcours=parcours)
    ecrit = enregistrer_entretien(parcours, par=agent, etapes=[etape], **_tenu())
    assert list(ecrit.etapes.all()) == [etape]


def test_an_appointment_belongs_to_who_kept_it(agent, parcours):
    prevu = EntretienFactory(parcours=parcours, presence=Presence.PREVU)
    modifier_entretien(prevu, par=agent, version=1, **_tenu())
    prevu.refresh_from_db()
    assert prevu.agent == agent


@pytest.mark.parametrize(("confie", "en_est_l_auteur"), [("", False), ("Dit en confiance", True)])
def test_a_replacement_writes_an_absence_down(agent, parcours, confie, en_est_l_auteur):
    """The form always sends the confidential notes of an empty appointment, filled or not."""
    prevu = EntretienFactory(parcours=parcours, presence=Presence.PREVU, notes="")
    champs = {"presence": Presence.ABSENT, "notes_confidentielles": confie}
    ecrit = modifier_entretien(prevu, par=agent, version=1, **champs)
    assert (ecrit.presence, ecrit.agent) == (Presence.ABSENT, prevu.agent)
    assert (ecrit.confie_par == agent) is en_est_l_auteur


def test_notes_of_somebody_else_in_confidence_are_not_rewritten(agent, parcours):
    ecrit = EntretienFactory(
        parcours=parcours, presence=Presence.PREVU, notes_confidentielles="Dit en confiance"
    )
    with pytest.raises(ValidationError, match="autre personne"):
        modifier_entretien(ecrit, par=agent, version=1, notes_confidentielles="")
    coordination = AgentFactory(role=Role.COORDINATION)
    modifier_entretien(ecrit, par=coordination, version=1, notes_confidentielles="Relu")
    ecrit.refresh_from_db()
    assert (ecrit.notes_confidentielles, ecrit.confie_par) == ("Relu", ecrit.agent)


def test_confidential_notes_have_an_author_as_long_as_there_are_some(agent, parcours):
    ecrit = enregistrer_entretien(parcours, par=agent, notes_confidentielles="Dit", **_tenu())
    assert ecrit.confie_par == agent
    vide = modifier_entretien(ecrit, par=agent, version=1, notes_confidentielles="")
    assert vide.confie_par is None


def test_nobody_writes_under_the_name_of_another(parcours):
    tenu = EntretienFactory(parcours=parcours, agent=parcours.referent, notes="Vu")
    for autre in (CoordinationFactory(), AgentFactory(structure=parcours.structure)):
        with pytest.raises(PermissionDenied):
            modifier_entretien(tenu, par=autre, version=1, notes="Autre chose")
    tenu.refresh_from_db()
    assert (tenu.notes, tenu.modifie_le) == ("Vu", None)


def test_a_link_of_before_a_colleague_wrote_it_down_rewrites_nothing(parcours):
    prevu = EntretienFactory(parcours=parcours, agent=parcours.referent, presence=Presence.PREVU)
    lu = Entretien.objects.get(pk=prevu.pk)
    modifier_entretien(
        prevu, par=parcours.referent, version=1, presence=Presence.HONORE, notes="Vu"
    )
    with pytest.raises(ValidationError, match="signé par"):
        modifier_entretien(lu, par=CoordinationFactory(), version=2, notes="Autre chose")


def test_its_author_changes_it_and_it_says_when(parcours):
    """An appointment that is kept is written, not changed."""
    prevu = EntretienFactory(parcours=parcours, agent=parcours.referent, presence=Presence.PREVU)
    par = parcours.referent
    ecrit = modifier_entretien(prevu, par=par, version=1, presence=Presence.HONORE, notes="Vu")
    assert ecrit.modifie_le is None
    assert modifier_entretien(ecrit, par=par, version=2, notes="Vue").modifie_le is not None


def test_another_agent_adds_under_their_own_name(parcours):
    tenu, par = EntretienFactory(parcours=parcours, notes="Vu"), CoordinationFactory()
    ajout = ajouter_a_l_entretien(tenu, par=par, texte=" Elle a rappelé ")
    assert (ajout.auteur, ajout.texte) == (par, "Elle a rappelé")
    tenu.refresh_from_db()
    assert (tenu.notes, tenu.version) == ("Vu", 1)


def test_an_addition_says_something_and_to_an_open_dossier(parcours):
    with pytest.raises(ValidationError) as refus:
        ajouter_a_l_entretien(
            EntretienFactory(parcours=parcours), par=CoordinationFactory(), texte=" "
        )
    assert "texte" in refus.value.message_dict
    clos = EntretienFactory(parcours=ParcoursFactory(sorti=True))
    with pytest.raises(ValidationError, match="clos"):
        ajouter_a_l_entretien(clos, par=CoordinationFactory(), texte="Elle a rappelé")
    assert not AjoutEntretien.objects.exists()
