from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from accompagnement.enums import Statut
from accompagnement.models import Parcours, Participant
from accompagnement.models.participant import dates_proches
from plie.comptes.enums import Role
from plie.socle.models import Soumission
from tests.accompagnement.dossiers import creer, formulaire_identite
from tests.accompagnement.pages import repentirs
from tests.usines import AgentFactory, ParcoursFactory, ParticipantFactory, StructureFactory

pytestmark = pytest.mark.django_db


NOUVEAU = {
    "nom": "Éluard",
    "prenom": "Zoé",
    "date_naissance": "1980-02-03",
    "sexe": "F",
    "date_prescription": "2025-01-10",
}
CREER = reverse("accompagnement:dossier_creer")


def test_a_referent_creates_a_dossier_that_enters_their_portfolio(client):
    referent = AgentFactory()
    client.force_login(referent)
    reponse = client.post(CREER, NOUVEAU)
    parcours = Parcours.objects.get()
    assert reponse["Location"] == reverse("accompagnement:dossier", args=[parcours.participant_id])
    assert parcours.structure == referent.structure
    assert parcours.affectations.get().agent == referent


def test_a_dossier_just_created_is_undone_from_the_message_that_says_it(client, coordination):
    reponse = client.post(CREER, NOUVEAU, follow=True)
    assert "Le dossier est créé." in reponse.text
    [annuler] = repentirs(reponse)
    assert "est effacé" in client.post(annuler, follow=True).text
    assert not Participant.objects.exists()


def test_a_name_has_one_case_whoever_types_it_and_what_was_there_stays(client, coordination):
    client.post(CREER, {**NOUVEAU, "nom": "de La Tour", "prenom": "JEAN-PIERRE"})
    cree = Participant.objects.get()
    assert (cree.nom, cree.prenom) == ("DE LA TOUR", "Jean-Pierre")
    ancien = ParticipantFactory(nom="N'Guyen", prenom="anna")
    champs = {**NOUVEAU, "nom": "N'Guyen", "prenom": "ÉLODIE", "version": ancien.version}
    client.post(reverse("accompagnement:dossier_modifier", args=[ancien.pk]), champs)
    ancien.refresh_from_db()
    assert (ancien.nom, ancien.prenom) == ("N'Guyen", "Élodie")


def test_a_field_that_the_form_did_not_show_is_ignored(client):
    referent, autre = AgentFactory(), StructureFactory()
    client.force_login(referent)
    client.post(CREER, {**NOUVEAU, "structure": autre.pk, "statut": "actif", "version": 99})
    parcours = Parcours.objects.get()
    assert (parcours.structure, parcours.statut) == (referent.structure, Statut.PRESCRIT)
    assert parcours.participant.version == 1


@pytest.mark.parametrize(
    ("champ", "valeur", "phrase"),
    [
        ("nom", "x" * 10_000, "100 caractères au plus"),
        ("nom", "   ", "obligatoire"),
        ("date_naissance", "2999-01-01", "futur"),
        ("date_naissance", "1700-01-01", "antérieure à 1900"),
        ("date_naissance", "31/02/1980", "Indiquez un jour"),
        ("numero_france_travail", "12", "11 chiffres"),
        ("email", "pas-une-adresse", "adresse"),
        ("commune", "99999", "dans la liste"),
        ("sexe", "Z", "dans la liste"),
        ("date_prescription", "2999-01-01", "futur"),
        ("date_prescription", "1950-01-01", "naissance"),
    ],
)
def test_bad_input_is_told_beside_its_cause_and_nothing_is_lost(
    client, coordination, champ, valeur, phrase
):
    reponse = client.post(CREER, {**NOUVEAU, "adresse": "12 rue <b>Saisie</b>", champ: valeur})
    page = reponse.content.decode()
    assert reponse.status_code == 422
    assert phrase in page
    assert "12 rue &lt;b&gt;Saisie&lt;/b&gt;" in page
    assert Participant.objects.count() == 0


