import html
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accompagnement.enums import StatutMiseEnRelation
from accompagnement.lecture.historique import changements
from accompagnement.models import MiseEnRelation, Projet
from offres.enums import StatutOffre
from plie.comptes.enums import Role
from plie.demonstration.france_travail import serveur
from plie.referentiels.models import Rome
from tests.usines import (
    AffectationFactory,
    AgentFactory,
    EtablissementFactory,
    MiseEnRelationFactory,
    OffreFactory,
    ParcoursFactory,
    RegleSortieFactory,
    SynchronisationFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def referent(client):
    agent = AgentFactory()
    client.force_login(agent)
    RegleSortieFactory()
    return agent


@pytest.fixture
def parcours(referent):
    return ParcoursFactory(actif=True, referent=referent, structure=referent.structure)


def viser(parcours, code="K2204", **champs):
    rome, _ = Rome.objects.get_or_create(
        code=code,
        defaults={
            "libelle": "Nettoyage",
            "grand_domaine_code": "K",
            "grand_domaine_libelle": "Services",
            "domaine_code": code[:3],
            "domaine_libelle": "Propreté",
        },
    )
    projet = Projet.objects.create(parcours=parcours, **champs)
    projet.metiers.set([rome])


def page(client, parcours):
    return client.get(reverse("accompagnement:dossier_offres", args=[parcours.participant_id]))


def test_without_a_trade_the_page_says_what_to_fill_in(client, parcours):
    texte = page(client, parcours).content.decode()
    assert "Aucun métier visé" in texte
    assert reverse("accompagnement:projet_modifier", args=[parcours.pk]) in texte


def test_an_offer_is_shown_with_its_sum_and_may_be_proposed(client, parcours):
    viser(parcours)
    offre = OffreFactory()
    texte = page(client, parcours).content.decode()
    assert ">75</td>" in texte
    assert "lieu non précisé" in texte
    assert reverse("accompagnement:offre_proposer", args=[parcours.pk, offre.pk]) in texte


def test_a_wish_that_tells_of_health_changes_nothing_for_who_may_not_know_it(client, parcours):
    viser(parcours, souhaite_adapte=True, contrats=["cdi"])
    offre = OffreFactory(contrat="CDI")
    OffreFactory(contrat="CDD")
    adresse = reverse("offres:offre", args=[offre.pk])
    sienne = page(client, parcours)
    assert "travailleurs handicapés" in sienne.content.decode()
    assert sienne.context["resultat"].propositions == []
    client.force_login(AgentFactory(role=Role.DIRECTION))
    avec = page(client, parcours).content.decode()
    Projet.objects.update(souhaite_adapte=False)
    sans = page(client, parcours)
    assert [p.offre for p in sans.context["resultat"].propositions] == [offre]
    for texte in (avec, sans.content.decode()):
        assert "handicap" not in texte
        assert ">75</td>" in texte and adresse in texte
        assert texte.count("pourquoi") == sans.content.decode().count("pourquoi")


@pytest.mark.parametrize("nombre", [1, 3])
def test_the_list_costs_the_same_with_one_offer_and_with_three(
    client, parcours, django_assert_num_queries, nombre
):
    viser(parcours)
    for _ in range(nombre):
        employeur = EtablissementFactory()
        MiseEnRelationFactory(
            parcours=parcours, offre=OffreFactory(etablissement=employeur, contrat="CDI")
        )
        OffreFactory(etablissement=employeur)
    with django_assert_num_queries(18):
        page(client, parcours)


def test_an_offer_of_our_own_is_proposed_with_its_employer_and_its_contract(client, parcours):
    viser(parcours)
    OffreFactory(etablissement=EtablissementFactory(nom="Net Services"), contrat="CDI")
    texte = page(client, parcours).content.decode()
    assert "Net Services" in texte
    assert "CDI" in texte.split('data-libelle="Contrat"')[1].split("</td>")[0]


def test_proposing_writes_and_comes_back(client, parcours):
    offre = OffreFactory()
    adresse = reverse("accompagnement:offre_proposer", args=[parcours.pk, offre.pk])
    reponse = client.post(adresse, {"proposee_le": "2026-01-05", "version": 1})
    assert reponse.status_code == 302
    assert MiseEnRelation.objects.get().offre == offre


def _proposer(client, parcours, offre):
    adresse = reverse("accompagnement:offre_proposer", args=[parcours.pk, offre.pk])
    saisie = {"proposee_le": "2026-01-05", "commentaire": "Lui en parler", "version": 1}
    return client.post(adresse, saisie)


def test_an_offer_gone_since_the_morning_is_said_and_withdrawn(client, parcours, simulateur):
    SynchronisationFactory()
    offre = OffreFactory(importee=True, identifiant="048KLTP", entreprise="Propre & Net")
    reponse = _proposer(client, parcours, offre)
    assert reponse.status_code == 422
    texte = html.unescape(reponse.content.decode())
    assert "France Travail a retiré cette offre : elle ne peut plus être proposée." in texte
    assert "Lui en parler" in texte
    offre.refresh_from_db()
    assert (offre.statut, offre.entreprise) == (StatutOffre.RETIREE, "")
    assert not MiseEnRelation.objects.exists()


def test_an_offer_still_there_is_proposed(client, parcours, simulateur):
    SynchronisationFactory()
    simulateur.offres = [{"id": "048KLTP"}]
    offre = OffreFactory(importee=True, identifiant="048KLTP")
    assert _proposer(client, parcours, offre).status_code == 302


def test_a_service_that_is_down_prevents_no_proposal(client, parcours, simulateur):
    SynchronisationFactory()
    simulateur.pannes.append(serveur.erreur_html(503))
    offre = OffreFactory(importee=True, identifiant="048KLTP")
    assert _proposer(client, parcours, offre).status_code == 302
    assert MiseEnRelation.objects.get().offre == offre


def test_nobody_is_asked_about_an_offer_of_ours(client, parcours, simulateur):
    assert _proposer(client, parcours, OffreFactory()).status_code == 302
    assert simulateur.demandes_de_jeton == 0


def test_a_hire_opens_the_job_already_filled_in_and_is_linked_to_it(client, parcours):
    employeur = EtablissementFactory(nom="Net Services")
    offre = OffreFactory(etablissement=employeur, contrat="CDI", heures_hebdo=35)
    mise = MiseEnRelationFactory(
        parcours=parcours,
        offre=offre,
        etablissement=employeur,
        heures_hebdo=35,
        statut=StatutMiseEnRelation.TRANSMISE,
    )
    adresse = reverse("accompagnement:parcours_signer_emploi", args=[parcours.pk])
    adresse = f"{adresse}?mise_en_relation={mise.pk}"
    assert "Net Services" in client.get(adresse).content.decode()
    envoi = {"type_contrat": "cdi", "employeur": "Net Services", "date_debut": "2025-09-01"}
    assert client.post(adresse, envoi | {"version": 1}).status_code == 302
    mise.refresh_from_db()
    assert mise.statut == StatutMiseEnRelation.EMBAUCHEE
    assert mise.emploi.employeur == "Net Services"


def test_a_stale_offer_of_france_travail_tells_its_employer_to_no_hire(client, parcours):
    offre = OffreFactory(importee=True, entreprise="Net Services")
    mise = MiseEnRelationFactory(
        parcours=parcours, offre=offre, statut=StatutMiseEnRelation.TRANSMISE
    )
    adresse = reverse("accompagnement:parcours_signer_emploi", args=[parcours.pk])
    adresse = f"{adresse}?mise_en_relation={mise.pk}"
    assert "Net Services" not in client.get(adresse).content.decode()
    SynchronisationFactory()
    assert "Net Services" in client.get(adresse).content.decode()


def test_a_stale_offer_without_a_trade_is_named_by_nothing_of_its_text(client, parcours):
    offre = OffreFactory(importee=True, intitule="Vendeur au Petit Moulin", rome_libelle="")
    mise = MiseEnRelationFactory(parcours=parcours, offre=offre)
    acte = reverse("accompagnement:mise_en_relation_acte", args=[mise.pk, "accepter"])
    for texte in (page(client, parcours).content.decode(), client.get(acte).content.decode()):
        assert "Petit Moulin" not in texte
        assert "France Travail" in texte


def test_the_tab_says_since_when_the_offers_of_france_travail_are_hidden(client, parcours):
    viser(parcours)
    texte = page(client, parcours).content.decode()
    assert "Aucune synchronisation complète n'a encore eu lieu" in texte
    assert "24 heures" not in texte
    SynchronisationFactory(debut=timezone.now() - timedelta(hours=25))
    texte = page(client, parcours).content.decode()
    assert "La dernière synchronisation complète date du" in texte
    SynchronisationFactory()
    assert "masquées" not in page(client, parcours).content.decode()


@pytest.mark.parametrize("jour", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    ("acte", "champ"), [("entretien", "entretien_le"), ("rappel", "rappel_le")]
)
def test_a_year_nobody_can_mean_is_refused_beside_its_field(client, parcours, acte, champ, jour):
    mise = MiseEnRelationFactory(parcours=parcours, statut=StatutMiseEnRelation.TRANSMISE)
    adresse = reverse("accompagnement:mise_en_relation_acte", args=[mise.pk, acte])
    reponse = client.post(adresse, {champ: jour, "version": 1})
    assert reponse.status_code == 422
    erreurs = reponse.context["formulaire"].errors
    assert any("plausible" in str(message) for message in erreurs[champ])


def test_the_proposal_of_somebody_else_does_not_open_a_hire(client, parcours):
    autre = MiseEnRelationFactory(statut=StatutMiseEnRelation.TRANSMISE)
    adresse = reverse("accompagnement:parcours_signer_emploi", args=[parcours.pk])
    assert client.get(f"{adresse}?mise_en_relation={autre.pk}").status_code == 404


def test_the_page_of_an_offer_names_only_ones_own_people(client, parcours):
    viser(parcours)
    autre = ParcoursFactory(actif=True, structure=parcours.structure)
    viser(autre)
    texte = client.get(reverse("offres:offre", args=[OffreFactory().pk])).content.decode()
    assert str(parcours.participant) in texte
    assert str(autre.participant) not in texte


def test_the_history_does_not_say_that_a_wish_of_health_changed(client, referent, parcours):
    viser(parcours, mobilite_km=5)
    Projet.objects.update(souhaite_adapte=True)
    sien = changements(parcours.participant, lecteur=referent)
    direction = changements(parcours.participant, lecteur=AgentFactory(role=Role.DIRECTION))
    assert sum(c.objet == "Projet" for c in sien) == 2
    assert [[ligne.champ for ligne in c.lignes] for c in direction if c.objet == "Projet"] == [
        [ligne.champ for ligne in c.lignes if "handicapés" not in ligne.champ]
        for c in sien
        if c.objet == "Projet" and c.verbe == "Création"
    ]


def test_what_an_employer_answered_is_written_after_the_exit_too(client, referent):
    """By whoever followed the person last; nothing else of a closed parcours goes on."""
    clos = ParcoursFactory(sorti=True, structure=referent.structure)
    AffectationFactory(parcours=clos, agent=referent, date_fin=clos.date_sortie)
    mise = MiseEnRelationFactory(parcours=clos)

    def acte(nom):
        return reverse("accompagnement:mise_en_relation_acte", args=[mise.pk, nom])

    adresse = reverse("accompagnement:dossier_offres", args=[clos.participant_id])
    offerts = {"accepter", "transmettre", "entretien", "decliner", "sans-suite", "rappel"}
    page = client.get(f"{adresse}?parcours={clos.pk}").text
    assert {nom for nom in offerts if acte(nom) in page} == {"decliner", "sans-suite"}
    assert client.get(acte("accepter")).status_code == 403
    fin = {"conclue_le": f"{timezone.localdate()}", "version": 1, "motif": "sans_reponse"}
    collegue = AgentFactory(structure=referent.structure)
    client.force_login(collegue)
    assert client.post(acte("sans-suite"), fin).status_code == 403
    client.force_login(referent)
    assert client.post(acte("sans-suite"), fin).status_code == 302
    mise.refresh_from_db()
    assert mise.statut == StatutMiseEnRelation.SANS_SUITE
