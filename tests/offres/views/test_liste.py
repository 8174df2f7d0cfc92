from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from offres.enums import StatutOffre
from offres.models import GroupeMetiers
from plie.comptes.enums import Role
from plie.interface.listes import paginer_sans_tout_compter
from plie.referentiels.models import Rome
from tests.usines import AgentFactory, CommuneFactory, OffreFactory, SynchronisationFactory

pytestmark = pytest.mark.django_db
LISTE = reverse("offres:offres")


def intitules(reponse):
    return [ligne["intitule"] for ligne in reponse.context["lignes"]]


@pytest.mark.parametrize("mots", ["CUISINIÈRES", "cuisiniere", "collectivites"])
def test_words_are_found_by_their_stem_accents_ignored(client, referent, mots):
    OffreFactory(intitule="Cuisinière de collectivité (H/F)")
    OffreFactory(intitule="Maçon")
    trouves = intitules(client.get(LISTE, {"q": mots}))
    assert trouves == ["Cuisinière de collectivité (H/F)"]


@pytest.mark.parametrize(
    "mots", ["%", "' OR 1=1 --", "\\", '"', "or", "-", "œ" * 500, "\0x", "a & | ! ( :*"]
)
@pytest.mark.parametrize(
    "champ", ["q", "metier", "commune", "depuis", "groupe", "heures_max", "page", "tri"]
)
def test_any_text_is_taken_as_text(client, referent, mots, champ):
    OffreFactory()
    assert client.get(LISTE, {champ: mots}).status_code == 200
    assert client.get(reverse("offres:metiers"), {"metier": mots}).status_code == 200


def test_each_filter_keeps_what_it_says(client, referent):
    denain = CommuneFactory(code_insee="59172", nom="Denain", latitude=50.3293, longitude=3.3942)
    groupe = GroupeMetiers.objects.create(libelle="Transport", prefixes=["N"])
    OffreFactory(
        intitule="Chauffeur",
        rome_code="N4101",
        commune=denain,
        latitude=50.3293,
        longitude=3.3942,
        contrat="CDI",
        est_temps_plein=True,
        heures_hebdo=35,
        experience="D",
        est_iae=True,
        permis_exiges=["B"],
    )
    OffreFactory(
        intitule="Aide à domicile",
        rome_code="K1304",
        contrat="XYZ",
        latitude=50.3579,
        longitude=3.5235,
        est_temps_plein=False,
        heures_hebdo=17.5,
        publiee_le=timezone.now() - timedelta(days=20),
        entreprise_adaptee=True,
        origine="partenaire",
    )
    attendus = {
        "metier=N4101": "Chauffeur",
        "metier=N41 Conduite": "Chauffeur",
        "metier=k": "Aide à domicile",
        "metier=K13": "Aide à domicile",
        "commune=59172&distance=0": "Chauffeur",
        "commune=59172&distance=5": "Chauffeur",
        "commune=aucune": "Aide à domicile",
        "contrat=CDI": "Chauffeur",
        "contrat=autre": "Aide à domicile",
        "duree=plein": "Chauffeur",
        "duree=partiel": "Aide à domicile",
        "heures_min=20": "Chauffeur",
        "heures_max=17.5": "Aide à domicile",
        "heures_min=10&heures_max=24": "Aide à domicile",
        "debutant=on": "Chauffeur",
        "insertion=iae": "Chauffeur",
        "insertion=adaptee": "Aide à domicile",
        "permis=oui": "Chauffeur",
        "permis=non": "Aide à domicile",
        "depuis=7": "Chauffeur",
        "origine=partenaire": "Aide à domicile",
        f"groupe={groupe.pk}": "Chauffeur",
        "groupe=autres": "Aide à domicile",
    }
    obtenus = {requete: intitules(client.get(f"{LISTE}?{requete}")) for requete in attendus}
    assert obtenus == {requete: [intitule] for requete, intitule in attendus.items()}


