from datetime import date, timedelta

import pgtrigger
import pytest
from django.urls import reverse
from django.utils import timezone

from accompagnement.actions.affectation import affecter, transferer
from accompagnement.actions.entretien import modifier_entretien
from accompagnement.actions.piece import retirer_piece
from accompagnement.actions.suspension import suspendre
from accompagnement.enums import Presence, Statut
from accompagnement.models import AffectationReferent, MotifSortie, Participant
from plie.comptes.enums import Role
from plie.journal.models import Consultation
from tests.accompagnement.dossiers import creer, formulaire_identite
from tests.usines import (
    AffectationFactory,
    AgentFactory,
    CoordinationFactory,
    EntretienFactory,
    EtapeFactory,
    MotifSuspensionFactory,
    OperateurFactory,
    ParcoursFactory,
    PieceFactory,
    StructureFactory,
)

pytestmark = pytest.mark.django_db
LISTE = reverse("accompagnement:dossiers")


def test_html_in_every_text_stays_text(client, coordination):
    piege = "<script>alert(1)</script>"
    parcours = creer(piege, participant__prenom=piege, participant__adresse=piege)
    EntretienFactory(parcours=parcours, notes=piege, notes_confidentielles=piege)
    EtapeFactory(parcours=parcours, libelle=piege, operateur=OperateurFactory(nom=piege))
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
        motif=MotifSuspensionFactory(code=motif),
        date_debut=date(2025, 3, 1),
    )
    lu = _lu(client, AgentFactory(role=Role.DIRECTION), parcours)
    assert "motif réservé" in lu
    assert MotifSuspensionFactory(code=motif).libelle not in lu


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
    EntretienFactory(parcours=nouveau, agent=suivant, notes_confidentielles="Dit à son référent")
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
    entretien = EntretienFactory(agent=coordination, notes_confidentielles="Secret")
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
        ("Intervention technique", "Téléphone", "", "0327000000"),
        (str(coordination), "Nom", "Avant", "APRÈS"),
    ]


def _par_affectation(parcours, vers):
    affecter(parcours, par=AgentFactory(role=Role.COORDINATION), agent=vers)


def _par_transfert(parcours, vers):
    par = AgentFactory(role=Role.COORDINATION)
    transferer([parcours.pk], par=par, vers=vers, le=timezone.localdate())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("remettre", [_par_affectation, _par_transfert])
def test_confidential_notes_do_not_follow_an_appointment_to_the_next_referent(client, remettre):
    ancien, suivant = AgentFactory(), AgentFactory()
    parcours = ParcoursFactory(actif=True, structure=ancien.structure, referent=ancien)
    prevu = EntretienFactory(
        parcours=parcours,
        agent=ancien,
        debut=timezone.now() + timedelta(days=3),
        presence=Presence.PREVU,
        notes_confidentielles="Secret dit",
    )
    remettre(parcours, suivant)
    prevu.refresh_from_db()
    assert prevu.agent == suivant
    lu = _lu(client, suivant, parcours)
    page = client.get(reverse("accompagnement:entretien_modifier", args=[prevu.pk]))
    assert "réservées à leur auteur" in lu
    assert "Secret dit" not in lu + page.content.decode()
    assert "notes_confidentielles" not in page.context["formulaire"].fields


@pytest.mark.django_db(transaction=True)
def test_notes_that_were_emptied_stay_their_author_s_in_the_history(client):
    ancien, suivant = AgentFactory(), AgentFactory()
    parcours = ParcoursFactory(actif=True, structure=ancien.structure, referent=ancien)
    ecrit = EntretienFactory(
        parcours=parcours, agent=ancien, notes_confidentielles="Secret dit", confie_par=ancien
    )
    modifier_entretien(ecrit, par=ancien, version=1, notes_confidentielles="")
    _par_affectation(parcours, suivant)
    assert "Secret dit" not in _lu(client, suivant, parcours)
    AffectationReferent.objects.filter(parcours=parcours).delete()
    AffectationFactory(parcours=parcours, agent=ancien)
    assert "Secret dit" in _lu(client, ancien, parcours)


