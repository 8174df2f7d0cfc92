from datetime import date

import pytest
from django.urls import reverse

from accompagnement.actions.correction.demande import confirmer_correction, rouvrir_sortie
from accompagnement.actions.piece import modifier_piece, refuser_piece
from accompagnement.models import Parcours
from conventions.actions.releve import figer
from plie.comptes.enums import Role
from tests.usines import (
    AgentFactory,
    EmploiFactory,
    EtapeFactory,
    MiseEnRelationFactory,
    OffreFactory,
    ParcoursFactory,
    PieceFactory,
    SynchronisationFactory,
)

pytestmark = pytest.mark.django_db
ANNEE = {"debut": "2025-01-01", "fin": "2025-12-31"}
ADRESSE = reverse("conventions:controle")


@pytest.fixture
def fse(client):
    agent = AgentFactory(role=Role.GESTIONNAIRE_FSE)
    client.force_login(agent)
    return agent


def sortie(nom, motif="cdi", **champs):
    parcours = ParcoursFactory(sorti=True, motif=motif, participant__nom=nom)
    emploi = EmploiFactory(parcours=parcours, heures_hebdo=35, **champs)
    return parcours, emploi


def prouver(parcours, agent, **quoi):
    verifiee = {"verifiee_par": agent, "verifiee_le": date(2025, 7, 1)}
    return PieceFactory(
        participant=parcours.participant,
        parcours=parcours,
        **{"type": "contrat_travail"} | verifiee | quoi,
    )


def lire(client, **periode):
    return client.get(ADRESSE, ANNEE | periode)


def listes(reponse):
    return {
        cle: [s.parcours.participant.nom for s in sorties]
        for cle, _, sorties in reponse.context["listes"]
    }


def test_the_rate_proven_stands_beside_the_rate_declared(client, fse):
    prouvee, emploi = sortie("Prouvee")
    prouver(prouvee, fse, emploi=emploi)
    sortie("Sanspreuve")
    finie, emploi = sortie("Finie", date_fin=date(2025, 4, 30))
    prouver(finie, fse, emploi=emploi)
    autre, emploi = sortie("Autremotif", type_contrat="fonction_publique")
    prouver(autre, fse, sortie=autre.sortie)
    ParcoursFactory(sorti=True, motif="abandon")

    reponse = lire(client)
    assert listes(reponse) == {
        "contredites": ["Finie", "Autremotif"],
        "sans-preuve": ["Sanspreuve"],
        "a-verifier": [],
    }
    page = " ".join(reponse.content.decode().split())
    assert "80 % </strong> (4 sur 5)" in page.replace("\xa0", " ").replace("80 %<", "80 % <")
    assert "(2 sur 5)" in page and "a pris fin le 30/04/2025" in page
    assert "Elle déduit plutôt un emploi dans la fonction publique" in page


def test_a_refused_document_proves_nothing_and_a_certificate_its_own_training(client, fse):
    parcours = ParcoursFactory(sorti=True, motif="formation_qualifiante", participant__nom="Titree")
    suivie, autre = (
        EtapeFactory(
            parcours=parcours, libelle=nom, resultat="realisee", date_fin=date(2025, 5, jour)
        )
        for nom, jour in (("Suivie", 20), ("Autre", 10))
    )
    piece = prouver(parcours, fse, etape=suivie)
    piece.type = "certification"
    piece.save()
    assert listes(lire(client))["contredites"] == []
    piece = modifier_piece(piece, par=fse, version=piece.version)
    refuser_piece(piece, par=fse, motif="Illisible")
    assert listes(lire(client))["contredites"] == ["Titree"]


@pytest.mark.parametrize("combien", [1, 3])
def test_the_control_asks_as_many_queries_for_many_exits(
    client, fse, django_assert_max_num_queries, combien
):
    for rang in range(combien):
        parcours, emploi = sortie(f"Nom{rang}")
        prouver(parcours, fse, emploi=emploi)
    with django_assert_max_num_queries(17):
        lire(client)


def test_a_period_of_more_than_a_year_is_refused_beside_its_field(client, fse):
    reponse = lire(client, fin="2026-01-02")
    assert reponse.status_code == 422
    assert "un an au plus" in reponse.content.decode()


def test_what_was_checked_together_is_said_together(client, fse):
    parcours, emploi = sortie("Prouvee")
    for type_ in ("contrat_travail", "bulletin"):
        prouver(parcours, fse, emploi=emploi, type=type_)
    prouver(parcours, None, emploi=emploi, type="autre", verifiee_le=None)
    page = client.get(reverse("conventions:indicateur_dossiers", args=["sorties"]), ANNEE)
    [(_, suite)] = page.context["lignes"]
    dite = dict(suite)["Preuve et vérification"]
    assert dite == (
        "Contrat de travail, bulletin de salaire ou attestation d'employeur : "
        f"vérifiés le 01/07/2025 par {fse} ; Autre : à vérifier"
    )


