"""A fault of ours, and what is made to cause one: a program reads them as any other error."""

import pytest
from django.db import connection

from plie.partenaires.models import Appel
from plie.referentiels.models import Rome
from tests.partenaire import RACINE, Partenaire

MOITIE = "\ud800"
QUI = {"nom": "Martin", "prenom": "Claude", "date_naissance": "1985-05-20"}
OFFRE = {"intitule": "Agent d'entretien", "rome_code": "K2304"}


@pytest.mark.django_db(transaction=True)
def test_an_incident_is_told_as_any_other_error_and_is_in_the_journal():
    partenaire = Partenaire()
    partenaire.client.raise_request_exception = False
    with connection.cursor() as curseur:
        curseur.execute("ALTER TABLE accompagnement_orientation RENAME TO partie")
        try:
            reponse = partenaire.get("/orientations", **{"X-Request-Id": "appel-7"})
        finally:
            curseur.execute("ALTER TABLE partie RENAME TO accompagnement_orientation")
    assert reponse.statut == 500
    assert reponse.entetes["Content-Type"] == "application/problem+json"
    assert reponse.entetes["X-Request-Id"] == "appel-7"
    assert reponse.corps["code"] == "incident" and reponse.corps["instance"] == "#appel-7"
    assert "partie" not in str(reponse.corps) and "orientation" not in str(reponse.corps)
    note = Appel.objects.latest("pk")
    assert (note.statut, note.code, note.identifiant) == (500, "incident", "appel-7")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("chemin", "envoi", "ou"),
    [
        ("/orientations", QUI | {"sexe": MOITIE}, "/sexe"),
        ("/offres", OFFRE | {"contrat": MOITIE}, "/contrat"),
        ("/offres", OFFRE | {"experience": MOITIE}, "/experience"),
        ("/offres", OFFRE | {"permis_exiges": [MOITIE]}, "/permis_exiges/0"),
    ],
)
def test_half_a_character_in_a_choice_is_refused_beside_its_field(chemin, envoi, ou):
    Rome.objects.get_or_create(code="K2304", defaults={"libelle": "Propreté"})
    reponse = Partenaire().post(chemin, envoi)
    assert reponse.statut == 400
    assert ou in [erreur["pointeur"] for erreur in reponse.corps["erreurs"]]


@pytest.mark.django_db
def test_half_a_character_in_a_row_refuses_that_row_alone():
    envoi = {"orientations": [QUI, QUI | {"nom": "Durand", "sexe": MOITIE}]}
    reponse = Partenaire().post("/orientations/lot", envoi)
    assert [ligne["statut"] for ligne in reponse.corps["resultats"]] == [201, 400]


@pytest.mark.django_db
@pytest.mark.parametrize("mois", ["9999-12", "9999-11", "0001-01"])
def test_a_month_at_the_end_of_time_is_refused(mois):
    assert Partenaire().get(f"/indicateurs?mois={mois}").statut == 400


@pytest.mark.django_db
def test_a_body_sent_in_pieces_says_why_it_is_not_read():
    """Its length is not known before it is read: it would be taken for an empty one."""
    entete = {"Transfer-Encoding": "chunked"}
    reponse = Partenaire().appeler("POST", "/accompagnements/recherche", **entete)
    assert (reponse.statut, reponse.corps["code"]) == (400, "longueur_requise")


@pytest.mark.django_db
def test_what_leads_nowhere_gives_its_number_back(client):
    reponse = client.get(f"{RACINE}/rien", headers={"X-Request-Id": "appel-8"})
    assert reponse.status_code == 404 and reponse["X-Request-Id"] == "appel-8"
    assert reponse.json()["instance"] == "#appel-8"
    sienne = client.get(f"{RACINE}/rien")
    assert sienne.json()["instance"] == f"urn:uuid:{sienne['X-Request-Id']}"


@pytest.mark.django_db
def test_the_sandbox_takes_a_batch_row_by_row():
    reponse = Partenaire(est_essai=True).post(
        "/orientations/lot", {"orientations": [QUI, QUI | {"date_naissance": "hier"}]}
    )
    assert reponse.statut == 200
    assert [ligne["statut"] for ligne in reponse.corps["resultats"]] == [201, 400]
