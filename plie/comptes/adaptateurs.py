import json
import secrets
import time
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.core.internal.ratelimit import get_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.db import DatabaseError

from plie.comptes.chiffrement import chiffrer, dechiffrer
from plie.taches.actions import demander

ENVOI_DU_CODE = "plie.comptes.tasks.envoyer_code"


class AdaptateurCompte(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        """Accounts are created by the administration, never from the outside."""
        return False

    def authenticate(self, request, **credentials):
        """An attempt that the database could not judge is nobody's failure."""
        try:
            return super().authenticate(request, **credentials)
        except DatabaseError:
            self._rollback_login_failed_rl_usage()
            raise

    def pre_login(self, request, user, **options):
        """A code opens the account of a conseiller, as it is when the code is given; that of nobody
        else, whose password and second factor it would go round."""
        par_code = request.resolver_match.view_name == "account_confirm_login_code"
        inconnu = par_code and not user.est_reconnu
        if par_code != user.est_conseiller or inconnu or user.est_echu:
            clear_login(request)
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **options)

    def send_mail(self, template_prefix, email, context):
        if template_prefix == "account/email/login_code":
            self.demander_l_envoi(email, context["code"])
        else:
            super().send_mail(template_prefix, email, context)

    def demander_l_envoi(self, adresse, code):
        """Of a sign-in code, sealed: a stolen copy of the database opens no door."""
        dit = {"adresse": adresse.lower(), "code": code, "le": time.time()}
        demander(ENVOI_DU_CODE, secrets.token_hex(8), chiffrer(json.dumps(dit)))

    def get_reset_password_from_key_url(self, key):
        """Under the site's own address: the request's is what its sender wrote in it."""
        chemin = urlsplit(super().get_reset_password_from_key_url(key)).path
        return f"{settings.ADRESSE}{chemin}"

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Failures are counted by account and address: a stranger's shut nobody else out."""
        cle = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{cle}:{get_ip(request)}"


class AdaptateurSecondFacteur(DefaultMFAAdapter):
    """A stolen copy of the database gives nobody's codes."""

    def encrypt(self, text):
        return chiffrer(text)

    def decrypt(self, encrypted_text):
        return dechiffrer(encrypted_text)
