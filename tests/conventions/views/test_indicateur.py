import re
import uuid
from datetime import date
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone
from time_machine import travel

from accompagnement.actions.participant import effacer_dossier
from accompagnement.enums import StatutMiseEnRelation
from accompagnement.models import MotifSortie, Parcours
from conventions.actions.releve import figer
from conventions.enums import Etat
from conventions.indicateurs.calcul import calculer
from conventions.indicateurs.declarations import INDICATEURS
from conventions.indicateurs.ventilations import VENTILATIONS
from conventions.models import MoisArrete
from plie.comptes.enums import Role
from plie.journal.models import Consultation
from tests.usines import (
    AgentFactory,
    MiseEnRelationFactory,
    OffreFactory,
    ParcoursFactory,
    StockFactory,
    StructureFactory,
)

pytestmark = pytest.mark.django_db
ANNEE = {"debut": "2025-01-01", "fin": "2025-12-31"}
ADRESSE = "/indicateurs/"
LIEN = re.compile(r'href="(/indicateurs/[a-z0-9_]+/dossiers/\?[^"]+)" aria-label="(\d+), \D')


@pytest.fixture
def connecter(client):
    def en_tant_que(role, **champs):
        agent = AgentFactory(role=role, **champs)
        client.force_login(agent)
        return agent

    return en_tant_que


@pytest.mark.parametrize(
    ("role", "statut"),
    [
        (Role.REFERENT, 200),
        (Role.COORDINATION, 200),
        (Role.DIRECTION, 200),
        (Role.GESTIONNAIRE_FSE, 200),
        (Role.FACILITATEUR, 403),
        (Role.ADMINISTRATION, 403),
    ],
)
def test_each_role_reads_figures_and_lists_or_neither(client, connecter, role, statut):
    connecter(role)
    for adresse in (ADRESSE, "/indicateurs/entrees/dossiers/"):
        assert client.get(adresse, ANNEE).status_code == statut


def test_every_number_opens_the_list_that_it_counts(client, connecter):
    connecter(Role.COORDINATION)
    for niveau in ("infra3", "3"):
        ParcoursFactory(sorti=True, criteres=["rsa", "rqth"], niveau=niveau)
    ParcoursFactory(actif=True, date_entree=date(2024, 5, 1))

    page = client.get(ADRESSE, {**ANNEE, "ventilation": "critere"}).content.decode()
    liens = {adresse.replace("&amp;", "&"): texte for adresse, texte in LIEN.findall(page)}
    for adresse, texte in liens.items():
        liste = client.get(adresse)
        assert liste.status_code == 200, adresse
        assert liste.context["page"].paginator.count == int(texte), adresse
    assert len(liens) > 40


def test_a_referent_reads_their_perimeter_and_is_told_so(client, connecter):
    agent = connecter(Role.REFERENT)
    ParcoursFactory(actif=True, structure=agent.structure, referent=agent)
    ParcoursFactory(actif=True, structure=agent.structure, referent=AgentFactory())
    ParcoursFactory(actif=True)

    reponse = client.get(ADRESSE, {**ANNEE, "ventilation": "referent"})
    assert reponse.context["resultat"].mesures["entrees"].valeur == 2
    assert "dossiers que vous pouvez ouvrir" in reponse.content.decode()
    ((_, lignes),) = reponse.context["ventilees"]
    assert [libelle for libelle, _ in lignes] == [str(agent)]
    liste = client.get("/indicateurs/entrees/dossiers/", ANNEE)
    assert liste.context["page"].paginator.count == 2


def test_the_fse_manager_has_no_figures_by_referent(client, connecter):
    connecter(Role.GESTIONNAIRE_FSE)
    assert client.get(ADRESSE, {**ANNEE, "ventilation": "referent"}).status_code == 404
    requete = {**ANNEE, "ventilation": "referent", "modalite": "1"}
    assert client.get("/indicateurs/entrees/dossiers/", requete).status_code == 403