def test_an_offer_that_does_not_say_its_hours_is_left_aside_by_a_filter_on_them(client, referent):
    OffreFactory(intitule="Muette", heures_hebdo=None)
    OffreFactory(intitule="Dite", heures_hebdo=28)
    assert set(intitules(client.get(LISTE))) == {"Dite", "Muette"}
    page = client.get(LISTE, {"heures_min": "1"})
    assert intitules(page) == ["Dite"]
    assert "dont les heures ne sont pas précisées" in page.content.decode()
    assert "28\xa0h" in page.content.decode()


def test_what_an_offer_says_of_itself_is_text(client, referent):
    OffreFactory(intitule="<b>Poste</b>", entreprise="<script>", lieu="<i>", contrat_libelle="<u>")
    page = client.get(LISTE).content.decode()
    for balise in ("<b>", "<script>", "<i>", "<u>"):
        assert f"{balise}Poste" not in page and f">{balise}<" not in page
    assert "&lt;b&gt;Poste&lt;/b&gt;" in page


def test_a_row_says_the_contract_the_hours_and_the_pay(client, referent):
    OffreFactory(
        contrat_libelle="CDD - 6 Mois",
        est_temps_plein=False,
        heures_hebdo=24,
        salaire="Horaire de 12.02 Euros",
    )
    [ligne] = client.get(reverse("offres:offres")).context["lignes"]
    assert (ligne["contrat"], ligne["duree"]) == ("CDD de 6 mois", "temps partiel 24\xa0h")
    assert ligne["salaire"] == "12,02\xa0€ de l'heure"


def test_the_hours_of_a_full_time_job_say_it_alone(client, referent):
    OffreFactory(est_temps_plein=True, heures_hebdo=35)
    OffreFactory(est_temps_plein=True, heures_hebdo=None)
    lignes = client.get(reverse("offres:offres")).context["lignes"]
    assert {ligne["duree"] for ligne in lignes} == {"35\xa0h", "temps plein"}


@pytest.mark.parametrize("heures", ["0", "-3", "1e40", "NaN", "douze"])
def test_hours_that_nobody_works_are_refused_beside_their_field(client, referent, heures):
    OffreFactory()
    page = client.get(LISTE, {"heures_min": heures})
    assert len(intitules(page)) == 1
    assert page.context["filtre"].form.errors["heures_min"]
    assert "Heures par semaine, au moins :" not in page.content.decode()


def test_a_distance_is_said_and_sorts(client, referent):
    CommuneFactory(code_insee="59172", nom="Denain", latitude=50.3293, longitude=3.3942)
    OffreFactory(intitule="Loin", latitude=50.3579, longitude=3.5235)
    OffreFactory(intitule="Près", latitude=50.34, longitude=3.40)
    page = client.get(LISTE, {"commune": "59172", "distance": "15", "tri": "proches"})
    assert intitules(page) == ["Près", "Loin"]
    assert [ligne["distance"] for ligne in page.context["lignes"]] == ["1 km", "10 km"]
    assert "Autour de\xa0: Denain" in page.content.decode()


def test_offers_of_france_travail_leave_the_list_with_a_stale_run(client, referent):
    OffreFactory(importee=True, intitule="Importée")
    assert "masquées" in client.get(LISTE).content.decode()
    ancienne = SynchronisationFactory(debut=timezone.now() - timedelta(hours=25))
    page = client.get(LISTE)
    assert intitules(page) == []
    assert f"{timezone.localtime(ancienne.debut):%d/%m/%Y}" in page.content.decode()
    SynchronisationFactory()
    page = client.get(LISTE)
    assert intitules(page) == ["Importée"]
    assert "masquées" not in page.content.decode()
    assert "licence-offres-emploi" in page.content.decode()


