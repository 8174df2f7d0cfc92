"""Who follows an open parcours once a file has named its référent: what the pages would do."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accompagnement.enums import Presence, Statut
from accompagnement.models import AffectationReferent, Alerte, Parcours
from plie.comptes.enums import Role
from plie.comptes.models import Agent
from tests.usines import (
    AffectationFactory,
    AgentFactory,
    EntretienFactory,
    ParcoursFactory,
    StructureFactory,
)

ENTREE = {"date_entree": "2025-01-15"}
PHRASE = "cette adresse n'est pas celle d'un référent en activité"


@pytest.fixture
def de():
    return AgentFactory()


@pytest.fixture
def vers():
    return AgentFactory()


@pytest.fixture
def parcours(de):
    return suivi_par(de, "A1")


def suivi_par(agent, identifiant, **champs):
    return ParcoursFactory(
        actif=True,
        participant__identifiant_externe=identifiant,
        structure=agent.structure,
        referent=agent,
        **champs,
    )


def nommer(agent, **champs):
    return ENTREE | {"referent": agent.email} | champs


def referent_de(parcours):
    parcours.refresh_from_db()
    return parcours.referent, parcours.structure


def demain(parcours, agent):
    debut = timezone.now() + timedelta(days=1)
    return EntretienFactory(parcours=parcours, agent=agent, debut=debut, presence=Presence.PREVU)


def test_a_hand_over_takes_along_the_appointments_to_come(importer_lignes, parcours, de, vers):
    a_venir, avec_un_tiers = demain(parcours, de), demain(parcours, AgentFactory())
    passe = EntretienFactory(parcours=parcours, agent=de)
    attendus = ((a_venir, vers), (avec_un_tiers, avec_un_tiers.agent), (passe, de))

    importer_lignes(nommer(vers))

    for entretien, attendu in attendus:
        entretien.refresh_from_db()
        assert entretien.agent == attendu
    assert a_venir.version == 2


@pytest.mark.parametrize("cellule", ["", "de", "vers"])
def test_the_former_structure_opens_it_no_more(
    client, importer_lignes, parcours, de, vers, cellule
):
    collegue, nouveau = (AgentFactory(structure=agent.structure) for agent in (de, vers))
    structure = {"": "", "de": de.structure.nom, "vers": vers.structure.nom}[cellule]
    ligne = nommer(vers, structure=structure)

    rapport = importer_lignes(ligne)

    assert ("et non dans celle de la ligne" in rapport.texte()) == (cellule == "de")
    page = reverse("accompagnement:dossier", args=[parcours.participant_id])
    for agent, reponse in ((collegue, 404), (nouveau, 200)):
        client.force_login(agent)
        assert client.get(page).status_code == reponse
    assert "0 modifié, 1 inchangé" in importer_lignes(ligne).texte()


def test_the_alerts_are_computed_again(
    importer_lignes, parcours, vers, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        importer_lignes(nommer(vers))
    assert Alerte.objects.filter(parcours=parcours).exists()


def test_a_parcours_that_nobody_follows_goes_to_the_structure_of_its_referent(
    importer_lignes, vers
):
    jamais_suivi = ParcoursFactory(actif=True, participant__identifiant_externe="A1")
    quittee = jamais_suivi.structure
    plus_suivi = ParcoursFactory(actif=True, participant__identifiant_externe="B1")
    hier = timezone.localdate() - timedelta(days=1)
    AffectationFactory(parcours=plus_suivi, agent=AgentFactory(), date_fin=hier)

    lignes = nommer(vers), nommer(vers, identifiant_externe="B1")
    rapport = importer_lignes(*lignes)

    assert referent_de(jamais_suivi) == referent_de(plus_suivi) == (vers, vers.structure)
    assert plus_suivi.affectations.count() == 2
    remise = jamais_suivi.affectations.get()
    assert (remise.date_debut, remise.structure_avant) == (timezone.localdate(), quittee)
    phrase = "la ligne ne dit pas de structure : le parcours prend celle de son référent"
    assert f"{phrase} (2 lignes" in rapport.texte()
    assert phrase not in importer_lignes(*lignes).texte()


def test_a_hand_over_costs_the_same_for_one_as_for_three(importer_lignes, de):
    comptes = []
    for nombre in (1, 3):
        identifiants = [f"{nombre}-{rang}" for rang in range(nombre)]
        for identifiant in identifiants:
            demain(suivi_par(de, identifiant), de)
        lignes = [nommer(AgentFactory(), identifiant_externe=i) for i in identifiants]
        with CaptureQueriesContext(connection) as capture:
            importer_lignes(*lignes)
        assert not AffectationReferent.objects.en_cours().filter(agent=de).exists()
        comptes.append(len(capture))
    assert comptes[0] == comptes[1]


@pytest.mark.parametrize("role", [Role.DIRECTION, Role.ADMINISTRATION, Role.COORDINATION])
def test_an_account_that_is_no_referent_is_refused_by_line(fautes, parcours, de, role):
    autre = AgentFactory(role=role)
    relevees = fautes(nommer(autre), nommer(autre, identifiant_externe="B1"))
    assert relevees == [(2, "referent", PHRASE), (3, "referent", PHRASE)]
    assert referent_de(parcours) == (de, de.structure)


def test_a_closed_account_is_refused_by_line(fautes, parcours):
    assert fautes(nommer(AgentFactory(is_active=False))) == [(2, "referent", PHRASE)]


def test_whoever_already_follows_it_may_be_named_again(importer_lignes, parcours, de):
    Agent.objects.filter(pk=de.pk).update(is_active=False)
    assert importer_lignes(nommer(de)).est_accepte
    assert (parcours.referent, parcours.affectations.count()) == (de, 1)


def test_an_account_that_an_import_made_may_be_named_until_something_is_decided(
    importer_lignes, fautes
):
    deux = [
        ENTREE | {"identifiant_externe": i, "referent": "inconnue@exemple.fr", "structure": s}
        for i, s in (("B1", "CCAS de Denain"), ("B2", "Mission locale"))
    ]
    importer_lignes(*deux)

    assert importer_lignes(*deux, nommer(Agent.objects.get())).est_accepte

    assert list(Parcours.objects.order_by("pk").values_list("structure__nom", flat=True)) == [
        "CCAS de Denain",
        "Mission locale",
        "CCAS de Denain",
    ]
    Agent.objects.update(nom="Martin", prenom="Inès")
    relevees = fautes(*deux, nommer(Agent.objects.get(), identifiant_externe="C1"))
    assert relevees == [(4, "referent", PHRASE)]


def test_who_followed_a_closed_parcours_may_have_another_role_now(importer_lignes):
    coordination = AgentFactory(role=Role.COORDINATION)
    sortie = {"date_sortie": "2025-06-30", "motif_sortie": "cdi"}
    assert importer_lignes(nommer(coordination) | sortie).est_accepte
    assert AffectationReferent.objects.get().agent == coordination


def test_a_refused_prescription_keeps_its_referent_and_the_report_says_so(importer_lignes, vers):
    refuse = ParcoursFactory(
        statut=Statut.REFUSE,
        participant__identifiant_externe="A1",
        structure=StructureFactory(nom="CCAS de Denain"),
    )
    rapport = importer_lignes({"referent": vers.email})
    assert "le parcours est clos" in rapport.texte()
    assert (refuse.referent, refuse.affectations.count()) == (None, 0)
