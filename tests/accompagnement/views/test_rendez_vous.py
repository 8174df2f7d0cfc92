import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from accompagnement.actions.affectation import affecter
from accompagnement.enums import Presence
from accompagnement.models import Entretien
from plie.comptes.enums import Role
from tests.usines import (
    AgentFactory,
    EntretienFactory,
    ParcoursFactory,
    RemplacementFactory,
    SeanceFactory,
)

pytestmark = pytest.mark.django_db
PAGE = reverse("accompagnement:rendez_vous")
CREER = reverse("accompagnement:rendez_vous_creer")


@pytest.fixture
def midi():
    demain = timezone.localtime() + timedelta(days=1)
    return demain.replace(hour=12, minute=0, second=0, microsecond=0)


def prevu(referent, debut, **champs):
    parcours = ParcoursFactory(actif=True, structure=referent.structure, referent=referent)
    champs = {"presence": Presence.PREVU, **champs}
    return EntretienFactory(parcours=parcours, agent=referent, debut=debut, **champs)


def _creneaux(client, debut, vue="jour", **parametres):
    page = client.get(PAGE, {"vue": vue, "jour": f"{debut:%Y-%m-%d}", **parametres})
    return [creneau for jour in page.context["jours"] for creneau in jour.creneaux]


@pytest.mark.parametrize("vue", ["jour", "semaine", "equipe"])
def test_the_calendar_costs_the_same_with_more_people(client, referent, midi, vue):
    comptes = []
    for nombre in (1, 2):
        for rang in range(nombre):
            prevu(referent, midi + timedelta(minutes=rang))
        with CaptureQueriesContext(connection) as capture:
            _creneaux(client, midi, vue)
        comptes.append(len(capture))
    assert comptes[0] == comptes[1] <= 10


def test_one_s_own_meetings_and_sessions_stand_in_the_order_of_time(client, referent, midi):
    entretien = prevu(referent, midi)
    seance = SeanceFactory(animateur=referent, debut=midi - timedelta(hours=3))
    prevu(AgentFactory(structure=referent.structure), midi)
    vus = [(c.seance, c.entretien) for c in _creneaux(client, midi)]
    assert vus == [(seance, None), (None, entretien)]


def test_meetings_that_overlap_say_so_unless_one_was_given_back(client, referent, midi):
    prevu(referent, midi)
    autre = prevu(referent, midi + timedelta(minutes=30))
    assert [c.chevauche for c in _creneaux(client, midi)] == [True, True]
    Entretien.objects.filter(pk=autre.pk).update(presence=Presence.ANNULE)
    assert [c.chevauche for c in _creneaux(client, midi)] == [False, False]


def test_coordination_looks_at_somebody_else_s_calendar_a_référent_does_not(client, referent, midi):
    autre = AgentFactory(structure=referent.structure)
    entretien = prevu(autre, midi)
    assert _creneaux(client, midi, agent=autre.pk) == []
    client.force_login(AgentFactory(role=Role.COORDINATION))
    assert [c.entretien for c in _creneaux(client, midi, agent=autre.pk)] == [entretien]


def test_calendars_chosen_stand_side_by_side_all_week_each_in_its_lanes(client, midi):
    premier, second = AgentFactory(role=Role.REFERENT), AgentFactory(role=Role.REFERENT)
    client.force_login(AgentFactory(role=Role.COORDINATION))
    siens = [prevu(premier, midi), prevu(premier, midi + timedelta(minutes=30))]
    autre = prevu(second, midi)
    choix = {"agent": premier.pk, "avec": [second.pk, premier.pk]}
    page = client.get(PAGE, {"vue": "semaine", "jour": f"{midi:%Y-%m-%d}", **choix})
    du_jour = {
        jour.agent: [[c.entretien for c in voie] for voie in jour.voies]
        for jour in page.context["jours"]
        if jour.date == midi.date()
    }
    assert du_jour == {premier: [[siens[0]], [siens[1]]], second: [[autre]]}
    assert (midi.date(), 3) in page.context["dates"]
    # Each column plans for its own agent.
    assert {f"agent={agent.pk}" in page.text for agent in (premier, second)} == {True}


