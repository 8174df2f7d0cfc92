"""What PostgreSQL refuses of an orientation, and who sees which."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from accompagnement.enums import TRANSITIONS_ORIENTATION, StatutOrientation
from accompagnement.models import Orientation
from plie.comptes.enums import Role
from plie.socle.erreurs import phrase_contrainte
from tests.usines import AgentFactory, OrientationFactory, ParcoursFactory

pytestmark = pytest.mark.django_db


def refuse(**champs):
    """The French sentence of the refusal of an orientation so changed."""
    recue = Orientation.objects.filter(pk=OrientationFactory().pk)
    with pytest.raises(DatabaseError) as refus, transaction.atomic():
        recue.update(**champs)
    return phrase_contrainte(refus.value)


@pytest.mark.parametrize(
    "champs, phrase",
    [
        ({"nom": " "}, "Le nom et le prénom sont obligatoires."),
        ({"sexe": "Q"}, "Le sexe est F, M ou X."),
        ({"date_naissance": date(1800, 1, 1)}, "L'année de naissance n'est pas plausible."),
        ({"date_naissance": date(2200, 1, 1)}, "L'orientation précède la naissance."),
        ({"reponse": "Oui"}, "Une réponse a un auteur et une date."),
        ({"motif_refus": "autre"}, "Indiquez le motif du refus."),
    ],
)
def test_a_row_that_does_not_hold_is_refused_in_french(champs, phrase):
    assert refuse(**champs) == phrase


def test_an_accepted_orientation_has_its_parcours():
    agent = AgentFactory()
    phrase = refuse(
        statut=StatutOrientation.ACCEPTEE, repondue_par=agent, reponse_le="2026-01-01T10:00Z"
    )
    assert phrase == "Une orientation acceptée ouvre un parcours."


def test_an_external_identifier_is_used_once_by_application():
    recue = OrientationFactory(identifiant_externe="A1")
    OrientationFactory(identifiant_externe="A1", structure=recue.structure)
    with pytest.raises(DatabaseError), transaction.atomic():
        OrientationFactory(
            identifiant_externe="A1", structure=recue.structure, deposee_par=recue.deposee_par
        )


@pytest.mark.parametrize("arrivee", list(StatutOrientation))
def test_a_withdrawn_orientation_moves_no_more(arrivee):
    retiree = OrientationFactory(statut=StatutOrientation.RETIREE)
    assert TRANSITIONS_ORIENTATION[StatutOrientation.RETIREE] == set()
    if arrivee != StatutOrientation.RETIREE:
        with pytest.raises(DatabaseError), transaction.atomic():
            Orientation.objects.filter(pk=retiree.pk).update(statut=arrivee)


def test_each_sees_those_that_concern_them():
    confiee = OrientationFactory(confiee_a=AgentFactory().structure)
    autre = OrientationFactory()
    referent = AgentFactory(structure=confiee.confiee_a)
    lus = {
        agent: set(Orientation.objects.visibles_par(agent))
        for agent in (
            confiee.deposee_par,
            referent,
            AgentFactory(),
            AgentFactory(role=Role.COORDINATION),
            AgentFactory(role=Role.ADMINISTRATION),
        )
    }
    assert list(lus.values()) == [{confiee}, {confiee}, set(), {confiee, autre}, set()]


def test_the_referent_of_the_parcours_it_opened_sees_it():
    referent = AgentFactory()
    parcours = ParcoursFactory(structure=referent.structure, referent=referent)
    recue = OrientationFactory(
        statut=StatutOrientation.ACCEPTEE,
        parcours=parcours,
        repondue_par=referent,
        reponse_le="2026-01-01T10:00Z",
    )
    assert recue in Orientation.objects.visibles_par(referent)
