"""What is written in SQL for its speed reads what the models say."""

from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone

from accompagnement.enums import CodeAlerte, Lecteurs, StatutMiseEnRelation
from accompagnement.listes.portefeuille import alertes_du_portefeuille, relances_dues
from accompagnement.models import Alerte, MiseEnRelation, Parcours
from accompagnement.portefeuille import portefeuilles_de
from tests.usines import AgentFactory, MiseEnRelationFactory, ParcoursFactory, RemplacementFactory

pytestmark = pytest.mark.django_db


def test_the_reminders_due_are_those_in_progress_of_the_portfolios():
    referent, jour = AgentFactory(), timezone.localdate()
    mains = (referent, RemplacementFactory(remplacant=referent).absent, AgentFactory(), None)
    conclue = {"statut": StatutMiseEnRelation.EMBAUCHEE, "conclue_le": jour}
    for agent, cycle, delai, fin in product(mains, ("actif", "sorti"), (-1, 0, 1), ({}, conclue)):
        parcours = ParcoursFactory(**{cycle: True}, referent=agent)
        rappel = jour + timedelta(days=delai)
        MiseEnRelationFactory(parcours=parcours, rappel_le=rappel, **fin)
    confies = Parcours.objects.ouverts().des_referents(portefeuilles_de(referent))
    dues = MiseEnRelation.objects.en_cours().filter(parcours__in=confies, rappel_le__lte=jour)
    lues, nombre = relances_dues(referent, 100)
    assert nombre == 4
    assert sorted((relance.personne, relance.le) for relance in lues) == sorted(
        (str(mise.parcours.participant), mise.rappel_le) for mise in dues
    )


def test_the_alerts_of_a_portfolio_are_those_of_its_parcours():
    referent = AgentFactory()
    for agent, lecteurs in product((referent, AgentFactory(), None), (*Lecteurs, None)):
        parcours = ParcoursFactory(actif=True, referent=agent)
        if lecteurs:
            Alerte.objects.create(
                parcours=parcours, code=CodeAlerte.DOSSIER_INCOMPLET, lecteurs=lecteurs
            )
    ParcoursFactory(sorti=True, referent=referent)
    siens = Parcours.objects.du_referent(referent)
    attendues = siens.values_list("pk", "statut", "alertes__code", "alertes__lecteurs")
    lues = alertes_du_portefeuille(referent)
    assert len(lues) == 4 and set(lues) == set(attendues)