def test_a_sensitive_number_is_shown_without_its_list(client, connecter):
    ParcoursFactory(actif=True, criteres=["rqth"])
    connecter(Role.DIRECTION)

    page = client.get(ADRESSE, {**ANNEE, "ventilation": "critere"}).content.decode()
    assert "liste réservée à la coordination" in page
    assert "ces nombres n'ont pas de lien" in page
    assert '/indicateurs/part_rqth/dossiers/?debut=2025-01-01&amp;fin=2025-12-31"' not in page
    assert client.get("/indicateurs/part_rqth/dossiers/", ANNEE).status_code == 403
    requete = {**ANNEE, "ventilation": "critere", "modalite": "rqth"}
    assert client.get("/indicateurs/entrees/dossiers/", requete).status_code == 403
    assert client.get("/indicateurs/part_rqth/dossiers/exporter/csv/", ANNEE).status_code == 403


@pytest.mark.parametrize("role", [Role.DIRECTION, Role.GESTIONNAIRE_FSE, Role.REFERENT])
def test_the_figures_of_one_day_do_not_tell_the_health_of_who_entered(client, connecter, role):
    agent = connecter(role)
    for _ in range(3):
        structure = agent.structure or StructureFactory()
        ParcoursFactory(actif=True, structure=structure, criteres=["rqth", "rsa"])

    jour = {"debut": "2025-01-15", "fin": "2025-01-15", "ventilation": "critere"}
    reponse = client.get(ADRESSE, jour)
    rangs = dict(reponse.context["ventilees"][0][1])
    assert "Travailleur handicapé (RQTH)" not in rangs
    assert rangs["Bénéficiaire du RSA"][1].valeur.texte == "3"
    publics = dict(reponse.context["groupes"])["Publics accompagnés"]
    (part,) = [ligne for ligne in publics if ligne.code == "part_rqth"]
    assert (part.case.valeur.texte, part.case.numerateur, part.difference) == ("réservé", None, "—")


def _ligne_rqth(client, debut, fin):
    reponse = client.get(ADRESSE, {"debut": debut, "fin": fin, "ventilation": "critere"})
    tables = reponse.context["ventilees"]
    rangs = dict(tables[0][1]) if tables else {}
    publics = dict(reponse.context["groupes"])["Publics accompagnés"]
    (part,) = [ligne for ligne in publics if ligne.code == "part_rqth"]
    cases = rangs.get("Travailleur handicapé (RQTH)")
    return part.case.valeur.texte, cases and [case.valeur.texte for case in cases[:2]]


@pytest.fixture
def dernier_entre():
    """Ten people, five of them with a sensitive criterion, then one more who has it."""
    ParcoursFactory.create_batch(5, actif=True, criteres=["rqth"], date_entree=date(2025, 1, 2))
    ParcoursFactory.create_batch(5, actif=True, date_entree=date(2025, 1, 2))
    ParcoursFactory(actif=True, criteres=["rqth"], date_entree=date(2025, 11, 24))


@pytest.mark.parametrize("role", [Role.DIRECTION, Role.GESTIONNAIRE_FSE])
def test_two_periods_that_differ_by_one_day_say_nothing_of_who_entered_that_day(
    client, connecter, role, dernier_entre
):
    connecter(role)
    for fin in ("2025-11-23", "2025-11-24"):
        assert _ligne_rqth(client, "2025-01-01", fin) == ("réservé", None)
    assert _ligne_rqth(client, "2025-01-15", "2025-11-30") == ("réservé", None)
    assert _ligne_rqth(client, "2025-01-01", "2099-12-31") == ("réservé", None)
    # Nor do whole months: one person came in November, and the months before it are no year.
    assert _ligne_rqth(client, "2025-01-01", "2025-11-30") == ("réservé", None)
    assert _ligne_rqth(client, "2025-11-01", "2025-11-30") == ("réservé", None)
    # A year that is over, and a month that five people at least tell from the one before it; of
    # the entries of everybody counted, nothing.
    assert _ligne_rqth(client, "2025-01-01", "2025-12-31")[1] == ["6", "< 5"]
    assert _ligne_rqth(client, "2025-01-01", "2025-01-31")[1] == ["5", "réservé"]