def test_the_list_of_exits_shows_what_proves_each_and_keeps_what_is_reserved(client, fse):
    parcours, emploi = sortie("Prouvee")
    prouver(parcours, fse, emploi=emploi)
    ParcoursFactory(sorti=True, motif="sante", participant__nom="Malade")
    adresse = reverse("conventions:indicateur_dossiers", args=["sorties"])
    for tri in ("categorie", "-regle", "commission"):
        page = client.get(adresse, ANNEE | {"tri": tri}).content.decode()
        assert "CDI Entreprise inventée" in page
        assert f"vérifié le 01/07/2025 par {fse}" in page
        assert "motif réservé" in page and "Santé" not in page
    export = reverse("conventions:indicateur_dossiers_exporter", args=["sorties", "csv"])
    texte = b"".join(client.get(export, ANNEE)).decode("utf-8-sig")
    assert "Motif;Catégorie;Règle;Commission;Contrat ou formation;Preuve" in texte
    assert "CDI;Positive;v1;" in texte and "Santé" not in texte


def test_what_each_exit_of_a_page_would_repeat_leaves_its_room(client, fse):
    """The category of positive exits, a rule that is the only one; the day of the commission is
    said, not its name."""
    sortie("Une"), sortie("Deux")
    adresse = reverse("conventions:indicateur_dossiers", args=["sorties"])
    page = client.get(adresse, ANNEE)
    noms = [nom for nom, _ in page.context["colonnes"]]
    assert noms[:2] == ["Motif", "Commission"] and "Preuve et vérification" in noms
    assert all([nom for nom, _ in suite] == noms for _, suite in page.context["lignes"])
    for tri, nom in (("categorie", "Catégorie"), ("-regle", "Règle")):
        page = client.get(adresse, ANNEE | {"tri": tri})
        assert nom in [dit for dit, _ in page.context["colonnes"]]
        assert all(nom in dict(suite) for _, suite in page.context["lignes"])
    sortie("Autre", motif="sante")
    noms = [nom for nom, _ in client.get(adresse, ANNEE).context["colonnes"]]
    assert "Catégorie" in noms and "Règle" not in noms


def test_the_lists_of_jobs_and_of_proposals_show_the_job_and_the_offer(client, fse):
    EmploiFactory(date_debut=date(2025, 3, 1), employeur="Serres de la Sensée")
    MiseEnRelationFactory(offre__intitule="Serriste", proposee_le=date(2025, 3, 3))
    SynchronisationFactory()
    livree = OffreFactory(importee=True, intitule="Titre livré", rome_libelle="Maraîchage")
    MiseEnRelationFactory(offre=livree, proposee_le=date(2025, 3, 3))

    def liste(code, page="indicateur_dossiers", *suite):
        reponse = client.get(reverse(f"conventions:{page}", args=[code, *suite]), ANNEE)
        return b"".join(reponse).decode()

    assert "Serres de la Sensée" in liste("maintien_emploi_6_mois")
    assert all(titre in liste("mises_en_relation") for titre in ("Serriste", "Titre livré"))
    # The licence of France Travail's offers lets nobody extract them.
    extrait = liste("mises_en_relation", "indicateur_dossiers_exporter", "csv")
    assert "Serriste" in extrait and "Maraîchage" in extrait and "Titre livré" not in extrait


def test_an_official_month_is_controlled_as_it_was(client, fse):
    prouvee, emploi = sortie("Prouvee")
    prouver(prouvee, fse, emploi=emploi)
    figer(date(2025, 6, 1))
    Parcours.objects.filter(pk=prouvee.pk).update(date_sortie=date(2025, 7, 1))
    controle = lire(client, debut="2025-06-01", fin="2025-06-30").context["controle"]
    assert (controle.declare.numerateur, controle.declare.denominateur) == (1, 1)
    assert len(controle.sorties) == 1
    assert lire(client, debut="2025-07-01", fin="2025-07-31").context["controle"].sorties


def test_each_contract_that_the_rule_adds_up_proves_the_exit(client, fse):
    parcours = ParcoursFactory(sorti=True, motif="cdd_6_mois", participant__nom="Deuxcontrats")
    premier, second = (
        EmploiFactory(parcours=parcours, type_contrat="cdd", heures_hebdo=35, **dates)
        for dates in (
            {"date_debut": date(2024, 12, 1), "date_fin_prevue": date(2025, 3, 31)},
            {"date_debut": date(2025, 4, 1), "date_fin_prevue": date(2025, 9, 30)},
        )
    )
    prouver(parcours, fse, emploi=premier)
    assert listes(lire(client))["sans-preuve"] == []


