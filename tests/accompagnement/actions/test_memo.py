"""Things to do: by when, by whom, done or not."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accompagnement.actions.memo import (
    cocher_memo,
    creer_memo,
    decocher_memo,
    modifier_memo,
    purger_memos,
    retirer_memo,
)
from accompagnement.enums.notification import Notifie
from accompagnement.models import Memo, Notification
from plie.comptes.enums import Role
from plie.socle.erreurs import Conflit
from tests.usines import AgentFactory, CoordinationFactory, MemoFactory, ParcoursFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent():
    return AgentFactory()


@pytest.fixture
def collegue(agent):
    return AgentFactory(structure=agent.structure)


@pytest.fixture
def parcours(agent):
    return ParcoursFactory(actif=True, structure=agent.structure, referent=agent)


def _jour(jours=0):
    return timezone.localdate() + timedelta(days=jours)


def _dites(agent):
    return list(Notification.objects.filter(destinataire=agent).values_list("nature", flat=True))


def test_one_notes_for_oneself_and_nobody_is_told(agent, parcours):
    memo = creer_memo(par=agent, texte=" Rappeler la CAF ", le=_jour(3), parcours=parcours)
    assert (memo.texte, memo.pour, memo.auteur) == ("Rappeler la CAF", agent, agent)
    assert not Notification.objects.exists()


def test_given_to_a_colleague_it_is_told_and_its_end_too(agent, collegue, parcours):
    memo = creer_memo(par=agent, texte="Rappeler", le=_jour(), pour=collegue, parcours=parcours)
    assert str(Notification.objects.get()) == (
        f"{agent} vous confie une chose à faire pour {parcours.participant}."
    )
    cocher_memo(memo, par=collegue)
    assert (_dites(collegue), _dites(agent)) == ([], [Notifie.MEMO_FAIT])
    decocher_memo(memo, par=agent)
    assert _dites(agent) == []
    memo.refresh_from_db()
    assert memo.fait_le is None


def test_it_is_done_once(agent):
    memo = MemoFactory(auteur=agent)
    fait_le = cocher_memo(memo, par=agent).fait_le
    assert cocher_memo(memo, par=agent).fait_le == fait_le


def test_it_is_withdrawn_with_what_was_told(agent, collegue):
    memo = creer_memo(par=agent, texte="Rappeler", le=_jour(), pour=collegue)
    retirer_memo(memo, par=collegue)
    assert not Memo.objects.exists() and not Notification.objects.exists()
    with pytest.raises(ValidationError, match="retiré"):
        cocher_memo(memo, par=agent)


@pytest.mark.parametrize(("jours", "phrase"), [(-1, "passé"), (800, "lointaine")])
def test_a_day_that_makes_no_sense_is_told_beside_it(agent, jours, phrase):
    with pytest.raises(ValidationError, match=phrase) as refus:
        creer_memo(par=agent, texte="Rappeler", le=_jour(jours))
    assert list(refus.value.message_dict) == ["le"]


def test_a_memo_that_says_nothing_is_refused(agent):
    with pytest.raises(ValidationError) as refus:
        creer_memo(par=agent, texte="  ", le=_jour())
    assert "texte" in refus.value.message_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        MemoFactory(texte="  ")


def test_it_is_not_given_to_who_may_not_open_the_dossier(agent, parcours):
    for intrus in (AgentFactory(), AgentFactory(role=Role.FACILITATEUR)):
        with pytest.raises(ValidationError, match="pas accès"):
            creer_memo(par=agent, texte="Rappeler", le=_jour(), pour=intrus, parcours=parcours)
    assert not Memo.objects.exists()


def test_put_off_or_given_to_another_it_is_told_to_the_new_one(agent, collegue):
    memo, autre = creer_memo(par=agent, texte="R", le=_jour(), pour=collegue), AgentFactory()
    change = {"texte": "R", "le": _jour(2), "pour": autre}
    modifier_memo(memo, par=agent, version=1, **change)
    assert (_dites(collegue), _dites(autre)) == ([], [Notifie.MEMO])
    with pytest.raises(Conflit):
        modifier_memo(memo, par=agent, version=1, **change)


def test_one_that_is_late_keeps_its_day(agent):
    memo = MemoFactory(auteur=agent, le=_jour(-5))
    modifié = modifier_memo(memo, par=agent, version=1, texte="R", le=memo.le, pour=agent)
    assert modifié.est_en_retard


def test_nobody_else_touches_it(agent):
    memo = MemoFactory(auteur=agent)
    for verbe in (cocher_memo, decocher_memo, retirer_memo):
        with pytest.raises(PermissionDenied):
            verbe(memo, par=CoordinationFactory())


def test_those_done_long_ago_are_purged():
    MemoFactory(fait_le=timezone.now() - timedelta(days=180, minutes=1))
    garde = MemoFactory(fait_le=timezone.now() - timedelta(days=179, hours=23))
    assert purger_memos() == 1
    assert Memo.objects.get() == garde