def test_a_motif_that_lists_withhold_has_no_row_beside_them(client, connecter):
    """The list of the month names who left; the row would tell for what."""
    ParcoursFactory.create_batch(6, sorti=True, motif="incarceration")
    ParcoursFactory(sorti=True)
    requete = {**ANNEE, "ventilation": "motif_sortie"}
    libelle = MotifSortie.objects.get(code="incarceration").libelle
    for role, est_dit in (
        (Role.DIRECTION, False),
        (Role.GESTIONNAIRE_FSE, False),
        (Role.COORDINATION, True),
    ):
        connecter(role)
        assert (libelle in client.get(ADRESSE, requete).text) == est_dit


def test_a_referent_reads_no_sensitive_figure_of_their_own_set(client, connecter):
    agent = connecter(Role.REFERENT)
    ParcoursFactory.create_batch(9, actif=True, structure=agent.structure, criteres=["rqth"])
    ParcoursFactory(actif=True, structure=agent.structure)
    assert _ligne_rqth(client, "2025-01-01", "2025-01-31") == ("réservé", None)


def test_coordination_reads_every_figure_of_any_day(client, connecter, dernier_entre):
    connecter(Role.COORDINATION)
    assert _ligne_rqth(client, "2025-11-24", "2025-11-24")[1] == ["6", "1"]


def test_a_sensitive_figure_of_enough_people_is_shown(client, connecter):
    connecter(Role.DIRECTION)
    ParcoursFactory.create_batch(5, actif=True, criteres=["rqth"])
    # Everybody has it, then all but four, then all but five.
    for autres, attendu in ((0, None), (4, None), (1, "5")):
        ParcoursFactory.create_batch(autres, actif=True)
        cases = _ligne_rqth(client, "2025-01-01", "2025-12-31")[1]
        assert (cases and cases[0]) == attendu


@pytest.mark.parametrize(
    ("chemin", "requete"),
    [
        ("/indicateurs/astrologie/dossiers/", ANNEE),
        ("/indicateurs/entrees/dossiers/", {}),
        ("/indicateurs/entrees/dossiers/", {"debut": "2025-12-31", "fin": "2025-01-01"}),
        ("/indicateurs/entrees/dossiers/", {**ANNEE, "partie": "denominateur"}),
        ("/indicateurs/entrees/dossiers/", {**ANNEE, "partie": "' OR 1=1"}),
        ("/indicateurs/entrees/dossiers/", {**ANNEE, "ventilation": "astre", "modalite": "x"}),
        ("/indicateurs/entrees/dossiers/", {**ANNEE, "ventilation": "sexe"}),
        ("/indicateurs/entrees/dossiers/", {**ANNEE, "modalite": "F"}),
        (
            "/indicateurs/entrees/dossiers/",
            {**ANNEE, "ventilation": "sexe", "modalite": "F\x00"},
        ),
        ("/indicateurs/entrees/dossiers/exporter/exe/", ANNEE),
        (ADRESSE, {**ANNEE, "ventilation": "astre"}),
        ("/indicateurs/arretes/2025-01/", {}),
    ],
)
def test_an_address_that_counts_nothing_known_is_not_found(client, connecter, chemin, requete):
    connecter(Role.COORDINATION)
    assert client.get(chemin, requete).status_code == 404


def test_an_address_cut_after_ventilation_opens_the_whole_list(client, connecter):
    connecter(Role.DIRECTION)
    ParcoursFactory(actif=True)
    adresse = "/indicateurs/entrees/dossiers/"
    entiere = client.get(adresse, ANNEE).context["page"].paginator.count
    coupee = client.get(adresse, {**ANNEE, "ventilation": ""})
    assert coupee.context["page"].paginator.count == entiere


