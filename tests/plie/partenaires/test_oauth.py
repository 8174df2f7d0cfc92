import base64
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from oauth2_provider.models import get_access_token_model

from plie.comptes.enums import Role
from plie.partenaires.actions.application import (
    creer_application,
    modifier_application,
    reprendre_application,
    suspendre_application,
    tourner_secret,
)
from plie.partenaires.models import Application, Secret
from plie.partenaires.tasks import purger_les_jetons
from tests.partenaire import Partenaire, administration
from tests.usines import AgentFactory, ParcoursFactory, StructureFactory

pytestmark = pytest.mark.django_db
LECTURE = ["accompagnements.lecture"]
INCONNU = "/accompagnements/6f0f3a52-6f6b-4d1e-9d3c-5a2c0f4b7e11"


def ouvre(partenaire):
    """The token is taken: what it asks for is not there, but the door is open."""
    return partenaire.get(INCONNU).statut == 404


def test_a_token_is_kept_as_its_fingerprint_and_a_secret_too():
    partenaire = Partenaire(LECTURE)
    jeton = get_access_token_model().objects.get()
    assert partenaire.jeton not in str(jeton.__dict__)
    assert partenaire.secret not in str(Secret.objects.get().__dict__)
    assert partenaire.application.client_secret == ""
    assert ouvre(partenaire)


def test_the_log_tells_neither_a_token_nor_a_secret_however_much_is_asked_of_it(caplog):
    with caplog.at_level("DEBUG"):
        partenaire = Partenaire(LECTURE)
        partenaire.demander_jeton(secret="un-mauvais")
    for secret in (partenaire.jeton, partenaire.secret, "un-mauvais"):
        assert secret not in caplog.text


def test_a_scope_that_was_not_granted_is_refused():
    partenaire = Partenaire(LECTURE)
    assert partenaire.demander_jeton("indicateurs.lecture")["error"] == "invalid_scope"


def test_health_data_is_in_a_token_only_when_asked_by_its_name():
    partenaire = Partenaire(["accompagnements.lecture", "accompagnements.sensible"])
    assert partenaire.demander_jeton()["scope"] == "accompagnements.lecture"


def test_health_data_is_never_granted_without_a_reason():
    with pytest.raises(ValidationError, match="RQTH"):
        Partenaire(["accompagnements.sensible"], motif_sensible="")


def test_two_secrets_live_until_the_day_then_one():
    partenaire = Partenaire(LECTURE)
    ancien = partenaire.secret
    nouveau = tourner_secret(
        partenaire.application, par=administration(), recouvrement=timedelta(days=7)
    )
    assert all("access_token" in partenaire.demander_jeton(secret=s) for s in (ancien, nouveau))
    Secret.objects.filter(expire_le__lt=timezone.now() + timedelta(days=30)).update(
        expire_le=timezone.now()
    )
    assert partenaire.demander_jeton(secret=ancien)["error"] == "invalid_client"
    assert "access_token" in partenaire.demander_jeton(secret=nouveau)


def test_a_secret_given_away_is_ended_at_once():
    partenaire = Partenaire(LECTURE)
    tourner_secret(partenaire.application, par=administration(), recouvrement=timedelta(0))
    assert partenaire.demander_jeton()["error"] == "invalid_client"


def test_of_three_secrets_two_live():
    partenaire, qui = Partenaire(LECTURE), administration()
    for _ in range(2):
        tourner_secret(partenaire.application, par=qui, recouvrement=timedelta(days=30))
    assert partenaire.application.secrets.vivants().count() == 2
    assert partenaire.demander_jeton()["error"] == "invalid_client"


@pytest.mark.parametrize("jours", [-1, 31])
def test_the_overlap_of_two_secrets_is_bounded(jours):
    with pytest.raises(ValidationError, match="30 jours"):
        tourner_secret(
            Partenaire(LECTURE).application,
            par=administration(),
            recouvrement=timedelta(days=jours),
        )


def test_a_suspended_application_has_no_token_that_holds():
    partenaire, qui = Partenaire(LECTURE), administration()
    suspendre_application(partenaire.application, par=qui)
    refus = partenaire.get(INCONNU)
    assert (refus.statut, refus.corps["code"]) == (401, "jeton_invalide")
    assert partenaire.demander_jeton()["error"] == "invalid_client"
    reprendre_application(partenaire.application, par=qui)
    partenaire.jeton = partenaire.demander_jeton()["access_token"]
    assert ouvre(partenaire)


def test_what_is_taken_from_an_application_is_taken_at_once():
    partenaire = Partenaire(["accompagnements.lecture", "indicateurs.lecture"])
    modifier_application(
        partenaire.application, par=administration(), portees=["indicateurs.lecture"]
    )
    assert partenaire.get(INCONNU).statut == 401


