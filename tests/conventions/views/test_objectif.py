"""An objective opened: the names it counts, those who could still be, what changes it."""

from datetime import date

import pytest
from django.urls import reverse

from accompagnement.enums import Statut
from plie.comptes.enums import Role
from plie.journal.models import Consultation
from tests.accompagnement.pages import texte
from tests.usines import (
    AgentFactory,
    AppartenanceFactory,
    EmploiFactory,
    ObjectifFactory,
    ParcoursFactory,
    ValeurFactory,
)

pytestmark = pytest.mark.django_db
MI_ANNEE = {"le": "2025-07-02"}


@pytest.fixture
def direction(client):
    agent = AgentFactory(role=Role.DIRECTION)
    client.force_login(agent)
    return agent


def ouvrir(client, objectif, page="objectif", *cles, **donnees):
    return client.get(reverse(f"conventions:{page}", args=[objectif.pk, *cles]), MI_ANNEE | donnees)


def mots(reponse):
    return " ".join(texte(reponse).split())


def test_the_number_opens_the_list_that_it_counts_and_its_export(client, direction):
    appartenance = AppartenanceFactory(parcours__participant__nom="Lefevre")
    ParcoursFactory(actif=True, participant__nom="Ailleurs")
    objectif = ObjectifFactory(cible=5, cohorte=appartenance.cohorte)
    assert "Voir la liste (1)" in mots(ouvrir(client, objectif))
    liste = ouvrir(client, objectif, "objectif_dossiers")
    assert liste.context["page"].paginator.count == 1
    assert "Lefevre" in liste.text
    assert "Ailleurs" not in liste.text
    fichier = ouvrir(client, objectif, "objectif_dossiers_exporter", "csv")
    lignes = b"".join(fichier.streaming_content) if fichier.streaming else fichier.content
    assert "Lefevre" in lignes.decode("utf-8-sig")
    assert "Ailleurs" not in lignes.decode("utf-8-sig")
    assert Consultation.objects.filter(objet="Export d'un objectif").count() == 1


def test_a_rate_opens_its_two_halves(client, direction):
    ParcoursFactory(sorti=True)
    ParcoursFactory(sorti=True, motif="abandon")
    objectif = ObjectifFactory(indicateur="taux_sorties_positives", cible=56)
    page = ouvrir(client, objectif)
    assert "50\u00a0%" in page.text
    assert "(1 sur 2)" in mots(page)
    for partie, combien in (("numerateur", 1), ("denominateur", 2)):
        liste = ouvrir(client, objectif, "objectif_dossiers", partie=partie)
        assert liste.context["page"].paginator.count == combien
    assert ouvrir(client, objectif, "objectif_dossiers", partie="autre").status_code == 404


def test_who_could_still_count_is_named_with_the_bound(client, direction):
    propose = ParcoursFactory(statut=Statut.SORTIE_PROPOSEE, date_entree=date(2025, 1, 15))
    en_emploi = ParcoursFactory(statut=Statut.EN_EMPLOI, date_entree=date(2025, 1, 15))
    EmploiFactory(parcours=en_emploi, date_debut=date(2025, 6, 1), date_fin=None)
    ParcoursFactory(sorti=True)
    ParcoursFactory(actif=True, participant__nom="Personne")
    page = ouvrir(client, ObjectifFactory(indicateur="sorties_positives", cible=5))
    assert "Si tous comptaient : 3, pour une cible de 5." in mots(page)
    assert str(propose.participant) in page.text
    assert str(en_emploi.participant) in page.text
    assert "Personne" not in [u.participant.nom for _, us in page.context["marges"] for u in us]


def test_a_rate_has_its_bound_too(client, direction):
    ParcoursFactory(statut=Statut.SORTIE_PROPOSEE, date_entree=date(2025, 1, 15))
    ParcoursFactory(sorti=True)
    ParcoursFactory(sorti=True, motif="abandon")
    page = mots(ouvrir(client, ObjectifFactory(indicateur="taux_sorties_positives", cible=70)))
    assert "Si tous comptaient : 66,7 %, pour une cible de 70 %." in page


@pytest.mark.parametrize("fin, viendront", [(date(2026, 1, 2), False), (date(2026, 1, 3), True)])
def test_a_job_not_found_yet_may_count_before_an_end_that_is_far(client, direction, fin, viendront):
    """The bound is no bound then: a forecast may well lie beyond it."""
    ParcoursFactory(statut=Statut.SORTIE_PROPOSEE, date_entree=date(2025, 1, 15))
    objectif = ObjectifFactory(
        indicateur="sorties_positives", cible=5, rythme="periode", convention__date_fin=fin
    )
    page = mots(ouvrir(client, objectif))
    assert "Si tous comptaient : 1" in page
    assert ("d'autres peuvent encore trouver un emploi" in page) == viendront


def test_a_referent_lists_their_own_dossiers(client):
    agent = AgentFactory()
    ParcoursFactory(actif=True, structure=agent.structure, referent=agent)
    ParcoursFactory(actif=True, participant__nom="Ailleurs")
    client.force_login(agent)
    liste = ouvrir(client, ObjectifFactory(cible=5), "objectif_dossiers")
    assert liste.context["page"].paginator.count == 1
    assert "Ailleurs" not in liste.text