def test_a_known_person_is_shown_while_typing(client, coordination):
    creer("Eluard", participant__prenom="Zoe", participant__date_naissance=date(1980, 2, 3))
    adresse = reverse("accompagnement:dossier_doublons")
    saisie = {"nom": "ELUARD", "prenom": "zoé", "date_naissance": "1980-02-03"}
    assert "peut-être déjà connue" in client.post(adresse, saisie).content.decode()
    inverse = {**saisie, "nom": "zoé", "prenom": "eluard"}
    assert "Eluard" in client.post(adresse, inverse).content.decode()
    autre = {**saisie, "date_naissance": "1985-06-24"}
    assert "Eluard" not in client.post(adresse, autre).content.decode()


@pytest.mark.parametrize(
    ("role", "statut"), [(Role.REFERENT, 200), (Role.DIRECTION, 403), (Role.ADMINISTRATION, 403)]
)
def test_who_may_create_looks_for_a_known_person_and_no_address_keeps_the_name(
    client, role, statut
):
    client.force_login(AgentFactory(role=role))
    adresse = reverse("accompagnement:dossier_doublons")
    assert client.post(adresse, {"nom": "Eluard"}).status_code == statut
    assert client.get(adresse, {"nom": "Eluard"}).status_code == 405


def test_a_null_character_is_no_text(client, coordination):
    saisie = {**NOUVEAU, "nom": "Du\0pont", "numero_france_travail": "1\0"}
    assert client.post(reverse("accompagnement:dossier_doublons"), saisie).status_code == 200
    assert client.post(CREER, saisie).status_code == 422


def test_a_person_of_another_structure_is_not_named(client):
    creer(
        "Eluard",
        participant__numero_france_travail="12345678901",
        participant__adresse="3 rue cachée",
    )
    client.force_login(AgentFactory())
    page = client.post(
        reverse("accompagnement:dossier_doublons"), {"numero_france_travail": "12345678901"}
    ).content.decode()
    assert "suivie par une autre structure" in page
    assert "Eluard" not in page and "rue cachée" not in page


def test_a_form_sent_twice_creates_one_row(client, coordination):
    saisie = {**NOUVEAU, "jeton": str(uuid4())}
    premiere, seconde = client.post(CREER, saisie), client.post(CREER, saisie)
    assert premiere["Location"] == seconde["Location"]
    assert Participant.objects.count() == 1


def test_a_refused_form_gives_its_token_back(client, coordination):
    saisie = {**NOUVEAU, "jeton": str(uuid4())}
    client.post(CREER, {**saisie, "sexe": "Z"})
    assert Soumission.objects.count() == 0
    assert client.post(CREER, saisie).status_code == 302


def test_the_token_of_somebody_else_opens_nothing(client, coordination):
    saisie = {**NOUVEAU, "jeton": str(uuid4())}
    client.post(CREER, saisie)
    client.force_login(AgentFactory(role=Role.COORDINATION))
    assert client.post(CREER, saisie).status_code == 403


def test_the_second_of_two_editors_is_told_and_loses_nothing(client, coordination):
    participant = creer("Avant").participant
    adresse = reverse("accompagnement:dossier_modifier", args=[participant.pk])
    client.post(adresse, formulaire_identite(participant, telephone="0327111111"))
    reponse = client.post(
        adresse, formulaire_identite(participant, telephone="0327222222", adresse="1 rue Neuve")
    )
    page = reponse.content.decode()
    assert reponse.status_code == 422
    assert "0327111111" in page and "0327222222" in page and "1 rue Neuve" in page
    participant.refresh_from_db()
    assert participant.telephone == "0327111111"
    again = formulaire_identite(participant, telephone="0327222222", adresse="1 rue Neuve")
    assert f'value="{again["version"]}"' in page
    assert client.post(adresse, again).status_code == 302


