"""Open an application to a partner, limit it, suspend it, renew its secret."""

import secrets
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from oauth2_provider.models import get_access_token_model

from plie.comptes.enums import Role
from plie.comptes.models import Agent
from plie.journal.acte import acte, travail
from plie.partenaires.models import Application, Secret
from plie.partenaires.oauth import empreinte
from plie.partenaires.permissions import Acte
from plie.socle.ecriture import remplir

VIE_D_UN_SECRET = timedelta(days=365)
RECOUVREMENT_MAX = timedelta(days=30)
# Reserved for what receives no mail (RFC 2606).
DOMAINE_SANS_COURRIEL = "applications.invalid"


@acte(Acte.GERER_APPLICATIONS)
def creer_application(structure, *, par, name, portees, **champs):
    """A program of `structure`; returns (application, secret), which nobody can read again."""
    if not structure.est_active:
        raise ValidationError({"structure": "Cette structure n'est plus active."})
    application = Application(
        structure=structure,
        name=name,
        portees=portees,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_CLIENT_CREDENTIALS,
        client_secret="",
        hash_client_secret=False,
    )
    remplir(application, champs)
    application.user = _agent(application)
    application.full_clean(exclude=["client_secret"])
    application.save()
    return application, _nouveau_secret(application, timezone.now())


def _agent(application):
    """Who the application is in the history and in the logs: it can neither sign in nor be written
    to."""
    agent = Agent(
        email=f"{application.client_id.lower()}@{DOMAINE_SANS_COURRIEL}",
        nom=application.name[:100],
        role=Role.PARTENAIRE,
        structure=application.structure,
    )
    agent.set_unusable_password()
    agent.full_clean()
    agent.save()
    return agent


@acte(Acte.GERER_APPLICATIONS)
def modifier_application(application, *, par, **champs):
    """Change what it may do. What is taken from it is taken at once: its tokens end."""
    actuelle = Application.objects.select_for_update().get(pk=application.pk)
    remplir(actuelle, champs)
    actuelle.full_clean(exclude=["client_secret"])
    actuelle.save()
    actuelle.user.nom = actuelle.name[:100]
    actuelle.user.save()
    _oublier_les_jetons(actuelle)
    return actuelle


@acte(Acte.GERER_APPLICATIONS)
def suspendre_application(application, *, par):
    return _basculer(application, est_active=False)


@acte(Acte.GERER_APPLICATIONS)
def reprendre_application(application, *, par):
    return _basculer(application, est_active=True)


def _basculer(application, *, est_active):
    actuelle = Application.objects.select_for_update().get(pk=application.pk)
    actuelle.est_active = est_active
    actuelle.save()
    _oublier_les_jetons(actuelle)
    return actuelle


def _oublier_les_jetons(application):
    get_access_token_model().objects.filter(application=application).delete()


@travail("calcul de la nuit")
def purger_jetons():
    """Forget those that open nothing any more; returns how many."""
    return get_access_token_model().objects.filter(expires__lte=timezone.now()).delete()[0]


@acte(Acte.GERER_APPLICATIONS)
def tourner_secret(application, *, par, recouvrement):
    """A new secret, returned once; the former ones live `recouvrement` more (a timedelta, 30 days
    at most, nothing to end them at once)."""
    if not timedelta(0) <= recouvrement <= RECOUVREMENT_MAX:
        raise ValidationError({"recouvrement": "De 0 à 30 jours."})
    actuelle = Application.objects.select_for_update().get(pk=application.pk)
    maintenant = timezone.now()
    anciens = actuelle.secrets.vivants(maintenant + recouvrement)
    anciens.update(expire_le=maintenant + recouvrement)
    garde = actuelle.secrets.vivants(maintenant).first()
    if garde:
        actuelle.secrets.exclude(pk=garde.pk).vivants(maintenant).update(expire_le=maintenant)
    return _nouveau_secret(actuelle, maintenant)


def _nouveau_secret(application, maintenant):
    secret = secrets.token_urlsafe(48)
    Secret.objects.create(
        application=application,
        empreinte=empreinte(secret),
        cree_le=maintenant,
        expire_le=maintenant + VIE_D_UN_SECRET,
    )
    return secret
