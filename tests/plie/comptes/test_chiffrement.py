"""A copy of the database must not give the codes of second factors."""

from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from cryptography.fernet import InvalidToken
from django.apps import apps

from plie.comptes.chiffrement import chiffrer, dechiffrer
from tests.usines import AgentFactory

MIGRATION = import_module("plie.comptes.migrations.0002_seconds_facteurs_chiffres")


def _code(secret):
    return f"{hotp_value(secret, next(yield_hotp_counters_from_time())):06}"


def _en_base():
    return " ".join(
        str(donnees) for donnees in Authenticator.objects.values_list("data", flat=True)
    )


@pytest.mark.django_db
def test_the_database_never_holds_a_secret_that_reads():
    agent, secret = AgentFactory(), generate_totp_secret()
    facteur = TOTP.activate(agent, secret)
    codes = RecoveryCodes.activate(agent)
    assert secret not in _en_base()
    assert all(
        valeur.startswith("gAAAA")
        for donnees in Authenticator.objects.values_list("data", flat=True)
        for valeur in donnees.values()
        if isinstance(valeur, str)
    )
    assert facteur.validate_code(_code(secret))
    assert codes.validate_code(codes.get_unused_codes()[0])


@pytest.mark.django_db
def test_the_factors_of_before_are_encrypted_and_still_open():
    agent, secret = AgentFactory(), generate_totp_secret()
    Authenticator.objects.create(user=agent, type="totp", data={"secret": secret})
    Authenticator.objects.create(
        user=agent, type="recovery_codes", data={"migrated_codes": ["11112222"], "used_mask": 0}
    )
    Authenticator.objects.create(
        user=AgentFactory(), type="recovery_codes", data={"seed": "abcd", "used_mask": 3}
    )
    avant = _en_base()
    MIGRATION.chiffrer_les_secrets(apps, None)
    assert not any(clair in _en_base() for clair in (secret, "11112222", "abcd"))
    assert TOTP(Authenticator.objects.get(type="totp")).validate_code(_code(secret))
    anciens = RecoveryCodes(Authenticator.objects.get(type="recovery_codes", user=agent))
    assert anciens.get_unused_codes() == ["11112222"]
    MIGRATION.dechiffrer_les_secrets(apps, None)
    assert _en_base() == avant


def test_a_former_key_still_reads_and_another_never_does(settings):
    settings.SECRET_KEY = "ancienne"
    ecrit = chiffrer("secret")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "nouvelle", ["ancienne"]
    assert dechiffrer(ecrit) == "secret"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidToken):
        dechiffrer(ecrit)
