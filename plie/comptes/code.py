"""Signing in by a code, for the conseillers of partners and for nobody else."""

import json
import time

from allauth.account.adapter import get_adapter
from allauth.account.forms import RequestLoginCodeForm, ResetPasswordForm
from django.conf import settings

from plie.comptes.chiffrement import dechiffrer
from plie.comptes.courriels import donner_le_code
from plie.comptes.models import Agent


def conseiller_de(adresse):
    """The conseiller who may sign in with this address today, or None."""
    conseillers = Agent.objects.conseillers().filter(is_active=True, email=adresse.lower())
    conseiller = conseillers.select_related("structure").first()
    return conseiller if conseiller and conseiller.est_reconnu else None


class DemandeDeCodeForm(RequestLoginCodeForm):
    """Whoever asks is answered the same, as fast: the worker alone knows whether a mail leaves."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["email"].label = "Adresse électronique professionnelle"

    def clean_email(self):
        adresse = super().clean_email()
        self._user = conseiller_de(adresse)
        if self._user is None:
            adaptateur = get_adapter()
            adaptateur.demander_l_envoi(adresse, adaptateur.generate_login_code())
        return adresse


class MotDePasseOublieForm(ResetPasswordForm):
    """Partners have no password, and make none."""

    def clean_email(self):
        adresse = super().clean_email()
        self.users = [agent for agent in self.users if agent.est_de_la_maison]
        return adresse


def envoyer(scelle):
    """Send the code that the adapter has sealed; returns what became of it."""
    dit = json.loads(dechiffrer(scelle))
    conseiller = conseiller_de(dit["adresse"])
    if conseiller is None:
        return "sans destinataire"
    if time.time() - dit["le"] > settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT:
        return "code expiré"
    donner_le_code(conseiller, dit["code"]).send()
    return "envoyé"