def test_an_address_said_to_receive_again_is_marked_no_more(client, coordination):
    participant = creer("Benali").participant
    adresse = reverse("accompagnement:dossier_modifier", args=[participant.pk])
    assert "reçoit de nouveau" not in client.get(adresse).content.decode()
    Participant.objects.update(email="fatima@exemple.fr")
    Participant.objects.update(email_refuse_le=timezone.now())
    assert "reçoit de nouveau" in client.get(adresse).content.decode()
    for champs, est_refusee in (({}, True), ({"adresse_recoit": "on"}, False)):
        participant.refresh_from_db()
        client.post(adresse, formulaire_identite(participant, email=participant.email, **champs))
        participant.refresh_from_db()
        assert (participant.email_refuse_le is not None) == est_refusee


CONNU = {"participant__prenom": "Zoé", "participant__date_naissance": date(1980, 2, 3)}


@pytest.mark.parametrize(
    "ecart",
    [
        {},
        {"nom": "Zoe", "prenom": "ELUARD"},
        {"date_naissance": "1980-03-02"},
        {"date_naissance": "1981-02-03"},
        {"nom": "Zoe", "prenom": "ELUARD", "date_naissance": "1980-02-13"},
    ],
)
def test_a_likely_duplicate_is_not_created_without_a_word(client, coordination, ecart):
    connu = creer("Éluard", **CONNU)
    saisie = {**NOUVEAU, **ecart, "adresse": "12 rue saisie"}
    reponse = client.post(CREER, saisie)
    assert (reponse.status_code, Participant.objects.count()) == (422, 1)
    dossier = reverse("accompagnement:dossier", args=[connu.participant_id])
    assert dossier in reponse.text and "12 rue saisie" in reponse.text
    assert reponse.context["distinction"].errors["motif_distinct"]
    client.post(CREER, {**saisie, "motif_distinct": "Sa jumelle"})
    assert Participant.objects.latest("pk").motif_distinct == "Sa jumelle"


@pytest.mark.parametrize(
    ("nom", "prenom", "jour"),
    [("Éluard", "Zoé", "1980-02-04"), ("Éluart", "Zoé", "1980-02-03"), ("Li", "Wo", "1980-02-03")],
)
def test_a_duplicate_that_lacks_the_number_of_the_other_is_still_seen(
    client, coordination, nom, prenom, jour
):
    nom_connu, prenom_connu = ("Li", "Wu") if nom == "Li" else ("Éluard", "Zoé")
    creer(nom_connu, **CONNU | {"participant__prenom": prenom_connu})
    Participant.objects.update(numero_france_travail="38206016374")
    saisie = {**NOUVEAU, "nom": nom, "prenom": prenom, "date_naissance": jour}
    assert client.post(CREER, saisie).status_code == 422


@pytest.mark.parametrize(
    "ecart", [{"date_naissance": "1985-06-24"}, {"prenom": "Paul", "date_naissance": "1981-02-03"}]
)
def test_who_only_looks_like_somebody_is_created_at_once(client, coordination, ecart):
    creer("Éluard", **CONNU)
    reponse = client.post(CREER, {**NOUVEAU, **ecart, "motif_distinct": "Inutile"})
    assert reponse.status_code == 302
    assert Participant.objects.latest("pk").motif_distinct == ""


def test_somebody_out_of_the_parcours_is_prescribed_for_instead(client, coordination):
    suivi = creer("Éluard", **CONNU)
    ancien = ParcoursFactory(participant__nom="Éluard", **CONNU, statut=Statut.REFUSE)
    page = client.post(CREER, NOUVEAU).text
    liens = [
        reverse("accompagnement:parcours_prescrire", args=[parcours.participant_id]) in page
        for parcours in (suivi, ancien)
    ]
    assert liens == [False, True]


@pytest.mark.parametrize(
    ("jour", "autre", "est_proche"),
    [
        (date(1980, 2, 3), date(1980, 3, 2), True),
        (date(1980, 2, 3), date(1986, 2, 3), True),
        (date(1980, 2, 3), date(1980, 2, 3), True),
        (date(1980, 2, 3), date(1981, 2, 4), False),
        (date(1980, 2, 29), date(1980, 2, 28), True),
        (date(1980, 3, 1), date(1980, 2, 29), True),
    ],
)
def test_a_slip_of_the_hand_makes_a_date_near(jour, autre, est_proche):
    assert (autre in dates_proches(jour)) == est_proche
