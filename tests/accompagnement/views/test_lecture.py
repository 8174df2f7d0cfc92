from datetime import date

import pytest
from django.urls import reverse

from accompagnement.actions.parcours import suspendre
from accompagnement.enums import MotifSuspension, Statut
from accompagnement.models import Participant
from plie.comptes.enums import Role
from plie.journal.models import Consultation
from tests.accompagnement.dossiers import creer, formulaire_identite
from tests.usines import (
    AffectationFactory,
    AgentFactory,
    EntretienFactory,
    EtapeFactory,
    ParcoursFactory,
    StructureFactory,
)

pytestmark = pytest.mark.django_db
LISTE = reverse("accompagnement:dossiers")


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
