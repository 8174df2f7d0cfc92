"""The statements of the API find whom `Partage.objects.visibles_par` lets read, and nobody else."""

import uuid

import pghistory
import pytest
from django.apps import apps
from django.utils import timezone

from accompagnement.actions.partage import consulter, noter_opposition, partager, retrouver
from accompagnement.models import Opposition, Partage, Participant
from plie.comptes.enums import Role
from plie.journal.models import Consultation
from plie.partenaires.models import Appel
from tests.concurrence import ecrire_pendant
from tests.usines import AgentFactory, CoordinationFactory, ParticipantFactory, StructureFactory

pytestmark = pytest.mark.django_db
NUMERO = "12345678901"


@pytest.fixture
def partenaire():
    return AgentFactory(role=Role.PARTENAIRE)


@pytest.fixture
def personne():
    return ParticipantFactory(numero_france_travail=NUMERO)


def rien(personne, structure):
    """Nothing stands in the way."""


def refuse(personne, structure):
    noter_opposition(personne, par=CoordinationFactory(), structure=structure)


def refuse_a_tous(personne, structure):
    noter_opposition(personne, par=CoordinationFactory())


def refuse_a_une_autre(personne, structure):
    noter_opposition(personne, par=CoordinationFactory(), structure=StructureFactory())


def refus_leve(personne, structure):
    refuse(personne, structure)
    Opposition.objects.update(levee_le=timezone.now(), levee_par=AgentFactory())


def fusionnee(personne, structure):
    personne.fusionne_dans = ParticipantFactory()
    personne.save()


@pytest.mark.parametrize(
    ("empecher", "est_lue"),
    [
        (rien, True),
        (refuse, False),
        (refuse_a_tous, False),
        (refuse_a_une_autre, True),
        (refus_leve, True),
        (fusionnee, False),
    ],
)
def test_the_statements_hold_the_rule_of_what_is_visible(partenaire, personne, empecher, est_lue):
    partage = partager(personne.pk, partenaire.structure_id)
    empecher(personne, partenaire.structure)
    qui = {"par": partenaire, "declarant": "Renée"}
    attendu = partage if est_lue else None
    assert Partage.objects.visibles_par(partenaire).first() == attendu
    assert consulter(partage.identifiant, **qui) == attendu
    assert retrouver(NUMERO, **qui) == attendu
    traces = Consultation.objects.values_list("agent", "participant_id", "declarant")
    assert list(traces) == [(partenaire.pk, personne.pk, "Renée")] * (2 if est_lue else 0)


def test_what_another_partner_knows_is_not_found(partenaire, personne):
    autre = AgentFactory(role=Role.PARTENAIRE)
    partage = partager(personne.pk, autre.structure_id)
    assert consulter(partage.identifiant, par=partenaire, declarant="") is None
    assert consulter(uuid.uuid4(), par=autre, declarant="") is None
    assert retrouver("99999999999", par=autre, declarant="") is None
    assert not Consultation.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_first_searches_at_once_are_one_row_and_two_readings(partenaire, personne):
    lues = []

    def chercher():
        lues.append(retrouver(NUMERO, par=partenaire, declarant=""))

    ecrire_pendant(chercher, chercher)
    assert lues == [Partage.objects.get()] * 2
    assert lues[0].identifiant == lues[1].identifiant
    assert Consultation.objects.count() == 2


def test_what_the_statements_write_has_no_history():
    """They are prepared, without the context that would name the author."""
    histoires = [m for m in apps.get_models() if issubclass(m, pghistory.models.Event)]
    suivis = {histoire.pgh_tracked_model for histoire in histoires}
    assert Participant in suivis
    assert suivis.isdisjoint({Partage, Consultation, Appel})
