from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from accompagnement.actions.parcours import suspendre
from accompagnement.enums import MotifSuspension, Presence, Statut
from accompagnement.models import Entretien, Parcours, Participant
from plie.comptes.enums import Role
from plie.interface.models import Soumission
from plie.journal.models import Consultation
from tests.usines import (
    AffectationFactory,
    AgentFactory,
    CommuneFactory,
    EntretienFactory,
    EtapeFactory,
    ParcoursFactory,
    ParticipantFactory,
    StructureFactory,
)

pytestmark = pytest.mark.django_db
LISTE = reverse("accompagnement:dossiers")
QUESTIONS_MAX = 15


@pytest.fixture
def coordination(client):
    agent = AgentFactory(role=Role.COORDINATION)
    client.force_login(agent)
    return agent


def noms(reponse):
    return [ligne.personne.split()[0] for ligne in reponse.context["lignes"]]


def creer(nom, **champs):
    return ParcoursFactory(actif=True, participant__nom=nom, **champs)


# --- The list


@pytest.mark.parametrize(
    "recherche",
    ["lefevre", "LEFÈVRE", "Lefèvre zoe", "zoé lefev", "12345678901", "20/05/1985"],
)
def test_search_ignores_accents_and_case(client, coordination, recherche):
    creer("Lefèvre", participant__prenom="Zoé", participant__numero_france_travail="12345678901")
    ParcoursFactory(actif=True, participant__date_naissance=date(1990, 1, 1))
    assert noms(client.get(LISTE, {"q": recherche})) == ["Lefèvre"]


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
    assert reponse.context["puces"] == [("sans_etape", "Sans étape : oui")]
    assert "retirer ce filtre" in reponse.content.decode()


def test_a_sensitive_criterion_is_no_filter_for_a_referent(client):
    referent = AgentFactory()
    ParcoursFactory(actif=True, structure=referent.structure, criteres=["rqth"])
    client.force_login(referent)
    reponse = client.get(LISTE, {"portee": "structure", "critere": "rqth"})
    assert b"RQTH" not in reponse.content
    assert reponse.context["page"].paginator.count == 1


def test_the_facilitateur_asks_nothing_of_the_meetings(client):
    """Identity and eligibility only."""
    entretien = EntretienFactory()
    client.force_login(AgentFactory(role=Role.FACILITATEUR))
    reponse = client.get(LISTE, {"retard": "on", "sans_entretien": "30", "rendez_vous": "on"})
    assert noms(reponse) == [entretien.parcours.participant.nom]
    assert reponse.context["puces"] == []
    page = reponse.content.decode()
    assert "Dernier entretien" not in page and "03/03/2025" not in page


@pytest.mark.parametrize("nombre", [1, 3])
def test_pages_ask_as_many_questions_for_one_row_as_for_three(
    client, coordination, django_assert_max_num_queries, nombre
):
    for rang in range(nombre):
        parcours = creer(f"Nom{rang}", referent=AgentFactory(), criteres=["rsa"], niveau="3")
        for jour in range(nombre):
            EntretienFactory(
                parcours=parcours, debut=timezone.now() - timedelta(days=jour), notes="Vu"
            )
            EtapeFactory(parcours=parcours)
    pk = parcours.participant_id
    adresses = [
        LISTE,
        f"{LISTE}?q=nom&statut=tous",
        f"{LISTE}?q=nmo",
        reverse("accompagnement:accueil"),
        reverse("accompagnement:dossier", args=[pk]),
        reverse("accompagnement:dossier_situation", args=[pk]),
        reverse("accompagnement:dossier_historique", args=[pk]),
        reverse("accompagnement:dossier_consultations", args=[pk]),
        reverse("accompagnement:commissions"),
    ]
    for adresse in adresses:
        with django_assert_max_num_queries(QUESTIONS_MAX):
            assert client.get(adresse).status_code == 200


def test_a_get_of_the_list_is_a_fragment_for_htmx(client, coordination):
    creer("Vu")
    fragment = client.get(LISTE, headers={"hx-request": "true"}).content.decode()
    assert "<html" not in fragment and "Vu" in fragment


# --- Exports


def test_the_export_holds_what_is_shown_with_its_formulas_tamed(client, coordination):
    creer("=cmd|' /C calc'!A0", participant__prenom="+33")
    creer("Autre", participant__prenom="Léa")
    adresse = reverse("accompagnement:dossiers_exporter", args=["csv"])
    lignes = client.get(adresse, {"q": "33"}).getvalue().decode("utf-8-sig").splitlines()
    assert len(lignes) == 2
    assert lignes[1].startswith("'=cmd|' /C calc'!A0;'+33;")
    assert Consultation.objects.filter(objet="Export de liste (csv)").count() == 1


def test_an_unknown_format_is_not_found(client, coordination):
    assert client.get(reverse("accompagnement:dossiers_exporter", args=["exe"])).status_code == 404


# --- What each role reads


