"""A person put in a cohort from their dossier, and where it then shows."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from accompagnement.actions.alerte import calculer_alertes
from accompagnement.lecture.historique import changements
from accompagnement.models import AppartenanceCohorte
from plie.comptes.enums import Role
from plie.referentiels.models import TypeFrein
from tests.accompagnement.pages import adresse, repentirs, texte
from tests.usines import (
    AgentFactory,
    AppartenanceFactory,
    CohorteFactory,
    ParcoursFactory,
)

pytestmark = pytest.mark.django_db
LISTE = reverse("accompagnement:dossiers")
MARS = {"date_debut": "2025-03-01", "raison": "Deux ans sans emploi"}


@pytest.fixture
def parcours():
    agent = AgentFactory()
    suivi = {"structure": agent.structure, "referent": agent}
    return ParcoursFactory(actif=True, criteres=["rqth", "rsa"], **suivi)


@pytest.fixture
def cohorte():
    return CohorteFactory(code="cent", libelle="Les cent", capacite=1)


def dossier(parcours):
    return reverse("accompagnement:dossier", args=[parcours.participant_id])


def test_one_is_chosen_from_the_dossier_with_a_reason(client, coordination, parcours, cohorte):
    assert "Mettre en suivi renforcé" in texte(client.get(dossier(parcours)))
    ou = adresse("parcours_mettre_en_cohorte", parcours)
    assert "Les cent (0 sur 1 places)" in texte(client.get(ou))
    page = texte(client.post(ou, MARS | {"cohorte": cohorte.pk}, follow=True))
    assert "La personne est dans la cohorte." in page
    assert "Suivi renforcé" in page
    assert "Deux ans sans emploi" in page
    assert "Ce jour-là :" in page


def test_the_timeline_says_who_came_and_who_left(client, coordination, parcours, cohorte):
    AppartenanceFactory(
        cohorte=cohorte, parcours=parcours, date_fin=date(2025, 6, 1), raison_fin="A trouvé"
    )
    page = texte(client.get(dossier(parcours)))
    assert "Quitte la cohorte : Les cent" in page and "A trouvé" in page


def test_who_was_put_in_by_mistake_is_taken_out_with_a_reason(
    client, coordination, parcours, cohorte
):
    mise = AppartenanceFactory(cohorte=cohorte, parcours=parcours, raison="Autre personne")
    retirer = reverse("accompagnement:retirer", args=["suivi-renforce", mise.pk])
    assert retirer in client.get(dossier(parcours)).text
    client.force_login(AgentFactory(role=Role.DIRECTION, structure=None))
    assert retirer not in client.get(dossier(parcours)).text
    client.force_login(coordination)
    client.post(retirer, {"motif": "Erreur de nom"})
    assert "Autre personne" not in texte(client.get(dossier(parcours)))
    historique = reverse("accompagnement:dossier_historique", args=[parcours.participant_id])
    dits = texte(client.get(historique))
    assert "Suivi renforcé du 01/02/2025" in dits and "Erreur de nom" in dits
    # Its only place is free again.
    AppartenanceFactory(cohorte=cohorte)


def test_who_was_just_put_in_is_taken_out_at_once(client, coordination, parcours, cohorte):
    ou = adresse("parcours_mettre_en_cohorte", parcours)
    [annuler] = repentirs(client.post(ou, MARS | {"cohorte": cohorte.pk}, follow=True))
    client.post(annuler)
    assert not AppartenanceCohorte.objects.exists()


def test_a_full_cohort_is_said_beside_the_form(client, coordination, parcours, cohorte):
    AppartenanceFactory(cohorte=cohorte)
    saisie = MARS | {"cohorte": cohorte.pk}
    reponse = client.post(adresse("parcours_mettre_en_cohorte", parcours), saisie)
    assert reponse.status_code == 422
    assert "Cette cohorte est complète : 1 sur 1 places sont prises." in texte(reponse)
    assert "Deux ans sans emploi" in texte(reponse)


def test_twice_in_one_is_said_beside_the_cohort(client, coordination, parcours, cohorte):
    AppartenanceFactory(cohorte=cohorte, parcours=parcours)
    saisie = MARS | {"cohorte": cohorte.pk}
    reponse = client.post(adresse("parcours_mettre_en_cohorte", parcours), saisie)
    assert "cohorte" in reponse.context["formulaire"].errors


def test_one_leaves_with_a_reason(client, coordination, parcours, cohorte):
    appartenance = AppartenanceFactory(cohorte=cohorte, parcours=parcours)
    ou = reverse("accompagnement:cohorte_quitter", args=[appartenance.pk])
    saisie = {"date_fin": f"{timezone.localdate()}", "raison_fin": "A repris un emploi"}
    page = texte(client.post(ou, saisie, follow=True))
    assert "A repris un emploi" in page
    assert not AppartenanceCohorte.objects.en_cours().exists()


def test_who_left_the_plie_has_no_badge(client, coordination):
    parcours = ParcoursFactory(sorti=True)
    AppartenanceFactory(parcours=parcours)
    page = client.get(dossier(parcours)).text
    assert 'badge-bleu">Suivi renforcé' not in page
    assert "Quitter la cohorte" not in page


def test_what_says_the_health_of_a_person_is_withheld(client, parcours, cohorte):
    frein = TypeFrein.objects.create(slug="zsante", libelle="Addiction", est_sensible=True)
    garde = {"criteres": ["rqth", "rsa"], "freins": [frein.pk]}
    AppartenanceFactory(cohorte=cohorte, parcours=parcours, **garde)
    client.force_login(AgentFactory(role=Role.DIRECTION))
    page = texte(client.get(dossier(parcours)))
    assert "Ce jour-là : Bénéficiaire du RSA" in page
    assert "Addiction" not in page
    client.force_login(parcours.referent)
    assert "Addiction" in texte(client.get(dossier(parcours)))


def test_the_history_withholds_it_too(parcours, cohorte):
    AppartenanceFactory(cohorte=cohorte, parcours=parcours, criteres=["rsa"])

    def dit(agent):
        lus = changements(parcours.participant, lecteur=agent)
        lignes = [ligne for lu in lus if "cohorte" in lu.objet for ligne in lu.lignes]
        return {ligne.champ: ligne.apres for ligne in lignes}["Critères ce jour-là"]

    assert dit(AgentFactory(role=Role.DIRECTION)) == "réservé"
    assert dit(parcours.referent) == "Bénéficiaire du RSA"


def test_the_list_shows_and_filters_it(client, coordination, parcours, cohorte):
    ParcoursFactory(actif=True)
    AppartenanceFactory(cohorte=cohorte, parcours=parcours)
    lignes = client.get(LISTE).context["lignes"]
    assert [ligne.pk for ligne in lignes if ligne.est_renforce] == [parcours.pk]
    reponse = client.get(LISTE, {"cohorte": "cent"})
    assert [ligne.pk for ligne in reponse.context["lignes"]] == [parcours.pk]
    assert "Suivi renforcé : Les cent" in texte(reponse)


def test_who_left_the_cohort_is_no_more_in_its_list(client, coordination, parcours, cohorte):
    AppartenanceFactory(cohorte=cohorte, parcours=parcours, date_fin=date(2025, 3, 1))
    assert client.get(LISTE, {"cohorte": "cent"}).context["lignes"] == []


def test_home_says_who_is_waited_for_by_their_cohort(client, coordination, parcours, cohorte):
    AppartenanceFactory(cohorte=cohorte, parcours=parcours)
    calculer_alertes()
    page = texte(client.get(reverse("accompagnement:accueil")))
    assert "personne en suivi renforcé sans entretien depuis le délai de sa cohorte" in page


@pytest.mark.parametrize("role", [Role.GESTIONNAIRE_FSE, Role.REFERENT])
def test_who_reads_it_is_offered_no_act(client, parcours, cohorte, role):
    AppartenanceFactory(cohorte=cohorte, parcours=parcours)
    client.force_login(parcours.referent if role == Role.REFERENT else AgentFactory(role=role))
    page = texte(client.get(dossier(parcours)))
    assert "Les cent" in page
    assert "Quitter la cohorte" not in page
    assert "Mettre en suivi renforcé" not in page