def test_what_one_holds_for_a_colleague_at_the_same_hour_has_its_own_lane(client, referent, midi):
    absent = AgentFactory(structure=referent.structure, role=Role.REFERENT)
    RemplacementFactory(absent=absent, remplacant=referent)
    mien, pour_elle = prevu(referent, midi), prevu(absent, midi)
    page = client.get(PAGE, {"vue": "semaine", "jour": f"{midi:%Y-%m-%d}"})
    voies = [j.voies for j in page.context["jours"] if j.date == midi.date()]
    assert [[[c.entretien for c in voie] for voie in lues] for lues in voies] == [
        [[mien], [pour_elle]]
    ]
    assert f"pour {absent}" in " ".join(strip_tags(page.text).split())


def test_each_day_of_a_week_opens_alone_its_appointments_one_after_the_other(
    client, referent, midi
):
    """In the week, a row is an hour of every day: Tab would cross them all."""
    tot, tard = (prevu(referent, midi + timedelta(hours=rang)) for rang in (-2, 2))
    semaine = client.get(PAGE, {"vue": "semaine", "jour": f"{midi:%Y-%m-%d}"}).text
    jours = re.findall(r'class="agenda-jour"\s+href="([^"]+)"', semaine)
    [jour] = [adresse for adresse in jours if f"jour={midi:%Y-%m-%d}" in adresse]
    page = client.get(PAGE + unescape(jour))
    assert (page.context["vue"], page.context["debut"]) == ("jour", midi.date())
    assert page.text.index(str(tot.parcours.participant)) < page.text.index(
        str(tard.parcours.participant)
    )


@pytest.mark.parametrize("jour", ["2025-02-31", "99999-01-01", "0001-01-01", "x"])
def test_a_day_that_does_not_exist_is_today(client, referent, jour):
    page = client.get(PAGE, {"jour": jour})
    assert page.context["debut"] == timezone.localdate()


def test_an_appointment_is_planned_and_an_overlap_only_told(client, referent, midi):
    parcours = prevu(referent, midi).parcours
    saisie = {
        "parcours": parcours.pk,
        "debut": f"{midi:%Y-%m-%dT%H:%M}",
        "duree_minutes": "60",
        "mode": "telephone",
        "lieu": "",
    }
    page = client.post(CREER, saisie, follow=True)
    assert Entretien.objects.count() == 2
    assert "chevauche un autre" in page.content.decode()


def test_the_hour_of_who_did_not_come_may_be_taken_by_another(client, referent, midi):
    absent = prevu(referent, midi, presence=Presence.ABSENT)
    saisie = {
        "parcours": absent.parcours_id,
        "debut": f"{midi:%Y-%m-%dT%H:%M}",
        "duree_minutes": "60",
        "mode": "telephone",
        "lieu": "",
    }
    page = client.post(CREER, saisie, follow=True)
    assert Entretien.objects.count() == 2
    assert "hevauche un autre" not in page.text


def test_what_comes_next_may_take_the_place_of_the_appointment_being_noted(client, referent, midi):
    entretien = prevu(referent, midi)
    noter = reverse("accompagnement:entretien_modifier", args=[entretien.pk])
    sans_lui = f"journee/?agent={referent.pk}&amp;sauf={entretien.pk}"
    assert sans_lui in client.get(noter).text
    Entretien.objects.filter(pk=entretien.pk).update(
        debut=timezone.now() - timedelta(hours=1), presence=Presence.HONORE
    )
    assert "sauf=" not in client.get(noter).text


def test_nobody_outside_the_portfolio_can_be_chosen(client, referent, midi):
    autre = ParcoursFactory(actif=True, structure=referent.structure)
    saisie = {"parcours": autre.pk, "debut": f"{midi:%Y-%m-%dT%H:%M}", "mode": "visio"}
    reponse = client.post(CREER, saisie | {"duree_minutes": "60"})
    assert (reponse.status_code, Entretien.objects.count()) == (422, 0)
    # Coming from the dossier of a colleague shows the person, and refuses to write.
    adresse = f"{CREER}?parcours={autre.pk}"
    assert client.post(adresse, saisie | {"duree_minutes": "60"}).status_code == 403


