import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accompagnement.enums import Presence, Statut
from accompagnement.models import ChoixColonnes, MotifSuspension
from tests.usines import (
    AgentFactory,
    CommuneFactory,
    EntretienFactory,
    EtapeFactory,
    ParcoursFactory,
)

pytestmark = pytest.mark.django_db
LISTE = reverse("accompagnement:dossiers")
QUESTIONS_MAX = 15


def noms(reponse):
    return [ligne.personne.split()[0] for ligne in reponse.context["lignes"]]


def creer(nom, **champs):
    return ParcoursFactory(actif=True, participant__nom=nom, **champs)


@pytest.mark.parametrize(
    "recherche",
    ["lefevre", "LEFÈVRE", "Lefèvre zoe", "zoé lefev", "12345678901", "20/05/1985"],
)
def test_search_ignores_accents_and_case(client, coordination, recherche):
    creer("Lefèvre", participant__prenom="Zoé", participant__numero_france_travail="12345678901")
    ParcoursFactory(actif=True, participant__date_naissance=date(1990, 1, 1))
    assert noms(client.get(LISTE, {"q": recherche})) == ["Lefèvre"]


def test_people_of_one_name_on_a_page_are_told_apart_by_their_birth_date(client, coordination):
    """One ticks them there, and opens them."""
    for nom, annee in (("Lefèvre", 1985), ("Lefèvre", 1990), ("Martin", 1985)):
        creer(nom, participant__prenom="Zoé", participant__date_naissance=date(annee, 5, 20))
    page = " ".join(client.get(LISTE).text.split())
    assert re.findall(r'<span class="discret d-block" ?>née le ([0-9/]+)<', page) == [
        "20/05/1985",
        "20/05/1990",
    ]


@pytest.mark.parametrize("recherche", ["Lefebre", "Lefvre", "Leefvre", "zoe lefevr e"])
def test_search_forgives_typing_errors_and_says_so(client, coordination, recherche):
    creer("Lefèvre", participant__prenom="Zoé")
    creer("Martin", participant__prenom="Paul")
    reponse = client.get(LISTE, {"q": recherche})
    assert noms(reponse) == ["Lefèvre"]
    assert reponse.context["proches"] or recherche == "zoe lefevr e"


@pytest.mark.parametrize("recherche", ["%", "_", "' OR 1=1 --", "\\", "œ" * 500, "a\tb", "\0x"])
def test_search_takes_any_text_as_text(client, coordination, recherche):
    creer("Martin")
    assert client.get(LISTE, {"q": recherche}).status_code == 200


def test_a_closed_parcours_leaves_the_default_list(client, coordination):
    creer("Ouvert")
    ParcoursFactory(sorti=True, participant__nom="Clos")
    assert noms(client.get(LISTE)) == ["Ouvert"]
    assert noms(client.get(LISTE, {"statut": "tous"})) == ["Clos", "Ouvert"]
    assert noms(client.get(LISTE, {"statut": "sorti"})) == ["Clos"]


def test_each_filter_keeps_what_it_says(client, coordination):
    referent = AgentFactory()
    raismes = CommuneFactory(code_insee="59491", nom="Raismes")
    vu = creer("Vu", participant__commune=raismes, referent=referent, criteres=["rsa"])
    EntretienFactory(parcours=vu, debut=timezone.now() - timedelta(days=3))
    EtapeFactory(parcours=vu)
    perdu = creer("Perdu")
    EntretienFactory(
        parcours=perdu, debut=timezone.now() - timedelta(days=2), presence=Presence.PREVU
    )
    attendus = {
        "commune=59491": ["Vu"],
        f"referent={referent.pk}": ["Vu"],
        f"structure={vu.structure_id}": ["Vu"],
        "critere=rsa": ["Vu"],
        "sans_entretien=30": ["Perdu"],
        "sans_etape=on": ["Perdu"],
        "sans_referent=on": ["Perdu"],
        "retard=on": ["Perdu"],
        "tri=nom": ["Perdu", "Vu"],
        "tri=-nom": ["Vu", "Perdu"],
        "tri=inconnu": ["Perdu", "Vu"],
        "page=999": ["Perdu", "Vu"],
    }
    assert {f: noms(client.get(f"{LISTE}?{f}")) for f in attendus} == attendus


def test_active_filters_are_removable_chips(client, coordination):
    creer("Vu")
    reponse = client.get(LISTE, {"sans_etape": "on"})
    assert reponse.context["puces"] == [("sans_etape", "Sans étape commencée : oui")]
    assert "retirer ce filtre" in reponse.content.decode()


def test_a_sensitive_criterion_is_no_filter_for_a_referent(client):
    referent = AgentFactory()
    ParcoursFactory(actif=True, structure=referent.structure, criteres=["rqth"])
    client.force_login(referent)
    reponse = client.get(LISTE, {"portee": "structure", "critere": "rqth"})
    assert b"RQTH" not in reponse.content
    assert reponse.context["page"].paginator.count == 1


def test_a_get_of_the_list_is_a_fragment_for_htmx(client, coordination):
    creer("Vu")
    fragment = client.get(LISTE, headers={"hx-request": "true"}).content.decode()
    assert "<html" not in fragment and "Vu" in fragment


