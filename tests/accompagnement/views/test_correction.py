"""The pages of a correction: what they ask, what they answer, who reads why."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accompagnement.actions.correction.demande import annuler_decision
from accompagnement.actions.entretien import enregistrer_entretien
from accompagnement.actions.non_entree import charger_motifs_non_entree, clore_sans_entree
from accompagnement.actions.participant import effacer_dossier
from accompagnement.enums import Decision, MoyenReponse, Statut
from accompagnement.models import Correction, MotifNonEntree, Parcours
from plie.comptes.enums import Role
from tests.accompagnement.corrections import clore, lu, presenter, trancher
from tests.pdf import texte_du_pdf
from tests.usines import AgentFactory, CoordinationFactory, ParcoursFactory

pytestmark = pytest.mark.django_db


def adresse(nom, *cles):
    return reverse(f"accompagnement:{nom}", args=cles)


@pytest.fixture
def integre(coordination):
    return trancher(presenter(coordination), coordination, Decision.INTEGRE, motif="À l'unanimité")


@pytest.fixture
def annule(coordination, integre):
    annuler_decision(clore(integre, coordination), par=coordination, motif="Mauvaise ligne")
    return integre


@pytest.fixture
def en_attente(coordination, monkeypatch, client):
    monkeypatch.setattr("accompagnement.mois_arretes.est_arrete", lambda du, au: True)
    parcours = ParcoursFactory(sorti=True)
    page = client.post(
        adresse("parcours_rouvrir_sortie", parcours.pk), {"motif": "Contrat rompu"}, follow=True
    )
    assert "attend que la direction la confirme" in page.text
    return Correction.objects.get()


def test_a_decision_is_taken_back_from_the_screen_of_the_room(client, coordination, integre):
    page = client.get(adresse("passage_decider", integre.pk))
    assert "Revenir sur la décision" in page.text
    page = client.post(adresse("passage_reprendre", integre.pk), follow=True)
    assert "est à décider de nouveau" in page.text
    assert page.redirect_chain[-1][0] == adresse("passage_decider", integre.pk)
    assert lu(integre.parcours).statut == Statut.PRESENTE


@pytest.mark.django_db(transaction=True)
def test_what_was_written_since_is_said_before(client, coordination, integre):
    """The history dates what it keeps by its transaction."""
    enregistrer_entretien(
        lu(integre.parcours), par=coordination, debut=timezone.now(), notes="Vu hier"
    )
    reprendre = adresse("passage_reprendre", integre.pk)
    question = client.post(reprendre)
    assert "Écrit dans le dossier depuis cette décision : entretien." in question.text
    assert lu(integre.parcours).statut == Statut.ACTIF
    client.post(reprendre, {"confirmer": "1"})
    assert lu(integre.parcours).statut == Statut.PRESENTE


def test_a_parcours_that_went_on_says_what_keeps_it(client, coordination, integre):
    Parcours.objects.filter(pk=integre.parcours_id).update(statut=Statut.SUSPENDU)
    page = client.post(adresse("passage_reprendre", integre.pk), follow=True)
    assert "Le parcours a avancé depuis cette décision" in page.text
    integre.refresh_from_db()
    assert integre.decision == Decision.INTEGRE


def test_an_annulled_integration_is_nowhere_shown_as_in_force(client, coordination, annule):
    page = client.get(adresse("commission", annule.commission_id)).text
    assert "Décision annulée" in page and "Mauvaise ligne" in page
    assert "1 décision annulée depuis" in " ".join(page.split())
    assert "Annuler la décision" not in page
    ecran = client.get(adresse("passage_decider", annule.pk)).text
    assert "Décision annulée" in ecran and "Revenir sur la décision" not in ecran
    pdf = client.get(adresse("commission_releve", annule.commission_id)).content
    releve = " ".join(texte_du_pdf(pdf).split())
    assert "ANNULÉE le" in releve and releve.index("ANNULÉE") < releve.index("Intégré")
    dossier = client.get(adresse("dossier", annule.parcours.participant_id)).text
    assert "Intégré (décision annulée)" in dossier and "Mauvaise ligne" in dossier


def test_a_decision_annulled_twice_says_so_and_keeps_the_reason_typed(client, coordination, annule):
    page = client.post(adresse("passage_annuler", annule.pk), {"motif": "Deux fois la même"})
    assert page.status_code == 422
    assert "Cette décision est déjà annulée" in page.text and "Deux fois la même" in page.text
    assert Correction.objects.filter(passage=annule).count() == 1


@pytest.mark.parametrize(("role", "lit"), [(Role.DIRECTION, True), (Role.GESTIONNAIRE_FSE, False)])
def test_why_is_for_who_follows_decides_or_confirms(client, annule, role, lit):
    client.force_login(AgentFactory(role=role))
    for page in (
        adresse("commission", annule.commission_id),
        adresse("dossier", annule.parcours.participant_id),
    ):
        assert ("Mauvaise ligne" in client.get(page).text) == lit
    assert "À l'unanimité" not in client.get(adresse("commission", annule.commission_id)).text


def test_a_correction_without_a_reason_keeps_what_was_typed(client, coordination):
    parcours = ParcoursFactory(actif=True)
    page = client.post(
        adresse("parcours_corriger_entree", parcours.pk), {"date_entree": "2025-01-20"}
    )
    assert page.status_code == 422 and "2025-01-20" in page.text
    assert lu(parcours).date_entree == date(2025, 1, 15)


def test_an_entry_is_corrected_from_the_dossier(client, coordination):
    parcours = ParcoursFactory(actif=True)
    page = client.get(adresse("dossier", parcours.participant_id)).text
    assert adresse("parcours_corriger_entree", parcours.pk) in page
    reponse = client.post(
        adresse("parcours_corriger_entree", parcours.pk),
        {"date_entree": "2025-01-20", "motif": "Faute de frappe"},
        follow=True,
    )
    assert "La date d'entrée est corrigée" in reponse.text.replace("&#x27;", "'")
    assert "Faute de frappe" in reponse.text


def test_a_prescription_closed_is_reopened_from_the_dossier_and_listed(client, coordination):
    charger_motifs_non_entree()
    parcours = ParcoursFactory()
    clore_sans_entree(
        parcours,
        par=AgentFactory(role=Role.COORDINATION),
        motif=MotifNonEntree.objects.get(code="autre"),
        date=timezone.localdate(),
        moyen=MoyenReponse.COURRIER,
    )
    connection.check_constraints()
    rouvrir = adresse("parcours_rouvrir_prescription", parcours.pk)
    assert rouvrir in client.get(adresse("dossier", parcours.participant_id)).text
    assert "prévenez vous-même le prescripteur" in client.get(rouvrir).text
    assert client.post(rouvrir, {"motif": ""}).status_code == 422
    reponse = client.post(rouvrir, {"motif": "Elle a rappelé"}, follow=True)
    assert "la prescription reprend" in reponse.text and "Elle a rappelé" in reponse.text
    assert rouvrir not in reponse.text
    page = client.get(adresse("corrections")).text
    assert "Non-entrée annulée" in page and "statut : non entré → prescrit" in page


def test_direction_finds_what_waits_and_confirms_it(client, en_attente):
    direction = AgentFactory(role=Role.DIRECTION)
    client.force_login(direction)
    assert "1 correction" in " ".join(client.get(adresse("accueil")).text.split())
    page = client.get(adresse("corrections")).text
    assert "Contrat rompu" in page and "sortie : 30/06/2025 → aucune" in page
    reponse = client.post(adresse("correction_confirmer", en_attente.pk), follow=True)
    assert "La correction est faite." in reponse.text
    assert lu(en_attente.parcours).statut == Statut.ACTIF
    encore = client.post(adresse("correction_refuser", en_attente.pk), follow=True)
    assert "déjà faite" in encore.text
    assert "titre-corrections" not in client.get(adresse("accueil")).text


def test_coordination_sees_what_waits_and_judges_nothing(client, en_attente):
    assert "en attente de la direction" in client.get(adresse("accueil")).text
    page = client.get(adresse("corrections")).text
    assert (
        "Attend la direction" in page and adresse("correction_confirmer", en_attente.pk) not in page
    )
    dossier = client.get(adresse("dossier", en_attente.parcours.participant_id)).text
    assert "Correction demandée" in dossier and "Rouvrir la sortie" not in dossier


def test_a_refusal_changes_nothing(client, en_attente):
    client.force_login(AgentFactory(role=Role.DIRECTION))
    reponse = client.post(adresse("correction_refuser", en_attente.pk), follow=True)
    assert "rien ne change" in reponse.text
    assert lu(en_attente.parcours).statut == Statut.SORTI


def test_a_dossier_erased_is_read_where_corrections_are(client, coordination):
    efface = ParcoursFactory(participant__nom="EFFACÉE").participant
    effacer_dossier(efface, par=coordination, motif="Créé deux fois")
    page = client.get(adresse("corrections")).text
    assert "EFFACÉE" in page and "Créé deux fois" in page and f"par {coordination}" in page
    client.force_login(AgentFactory(role=Role.DIRECTION))
    page = client.get(adresse("corrections")).text
    assert "EFFACÉE" in page and "Créé deux fois" not in page


def test_who_erased_a_dossier_reads_again_the_reason_they_gave_and_theirs_alone(client):
    referent, collegue = AgentFactory(), AgentFactory()
    for agent, nom in ((referent, "MIENNE"), (collegue, "SIENNE")):
        cree = ParcoursFactory(participant__nom=nom, referent=agent, structure=agent.structure)
        effacer_dossier(cree.participant, par=agent, motif=f"Motif {nom}")
    client.force_login(referent)
    page = client.get(reverse("accompagnement:dossiers_effaces")).text
    assert "MIENNE" in page and "Motif MIENNE" in page
    assert "SIENNE" not in page
    assert "Dossiers effacés" in client.get(reverse("accompagnement:dossiers")).text


@pytest.mark.parametrize("nombre", [1, 3])
def test_the_list_asks_as_much_for_three_as_for_one(
    client, coordination, django_assert_max_num_queries, nombre
):
    autre = CoordinationFactory()
    for _ in range(nombre):
        effacer_dossier(ParcoursFactory().participant, par=autre, motif="Erreur")
        passage = trancher(presenter(autre), autre, Decision.REFUSE)
        annuler_decision(clore(passage, autre), par=autre, motif="Erreur")
        type(passage.commission).objects.filter(pk=passage.commission_id).update(
            date=date(2025, 1, passage.pk % 28 + 1)
        )
    with django_assert_max_num_queries(10):
        assert client.get(adresse("corrections")).status_code == 200