def test_an_appointment_is_moved_and_cancelled_from_its_page(client, referent, midi):
    entretien = prevu(referent, midi)
    tard = midi + timedelta(days=1)
    deplacer = reverse("accompagnement:entretien_deplacer", args=[entretien.pk])
    saisie = {"debut": f"{tard:%Y-%m-%dT%H:%M}", "mode": "visio", "lieu": "", "version": "1"}
    retour = client.post(deplacer, saisie)
    assert retour["Location"] == f"{PAGE}?vue=jour&jour={tard:%Y-%m-%d}"
    annuler = reverse("accompagnement:entretien_annuler", args=[entretien.pk])
    # Two links that read "Annuler" side by side do not say which one cancels.
    page = client.get(annuler).text
    assert ">Garder le rendez-vous</a>" in page and ">Annuler</a>" not in page
    client.post(annuler, {"version": "2"})
    entretien.refresh_from_db()
    assert (entretien.mode, entretien.presence) == ("visio", Presence.ANNULE)


def test_somebody_who_moved_it_first_is_not_overwritten(client, referent, midi):
    entretien = prevu(referent, midi)
    Entretien.objects.filter(pk=entretien.pk).update(version=2)
    annuler = reverse("accompagnement:entretien_annuler", args=[entretien.pk])
    assert client.post(annuler, {"version": "1"}).status_code == 422
    assert Entretien.objects.get().presence == Presence.PREVU


def test_homonyms_are_told_apart_by_their_birth_date(client, referent):
    nes = {"F": date(1980, 3, 12), "M": date(1991, 7, 2), "X": date(1985, 5, 20)}
    for sexe, jour in nes.items():
        ParcoursFactory(
            actif=True,
            structure=referent.structure,
            referent=referent,
            participant__nom="PETIT",
            participant__prenom="Ana",
            participant__sexe=sexe,
            participant__date_naissance=jour,
        )
    for page in (CREER, reverse("accompagnement:dossiers")):
        texte = " ".join(client.get(page).text.split())
        assert "PETIT Ana, née le 12/03/1980" in texte
        assert "PETIT Ana, né le 02/07/1991" in texte
        assert "PETIT Ana, né(e) le 20/05/1985" in texte


def test_the_day_being_chosen_says_what_it_holds_and_what_is_free(client, referent, midi):
    prevu(referent, midi, duree_minutes=60)
    prevu(referent, midi + timedelta(hours=2), presence=Presence.ANNULE)
    prevu(referent, midi + timedelta(hours=5), duree_minutes=120)
    page = reverse("accompagnement:rendez_vous_journee")
    reponse = client.get(page, {"prochain_debut": f"{midi:%Y-%m-%dT%H:%M}"})
    assert [(f"{debut:%H:%M}", f"{fin:%H:%M}") for debut, fin in reponse.context["libres"]] == [
        ("09:00", "12:00"),
        ("13:00", "17:00"),
    ]
    assert "12:00–13:00" in strip_tags(reponse.text)
    assert "14:00–15:00" not in strip_tags(reponse.text)


def test_the_hour_being_chosen_says_which_places_colleagues_hold(client, referent, midi):
    collegue = AgentFactory(structure=referent.structure, role=Role.REFERENT)
    prevu(collegue, midi - timedelta(minutes=30), duree_minutes=60, lieu="Salle 2")
    prevu(collegue, midi + timedelta(hours=1), lieu="Salle 3")
    prevu(collegue, midi, lieu="Salle 4", presence=Presence.ANNULE)
    prevu(referent, midi, lieu="Salle 5")
    prevu(AgentFactory(role=Role.REFERENT), midi, lieu="Salle 6")
    parti = prevu(collegue, midi, lieu="Chez elle")
    affecter(
        parti.parcours,
        par=AgentFactory(role=Role.COORDINATION),
        agent=AgentFactory(role=Role.REFERENT),
    )
    Entretien.objects.filter(pk=parti.pk).update(agent=collegue)
    SeanceFactory(animateur=collegue, debut=midi, lieu="Grande salle")
    page = reverse("accompagnement:rendez_vous_journee")
    reponse = client.get(page, {"debut": f"{midi:%Y-%m-%dT%H:%M}"})
    assert client.get(page, {"debut": f"{midi:%Y-%m-%dT%H:%M}Z"}).status_code == 200
    lu = " ".join(strip_tags(reponse.text).split())
    assert f"pris dans la structure : Grande salle ({collegue}), Salle 2 ({collegue})." in lu


