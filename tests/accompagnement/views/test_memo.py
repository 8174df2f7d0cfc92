"""Things to do, on home, on the dossier and on a page of their own."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accompagnement.models import AffectationReferent, Memo
from plie.comptes.models import Agent
from tests.usines import AgentFactory, MemoFactory, ParcoursFactory

pytestmark = pytest.mark.django_db
LISTE = reverse("accompagnement:memos")
CREER = reverse("accompagnement:memo_creer")


def _page(client, adresse):
    return " ".join(client.get(adresse).content.decode().split())


@pytest.fixture
def dossier(parcours):
    return reverse("accompagnement:dossier", args=[parcours.participant_id])


def test_noted_from_the_dossier_it_is_on_home_and_on_the_dossier(client, parcours, dossier):
    adresse = f"{CREER}?parcours={parcours.pk}"
    assert adresse in _page(client, dossier)
    demain = timezone.localdate() + timedelta(days=1)
    envoi = {"texte": "Rappeler la CAF", "le": f"{demain:%Y-%m-%d}", "pour": parcours.referent.pk}
    assert client.post(adresse, envoi)["Location"] == dossier
    for ou in ("/", dossier, LISTE):
        assert "Rappeler la CAF" in _page(client, ou)


def test_done_it_is_undone_from_the_message(client, referent):
    memo = MemoFactory(auteur=referent)
    fait = client.post(
        reverse("accompagnement:memo_cocher", args=[memo.pk]), {"suite": "/"}, follow=True
    )
    annuler = reverse("accompagnement:memo_decocher", args=[memo.pk])
    assert fait.redirect_chain == [("/", 302)] and annuler in fait.text
    assert "Rappeler la CAF</a>" not in _page(client, "/")
    client.post(annuler, {"suite": "https://ailleurs.example/"})
    assert "Rappeler la CAF</a>" in _page(client, "/")


def test_what_nobody_is_left_to_do_is_on_the_home_of_who_gave_it(client, referent):
    collegue = AgentFactory(structure=referent.structure)
    memo = MemoFactory(auteur=referent, pour=collegue)
    ferme = "dont le compte est fermé"
    assert "Rappeler la CAF</a>" not in _page(client, "/")
    assert ferme not in _page(client, LISTE)
    Agent.objects.filter(pk=collegue.pk).update(is_active=False)
    for ou in ("/", LISTE):
        page = _page(client, ou)
        assert "Rappeler la CAF</a>" in page and ferme in page
    Memo.objects.filter(pk=memo.pk).update(fait_le=timezone.now())
    assert "Rappeler la CAF</a>" not in _page(client, "/")


def test_withdrawn_it_is_nowhere(client, referent):
    memo = MemoFactory(auteur=referent)
    reponse = client.post(reverse("accompagnement:memo_retirer", args=[memo.pk]))
    assert reponse["Location"] == LISTE
    assert "Rien à faire" in _page(client, LISTE)


def test_a_colleague_reads_those_given_to_them_only(client, referent, parcours, dossier):
    collegue = AgentFactory(structure=referent.structure)
    MemoFactory(auteur=referent, parcours=parcours, texte="Pour moi")
    MemoFactory(auteur=referent, pour=collegue, parcours=parcours, texte="Pour lui")
    client.force_login(collegue)
    for ou in ("/", dossier, LISTE):
        page = _page(client, ou)
        assert "Pour lui" in page and "Pour moi" not in page


def test_of_a_person_out_of_reach_it_has_disappeared(client, referent, parcours):
    memo = MemoFactory(auteur=referent, parcours=parcours)
    AffectationReferent.objects.all().delete()
    parcours.structure = None
    parcours.save()
    assert "Rappeler la CAF" not in _page(client, "/") + _page(client, LISTE)
    assert client.get(reverse("accompagnement:memo_modifier", args=[memo.pk])).status_code == 404


def test_it_is_given_to_who_may_open_the_dossier(client, referent, parcours):
    collegue, ailleurs = AgentFactory(structure=referent.structure), AgentFactory()
    proposes = client.get(f"{CREER}?parcours={parcours.pk}").context["formulaire"].fields["pour"]
    assert {referent, collegue} == set(proposes.queryset)
    assert ailleurs in client.get(CREER).context["formulaire"].fields["pour"].queryset


def test_what_is_wrong_is_told_beside_its_cause_and_nothing_is_lost(client, referent):
    envoi = {"texte": "Rappeler la CAF", "le": "2020-01-01", "pour": referent.pk}
    refus = client.post(CREER, envoi)
    assert (refus.status_code, list(refus.context["formulaire"].errors)) == (422, ["le"])
    assert 'value="Rappeler la CAF"' in refus.text and not Memo.objects.exists()


@pytest.mark.parametrize("suite", ["?parcours=999999", "?parcours=x"])
def test_an_address_of_nobody_shows_nobody(client, referent, suite):
    assert client.get(CREER + suite).status_code in (200, 404)


@pytest.mark.parametrize("nombre", [1, 7])
def test_the_pages_ask_as_much_for_one_as_for_seven(
    client, referent, django_assert_max_num_queries, nombre
):
    for _ in range(nombre):
        MemoFactory(
            auteur=referent, parcours=ParcoursFactory(actif=True, structure=referent.structure)
        )
    with django_assert_max_num_queries(6):
        client.get(LISTE)


def test_a_memo_of_who_left_is_not_given_to_the_first_colleague_unsaid(client, referent):
    parti = AgentFactory(structure=referent.structure)
    memo = MemoFactory(auteur=referent, pour=parti)
    Agent.objects.filter(pk=parti.pk).update(is_active=False)
    modifier = reverse("accompagnement:memo_modifier", args=[memo.pk])
    formulaire = client.get(modifier).context["formulaire"]
    assert f'<option value="" selected>À choisir : {parti} n' in str(formulaire["pour"])
    envoi = {"texte": "Rappeler", "le": f"{memo.le:%Y-%m-%d}", "pour": "", "version": "1"}
    assert client.post(modifier, envoi).status_code == 422
    memo.refresh_from_db()
    assert memo.pour == parti