@pytest.fixture
def consulte():
    """Two sensitive openings of one dossier, as coordination made them."""
    parcours = ParcoursFactory(actif=True, criteres=["rqth"])
    piece = PieceFactory(participant=parcours.participant, parcours=parcours, type="rqth")
    return parcours, piece


def test_the_log_says_what_was_read_without_saying_what_it_says(client, coordination, consulte):
    parcours, piece = consulte
    client.get(reverse("accompagnement:piece_modifier", args=[piece.pk]))
    client.get(reverse("accompagnement:piece", args=[piece.pk]))
    client.get(
        reverse("conventions:indicateur_dossiers_exporter", args=["part_rqth", "csv"]),
        {"debut": "2025-01-01", "fin": "2025-12-31"},
    )
    adresse = reverse("accompagnement:dossier_consultations", args=[parcours.participant_id])
    lu = client.get(adresse).content.decode()
    assert lu.count("(Décision RQTH)") == 2 and "handicapés (RQTH)" in lu
    client.force_login(AgentFactory(role=Role.DIRECTION))
    lu = client.get(adresse).content.decode()
    assert "Export d&#x27;indicateur" in lu and "Pièce" in lu
    assert "RQTH" not in lu


@pytest.mark.parametrize("role", [Role.DIRECTION, Role.GESTIONNAIRE_FSE])
def test_a_document_withdrawn_stays_reserved_in_the_history(client, role):
    parcours = ParcoursFactory(actif=True, criteres=["detention", "rsa"], referent=AgentFactory())
    reservee = PieceFactory(
        participant=parcours.participant, parcours=parcours, type="autre", nom="zxsecret-autre.pdf"
    )
    reservee.criteres.add(parcours.criteres.get(code="detention"))
    PieceFactory(
        participant=parcours.participant, parcours=parcours, type="rsa", nom="attestation-rsa.pdf"
    )
    referent = parcours.affectations.get().agent
    type(parcours).objects.filter(pk=parcours.pk).update(structure=referent.structure)
    retirer_piece(reservee, par=referent, motif="Erreur")
    lu = _lu(client, AgentFactory(role=role), parcours)
    assert "zxsecret-autre.pdf" not in lu and "attestation-rsa.pdf" in lu
    assert "zxsecret-autre.pdf" in _lu(client, referent, parcours)


def test_a_code_that_was_sensitive_stays_reserved_once_replaced(client):
    parcours = ParcoursFactory(actif=True, referent=AgentFactory())
    referent = parcours.affectations.get().agent
    type(parcours).objects.filter(pk=parcours.pk).update(structure=referent.structure)
    piece = PieceFactory(participant=parcours.participant, parcours=parcours, type="rqth")
    type(piece).objects.filter(pk=piece.pk).update(type="autre")
    assert "RQTH" in _lu(client, referent, parcours)
    assert "RQTH" not in _lu(client, AgentFactory(structure=referent.structure), parcours)


def test_a_conflict_that_shows_what_is_saved_is_an_opening(client, coordination):
    parcours = creer("Vu")
    adresse = reverse("accompagnement:dossier_modifier", args=[parcours.participant_id])
    refus = client.post(adresse, formulaire_identite(parcours.participant, prenom=""))
    assert refus.status_code == 422 and not Consultation.objects.exists()
    perime = formulaire_identite(parcours.participant, nom="Autre", version=99)
    reponse = client.post(adresse, perime)
    assert (reponse.status_code, "Vu" in reponse.text) == (422, True)
    assert Consultation.objects.get().objet == "Identité"


def test_a_document_that_proves_an_exit_does_not_say_why_in_the_history(client):
    parcours = ParcoursFactory(sorti=True, referent=AgentFactory())
    sortie = parcours.sortie
    sortie_sensible = MotifSortie.objects.create(
        code="longue_maladie", libelle="zxsecret-motif", categorie="autre", est_sensible=True
    )
    with pgtrigger.ignore("accompagnement.Sortie:sortie_figee"):
        type(sortie).objects.filter(pk=sortie.pk).update(motif=sortie_sensible)
    PieceFactory(participant=parcours.participant, parcours=parcours, type="autre", sortie=sortie)
    assert "zxsecret-motif" not in _lu(client, AgentFactory(role=Role.DIRECTION), parcours)
    assert "zxsecret-motif" in _lu(client, CoordinationFactory(), parcours)
