import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from plie.comptes.enums import Role
from plie.journal.actions import tracer_consultation
from plie.partenaires.enums import StatutLivraison
from plie.partenaires.models import Abonnement, Appel, Application, Evenement, Livraison
from tests.accessibilite import examiner
from tests.connexion import se_connecter
from tests.partenaire import Partenaire
from tests.usines import AgentFactory, StructureFactory

pytestmark = pytest.mark.django_db
RECU = re.compile(r'id="valeur-2"[^>]*value="([^"]+)"')
CHAMPS = {"name": "Agence", "portees": ["accompagnements.lecture"], "appels_par_minute": "60"}


@pytest.fixture
def admin(client):
    client.force_login(AgentFactory(role=Role.ADMINISTRATION))
    return client


def secret_montre(reponse):
    assert reponse.status_code == 200
    assert reponse["Cache-Control"] == "private, no-store"
    return RECU.search(reponse.content.decode())[1]


def est_garde(secret):
    """Whether any row of the base holds it."""
    with connection.cursor() as curseur:
        curseur.execute(
            "SELECT table_name FROM information_schema.tables "
            "WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        for (table,) in curseur.fetchall():
            curseur.execute(f'SELECT 1 FROM "{table}" t WHERE t::text LIKE %s', [f"%{secret}%"])  # noqa: S608
            if curseur.fetchone():
                return True
    return any(secret in str(une.get_decoded()) for une in Session.objects.all())


def test_the_secret_is_shown_once_and_opens_the_api(admin):
    structure = StructureFactory()
    secret = secret_montre(
        admin.post("/applications/ouvrir/", CHAMPS | {"structure": structure.pk})
    )
    application = Application.objects.get()
    assert (application.structure, application.appels_par_minute) == (structure, 60)
    page = admin.get(f"/applications/{application.pk}/").content.decode()
    assert application.client_id in page and secret not in page
    assert not est_garde(secret)
    corps = {"grant_type": "client_credentials", "client_id": application.client_id}
    assert admin.post("/oauth/jeton/", corps | {"client_secret": secret}).status_code == 200


def test_health_data_asks_its_reason_beside_the_field(admin):
    corps = CHAMPS | {"structure": StructureFactory().pk}
    corps["portees"] = ["accompagnements.lecture", "accompagnements.sensible"]
    refus = admin.post("/applications/ouvrir/", corps)
    assert refus.status_code == 422
    assert refus.context["formulaire"].errors["motif_sensible"] == [
        "Indiquez pourquoi cette application lit la RQTH."
    ]
    assert not Application.objects.exists()
    secret_montre(admin.post("/applications/ouvrir/", corps | {"motif_sensible": "Convention"}))


def test_networks_are_typed_one_a_line(admin):
    application = Partenaire(["offres.ecriture"]).application
    adresse = f"/applications/{application.pk}/limiter/"
    corps = CHAMPS | {"reseaux": "192.0.2.0/24\n\n 192.0.2.7 "}
    assert admin.post(adresse, corps).status_code == 302
    application.refresh_from_db()
    assert application.reseaux == ["192.0.2.0/24", "192.0.2.7"]
    assert application.portees == ["accompagnements.lecture"]
    assert "192.0.2.0/24\n192.0.2.7" in admin.get(adresse).content.decode()
    assert admin.post(adresse, corps | {"reseaux": "partout"}).status_code == 422


def test_suspending_ends_its_tokens_and_resuming_opens_again(admin):
    partenaire = Partenaire(["indicateurs.lecture"])
    adresse = f"/applications/{partenaire.application.pk}/"
    assert partenaire.get("/rapports").statut == 200
    admin.post(f"{adresse}suspendre/")
    assert partenaire.get("/rapports").statut == 401
    assert "Suspendue" in admin.get(adresse).content.decode()
    admin.post(f"{adresse}reprendre/")
    partenaire.jeton = partenaire.demander_jeton()["access_token"]
    assert partenaire.get("/rapports").statut == 200


def test_a_new_secret_leaves_the_former_one_its_time_or_none(admin):
    partenaire = Partenaire(["indicateurs.lecture"])
    adresse = f"/applications/{partenaire.application.pk}/secret/"
    nouveau = secret_montre_seul(admin.post(adresse, {"jours": "7"}))
    for secret in (partenaire.secret, nouveau):
        assert "access_token" in partenaire.demander_jeton(secret=secret)
    dernier = secret_montre_seul(admin.post(adresse, {"jours": "0"}))
    assert partenaire.demander_jeton(secret=nouveau)["error"] == "invalid_client"
    assert "access_token" in partenaire.demander_jeton(secret=dernier)
    assert admin.post(adresse, {"jours": "90"}).status_code == 422


def secret_montre_seul(reponse):
    secret = secret_montre(reponse)
    assert not est_garde(secret)
    return secret


def test_a_webhook_is_added_renewed_replayed_and_removed(admin, settings):
    settings.WEBHOOKS_HOTES_LOCAUX = ["127.0.0.1"]
    application = Partenaire(["orientations.lecture"]).application
    page = f"/applications/{application.pk}/"
    refus = admin.post(f"{page}webhooks/ajouter/", {"adresse": "https://192.168.0.1/"})
    assert refus.status_code == 422 and refus.context["formulaire"].errors["adresse"]
    ajout = admin.post(f"{page}webhooks/ajouter/", {"adresse": "http://127.0.0.1:9/plie"})
    abonnement = application.abonnements.get()
    secret_montre_seul(ajout)
    secret_montre_seul(admin.post(f"/applications/webhooks/{abonnement.pk}/cle/"))
    assert abonnement.cles.vivantes().count() == 2
    evenement = Evenement.objects.create(
        structure=application.structure, type="essai", ressource="/a", numero=1
    )
    Livraison.objects.create(
        abonnement=abonnement, evenement=evenement, numero=1, ressource="/a", statut="de_cote"
    )
    assert "Mise de côté" in admin.get(page).content.decode()
    admin.post(f"/applications/webhooks/{abonnement.pk}/rejouer/")
    assert abonnement.livraisons.get().statut == StatutLivraison.A_LIVRER
    admin.post(f"/applications/webhooks/{abonnement.pk}/supprimer/")
    assert not application.abonnements.exists()


def test_the_list_says_what_each_does(admin, django_assert_max_num_queries):
    partenaire = Partenaire(["indicateurs.lecture"])
    Partenaire(["offres.ecriture"])
    partenaire.get("/rapports")
    partenaire.get("/offres")
    vieux = timezone.now() - timedelta(days=40)
    Appel.objects.create(
        application=partenaire.application, methode="GET", ressource="x", statut=200, duree_ms=1,
        identifiant="1", le=vieux,
    )  # fmt: skip
    for dossier in (1, 1, 2):
        tracer_consultation(par=partenaire.agent, participant_id=dossier, objet="Recherche")
    with django_assert_max_num_queries(8):
        lignes = admin.get("/applications/").context["page"].object_list
    lue = next(une for une in lignes if une == partenaire.application)
    assert (lue.appels_du_jour, lue.erreurs_du_jour, lue.personnes_lues) == (2, 1, 2)
    assert lue.dernier_appel == partenaire.application.appels.first().le
    autre = next(une for une in lignes if une != partenaire.application)
    assert (autre.appels_du_jour, autre.personnes_lues, autre.dernier_appel) == (0, 0, None)


def test_its_page_shows_the_errors_alone_when_asked(admin):
    partenaire = Partenaire(["indicateurs.lecture"])
    partenaire.get("/rapports")
    partenaire.get("/offres")
    adresse = f"/applications/{partenaire.application.pk}/"
    assert len(admin.get(adresse).context["page"].object_list) == 2
    seules = admin.get(f"{adresse}?erreurs").context["page"].object_list
    assert [appel.code for appel in seules] == ["portee_insuffisante"]


@pytest.mark.django_db(transaction=True)
def test_the_pages_of_applications_are_accessible(page):
    se_connecter(page, AgentFactory(role=Role.ADMINISTRATION))
    page.goto("/applications/")
    examiner(page)
    partenaire = Partenaire()
    partenaire.get("/rapports")
    Abonnement.objects.create(application=partenaire.application, adresse="https://exemple.fr/plie")
    une = f"/applications/{partenaire.application.pk}/"
    for adresse in (
        "/applications/",
        "/applications/ouvrir/",
        une,
        f"{une}limiter/",
        f"{une}secret/",
        f"{une}webhooks/ajouter/",
    ):
        page.goto(adresse)
        for largeur in (1366, 390):
            page.set_viewport_size({"width": largeur, "height": 900})
            examiner(page)
    page.goto(f"{une}secret/")
    page.get_by_role("button", name="Créer le secret").click()
    page.get_by_label("Secret", exact=True).wait_for()
    examiner(page)


def test_the_list_says_in_words_what_an_application_may_do(admin):
    admin.post("/applications/ouvrir/", CHAMPS | {"structure": StructureFactory().pk})
    page = admin.get("/applications/").content.decode()
    assert "Savoir si une personne est accompagnée" in page
    assert "accompagnements.lecture" not in page