def test_a_value_of_the_address_is_only_ever_a_value(client, connecter):
    connecter(Role.COORDINATION)
    ParcoursFactory(actif=True)
    requete = {**ANNEE, "ventilation": "sexe", "modalite": "F' OR '1'='1"}
    reponse = client.get("/indicateurs/entrees/dossiers/", requete)
    assert reponse.context["page"].paginator.count == 0


@pytest.mark.parametrize(
    ("requete", "phrase"),
    [
        ({"debut": "2025-12-31", "fin": "2025-01-01"}, "précède son début"),
        ({"debut": "", "fin": "2025-01-01"}, "Indiquez le premier jour."),
        ({"debut": "2025-01-01"}, "Indiquez le dernier jour."),
        ({"debut": "2025-02-30", "fin": "2025-03-01"}, "date valide"),
        ({"debut": "2099-01-01", "fin": "2099-12-31"}, "Cette période est à venir"),
        ({"debut": "0001-01-01", "fin": "2025-03-01"}, "L'année va de 1990 à 2099."),
        ({"debut": "2025-01-01", "fin": "9999-12-31"}, "L'année va de 1990 à 2099."),
    ],
)
def test_a_period_nobody_can_mean_is_refused_beside_its_field(client, connecter, requete, phrase):
    connecter(Role.DIRECTION)
    reponse = client.get(ADRESSE, requete)
    assert reponse.status_code == 422
    assert phrase in unescape(reponse.content.decode())


def test_a_rate_without_denominator_is_a_dash_that_opens_nothing(client, connecter):
    connecter(Role.DIRECTION)
    ParcoursFactory(actif=True)
    page = client.get(ADRESSE, ANNEE).content.decode()
    assert "—" in page and 'aria-label="—' not in page and "sur\u00a00" not in page
    assert page.count("liste réservée à la coordination") == 1


def test_an_empty_period_says_so(client, connecter):
    connecter(Role.DIRECTION)
    page = client.get(ADRESSE, {"debut": "1999-01-01", "fin": "1999-12-31"}).content.decode()
    assert "Aucune personne accompagnée sur cette période" in page


def test_the_rule_stands_under_the_rate(client, connecter):
    ParcoursFactory(sorti=True)
    connecter(Role.DIRECTION)
    page = client.get(ADRESSE, ANNEE).content.decode()
    assert "Règle v1, valide depuis le 01/01/2004" in page
    assert "<svg" in page and "<table" in page.split("Lire ces chiffres en tableau")[1]


@pytest.mark.parametrize("role", [Role.REFERENT, Role.DIRECTION])
@pytest.mark.parametrize("combien", [1, 3])
def test_the_pages_ask_few_queries_whatever_the_size(
    client, connecter, django_assert_max_num_queries, role, combien
):
    agent = connecter(role)
    for _ in range(combien):
        ParcoursFactory(sorti=True, structure=agent.structure, criteres=["rsa"], referent=agent)
    requete = {"debut": "2025-06-01", "fin": "2025-06-30", "ventilation": "commune"}
    figer(date(2025, 6, 1))

    with django_assert_max_num_queries(16):
        client.get(ADRESSE, requete)
    with django_assert_max_num_queries(10):
        client.get(ADRESSE, requete)
    with django_assert_max_num_queries(11):
        client.get("/indicateurs/sorties/dossiers/", ANNEE)


@pytest.mark.django_db(transaction=True)
def test_a_change_in_a_dossier_shows_at_once(client, connecter):
    connecter(Role.DIRECTION)
    suivi = ParcoursFactory(actif=True)
    avant = client.get(ADRESSE, ANNEE).context["resultat"]
    Parcours.objects.filter(pk=suivi.pk).update(date_entree=date(2024, 12, 31))
    apres = client.get(ADRESSE, ANNEE).context["resultat"]

    assert avant.mesures["entrees"].valeur == 1
    assert apres.mesures["entrees"].valeur == 0


