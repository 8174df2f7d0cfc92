"""Acts on several dossiers ticked in the list: each says what it did, and for whom it did not."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accompagnement.enums import Statut
from accompagnement.listes import actes_groupes
from accompagnement.listes.actes_groupes import (
    RIEN_DE_COCHE,
    SANS_COMMISSION,
)
from accompagnement.models import Passage, Seance
from accompagnement.views import selection as vues_selection
from plie.comptes.enums import Role
from plie.journal.models import Consultation
from tests.usines import (
    AgentFactory,
    CommissionFactory,
    ParcoursFactory,
    SeanceFactory,
    SituationFactory,
)

pytestmark = pytest.mark.django_db
LISTE = reverse("accompagnement:dossiers")
AFFECTER, SEANCE, COMMISSION = (
    reverse(f"accompagnement:selection_{nom}") for nom in ("affecter", "seance", "commission")
)
CSV = reverse("accompagnement:selection_exporter", args=["csv"])


def dits(reponse):
    return [str(message) for message in get_messages(reponse.wsgi_request)]


def suivi(agent, nom="Dupont", **champs):
    champs.setdefault("actif", True)
    return ParcoursFactory(
        participant__nom=nom, structure=agent.structure, referent=agent, **champs
    )


@pytest.mark.parametrize("adresse", [AFFECTER, SEANCE, COMMISSION, CSV])
def test_nothing_ticked_says_so_and_keeps_the_list_as_it_was(client, coordination, adresse):
    CommissionFactory(date=timezone.localdate())
    reponse = client.post(f"{adresse}?statut=tous&q=dupont")
    assert dits(reponse) == [RIEN_DE_COCHE]
    assert reponse["Location"] == f"{LISTE}?statut=tous&q=dupont"


def test_each_button_says_why_it_is_of_no_use(client, coordination):
    ParcoursFactory(actif=True)

    def empechements(role):
        agent = coordination if role == Role.COORDINATION else AgentFactory(role=role)
        if role == Role.REFERENT:
            suivi(agent)
        client.force_login(agent)
        reponse = client.get(LISTE)
        actes = reponse.context["actes_groupes"]
        assert all(g.empechement in reponse.content.decode() for g in actes)
        return {g.code: g.empechement for g in actes}

    exporter = {"exporter": ""}
    assert empechements(Role.COORDINATION) == {
        "affecter": "",
        "seance": "",
        "commission": SANS_COMMISSION,
        "courriers": "",
        **exporter,
    }
    # What a role never may is no button.
    assert empechements(Role.REFERENT) == {
        "seance": "",
        "commission": SANS_COMMISSION,
        "courriers": "",
        **exporter,
    }
    assert empechements(Role.DIRECTION) == exporter
    assert empechements(Role.FACILITATEUR) == {}


def test_the_server_says_the_sentence_of_the_button(client, referent):
    parcours = suivi(referent)
    reponse = client.post(COMMISSION, {"parcours": parcours.pk})
    assert dits(reponse) == [SANS_COMMISSION]


@pytest.mark.parametrize(
    ("role", "attendus"),
    [
        (Role.REFERENT, (403, 200, 302, 200)),
        (Role.COORDINATION, (200, 200, 302, 200)),
        (Role.DIRECTION, (403, 403, 403, 200)),
        (Role.GESTIONNAIRE_FSE, (403, 403, 403, 200)),
        (Role.FACILITATEUR, (403, 403, 403, 403)),
        (Role.ADMINISTRATION, (403, 403, 403, 403)),
    ],
)
def test_each_role_does_what_it_may(client, role, attendus):
    agent = AgentFactory(role=role)
    parcours = suivi(agent) if role == Role.REFERENT else ParcoursFactory(actif=True)
    client.force_login(agent)
    adresses = (AFFECTER, SEANCE, COMMISSION, CSV)
    obtenus = [client.post(a, {"parcours": parcours.pk}).status_code for a in adresses]
    assert tuple(obtenus) == attendus


def test_coordination_assigns_a_selection_after_seeing_what_it_would_do(client, coordination):
    vers = AgentFactory(prenom="Karim", nom="Benali")
    parcours, clos = ParcoursFactory(actif=True), ParcoursFactory(sorti=True)
    choix = {"parcours": f"{parcours.pk},{clos.pk}"}
    assert b"2</strong>" in client.post(AFFECTER, choix).content
    saisie = {**choix, "saisie": "oui", "vers": vers.pk, "le": f"{timezone.localdate()}"}
    resume = client.post(AFFECTER, saisie)
    assert "le parcours est clos" in resume.content.decode()
    assert not parcours.affectations.exists()
    reponse = client.post(f"{AFFECTER}?statut=tous", {**saisie, "confirmer": "oui"})
    assert reponse["Location"] == f"{LISTE}?statut=tous"
    assert dits(reponse) == [
        "1 dossier confié à Karim Benali.",
        f"{clos.participant} : le parcours est clos.",
    ]
    assert parcours.affectations.get().agent == vers


@pytest.mark.parametrize("adresse", [SEANCE, COMMISSION])
def test_what_is_out_of_scope_is_counted_and_never_named(client, referent, adresse):
    CommissionFactory(date=timezone.localdate())
    mien = suivi(referent, "Mien")
    ailleurs = ParcoursFactory(actif=True, participant__nom="Secret")
    choix = {"parcours": [mien.pk, ailleurs.pk, "x", "9" * 30]}
    page = client.post(adresse, choix).content.decode()
    assert "Secret" not in page and str(ailleurs.pk) not in _caches(page)
    assert "3 autres, hors de votre périmètre" in " ".join(page.split())


def _caches(page):
    return page.split('name="parcours" value="')[1].split('"')[0].split(",")


def test_the_export_of_a_selection_holds_the_visible_ones_and_is_logged(client, referent):
    mien = suivi(referent, "=cmd()")
    suivi(referent, "Autre")
    ailleurs = ParcoursFactory(actif=True, participant__nom="Secret")
    fichier = client.post(CSV, {"parcours": [mien.pk, ailleurs.pk]})
    lignes = fichier.getvalue().decode("utf-8-sig").splitlines()
    assert len(lignes) == 2 and lignes[1].startswith("'=cmd();")
    trace = Consultation.objects.get(objet="Export d'une sélection (csv)")
    assert (trace.agent, trace.participant_id) == (referent, mien.participant_id)


def test_the_file_of_a_selection_has_the_columns_chosen(client, referent):
    parcours = suivi(referent, "Martin", participant__email="l@exemple.fr")
    choix = {"parcours": parcours.pk, "avec_choix": "oui"}
    page = client.post(reverse("accompagnement:selection_colonnes"), choix)
    assert f'name="parcours" value="{parcours.pk}"' in " ".join(page.content.decode().split())
    refus = client.post(CSV, choix)
    assert refus.status_code == 422 and refus.context["selection"]["nombre"] == 1
    fichier = client.post(CSV, choix | {"colonnes": ["nom", "adresse-electronique"]})
    lignes = fichier.getvalue().decode("utf-8-sig").splitlines()
    assert lignes == ["Nom;Adresse électronique", "Martin;l@exemple.fr"]


def test_the_whole_list_is_the_one_of_the_address_within_ones_rights(client, referent):
    for nom in ("Dupont", "Dupond", "Martin"):
        suivi(referent, nom)
    ParcoursFactory(actif=True, participant__nom="Dupont")
    fichier = client.post(f"{CSV}?q=dupon&page=2", {"toute_la_liste": "on"})
    lignes = fichier.getvalue().decode("utf-8-sig").splitlines()[1:]
    assert sorted(ligne.split(";")[0] for ligne in lignes) == ["Dupond", "Dupont"]


def test_a_selection_too_large_is_refused_whole(client, referent, monkeypatch):
    monkeypatch.setattr(vues_selection, "SELECTION_MAX", 2)
    cles = [suivi(referent).pk for _ in range(3)]
    for choix in ({"parcours": cles}, {"toute_la_liste": "on"}):
        assert "2 dossiers au plus" in dits(client.post(SEANCE, choix))[0]
    assert actes_groupes.SELECTION_MAX == 500


def test_a_new_session_takes_those_it_may_and_names_the_others(client, referent):
    mien = suivi(referent, "Mien")
    collegue = suivi(AgentFactory(structure=referent.structure), "Voisine")
    debut = timezone.localtime() + timedelta(days=2)
    saisie = {
        "saisie": "oui",
        "parcours": f"{mien.pk},{collegue.pk}",
        "titre": "Atelier CV",
        "debut": f"{debut:%Y-%m-%dT%H:%M}",
    }
    reponse = client.post(SEANCE, saisie)
    seance = Seance.objects.get()
    assert [p.parcours for p in seance.participations.all()] == [mien]
    assert dits(reponse) == [
        "« Atelier CV » : 1 personne inscrite.",
        f"{collegue.participant} : cette personne est suivie par un autre référent.",
    ]


def test_a_session_that_nobody_may_join_is_not_created(client, referent):
    collegue = suivi(AgentFactory(structure=referent.structure))
    debut = timezone.localtime() + timedelta(days=2)
    saisie = {"titre": "Atelier", "debut": f"{debut:%Y-%m-%dT%H:%M}"}
    reponse = client.post(SEANCE, {"saisie": "oui", "parcours": collegue.pk, **saisie})
    refus = reponse.context["formulaire"].non_field_errors()
    assert reponse.status_code == 422 and "n'est pas créée" in refus[0]
    assert str(collegue.participant) in refus[1]
    assert not Seance.objects.exists()


@pytest.mark.parametrize(
    ("saisie", "champ"),
    [
        ({}, "titre"),
        ({"titre": "Atelier"}, "debut"),
        ({"titre": "Atelier", "debut": "2020-01-01T10:00"}, "debut"),
        ({"titre": "Atelier", "debut": "20026-01-01T10:00"}, "debut"),
    ],
)
def test_an_incomplete_session_says_what_lacks(client, referent, saisie, champ):
    choix = {"saisie": "oui", "parcours": suivi(referent).pk, **saisie}
    reponse = client.post(SEANCE, choix)
    assert reponse.status_code == 422
    assert champ in reponse.context["formulaire"].errors


def test_only_sessions_one_holds_may_be_filled(client, referent):
    debut = timezone.now() + timedelta(days=1)
    sienne = SeanceFactory(animateur=referent, debut=debut)
    autre = SeanceFactory(debut=debut)
    choix = {"saisie": "oui", "parcours": suivi(referent).pk}
    assert client.post(SEANCE, {**choix, "seance": autre.pk}).status_code == 422
    assert client.post(SEANCE, {**choix, "seance": sienne.pk}).status_code == 302
    assert sienne.participations.count() == 1


def test_a_commission_receives_those_whose_state_it_looks_at(client, referent):
    commission = CommissionFactory(date=timezone.localdate())
    pret = suivi(referent, "Prêt", actif=False, statut=Statut.EN_DIAGNOSTIC)
    SituationFactory(parcours=pret)
    actif = suivi(referent, "Actif")
    voisine = suivi(AgentFactory(structure=referent.structure), "Voisine")
    choix = {"saisie": "oui", "parcours": f"{pret.pk},{actif.pk},{voisine.pk}"}
    reponse = client.post(COMMISSION, {**choix, "commission": commission.pk})
    assert Passage.objects.get().parcours == pret
    annonce, *refus = dits(reponse)
    assert annonce.endswith("1 personne proposée.")
    assert [phrase.split()[0] for phrase in refus] == ["Voisine", "Actif"]


def test_the_list_costs_the_same_for_one_row_as_for_three(client, referent):
    suivi(referent)
    client.get(LISTE)
    comptes = []
    for nombre in (0, 2):
        for rang in range(nombre):
            suivi(referent)
            referent.vues.create(nom=f"Vue {nombre}-{rang}", requete="statut=tous")
        with CaptureQueriesContext(connection) as capture:
            client.get(LISTE)
        comptes.append(len(capture))
    assert comptes[0] == comptes[1] <= 20