@pytest.mark.parametrize("champs", [{"indicateur": "part_rqth"}, {"criteres": ["rqth"]}])
def test_the_list_of_a_figure_of_health_is_for_coordination(client, direction, champs):
    ParcoursFactory(actif=True, criteres=["rqth"])
    objectif = ObjectifFactory(cible=5, **champs)
    assert ouvrir(client, objectif, "objectif_dossiers").status_code == 403
    assert ouvrir(client, objectif, "objectif_dossiers_exporter", "csv").status_code == 403
    client.force_login(AgentFactory(role=Role.COORDINATION))
    assert ouvrir(client, objectif, "objectif_dossiers").status_code == 200


@pytest.mark.parametrize("champs", [{"indicateur": "part_rqth"}, {"criteres": ["rqth"]}])
def test_a_figure_of_health_is_for_coordination_even_of_a_year_that_is_over(
    client, direction, champs
):
    """Computed again each day, it would tell of whom a correction is."""
    ParcoursFactory.create_batch(6, actif=True, criteres=["rqth"])
    ParcoursFactory.create_batch(6, actif=True)
    objectif = ObjectifFactory(cible=5, convention__date_fin=date(2025, 12, 31), **champs)
    ou, jour = reverse("conventions:objectif", args=[objectif.pk]), {"le": "2026-03-01"}
    assert client.get(ou, jour).context["jauge"].valeur is None
    client.force_login(AgentFactory(role=Role.COORDINATION))
    assert client.get(ou, jour).context["jauge"].valeur is not None


def test_what_is_counted_by_hand_or_not_begun_has_no_list(client, direction):
    compteur = ObjectifFactory(manuel=True, cible=4)
    assert ouvrir(client, compteur, "objectif_dossiers").status_code == 404
    a_venir = ObjectifFactory(cible=4, convention__date_debut=date(2025, 8, 1))
    assert ouvrir(client, a_venir, "objectif_dossiers").status_code == 404


def test_offers_are_listed_and_not_exported(client, direction):
    objectif = ObjectifFactory(indicateur="offres_ouvertes", cible=100)
    assert ouvrir(client, objectif, "objectif_dossiers").status_code == 200
    assert ouvrir(client, objectif, "objectif_dossiers_exporter", "csv").status_code == 404


def test_a_target_is_amended_on_its_page(client, direction):
    objectif = ObjectifFactory(cible=40)
    saisie = {"valeur": "50.5", "date_debut": "2025-07-01"}
    ou = reverse("conventions:cible_amender", args=[objectif.pk])
    page = mots(client.post(ou, saisie, follow=True))
    assert "<strong>40</strong> à partir du 01/01/2025 et jusqu'au 30/06/2025" in page
    assert "<strong>50,5</strong> à partir du 01/07/2025" in page


@pytest.mark.parametrize("valeur", ["0", "-3"])
def test_a_target_of_nothing_is_refused_beside_it(client, direction, valeur):
    objectif = ObjectifFactory(cible=40)
    ou = reverse("conventions:cible_amender", args=[objectif.pk])
    reponse = client.post(ou, {"valeur": valeur, "date_debut": "2025-07-01"})
    assert reponse.context["formulaire"].errors["valeur"] == ["Une cible est plus grande que zéro."]


def test_a_counter_is_added_to_and_mended(client, direction):
    objectif = ObjectifFactory(manuel=True, cible=12)
    valeur = ValeurFactory(objectif=objectif, source="Erreur")
    ou = reverse("conventions:valeur_noter", args=[objectif.pk])
    client.post(ou, {"date": "2025-03-12", "valeur": "2", "source": "Forum de Denain"})
    client.post(reverse("conventions:valeur_retirer", args=[valeur.pk]))
    page = mots(ouvrir(client, objectif))
    assert "Forum de Denain" in page
    assert "Erreur" not in page
    assert "Réalisé <strong>2</strong> actions" in page


def test_an_objective_is_created_with_its_scope(client, direction):
    convention = ObjectifFactory().convention
    saisie = {"libelle": "Entrées au RSA", "code": "rsa", "indicateur": "entrees", "valeur": "30"}
    saisie |= {"rythme": "annee", "sens": "au_moins", "criteres": ["rsa"]}
    ou = reverse("conventions:objectif_creer", args=[convention.pk])
    page = mots(client.post(ou, saisie, follow=True))
    assert "Bénéficiaire du RSA" in page
    assert "<strong>30</strong> à partir du 01/01/2025" in page


def test_a_page_costs_the_same_whoever_could_count(
    client, direction, django_assert_max_num_queries
):
    objectif = ObjectifFactory(indicateur="taux_sorties_positives", cible=56)
    for _ in range(4):
        ParcoursFactory(statut=Statut.SORTIE_PROPOSEE, date_entree=date(2025, 1, 15))
        ParcoursFactory(sorti=True)
    ouvrir(client, objectif)
    for page, questions in (("objectif", 15), ("objectif_dossiers", 16)):
        with django_assert_max_num_queries(questions):
            ouvrir(client, objectif, page)


def test_an_objective_of_nothing_is_refused(client, direction):
    convention = ObjectifFactory().convention
    saisie = {"libelle": "Rien", "code": "rien", "valeur": "3", "rythme": "annee"}
    ou = reverse("conventions:objectif_creer", args=[convention.pk])
    reponse = client.post(ou, saisie | {"sens": "au_moins"})
    assert "jamais les deux" in reponse.context["formulaire"].errors["indicateur"][0]
