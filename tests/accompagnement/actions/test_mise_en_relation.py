from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from accompagnement.actions import mise_en_relation as actions
from accompagnement.actions.emploi import signer_emploi
from accompagnement.enums import Statut, StatutMiseEnRelation
from accompagnement.models import MiseEnRelation
from offres.enums import StatutOffre
from plie.socle.erreurs import Conflit
from tests.usines import (
    CoordinationFactory,
    EtablissementFactory,
    MiseEnRelationFactory,
    OffreFactory,
    ParcoursFactory,
    RegleSortieFactory,
    SynchronisationFactory,
)

pytestmark = pytest.mark.django_db
JOUR = date(2026, 11, 24)
S = StatutMiseEnRelation


@pytest.fixture(autouse=True)
def aujourdhui(time_machine):
    time_machine.move_to("2026-11-24 10:00:00+01:00", tick=False)
    RegleSortieFactory()


@pytest.fixture
def agent():
    return CoordinationFactory()


def proposer(offre, agent, parcours=None, le=JOUR):
    parcours = parcours or ParcoursFactory(actif=True)
    return actions.proposer_offre(parcours, offre, par=agent, proposee_le=le)


def test_a_proposal_keeps_of_our_offer_its_employer_and_of_others_nothing(agent):
    SynchronisationFactory()
    employeur = EtablissementFactory()
    assert proposer(OffreFactory(etablissement=employeur), agent).etablissement == employeur
    mise = proposer(OffreFactory(importee=True, etablissement=employeur), agent)
    assert (mise.etablissement, mise.rome_code) == (None, "K2204")


def test_an_offer_is_proposed_once_at_a_time(agent):
    offre, parcours = OffreFactory(), ParcoursFactory(actif=True)
    mise = proposer(offre, agent, parcours)
    with pytest.raises(ValidationError, match="déjà proposée"):
        proposer(offre, agent, parcours)
    actions.conclure(
        mise, par=agent, version=1, statut=S.SANS_SUITE, conclue_le=JOUR, motif="pourvue"
    )
    assert proposer(offre, agent, parcours).statut == S.PROPOSEE


@pytest.mark.parametrize("statut", [StatutOffre.BROUILLON])
def test_an_offer_that_is_not_open_cannot_be_proposed(agent, statut):
    with pytest.raises(ValidationError, match="plus ouverte"):
        proposer(OffreFactory(statut=statut), agent)


def test_a_stale_offer_of_france_travail_cannot_be_proposed(agent):
    with pytest.raises(ValidationError, match="plus ouverte"):
        proposer(OffreFactory(importee=True), agent)


def test_the_future_and_a_closed_parcours_are_refused(agent):
    with pytest.raises(ValidationError, match="futur"):
        proposer(OffreFactory(), agent, le=JOUR + timedelta(days=1))
    with pytest.raises(ValidationError, match="clos"):
        proposer(OffreFactory(), agent, ParcoursFactory(sorti=True))


def test_of_a_closed_parcours_it_ends_but_never_as_hired(agent):
    mise = MiseEnRelationFactory(parcours=ParcoursFactory(sorti=True))
    embauche = StatutMiseEnRelation.EMBAUCHEE
    with pytest.raises(ValidationError, match="clos"):
        actions.conclure(mise, par=agent, version=1, statut=embauche, conclue_le=JOUR)
    fin = {"statut": StatutMiseEnRelation.SANS_SUITE, "motif": "sans_reponse", "conclue_le": JOUR}
    assert actions.conclure(mise, par=agent, version=1, **fin).conclue_le == JOUR


def test_from_a_proposal_to_a_hire(agent):
    parcours = ParcoursFactory(actif=True)
    mise = proposer(OffreFactory(), agent, parcours)
    mise = actions.repondre(mise, par=agent, version=1, accepte=True, repondue_le=JOUR)
    mise = actions.transmettre(mise, par=agent, version=2, transmise_le=JOUR)
    mise = actions.noter_entretien(
        mise, par=agent, version=3, entretien_le=JOUR + timedelta(days=3)
    )
    emploi = signer_emploi(
        parcours, par=agent, mise_en_relation=mise, type_contrat="cdi", date_debut=JOUR
    )
    mise.refresh_from_db()
    assert (mise.statut, mise.emploi, mise.motif) == (S.EMBAUCHEE, emploi, "")
    parcours.refresh_from_db()
    assert parcours.statut == Statut.EN_EMPLOI


def test_a_hire_that_cannot_be_concluded_writes_no_job(agent):
    mise = MiseEnRelationFactory()
    with pytest.raises(ValidationError, match="Impossible"):
        signer_emploi(
            mise.parcours, par=agent, mise_en_relation=mise, type_contrat="cdi", date_debut=JOUR
        )
    assert not mise.parcours.emplois.exists()


def test_the_job_of_somebody_else_is_refused(agent):
    mise = MiseEnRelationFactory(statut=S.TRANSMISE)
    with pytest.raises(ValidationError, match="autre personne"):
        signer_emploi(
            ParcoursFactory(actif=True),
            par=agent,
            mise_en_relation=mise,
            type_contrat="cdi",
            date_debut=JOUR,
        )
    assert MiseEnRelation.objects.get().statut == S.TRANSMISE


def test_an_ending_has_a_reason_of_its_own(agent):
    mise = MiseEnRelationFactory(statut=S.TRANSMISE)
    with pytest.raises(ValidationError, match="motif"):
        actions.conclure(
            mise, par=agent, version=1, statut=S.NON_RETENUE, conclue_le=JOUR, motif="distance"
        )


def test_two_writers_do_not_erase_each_other(agent):
    mise = MiseEnRelationFactory()
    actions.corriger_rappel(mise, par=agent, version=1, rappel_le=JOUR)
    with pytest.raises(Conflit):
        actions.transmettre(mise, par=agent, version=1, transmise_le=JOUR)