def test_a_row_says_what_is_due_as_the_dossier_does(client, referent):
    """One rule: whatever the state of a parcours, its row and its dossier say the same action."""
    cas = {
        "prescrit": ParcoursFactory(structure=referent.structure, referent=referent),
        "sans_rien": _suivi(referent),
        "en_retard": _suivi(referent),
        "vu": _suivi(referent),
        "suspendu": _suivi(referent, statut=Statut.SUSPENDU),
        "ajourne": ParcoursFactory(
            structure=referent.structure, referent=referent, statut=Statut.AJOURNE
        ),
        "presente": ParcoursFactory(
            structure=referent.structure, referent=referent, statut=Statut.PRESENTE
        ),
    }
    maintenant = timezone.now()
    for nom, presence, jours in (
        ("en_retard", Presence.PREVU, -2),
        ("vu", Presence.HONORE, -3),
        ("suspendu", Presence.HONORE, -3),
    ):
        EntretienFactory(
            parcours=cas[nom],
            agent=referent,
            presence=presence,
            debut=maintenant + timedelta(days=jours),
        )
    EtapeFactory(parcours=cas["vu"], date_debut=timezone.localdate(), libelle="Atelier CV")
    cas["suspendu"].suspensions.create(
        motif=MotifSuspension.objects.create(code="sante", libelle="Santé", est_sensible=True),
        date_debut=timezone.localdate() - timedelta(days=9),
        decidee_par=referent,
    )
    lignes = {ligne.pk: ligne for ligne in client.get(LISTE).context["lignes"]}
    for nom, parcours in cas.items():
        dossier = client.get(reverse("accompagnement:dossier", args=[parcours.participant_id]))
        cellules = {c.colonne.libelle: c for c in lignes[parcours.pk].cellules}
        dite = cellules["À faire"].echeance
        assert (nom, dite.action, dite.raison) == (
            nom,
            dossier.context["echeance"].action,
            dossier.context["echeance"].raison,
        )
    assert "Atelier CV" in client.get(LISTE).text


def _suivi(referent, **champs):
    return ParcoursFactory(actif=True, structure=referent.structure, referent=referent, **champs)


def test_an_appointment_to_come_is_said_once(client, referent):
    parcours = _suivi(referent)
    debut = timezone.localtime() + timedelta(days=2)
    EntretienFactory(parcours=parcours, agent=referent, presence=Presence.PREVU, debut=debut)
    (ligne,) = client.get(LISTE).context["lignes"]
    cellules = {c.colonne.libelle: c for c in ligne.cellules}
    assert cellules["Prochain rendez-vous"].texte == f"{debut:%d/%m à %H:%M}"
    assert cellules["À faire"].echeance is None


def test_what_every_row_would_repeat_is_no_column(client, referent):
    _suivi(referent)

    def titres(**demande):
        return [c.titre for c in client.get(LISTE, demande).context["colonnes"]]

    assert "Structure" not in titres()
    assert "Référent" not in titres()
    assert "Référent" in titres(portee="structure")
    ChoixColonnes.objects.create(agent=referent, a_l_ecran=["structure", "referent"])
    client.force_login(referent)
    assert titres(portee="structure") == ["Personne", "Référent"]
    assert titres() == ["Personne"]


@pytest.mark.parametrize("tri", ["prochain", "-dernier", "referent", "naissance"])
def test_the_list_is_ordered_by_what_is_decided_on(client, referent, tri):
    proche, lointain = _suivi(referent), _suivi(referent)
    for parcours, jours in ((proche, 1), (lointain, 9)):
        for presence, sens in ((Presence.PREVU, 1), (Presence.HONORE, -1)):
            EntretienFactory(
                parcours=parcours,
                agent=referent,
                presence=presence,
                debut=timezone.now() + timedelta(days=jours * sens),
            )
    page = client.get(LISTE, {"tri": tri})
    assert page.context["tri"] == tri
    if tri in ("prochain", "-dernier"):
        assert [ligne.pk for ligne in page.context["lignes"]] == [proche.pk, lointain.pk]


def test_a_costly_order_is_not_offered_over_everybody(client, coordination):
    assert client.get(LISTE, {"tri": "dernier"}).context["tri"] == "nom"


def test_columns_and_rows_of_the_list_are_remembered(client, referent):
    parcours = _suivi(referent, participant__telephone="06 39 98 11 22")
    affichage = reverse("accompagnement:dossiers_affichage")
    reponse = client.post(
        f"{affichage}?portee=mes", {"colonnes": ["commune", "statut"], "par_page": "50"}
    )
    assert reponse["Location"] == f"{LISTE}?portee=mes"
    page = client.get(LISTE)
    assert [c.titre for c in page.context["colonnes"]] == ["Personne", "Commune", "Statut"]
    assert page.context["page"].paginator.per_page == 50
    assert parcours.participant.telephone not in page.text
    refus = client.post(affichage, {"colonnes": ["motif-secret"], "par_page": "5000"})
    assert refus.status_code == 422
    assert "motif-secret" in refus.text


@pytest.mark.parametrize(
    "texte",
    ["06 39 98 11 22", "0639981122", "+33 6 39 98 11 22", "0033 639981122", "zoe.l@exemple"],
)
def test_whoever_calls_or_writes_is_found(client, coordination, texte):
    creer("Lefèvre", participant__telephone="06.39.98.11.22", participant__email="Zoe.L@exemple.fr")
    creer("Martin", participant__telephone="07 00 00 00 00", participant__email="p@exemple.fr")
    assert noms(client.get(LISTE, {"q": texte})) == ["Lefèvre"]


@pytest.mark.parametrize("texte", ["99 98 11", "06 39", "p@exemple.fr", "+33"])
def test_a_number_too_short_or_of_nobody_finds_nobody(client, coordination, texte):
    creer("Lefèvre", participant__telephone="06.39.98.11.22", participant__email="z@exemple.fr")
    assert noms(client.get(LISTE, {"q": texte})) == []