def test_an_official_month_shows_what_was_corrected_since(client, connecter):
    connecter(Role.DIRECTION)
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 3, 10), criteres=["rqth"])
    figer(date(2025, 3, 1))
    mars = {"debut": "2025-03-01", "fin": "2025-03-31"}
    assert "donnent les mêmes totaux" in client.get(ADRESSE, mars).content.decode()

    Parcours.objects.filter(pk=suivi.pk).update(date_entree=date(2025, 4, 1))
    page = client.get(ADRESSE, mars)
    assert page.context["resultat"].mesures["entrees"].valeur == 1
    ecarts = {ecart.indicateur.code for ecart in page.context["ecarts"]}
    assert "entrees" in ecarts and "part_rqth" not in ecarts
    texte = client.get(reverse("conventions:mois_arrete", args=[date(2025, 3, 1)])).text
    assert "10/03/2025 → 01/04/2025" in texte
    assert reverse("accompagnement:dossier", args=[suivi.participant_id]) in texte
    assert "Travailleurs handicapés" not in texte and "réservés à la" in texte
    client.force_login(AgentFactory(role=Role.COORDINATION))
    texte = client.get(reverse("conventions:mois_arrete", args=[date(2025, 3, 1)])).text
    assert "Travailleurs handicapés" in texte


def test_an_export_is_what_the_list_shows_and_is_logged(client, connecter):
    agent = connecter(Role.DIRECTION)
    suivi = ParcoursFactory(actif=True, participant__nom="=CMD()", criteres=["rqth"])

    reponse = client.get("/indicateurs/entrees/dossiers/exporter/csv/", ANNEE)
    texte = b"".join(reponse).decode("utf-8-sig")
    assert texte.splitlines()[0].startswith("Nom;Prénom;Date de naissance")
    assert "'=CMD()" in texte and "rqth" not in texte.lower()
    consultation = Consultation.objects.get()
    assert (consultation.agent, consultation.participant_id) == (agent, suivi.participant_id)
    xlsx = client.get("/indicateurs/entrees/dossiers/exporter/xlsx/", ANNEE)
    assert b"".join(xlsx)[:2] == b"PK"


@pytest.mark.parametrize("ventilation", [v.code for v in VENTILATIONS])
def test_every_breakdown_has_its_page(client, connecter, ventilation):
    connecter(Role.COORDINATION)
    suivi = ParcoursFactory(sorti=True, criteres=["aah"], niveau="3", referent=AgentFactory())
    MiseEnRelationFactory(parcours=suivi)
    reponse = client.get(ADRESSE, {**ANNEE, "ventilation": ventilation})
    assert reponse.context["ventilees"]


def test_a_hire_transforms_a_proposal(client, connecter):
    connecter(Role.COORDINATION)
    conclues = {"proposee_le": date(2024, 12, 20), "conclue_le": date(2025, 2, 3)}
    MiseEnRelationFactory(statut=StatutMiseEnRelation.EMBAUCHEE, **conclues)
    MiseEnRelationFactory(statut=StatutMiseEnRelation.NON_RETENUE, motif="autre", **conclues)
    MiseEnRelationFactory(proposee_le=date(2025, 3, 3))
    resultat = calculer(date(2025, 1, 1), date(2025, 12, 31), ventilations=["domaine"])
    codes = ("mises_en_relation", "embauches", "taux_transformation")
    assert [resultat.mesures[code].valeur for code in codes] == [1, 1, 50]
    (domaine,) = resultat.ventilations["domaine"]
    assert domaine.mesures["taux_transformation"].valeur == 50
    liste = client.get("/indicateurs/taux_transformation/dossiers/", ANNEE)
    assert liste.context["page"].paginator.count == 1
    assert "mise en relation," in " ".join(liste.text.split())


