"""What is told disappears with the right to open the dossier, asked in one statement."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accompagnement.listes.ce_qui_attend import LUS, ce_qui_attend
from accompagnement.listes.notification import compter
from accompagnement.models import Brouillon, Notification, Parcours
from accompagnement.portefeuille import portefeuilles_de
from plie.comptes.enums import ROLES_DE_LA_MAISON
from tests.usines import AgentFactory, MemoFactory, ParcoursFactory, RemplacementFactory

pytestmark = pytest.mark.django_db


def monter():
    """Agents of each role, référents who follow, replace, replaced once, or left; and parcours."""
    suit, absent, ailleurs = (AgentFactory() for _ in range(3))
    remplacant, passe = AgentFactory(), AgentFactory()
    hier = timezone.localdate() - timedelta(days=1)
    RemplacementFactory(absent=absent, remplacant=remplacant)
    RemplacementFactory(absent=suit, remplacant=passe, date_debut=hier, date_fin=hier)
    agents = [suit, absent, ailleurs, remplacant, passe, AgentFactory(structure=suit.structure)]
    agents += [AgentFactory(role=role) for role in ROLES_DE_LA_MAISON]
    parcours = [
        ParcoursFactory(actif=True, structure=suit.structure, referent=suit),
        ParcoursFactory(actif=True, structure=None, referent=absent),
        ParcoursFactory(sorti=True, structure=ailleurs.structure),
    ]
    revenue = {"participant": parcours[2].participant, "date_entree": date(2025, 9, 1)}
    parcours.append(ParcoursFactory(actif=True, referent=suit, **revenue))
    return agents, parcours


def test_a_notification_is_seen_by_who_may_open_its_dossier():
    agents, tous = monter()
    for agent in agents:
        Notification.objects.bulk_create(
            Notification(destinataire=agent, nature="affectation", parcours=parcours)
            for parcours in tous
        )
        vues = Notification.objects.visibles_par(agent).values_list("parcours", flat=True)
        ouvrables = Parcours.objects.visibles_par(agent).values_list("pk", flat=True)
        assert set(vues) == set(ouvrables), agent.role


def test_nobody_sees_those_of_another():
    agent = AgentFactory()
    Notification.objects.create(destinataire=agent, nature="remplacement")
    assert compter(agent) == 1
    assert [compter(AgentFactory(role=role)) for role in ROLES_DE_LA_MAISON] == [0] * 6


def test_what_waits_is_of_the_dossiers_that_one_may_open():
    """Asked of a row, and of all rows: the same answer."""
    agents, tous = monter()
    for agent in agents:
        siens = [
            (
                Notification.objects.create(
                    destinataire=agent, nature="affectation", parcours=parcours
                ),
                MemoFactory(auteur=agent, pour=agent, parcours=parcours),
                Brouillon.objects.create(agent=agent, parcours=parcours, contenu={"notes": "-"}),
            )
            for parcours in tous
        ]
        ouvrables = set(Parcours.objects.visibles_par(agent))
        attendus = [trois for trois in siens if trois[0].parcours in ouvrables]
        attentes = ce_qui_attend(agent)
        for rang, nature in enumerate(LUS):
            cles, nombre = attentes[nature]
            assert set(cles) == {trois[rang].pk for trois in attendus}, (agent.role, nature)
            assert nombre == len(attendus)


@pytest.mark.parametrize("nombre", [0, 1, 30])
def test_the_bell_is_one_query_and_a_second_when_something_waits(django_assert_num_queries, nombre):
    """Besides whose portfolios are theirs, which most pages have asked."""
    agents, (parcours, *_) = monter()
    for agent in agents:
        portefeuilles_de(agent)
        for objet in range(nombre):
            Notification.objects.create(
                destinataire=agent, nature="affectation", parcours=parcours, objet=objet
            )
        with django_assert_num_queries(1 + bool(nombre)):
            compter(agent)