def test_drafts_and_closed_offers_are_under_a_tab_for_those_who_write(client, referent):
    OffreFactory(intitule="Brouillon", statut=StatutOffre.BROUILLON)
    OffreFactory(intitule="Ouverte")
    assert intitules(client.get(LISTE)) == ["Ouverte"]
    assert set(intitules(client.get(LISTE, {"vue": "nos"}))) == {"Brouillon", "Ouverte"}
    assert intitules(client.get(LISTE, {"vue": "nos", "statut": "brouillon"})) == ["Brouillon"]
    client.force_login(AgentFactory(role=Role.DIRECTION))
    assert intitules(client.get(LISTE, {"vue": "nos"})) == ["Ouverte"]


def test_the_simulated_service_says_so(client, referent, settings):
    settings.FRANCE_TRAVAIL_SIMULE = True
    assert "Service simulé" in client.get(LISTE).content.decode()


def test_reading_in_bulk_is_stopped_with_its_reason(client, referent, settings):
    settings.OFFRES_PAGES_PAR_MINUTE = 0
    reponse = client.get(LISTE)
    assert reponse.status_code == 429
    assert "leur licence demande" in reponse.content.decode()


def test_the_count_stops_where_nobody_reads(client, referent, monkeypatch):
    monkeypatch.setattr("plie.interface.listes.PLAFOND", 2)
    OffreFactory.create_batch(3)
    page = client.get(LISTE).content.decode()
    assert "Plus de" in page


@pytest.mark.parametrize("plafond", [3, 2000])
@pytest.mark.parametrize("tri", ["recentes", "proches", "-proches"])
def test_every_page_is_in_the_order_asked_for_however_it_is_read(
    client, referent, monkeypatch, plafond, tri
):
    """With words or without, under the ceiling or above: one order, each offer once."""
    monkeypatch.setattr("plie.interface.listes.PLAFOND", plafond)
    monkeypatch.setattr("offres.views.liste.paginer_sans_tout_compter", partial(pages_de, 2))
    for rang in range(5):
        jour = timezone.now() - timedelta(days=rang)
        OffreFactory(
            intitule=f"Agent {rang}",
            commune_id=CommuneFactory().pk,
            actualisee_le=jour,
            latitude=50.33 + rang / 100,
            longitude=3.39,
        )
    for mots in ("", "agent"):
        vus = []
        for page in (1, 2, 3):
            reponse = client.get(
                reverse("offres:offres"),
                {"q": mots, "tri": tri, "commune": "59172", "distance": "50", "page": page},
            )
            vus += [ligne["intitule"] for ligne in reponse.context["lignes"]]
        attendus = [f"Agent {rang}" for rang in range(5)]
        attendus = attendus[::-1] if tri == "-proches" else attendus
        assert vus[:plafond] == attendus[:plafond], mots


def pages_de(nombre, *args, **options):
    return paginer_sans_tout_compter(*args, **options, par_page=nombre)


def test_words_are_looked_for_once_to_count_and_to_read(client, referent):
    OffreFactory(intitule="Agent de nettoyage")
    with CaptureQueriesContext(connection) as capture:
        client.get(reverse("offres:offres"), {"q": "nettoyage"})
    assert len([q for q in capture if "plie_question" in q["sql"]]) == 1


def test_the_list_asks_as_much_for_one_row_as_for_three(
    client, referent, django_assert_max_num_queries
):
    OffreFactory()
    client.get(LISTE)
    with django_assert_max_num_queries(8) as une:
        client.get(LISTE)
    OffreFactory.create_batch(2)
    with django_assert_max_num_queries(8) as trois:
        client.get(LISTE)
    assert len(une) == len(trois)


def test_the_field_of_a_trade_proposes_every_level(client, referent):

    Rome.objects.create(
        code="K1304",
        libelle="Aide à domicile",
        grand_domaine_code="K",
        grand_domaine_libelle="Services à la personne",
        domaine_code="K13",
        domaine_libelle="Aide à la vie quotidienne",
    )
    page = client.get(reverse("offres:metiers"), {"metier": "aide"}).content.decode()
    assert "K13 Aide à la vie quotidienne" in page
    assert "K1304 Aide à domicile" in page
