"""A copy of the database must not give the codes of second factors."""

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

from plie.comptes.chiffrement import chiffrer, dechiffrer
from tests.usines import AgentFactory


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


def test_a_former_key_still_reads_and_another_never_does(settings):
    settings.SECRET_KEY = "ancienne"
    ecrit = chiffrer("secret")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "nouvelle", ["ancienne"]
    assert dechiffrer(ecrit) == "secret"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidToken):
        dechiffrer(ecrit)