def _journee(client, debut, **demande):
    demande = {"debut": f"{debut:%Y-%m-%dT%H:%M}"} | demande
    lu = client.get(reverse("accompagnement:rendez_vous_journee"), demande).text
    return " ".join(strip_tags(lu).split())


def test_the_hour_being_chosen_says_what_it_would_overlap_before_it_is_kept(client, referent, midi):
    pris = prevu(referent, midi, duree_minutes=60).parcours.participant
    voulu = midi - timedelta(minutes=30)
    assert f"{pris} (au même moment)" in _journee(client, midi)
    assert f"{pris} (au même moment)" in _journee(client, voulu)
    assert f"{pris}." in _journee(client, voulu, duree_minutes="30")
    assert f"{pris}." in _journee(client, midi + timedelta(hours=1), duree_minutes="x")
    assert "[name=duree_minutes]" in client.get(CREER).text
    autre = prevu(referent, midi, duree_minutes=45)
    deplacer = client.get(reverse("accompagnement:entretien_deplacer", args=[autre.pk])).text
    assert f"sauf={autre.pk}&amp;duree_minutes=45" in deplacer


@pytest.mark.parametrize("role", [Role.REFERENT, Role.COORDINATION])
def test_what_one_holds_for_a_colleague_is_taken_too_for_whoever_sets_an_hour(
    client, referent, midi, role
):
    absent = AgentFactory(structure=referent.structure, role=Role.REFERENT)
    RemplacementFactory(absent=absent, remplacant=referent)
    pour_elle = prevu(absent, midi).parcours.participant
    if role == Role.COORDINATION:
        client.force_login(AgentFactory(role=role))
    lu = _journee(client, midi, agent=referent.pk)
    assert f"Pour {absent} : 12:00–13:00 {pour_elle} (au même moment)" in lu


def test_what_is_moved_for_a_colleague_may_overlap_one_s_own(client, referent, midi):
    absent = AgentFactory(structure=referent.structure, role=Role.REFERENT)
    RemplacementFactory(absent=absent, remplacant=referent)
    prevu(referent, midi)
    pour_elle = prevu(absent, midi + timedelta(hours=3))
    saisie = {
        "debut": f"{midi:%Y-%m-%dT%H:%M}",
        "mode": "telephone",
        "lieu": "",
        "version": pour_elle.version,
    }
    deplacer = reverse("accompagnement:entretien_deplacer", args=[pour_elle.pk])
    assert "chevauche un autre" in client.post(deplacer, saisie, follow=True).text


@pytest.mark.parametrize("acte", ["deplacer", "annuler", "creer"])
@pytest.mark.parametrize(
    ("vue", "voisins"), [("semaine", "avec"), ("jour", "avec"), ("equipe", None)]
)
def test_an_act_of_the_calendar_leads_back_to_the_one_it_was_left_on(
    client, referent, midi, acte, vue, voisins
):
    voisin = AgentFactory(role=Role.REFERENT, structure=referent.structure)
    entretien = prevu(voisin, midi)
    client.force_login(AgentFactory(role=Role.COORDINATION))
    cadre = {"vue": vue, "agent": referent.pk, "jour": f"{midi:%Y-%m-%d}"}
    page = client.get(PAGE, cadre | ({voisins: voisin.pk} if voisins else {}))
    if acte == "creer":
        adresse = f"{CREER}?{page.context['cadre']}&agent={voisin.pk}"
    else:
        chemin = re.escape(reverse(f"accompagnement:entretien_{acte}", args=[entretien.pk]))
        adresse = unescape(re.search(rf'href="({chemin}[^"]*)"', page.text)[1])
    saisie = {
        "parcours": entretien.parcours_id,
        "debut": f"{midi + timedelta(hours=2):%Y-%m-%dT%H:%M}",
        "duree_minutes": 60,
        "mode": "telephone",
        "version": entretien.version,
    }
    revenue = client.post(adresse, saisie, follow=True)
    lus = [(p.context["vue"], {jour.agent for jour in p.context["jours"]}) for p in (page, revenue)]
    assert lus[0] == lus[1] == (vue, {referent, voisin})
    assert revenue.context["agent_montre"] == referent


@pytest.mark.parametrize("saisi", ["", "hier", "2026-02-31T10:00", "9999-01-01T10:00"])
def test_a_day_that_is_none_says_nothing(client, referent, saisi):
    reponse = client.get(reverse("accompagnement:rendez_vous_journee"), {"debut": saisi})
    assert (reponse.status_code, reponse.text) == (200, "")