def test_the_list_of_open_offers_hides_the_title_of_one_that_may_not_be_shown(client, connecter):
    connecter(Role.DIRECTION)
    offres = [
        OffreFactory(importee=True, intitule="Titre périmé", rome_libelle="Magasinier"),
        OffreFactory(intitule="Offre à nous"),
    ]
    StockFactory(jour=date(2025, 12, 30), ouvertes=offres)
    OffreFactory(intitule="Trop tard")
    page = client.get("/indicateurs/offres_ouvertes/dossiers/", ANNEE)
    assert page.context["page"].paginator.count == 2
    assert "Titre périmé" not in page.text and "Magasinier" in page.text
    assert "Offre à nous" in page.text and "Trop tard" not in page.text


def test_a_list_of_offers_is_not_exported(client, connecter):
    connecter(Role.COORDINATION)
    assert (
        client.get("/indicateurs/offres_ouvertes/dossiers/exporter/csv/", ANNEE).status_code == 404
    )


@pytest.mark.parametrize("indicateur", INDICATEURS, ids=lambda i: i.code)
def test_every_indicator_has_its_list(client, connecter, indicateur):
    connecter(Role.COORDINATION)
    ParcoursFactory(actif=True, criteres=["rqth"])
    adresse = reverse("conventions:indicateur_dossiers", args=[indicateur.code])
    assert client.get(adresse, ANNEE).status_code == 200


@travel("2025-04-20T10:00:00+00:00", tick=False)
def test_a_month_that_is_over_is_provisional_and_direction_makes_it_official(client, connecter):
    connecter(Role.DIRECTION)
    ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    mars = date(2025, 3, 1)
    periode = {"debut": "2025-03-01", "fin": "2025-03-31"}
    page = client.get(ADRESSE, periode)
    assert page.context["resultat"].etat == Etat.PROVISOIRE
    assert "au plus tard le 15/05/2025" in " ".join(page.text.split())
    adresse = reverse("conventions:mois_arreter", args=[mars])
    demande = client.post(adresse, {"jeton": str(uuid.uuid4())})
    assert "une commission peut encore décider" in demande.text
    assert not MoisArrete.objects.exists()
    fait = client.post(adresse, {"confirmer": "1", "jeton": str(uuid.uuid4())}, follow=True)
    assert "Le mois est arrêté." in fait.text
    assert fait.context["resultat"].etat == Etat.ARRETE
    encore = client.post(adresse, {"confirmer": "1", "jeton": str(uuid.uuid4())}, follow=True)
    assert "Mars 2025 est déjà arrêté, depuis le 20/04/2025" in encore.text


def test_the_list_behind_an_official_figure_is_that_of_then(client, connecter):
    connecter(Role.DIRECTION)
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    figer(date(2025, 3, 1))
    Parcours.objects.filter(pk=suivi.pk).update(date_entree=date(2025, 4, 1))
    mars = {"debut": "2025-03-01", "fin": "2025-03-31"}
    assert client.get("/indicateurs/entrees/dossiers/", mars).context["page"].paginator.count == 1
    autre = mars | {"fin": "2025-03-30"}
    assert client.get("/indicateurs/entrees/dossiers/", autre).context["page"].paginator.count == 0


def test_a_dossier_erased_since_is_told_without_identity_and_opens_nothing(client, connecter):
    agent = connecter(Role.COORDINATION)
    efface = ParcoursFactory(date_prescription=date(2025, 3, 10), participant__nom="EFFACEE")
    cle = efface.participant_id
    figer(date(2025, 3, 1))
    effacer_dossier(efface.participant, par=agent, motif="Créé deux fois")
    mars = {"debut": "2025-03-01", "fin": "2025-03-31"}
    liste = client.get("/indicateurs/prescriptions/dossiers/", mars).text
    ecarts = client.get("/indicateurs/arretes/2025-03/").text
    jour = f"{timezone.localdate():%d/%m/%Y}"
    assert f"dossier effacé le {jour}" in liste
    assert f"Dossier effacé le {jour}" in " ".join(ecarts.split())
    for page in (liste, ecarts):
        assert reverse("accompagnement:dossier", args=[cle]) not in page
        assert "EFFACEE" not in page
