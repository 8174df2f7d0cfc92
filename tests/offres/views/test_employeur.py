from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from offres.enums import StatutOffre
from offres.models import Contact, Echange, Etablissement
from plie.comptes.enums import Role
from tests.usines import AgentFactory, CommuneFactory, EtablissementFactory, OffreFactory

pytestmark = pytest.mark.django_db
LISTE = reverse("offres:employeurs")
CREER = reverse("offres:employeur_creer")
SIRET = "35600000000048"


def adresse(objet, nom="employeur"):
    return reverse(f"offres:{nom}", args=[objet.pk])


def noter(etablissement, agent, **champs):
    return Echange.objects.create(
        **{
            "etablissement": etablissement,
            "type": "visite",
            "objet": "prospection",
            "le": timezone.localdate() - timedelta(days=10),
            "intervenant": "Nadia",
            "saisi_par": agent,
            **champs,
        }
    )


def test_the_list_finds_by_name_siret_commune_and_reminder(client, referent):
    denain = CommuneFactory(code_insee="59172", nom="Denain")
    etablissement = EtablissementFactory(nom="Entrepôts Éclair", siret=SIRET, commune=denain)
    EtablissementFactory(nom="Autre")
    noter(etablissement, referent, suite="Rappeler", suite_le=timezone.localdate())
    assert "356\xa0000\xa0000\xa000048" in client.get(LISTE).text
    copie = "q=356\xa0000\xa0000\xa000048"
    for requete in (
        copie,
        "q=eclair",
        "q=356 000",
        "commune=59172",
        "a_relancer=on",
        "q=eclair entre",
    ):
        page = client.get(f"{LISTE}?{requete}")
        assert [e.nom for e in page.context["page"]] == ["Entrepôts Éclair"], requete
    assert client.get(LISTE, {"q": "%\0"}).status_code == 200


def test_a_siret_is_checked_and_its_spaces_forgiven(client, referent):
    page = client.post(CREER, {"nom": "Faux", "type": "entreprise", "siret": "12345678901234"})
    assert page.status_code == 422
    assert "Ce SIRET n&#39;existe pas" in page.content.decode()
    client.post(CREER, {"nom": "Vrai", "type": "entreprise", "siret": "356 000 000 00048"})
    assert Etablissement.objects.get().siret == SIRET


@pytest.mark.parametrize("nom", [" ", "\u200b\u2060", "\ufeff\u00ad \u200d", "--"])
def test_a_name_that_nobody_can_read_is_refused(client, referent, nom):
    page = client.post(CREER, {"nom": nom, "type": "entreprise"})
    assert page.status_code == 422
    assert page.context["formulaire"].errors["nom"]
    assert not Etablissement.objects.exists()


def test_the_same_siret_is_refused_with_a_link_to_the_one_that_has_it(client, referent):
    existant = EtablissementFactory(nom="La Poste", siret=SIRET)
    page = client.post(CREER, {"nom": "Poste", "type": "public", "siret": SIRET})
    assert page.status_code == 422
    assert adresse(existant) in page.content.decode()
    assert "Un établissement porte déjà ce SIRET" in page.content.decode()
    assert Etablissement.objects.count() == 1


def test_the_same_name_in_the_same_commune_asks_before_writing_a_second(client, referent):
    denain = CommuneFactory(code_insee="59172", nom="Denain")
    EtablissementFactory(nom="Brico Éclair", commune=denain, siret=SIRET)
    saisie = {"nom": "brico eclair", "type": "entreprise", "commune": "59172", "notes": "à voir"}
    page = client.post(CREER, saisie).content.decode()
    assert "porte déjà ce nom" in page
    assert "à voir" in page
    client.post(CREER, saisie | {"pas_un_doublon": "on"})
    assert Etablissement.objects.count() == 2