def test_a_token_over_or_of_nobody_opens_nothing():
    partenaire = Partenaire(LECTURE)
    get_access_token_model().objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert partenaire.get(INCONNU).statut == 401
    for jeton in ("inconnu", "", "\u00e9"):
        partenaire.jeton = jeton
        assert partenaire.get(INCONNU).statut == 401
    refus = partenaire.get(INCONNU, Authorization=None)
    assert (refus.statut, refus.corps["code"]) == (401, "jeton_absent")
    assert refus.entetes["WWW-Authenticate"].startswith("Bearer")


def test_an_application_that_cannot_be_is_unknown():
    partenaire = Partenaire(LECTURE)
    partenaire.application.client_id = "\0"
    assert partenaire.demander_jeton()["error"] == "invalid_client"
    en_tete = "Basic " + base64.b64encode(b"\0:\0").decode()
    corps = {"grant_type": "client_credentials", "token": "x"}
    for adresse in ("/oauth/jeton/", "/oauth/revoquer/"):
        refus = partenaire.client.post(adresse, corps, headers={"Authorization": en_tete})
        assert refus.status_code == 401


def test_a_token_over_is_forgotten_and_the_others_hold():
    partenaire = Partenaire(LECTURE)
    jetons = get_access_token_model().objects
    jetons.update(expires=timezone.now() - timedelta(seconds=1))
    partenaire.jeton = partenaire.demander_jeton()["access_token"]
    assert purger_les_jetons() == "1 jetons oubliés"
    assert jetons.count() == 1 and ouvre(partenaire)


def test_a_token_in_the_address_is_not_read():
    partenaire = Partenaire(LECTURE)
    refus = partenaire.get(f"{INCONNU}?access_token={partenaire.jeton}", Authorization=None)
    assert refus.statut == 401


def test_a_structure_that_closes_closes_its_applications():
    partenaire = Partenaire(LECTURE)
    partenaire.structure.est_active = False
    partenaire.structure.save()
    assert partenaire.get(INCONNU).statut == 401


@pytest.mark.parametrize("changement", ["role", "structure"])
def test_an_agent_who_becomes_somebody_else_is_no_application(changement):
    partenaire = Partenaire(LECTURE)
    valeur = Role.COORDINATION if changement == "role" else StructureFactory()
    setattr(partenaire.agent, changement, valeur)
    partenaire.agent.save()
    assert partenaire.get(INCONNU).statut == 401
    assert partenaire.demander_jeton()["error"] == "invalid_client"


def test_a_token_carries_nothing_that_its_application_no_longer_has():
    """As when it is asked for while the scope is taken."""
    partenaire = Partenaire([*LECTURE, "accompagnements.sensible", "indicateurs.lecture"])
    ParcoursFactory(actif=True, participant__numero_france_travail="12345678901")
    recherche = ("/accompagnements/recherche", {"numero_france_travail": "12345678901"})
    assert "rqth" in partenaire.post(*recherche).corps
    Application.objects.update(portees=LECTURE)
    assert "rqth" not in partenaire.post(*recherche).corps
    assert partenaire.get("/rapports").statut == 403


def test_an_application_is_called_from_its_own_networks(settings):
    partenaire = Partenaire(LECTURE)
    Application.objects.update(reseaux=["192.0.2.0/24"])
    assert partenaire.get(INCONNU).statut == 401
    assert "access_token" in partenaire.demander_jeton(REMOTE_ADDR="192.0.2.9")
    # Without a proxy of ours, the header is whatever the caller writes.
    assert "error" in partenaire.demander_jeton(
        REMOTE_ADDR="198.51.100.1", headers={"X-Forwarded-For": "192.0.2.9"}
    )
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert "access_token" in partenaire.demander_jeton(
        REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": "6.6.6.6, 192.0.2.9"}
    )


@pytest.mark.parametrize("reseau", ["192.0.2.7/33", "exemple.fr", "192.0.2.1/24", ""])
def test_a_network_that_is_none_is_refused(reseau):
    with pytest.raises(ValidationError):
        Partenaire(LECTURE, reseaux=[reseau])


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATION])
def test_only_the_administration_opens_an_application(role):
    with pytest.raises(PermissionDenied):
        creer_application(
            StructureFactory(), par=AgentFactory(role=role), name="Agence", portees=LECTURE
        )


def test_the_agent_of_an_application_can_sign_in_nowhere(client):
    agent = Partenaire(LECTURE).agent
    assert not agent.has_usable_password()
    assert agent.email.endswith("@applications.invalid")
    client.post("/comptes/password/reset/", {"email": agent.email})
    reponse = client.post("/comptes/login/", {"login": agent.email, "password": "!"})
    assert reponse.status_code == 200


@pytest.mark.parametrize("flux", ["password", "authorization_code", "refresh_token", "implicit"])
def test_no_other_grant_exists(flux):
    partenaire = Partenaire(LECTURE)
    corps = {
        "grant_type": flux,
        "client_id": partenaire.application.client_id,
        "client_secret": partenaire.secret,
        "username": "a",
        "password": "b",
    }
    assert partenaire.client.post("/oauth/jeton/", corps).status_code == 400
