import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from offres.actions.offre import changer_statut
from offres.api.offre import DEPOSEE
from offres.models import Offre
from plie.partenaires.models import Evenement
from plie.referentiels.models import Rome
from tests.partenaire import Partenaire
from tests.usines import CommuneFactory, CoordinationFactory, OffreFactory

pytestmark = pytest.mark.django_db
ECRITURE = ["offres.ecriture"]


@pytest.fixture(autouse=True)
def referentiels():
    Rome.objects.get_or_create(code="K2304", defaults={"libelle": "Revalorisation de produits"})
    CommuneFactory()


@pytest.fixture
def partenaire():
    return Partenaire(ECRITURE)


ENVOYEE = DEPOSEE | {"expire_le": None}


def deposer(partenaire, **champs):
    return partenaire.post("/offres", ENVOYEE | champs)


def test_an_offer_sent_is_a_draft_of_its_partner(partenaire):
    recue = deposer(partenaire)
    assert recue.statut == 201, recue.corps
    assert recue.corps["statut"] == "brouillon"
    assert {nom: recue.corps[nom] for nom in ENVOYEE} == ENVOYEE
    offre = Offre.objects.get()
    assert (offre.partenaire, offre.saisie_par) == (partenaire.structure, partenaire.agent)
    assert recue.entetes["Location"] == f"/api/v1/offres/{offre.pk}"
    assert partenaire.get(f"/offres/{offre.pk}").corps == recue.corps


def test_the_offer_of_a_trusted_partner_is_open_at_once():
    assert deposer(Partenaire(ECRITURE, est_de_confiance=True)).corps["statut"] == "ouverte"


def test_the_same_offer_is_sent_once(partenaire):
    deposer(partenaire)
    encore = deposer(partenaire)
    assert encore.statut == 422
    assert encore.corps["erreurs"][0]["pointeur"] == "/identifiant_externe"
    assert deposer(Partenaire(ECRITURE)).statut == 201


def test_a_partner_is_told_that_its_offer_is_published(partenaire):
    offre = Offre.objects.get(pk=deposer(partenaire).corps["id"])
    changer_statut(offre, par=CoordinationFactory(), statut="ouverte")
    assert list(Evenement.objects.values_list("structure", "type", "ressource")) == [
        (partenaire.structure.pk, "offre.modifiee", f"/api/v1/offres/{offre.pk}")
    ]


def test_a_put_replaces_what_was_read_and_nothing_else(partenaire):
    recue = deposer(partenaire)
    adresse, marque = f"/offres/{recue.corps['id']}", recue.entetes["ETag"]
    nouvelle = {"intitule": "Agent de tri de nuit", "rome_code": "K2304"}
    for marques in ({}, {"If-Match": "*"}):
        sans = partenaire.appeler("PUT", adresse, nouvelle, **marques)
        assert (sans.statut, sans.corps["code"]) == (428, "version_a_preciser")
    ecrite = partenaire.appeler("PUT", adresse, nouvelle, **{"If-Match": marque})
    assert (ecrite.statut, ecrite.corps["postes"], ecrite.corps["commune"]) == (200, 1, None)
    perimee = partenaire.appeler("PUT", adresse, nouvelle, **{"If-Match": marque})
    assert (perimee.statut, perimee.corps["code"]) == (412, "modifie_entre_temps")


def test_a_published_offer_is_no_longer_changed_by_its_partner(partenaire):
    offre = Offre.objects.get(pk=deposer(partenaire).corps["id"])
    changer_statut(offre, par=CoordinationFactory(), statut="ouverte")
    marque = partenaire.get(f"/offres/{offre.pk}").entetes["ETag"]
    refus = partenaire.appeler("PUT", f"/offres/{offre.pk}", ENVOYEE, **{"If-Match": marque})
    assert (refus.statut, refus.corps["code"]) == (422, "refuse")
    retrait = partenaire.appeler("DELETE", f"/offres/{offre.pk}", **{"If-Match": marque})
    assert (retrait.statut, retrait.corps["statut"]) == (200, "fermee")


def test_offers_of_others_and_of_france_travail_are_not_there(partenaire):
    ailleurs = deposer(Partenaire(ECRITURE)).corps["id"]
    autres = [ailleurs, OffreFactory().pk, OffreFactory(importee=True).pk]
    for pk in autres:
        assert partenaire.get(f"/offres/{pk}").statut == 404
        assert partenaire.appeler("DELETE", f"/offres/{pk}", **{"If-Match": "*"}).statut == 404
    assert partenaire.get("/offres").corps["resultats"] == []


@pytest.mark.parametrize(
    ("champs", "pointeur"),
    [
        ({"intitule": " "}, "/intitule"),
        ({"rome_code": "Z9999"}, "/rome_code"),
        ({"commune": "59220"}, "/commune"),
        ({"contrat": "STAGE"}, "/contrat"),
        ({"postes": 0}, "/postes"),
        ({"permis_exiges": ["B", "X"]}, "/permis_exiges/1"),
        ({"expire_le": "0000-01-01"}, "/expire_le"),
        ({"expire_le": "1900-01-01"}, "/expire_le"),
        ({"heures_hebdo": "NaN"}, "/heures_hebdo"),
        ({"heures_hebdo": "-1"}, "/heures_hebdo"),
        ({"intitule": "a\u0000b"}, "/intitule"),
        ({"intitule": "\ud800"}, "/intitule"),
        ({"intitule": "x" * 301}, "/intitule"),
    ],
)
def test_a_fault_is_told_at_its_field(partenaire, champs, pointeur):
    refus = deposer(partenaire, **champs)
    assert refus.statut in (400, 422), refus.corps
    assert [faute["pointeur"] for faute in refus.corps["erreurs"]] == [pointeur]
    assert not Offre.objects.exists()


@pytest.mark.parametrize("corps", ["", "{", "[1]", "NaN", '{"a": NaN}', "[" * 100_000, '"é'])
def test_a_body_that_is_no_json_object_is_refused(partenaire, corps):
    refus = partenaire.post("/offres", corps)
    assert refus.statut in (400, 413), refus.corps
    assert refus.entetes["Content-Type"] == "application/problem+json"


def test_ten_megabytes_are_refused_unread(partenaire):
    assert partenaire.post("/offres", '{"intitule": "' + "x" * 10**7 + '"}').statut == 413


def test_a_list_takes_as_many_questions_for_three_offers_as_for_one(partenaire):
    comptes = []
    for rang in range(3):
        deposer(partenaire, identifiant_externe=str(rang))
        with CaptureQueriesContext(connection) as capture:
            assert len(partenaire.get("/offres").corps["resultats"]) == rang + 1
        comptes.append(len(capture))
    assert comptes[0] == comptes[2]