def test_html_in_every_text_stays_text(client, coordination):
    piege = "<script>alert(1)</script>"
    parcours = creer(piege, participant__prenom=piege, participant__adresse=piege)
    EntretienFactory(parcours=parcours, notes=piege, notes_confidentielles=piege)
    EtapeFactory(parcours=parcours, libelle=piege, operateur=piege)
    for nom in ("dossier", "dossier_situation", "dossier_historique"):
        page = client.get(reverse(f"accompagnement:{nom}", args=[parcours.participant_id]))
        assert piege not in page.content.decode()
    assert piege not in client.get(LISTE).content.decode()


@pytest.fixture
def dossier_sensible():
    structure = StructureFactory()
    referent = AgentFactory(structure=structure)
    parcours = ParcoursFactory(
        sorti=True, structure=structure, motif="sante", criteres=["rsa", "rqth", "detention"]
    )
    AffectationFactory(parcours=parcours, agent=referent, date_fin=parcours.date_sortie)
    nouveau = ParcoursFactory(
        participant=parcours.participant,
        structure=structure,
        statut=Statut.ACTIF,
        date_entree=date(2025, 9, 1),
        criteres=["rqth"],
        referent=referent,
    )
    EntretienFactory(parcours=nouveau, agent=referent, notes_confidentielles="Secret dit")
    return referent, nouveau


def _lu(client, agent, parcours):
    client.force_login(agent)
    pk = parcours.participant_id
    adresses = [
        reverse("accompagnement:dossier", args=[pk]),
        reverse("accompagnement:dossier_situation", args=[pk]),
        reverse("accompagnement:dossier_historique", args=[pk]),
    ]
    adresses += [f"{adresses[0]}?parcours={p.pk}" for p in parcours.participant.parcours.all()]
    return "".join(client.get(adresse).content.decode() for adresse in adresses)


@pytest.mark.parametrize("qui", ["collegue", Role.DIRECTION, Role.GESTIONNAIRE_FSE])
def test_health_justice_and_confidences_stay_with_the_referent(client, dossier_sensible, qui):
    referent, parcours = dossier_sensible
    agent = (
        AgentFactory(structure=referent.structure) if qui == "collegue" else AgentFactory(role=qui)
    )
    lu = _lu(client, agent, parcours)
    for secret in ("Secret dit", "RQTH", "détention", "Santé"):
        assert secret not in lu


def test_the_referent_and_the_coordination_read_everything(client, dossier_sensible):
    referent, parcours = dossier_sensible
    for agent in (referent, AgentFactory(role=Role.COORDINATION)):
        lu = _lu(client, agent, parcours)
        assert "Secret dit" in lu and "RQTH" in lu


@pytest.mark.parametrize("motif", ["sante", "maternite", "incarceration"])
def test_a_reason_that_tells_health_or_justice_is_withheld(client, motif):
    parcours = ParcoursFactory(actif=True)
    suspendre(
        parcours,
        par=AgentFactory(role=Role.COORDINATION),
        motif=motif,
        date_debut=date(2025, 3, 1),
    )
    lu = _lu(client, AgentFactory(role=Role.DIRECTION), parcours)
    assert "motif réservé" in lu
    assert MotifSuspension(motif).label not in lu


def test_confidences_of_a_former_parcours_are_not_in_the_history_of_the_next(client):
    ancien = ParcoursFactory(sorti=True, criteres=["detention"])
    EntretienFactory(parcours=ancien, notes_confidentielles="Dit à une autre structure")
    suivant = AgentFactory()
    nouveau = ParcoursFactory(
        participant=ancien.participant,
        structure=suivant.structure,
        statut=Statut.ACTIF,
        date_entree=date(2025, 9, 1),
        referent=suivant,
    )
    EntretienFactory(parcours=nouveau, notes_confidentielles="Dit à son référent")
    lu = _lu(client, suivant, nouveau)
    assert "Dit à son référent" in lu
    assert "Dit à une autre structure" not in lu
    assert "Sortant de détention" not in lu


def test_opening_a_dossier_is_logged(client, coordination):
    parcours = creer("Vu")
    client.get(reverse("accompagnement:dossier", args=[parcours.participant_id]))
    consultation = Consultation.objects.get()
    assert (consultation.agent, consultation.participant_id, consultation.objet) == (
        coordination,
        parcours.participant_id,
        "Parcours",
    )


def test_a_form_that_shows_what_is_written_is_an_opening_too(client, coordination):
    entretien = EntretienFactory(notes_confidentielles="Secret")
    parcours = entretien.parcours
    adresses = [
        reverse("accompagnement:entretien_modifier", args=[entretien.pk]),
        reverse("accompagnement:etape_modifier", args=[EtapeFactory(parcours=parcours).pk]),
        reverse("accompagnement:parcours_diagnostic", args=[parcours.pk]),
        reverse("accompagnement:dossier_modifier", args=[parcours.participant_id]),
    ]
    for adresse in adresses:
        client.get(adresse)
        client.post(adresse, {})
    lus = Consultation.objects.order_by("pk").values_list("participant_id", "objet")
    assert list(lus) == [
        (parcours.participant_id, objet)
        for objet in ("Entretien", "Étape", "Diagnostic d'entrée", "Identité")
    ]