def test_slots_that_overlap_leave_no_free_time_between_them(client, referent, midi):
    neuf = midi.replace(hour=9)
    prevu(referent, neuf, duree_minutes=600)
    prevu(referent, neuf + timedelta(hours=1), duree_minutes=30)
    page = reverse("accompagnement:rendez_vous_journee")
    reponse = client.get(page, {"debut": f"{midi:%Y-%m-%dT%H:%M}"})
    assert reponse.context["libres"] == []
    assert "aucun créneau libre." in reponse.text


def test_colleagues_of_the_structure_stand_side_by_side(client, referent, midi):
    collegue = AgentFactory(structure=referent.structure, role=Role.REFERENT)
    AgentFactory(role=Role.REFERENT, nom="Ailleurs")
    lisible = prevu(collegue, midi)
    # Somebody gone to another structure: the hour is taken, nobody is named.
    parti = prevu(collegue, midi + timedelta(hours=2))
    ailleurs = AgentFactory(role=Role.REFERENT)
    affecter(parti.parcours, par=AgentFactory(role=Role.COORDINATION), agent=ailleurs)
    Entretien.objects.filter(pk=parti.pk).update(agent=collegue)
    prevu(collegue, midi + timedelta(hours=4), presence=Presence.ANNULE)
    page = client.get(PAGE, {"vue": "equipe", "jour": f"{midi:%Y-%m-%d}"})
    colonnes = {j.agent: [c.entretien for c in j.creneaux] for j in page.context["jours"]}
    assert colonnes == {referent: [], collegue: [lisible, None]}
    assert "Occupé" in page.text
    assert str(parti.parcours.participant) not in page.text
    assert "Ailleurs" not in page.text


def test_only_what_one_may_write_offers_its_acts_and_is_dragged_where_an_hour_is_free(
    client, referent, midi
):
    collegue, absente = (AgentFactory(structure=referent.structure) for _ in range(2))
    RemplacementFactory(absent=absente, remplacant=referent)
    sien, pour_elle = prevu(referent, midi), prevu(absente, midi + timedelta(hours=1))
    autre = prevu(collegue, midi)
    # Hers, of a person followed by a colleague since: read, and no longer written.
    passe = prevu(referent, midi + timedelta(hours=2))
    affecter(passe.parcours, par=AgentFactory(role=Role.COORDINATION), agent=collegue)
    Entretien.objects.filter(pk=passe.pk).update(agent=referent)

    def offerts(vue, attribut):
        page = client.get(PAGE, {"vue": vue, "jour": f"{midi:%Y-%m-%d}"}).text
        return {int(cle) for cle in re.findall(rf'{attribut}="/entretiens/(\d+)/deplacer/', page)}

    assert offerts("semaine", "href") == offerts("semaine", "data-deplacer")
    assert offerts("semaine", "href") == {sien.pk, pour_elle.pk}
    assert offerts("equipe", "data-deplacer") == set()
    assert offerts("equipe", "href") == {sien.pk, pour_elle.pk}
    client.force_login(AgentFactory(role=Role.COORDINATION, structure=referent.structure))
    assert offerts("equipe", "href") == {sien.pk, pour_elle.pk, autre.pk, passe.pk}


def test_the_day_read_is_that_of_whose_appointment_is_set(client, referent, midi):
    entretien = prevu(referent, midi)
    prevu(referent, midi + timedelta(hours=2))
    client.force_login(AgentFactory(role=Role.COORDINATION))
    for page in (
        f"{CREER}?agent={referent.pk}",
        reverse("accompagnement:entretien_deplacer", args=[entretien.pk]),
    ):
        assert f"journee/?agent={referent.pk}" in client.get(page).text
    journee = reverse("accompagnement:rendez_vous_journee")
    demande = {"debut": f"{midi:%Y-%m-%dT%H:%M}", "agent": referent.pk}
    page = " ".join(strip_tags(client.get(journee, demande).text).split())
    assert f"de {referent}" in page and "12:00–13:00" in page
    sans = strip_tags(client.get(journee, demande | {"sauf": entretien.pk}).text)
    assert "12:00–13:00" not in sans and "14:00–15:00" in sans
