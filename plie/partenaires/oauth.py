"""What the OAuth library asks of us: which secrets open an application, which scopes it has."""

import hashlib
import json
from collections import defaultdict

from django.contrib.auth import get_user_model
from django.utils.crypto import constant_time_compare
from oauth2_provider.models import get_access_token_model, get_application_model
from oauth2_provider.oauth2_validators import OAuth2Validator
from oauth2_provider.scopes import BaseScopes

from plie.comptes.models import Structure
from plie.partenaires.enums import Portee
from plie.socle.sql import instance_de, lire_en_premier, lire_sql

JETON = lire_sql(__file__, "jeton")


def empreinte(secret):
    return hashlib.sha256(secret.encode()).hexdigest()


class Validateur(OAuth2Validator):
    def _load_application(self, client_id, request):
        """Its live secrets stand for the one secret that the library knows."""
        if "\0" in (client_id or ""):
            return None
        application = super()._load_application(client_id, request)
        if application is not None:
            vivants = application.secrets.vivants().values_list("empreinte", flat=True)
            application.client_secret = " ".join(vivants)
        return application

    def _check_secret(self, provided_secret, stored_secret):
        presente = empreinte(provided_secret)
        return any(constant_time_compare(presente, une) for une in stored_secret.split())

    def _load_access_token(self, token):
        """With all that a call asks of the application, in one question: composed by the models, it
        takes as long as all else that the call does before its answer."""
        lu = lire_en_premier(JETON, [empreinte(token)])
        if lu is None:
            return None
        lignes = defaultdict(dict)
        for colonne, valeur in lu.items():
            de, _, nom = colonne.partition(".")
            lignes[de][nom] = valeur
        return _jeton(**lignes)


def _jeton(jeton, application, agent, structure):
    jeton["resource"] = json.loads(jeton["resource"])
    # Asked for while a scope was taken, a token may carry it.
    portees = (portee for portee in jeton["scope"].split() if portee in application["portees"])
    jeton["scope"] = " ".join(portees)
    lu = instance_de(get_access_token_model(), jeton)
    lu.application = instance_de(get_application_model(), application)
    lu.application.user = lu.user = instance_de(get_user_model(), agent)
    lu.application.structure = instance_de(Structure, structure)
    return lu


class Portees(BaseScopes):
    def get_all_scopes(self):
        return dict(Portee.choices)

    def get_available_scopes(self, application=None, request=None, *args, **kwargs):
        return list(application.portees) if application else Portee.values

    def get_default_scopes(self, application=None, request=None, *args, **kwargs):
        """All those granted, when the token asks for none; health data only by its name."""
        sensibles = {Portee.ACCOMPAGNEMENTS_SENSIBLE}
        return [p for p in self.get_available_scopes(application) if p not in sensibles]