@pytest.mark.django_db(transaction=True)
def test_the_history_tells_who_changed_what_from_the_triggers(client, coordination):
    parcours = creer("Avant")
    adresse = reverse("accompagnement:dossier_modifier", args=[parcours.participant_id])
    client.post(adresse, formulaire_identite(parcours.participant, nom="Après"))
    Participant.objects.filter(pk=parcours.participant_id).update(telephone="0327000000")
    page = client.get(reverse("accompagnement:dossier_historique", args=[parcours.participant_id]))
    dits = [
        (c.auteur, ligne.champ, ligne.avant, ligne.apres)
        for c in page.context["changements"]
        if c.verbe == "Modification"
        for ligne in c.lignes
    ]
    assert dits == [
        ("Traitement automatique", "Téléphone", "", "0327000000"),
        (str(coordination), "Nom", "Avant", "Après"),
    ]


# --- Writing


def formulaire_identite(participant, **champs):
    return {
        "nom": participant.nom,
        "prenom": participant.prenom,
        "date_naissance": participant.date_naissance.isoformat(),
        "sexe": participant.sexe,
        "commune": participant.commune_id or "",
        "version": participant.version,
        **champs,
    }


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
        ("nom", "x" * 10_000, "Assurez-vous que cette valeur comporte au plus 100"),
        ("nom", "   ", "obligatoire"),
        ("date_naissance", "2999-01-01", "futur"),
        ("date_naissance", "1700-01-01", "antérieure à 1900"),
        ("date_naissance", "31/02/1980", "date valide"),
        ("numero_france_travail", "12", "11 chiffres"),
        ("email", "pas-une-adresse", "adresse"),
        ("commune", "99999", "choix"),
        ("sexe", "Z", "choix"),
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
    assert "peut-être déjà connue" in client.get(adresse, saisie).content.decode()
    inverse = {**saisie, "nom": "zoé", "prenom": "eluard"}
    assert "Eluard" in client.get(adresse, inverse).content.decode()
    autre = {**saisie, "date_naissance": "1980-02-04"}
    assert "Eluard" not in client.get(adresse, autre).content.decode()


def test_a_null_character_is_no_text(client, coordination):
    saisie = {**NOUVEAU, "nom": "Du\0pont", "numero_france_travail": "1\0"}
    assert client.get(reverse("accompagnement:dossier_doublons"), saisie).status_code == 200
    assert client.post(CREER, saisie).status_code == 422


def test_a_person_of_another_structure_is_not_named(client):
    creer(
        "Eluard",
        participant__numero_france_travail="12345678901",
        participant__adresse="3 rue cachée",
    )
    client.force_login(AgentFactory())
    page = client.get(
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


def test_two_editors_of_one_meeting(client):
    referent = AgentFactory()
    parcours = ParcoursFactory(actif=True, structure=referent.structure, referent=referent)
    entretien = EntretienFactory(parcours=parcours, agent=referent, notes="Première")
    client.force_login(referent)
    adresse = reverse("accompagnement:entretien_modifier", args=[entretien.pk])
    saisie = {"debut": "2025-03-03T10:00", "mode": "presence", "presence": "honore", "version": 1}
    assert client.post(adresse, {**saisie, "notes": "Seconde"}).status_code == 302
    reponse = client.post(adresse, {**saisie, "notes": "Troisième"})
    assert reponse.status_code == 422
    assert "Seconde" in reponse.content.decode() and "Troisième" in reponse.content.decode()
    assert Entretien.objects.get().notes == "Seconde"


def test_the_parcours_of_somebody_else_is_not_found_in_the_address(client, coordination):
    parcours, autre = creer("Un"), ParcoursFactory(participant=ParticipantFactory())
    adresse = reverse("accompagnement:dossier", args=[parcours.participant_id])
    assert client.get(adresse, {"parcours": autre.pk}).status_code == 404


def test_a_person_without_parcours_has_a_readable_dossier(client, coordination):
    participant = ParticipantFactory()
    for nom in ("dossier", "dossier_situation", "dossier_historique"):
        assert (
            client.get(reverse(f"accompagnement:{nom}", args=[participant.pk])).status_code == 200
        )


def test_two_people_diagnosing_at_once(client, coordination):
    parcours = ParcoursFactory()
    adresse = reverse("accompagnement:parcours_diagnostic", args=[parcours.pk])
    vierge = {"date": "2025-03-03", "version": 0}
    premier = {**vierge, "niveau_formation": "3", "criteres": ["rsa"]}
    assert client.post(adresse, premier).status_code == 302
    reponse = client.post(adresse, {**vierge, "niveau_formation": "4", "criteres": ["qpv"]})
    page = reponse.content.decode()
    assert reponse.status_code == 422
    assert "Quelqu'un d'autre a modifié" in page and "Bénéficiaire du RSA</strong>" in page
    assert list(parcours.criteres.values_list("code", flat=True)) == ["rsa"]
    encore = {**vierge, "version": 1, "niveau_formation": "4", "criteres": ["qpv"]}
    assert client.post(adresse, encore).status_code == 302
    assert list(parcours.criteres.values_list("code", flat=True)) == ["qpv"]