def test_a_visit_is_noted_with_what_follows_then_done(client, referent):
    etablissement = EtablissementFactory()
    contact = Contact.objects.create(etablissement=etablissement, nom="Mme Petit")
    jour = timezone.localdate()
    client.post(
        adresse(etablissement, "echange_creer"),
        {
            "type": "visite",
            "objet": "recueil_offre",
            "le": jour,
            "equipe": "france_travail",
            "intervenant": "Équipe de Denain",
            "contact": contact.pk,
            "suite": "Envoyer deux CV",
            "suite_le": jour,
        },
    )
    echange = Echange.objects.get()
    assert echange.saisi_par == referent
    page = client.get(adresse(etablissement)).content.decode()
    assert "Équipe entreprises de France Travail" in page
    assert "Envoyer deux CV" in client.get("/").content.decode()
    client.post(adresse(echange, "echange_faire"))
    client.post(adresse(echange, "echange_faire"))
    assert "fait le" in client.get(adresse(etablissement)).content.decode()
    assert "Envoyer deux CV" not in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"le": "2199-01-01"}, "Cette date est à venir"),
        ({"suite_le": "2199-01-01"}, "Dites ce qui est à faire"),
        ({"suite": "Rappeler", "suite_le": "2001-01-01"}, "précède l&#39;échange"),
        ({"suite": "Rappeler", "suite_le": "0001-01-01"}, "suite à donner n&#39;est pas plausible"),
        ({"suite": "Rappeler", "suite_le": "9999-12-31"}, "suite à donner n&#39;est pas plausible"),
    ],
)
def test_a_refusal_says_why_beside_its_field(client, referent, champs, phrase):
    saisie = {
        "type": "appel",
        "objet": "autre",
        "le": "2025-01-10",
        "equipe": "plie",
        "intervenant": "Nadia",
        **champs,
    }
    page = client.post(adresse(EtablissementFactory(), "echange_creer"), saisie)
    assert page.status_code == 422
    assert phrase in page.content.decode()


def test_a_change_made_meanwhile_is_shown(client, referent):
    contact = Contact.objects.create(etablissement=EtablissementFactory(), nom="Petit")
    Contact.objects.filter(pk=contact.pk).update(nom="Grand", version=2)
    page = client.post(adresse(contact, "contact_modifier"), {"nom": "Moyen", "version": 1})
    assert page.status_code == 422
    assert "Grand" in page.content.decode()


@pytest.mark.parametrize("nombre", [1, 20])
def test_twenty_employers_cost_what_one_costs(client, referent, django_assert_num_queries, nombre):
    for rang in range(nombre):
        etablissement = EtablissementFactory(
            commune=CommuneFactory(code_insee=f"{59000 + rang}", nom=f"Commune {rang}")
        )
        noter(etablissement, referent, suite="Rappeler", suite_le=timezone.localdate())
    client.get(LISTE)
    with django_assert_num_queries(4):
        assert len(client.get(LISTE).context["page"]) == nombre


def test_three_rows_ask_no_more_than_one(client, referent, django_assert_max_num_queries):
    etablissement = EtablissementFactory()

    def remplir():
        contact = Contact.objects.create(
            etablissement=etablissement, nom=f"Contact {Contact.objects.count()}"
        )
        noter(etablissement, referent, contact=contact)
        OffreFactory(etablissement=etablissement)

    comptes = []
    for _ in range(3):
        remplir()
        with django_assert_max_num_queries(12) as capture:
            client.get(adresse(etablissement))
        comptes.append(len(capture))
    assert comptes[1] == comptes[2]


def test_a_draft_is_listed_for_those_who_may_open_it_only(client, referent):
    etablissement = EtablissementFactory()
    brouillon = OffreFactory(etablissement=etablissement, statut=StatutOffre.BROUILLON)
    ouverte = OffreFactory(etablissement=etablissement)
    assert set(client.get(adresse(etablissement)).context["offres"]) == {ouverte, brouillon}
    client.force_login(AgentFactory(role=Role.DIRECTION))
    assert client.get(adresse(etablissement)).context["offres"] == [ouverte]