def test_of_two_trainings_the_one_with_its_title_proves_the_exit(client, fse):
    parcours = ParcoursFactory(sorti=True, motif="formation_qualifiante")
    certifiee, _ = (
        EtapeFactory(
            parcours=parcours, axe="formation", resultat="realisee", date_debut=jour, date_fin=jour
        )
        for jour in (date(2025, 2, 3), date(2025, 4, 7))
    )
    prouver(parcours, fse, etape=certifiee)
    assert listes(lire(client))["sans-preuve"] == []


def test_the_proof_that_lacks_is_put_from_the_control_and_from_the_list(client, fse):
    """A business created rests on no job: its proof is put on the exit itself."""
    parcours = ParcoursFactory(sorti=True, motif="creation_entreprise")
    depot = reverse("accompagnement:piece_deposer", args=[parcours.participant_id])
    lien = f"{depot}?parcours={parcours.pk}&sortie=1&suite="
    liste = reverse("conventions:indicateur_dossiers", args=["sorties_positives"])
    for page in (ADRESSE, liste):
        assert lien in client.get(page, ANNEE).text
    formation = ParcoursFactory(sorti=True, motif="formation_qualifiante")
    etape = EtapeFactory(
        parcours=formation, axe="formation", resultat="realisee", date_fin=date(2025, 5, 20)
    )
    page = client.get(ADRESSE, ANNEE).text.replace("&amp;", "&")
    assert f"?parcours={formation.pk}&etape={etape.pk}&type=certification&suite=" in page
    entrees = reverse("conventions:indicateur_dossiers", args=["entrees"])
    assert depot not in client.get(entrees, ANNEE).text
    client.force_login(AgentFactory(role=Role.DIRECTION))
    assert all(depot not in client.get(page, ANNEE).text for page in (ADRESSE, liste))


def test_an_exit_reopened_since_its_month_was_official_is_controlled_no_more(client, fse):
    parcours, _ = sortie("Rouverte")
    figer(date(2025, 6, 1))
    par, direction = AgentFactory(role=Role.COORDINATION), AgentFactory(role=Role.DIRECTION)
    correction = rouvrir_sortie(parcours, par=par, motif="Erreur")
    confirmer_correction(correction, par=direction)
    reponse = lire(client, debut="2025-06-01", fin="2025-06-30")
    assert listes(reponse)["sans-preuve"] == []
    assert "1 sortie comptée par un mois arrêté" in " ".join(reponse.text.split())


NOMBRES = reverse("conventions:controle_nombres")


def test_home_asks_the_numbers_of_the_year_and_each_opens_its_list(client, fse, time_machine):
    time_machine.move_to("2025-12-31 09:00:00+01:00", tick=False)
    prouvee, emploi = sortie("Prouvee")
    prouver(prouvee, fse, emploi=emploi)
    sortie("Sanspreuve")
    finie, emploi = sortie("Finie", date_fin=date(2025, 4, 30))
    prouver(finie, fse, emploi=emploi)
    assert f'hx-get="{NOMBRES}"' in client.get("/").text
    contexte = client.get(NOMBRES).context
    assert contexte["sorties"] == client.get(contexte["adresse"]).context["page"].paginator.count
    assert contexte["sorties"] == 3
    assert [nombre for _, nombre, _ in contexte["listes"]] == [1, 1, 0]
    for _, nombre, adresse in contexte["listes"]:
        page = client.get(adresse)
        cle = adresse.split("#")[1]
        assert f'id="{cle}"' in page.text
        assert [len(s) for c, _, s in page.context["listes"] if c == cle] == [nombre]


@pytest.mark.parametrize("nombre", [1, 4])
def test_the_numbers_of_home_ask_as_much_for_one_as_for_four(
    client, fse, django_assert_max_num_queries, nombre
):
    for rang in range(nombre):
        sortie(f"Personne{rang}")
    with django_assert_max_num_queries(12):
        client.get(NOMBRES)


def test_a_proof_to_check_is_read_from_the_control_by_those_who_check(client, fse):
    parcours, emploi = sortie("Attend")
    piece = PieceFactory(participant=parcours.participant, parcours=parcours, emploi=emploi)
    adresse = f"{reverse('accompagnement:pieces_a_verifier')}?piece={piece.pk}"
    assert f'href="{adresse}"' in lire(client).content.decode()
    assert "Lire et v" in lire(client).content.decode()
    assert client.get(adresse).context["file"].piece == piece
    client.force_login(AgentFactory(role=Role.DIRECTION))
    assert adresse not in lire(client).content.decode()
