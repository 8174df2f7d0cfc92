from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accompagnement.actions.alerte import calculer_alertes
from accompagnement.actions.emploi import signer_emploi
from accompagnement.enums import Moment
from accompagnement.listes.portefeuille import alertes_du_portefeuille
from accompagnement.models import Sortie
from plie.comptes.enums import Role
from tests.accompagnement.pages import adresse, texte
from tests.usines import (
    AffectationFactory,
    AgentFactory,
    CommissionFactory,
    CoordinationFactory,
    MotifSortieFactory,
    ParcoursFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]


def test_another_motif_may_be_chosen_and_the_page_says_what_the_rule_deduces(client, parcours):
    debut = timezone.localdate() - timedelta(days=200)
    signer_emploi(
        parcours, par=CoordinationFactory(), type_contrat="cdi", date_debut=debut, heures_hebdo=10
    )
    page = texte(client.get(adresse("parcours_proposer_sortie", parcours)))
    assert "La règle ne déduit aucun motif" in page
    assert "10 h par semaine, 29 % d'un temps plein" in page


@pytest.mark.parametrize("est_inscrite", [False, True])
def test_an_exit_proposed_by_mistake_is_undone_at_once_or_taken_out_from_the_dossier(
    client, parcours, est_inscrite
):
    demain = timezone.localdate() + timedelta(days=1)
    commission = CommissionFactory(type="sortie", date=demain) if est_inscrite else None
    saisie = {
        "motif": MotifSortieFactory(code="abandon").pk,
        "date_effet": timezone.localdate().isoformat(),
        "commission": commission.pk if commission else "",
    }
    page = client.post(adresse("parcours_proposer_sortie", parcours), saisie, follow=True).text
    assert ('class="repentir"' in page) != est_inscrite
    retirer = reverse("accompagnement:retirer", args=["sortie", Sortie.objects.get().pk])
    assert f'href="{retirer}"' in page and "Retirer la proposition de sortie" in page
    statut = client.post(retirer, {"motif": "Mauvaise personne"}).status_code
    assert statut == (422 if est_inscrite else 302)
    assert Sortie.objects.exists() == est_inscrite


@pytest.fixture
def sorti(referent):
    """Left ten days ago, followed to the end by `referent`, after somebody else."""
    sortie = timezone.localdate() - timedelta(days=10)
    parcours = ParcoursFactory(sorti=True, date_sortie=sortie, structure=referent.structure)
    passation = date(2025, 3, 1)
    AffectationFactory(
        parcours=parcours,
        agent=AgentFactory(structure=referent.structure),
        date_debut=date(2025, 1, 15),
        date_fin=passation,
    )
    AffectationFactory(parcours=parcours, agent=referent, date_debut=passation, date_fin=sortie)
    return parcours


def test_the_last_referent_collects_the_situation_on_leaving(client, sorti):
    fil = adresse("dossier", sorti.participant)
    page = texte(client.get(fil))
    assert "Recueillir la situation à la sortie" in page and "à recueillir avant le" in page
    saisie = {
        "date": timezone.localdate().isoformat(),
        "issue": "formation",
        "a_obtenu_qualification": "true",
        "qualification": "Titre de soudeur",
        "version": 0,
    }
    formulaire = adresse("parcours_situation_sortie", sorti)
    assert client.post(formulaire, saisie).status_code == 302
    page = texte(client.get(fil))
    assert "En formation ou en études" in page and "Titre de soudeur" in page
    assert "Modifier la situation à la sortie" in page and "à recueillir avant le" not in page
    assert client.post(formulaire, saisie | {"issue": "cdi"}).status_code == 422


def test_the_former_referent_is_not_asked_for_it(client, sorti):
    premier = sorti.affectations.last().agent
    client.force_login(premier)
    assert client.get(adresse("parcours_situation_sortie", sorti)).status_code == 403
    assert "Recueillir" not in texte(client.get(adresse("dossier", sorti.participant)))


def test_the_alert_is_counted_for_the_last_referent_and_opens_its_list(client, sorti):
    calculer_alertes()
    dernier, premier = (affectation.agent for affectation in sorti.affectations.all())
    attendue = (sorti.pk, "sorti", "sortie_j1", "tous")
    assert attendue in alertes_du_portefeuille(dernier)
    assert attendue not in alertes_du_portefeuille(premier)
    client.force_login(dernier)
    accueil = texte(client.get(reverse("accompagnement:accueil")))
    assert "situation à la sortie à recueillir" in accueil
    liste = reverse("accompagnement:dossiers")
    for agent, nombre in ((dernier, 1), (premier, 0), (AgentFactory(role=Role.DIRECTION), 1)):
        client.force_login(agent)
        reponse = client.get(liste, {"alerte": "sortie_j1"})
        assert reponse.context["page"].paginator.count == nombre


def test_the_situation_on_leaving_may_come_with_the_proposal(client, parcours):
    page = adresse("parcours_proposer_sortie", parcours)
    motif = MotifSortieFactory(code="abandon").pk
    saisie = {"motif": motif, "date_effet": timezone.localdate().isoformat()}
    refus = client.post(page, saisie | {"qualification": "Titre de soudeur"})
    assert refus.status_code == 422
    assert "Indiquez la situation à la sortie." in texte(refus)
    assert client.post(page, saisie | {"issue": "recherche"}).status_code == 302
    assert parcours.situations.get(moment=Moment.SORTIE).issue == "recherche"
