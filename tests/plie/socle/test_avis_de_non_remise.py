import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plie.socle.avis_de_non_remise import lire_avis
from tests.avis import SERVEURS, avis

ENVOI = {"adresse": "Fatima@Exemple.fr", "message_id": "<abc.def@plie.example.org>"}
POSTFIX = avis("postfix", **ENVOI)


@pytest.mark.parametrize("serveur", SERVEURS)
@pytest.mark.parametrize("fins", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_the_report_of_each_server_says_which_address_of_which_message(serveur, fins):
    lu = lire_avis(avis(serveur, **ENVOI).replace(b"\n", fins))
    assert lu.message_id == "abc.def@plie.example.org"
    (echec,) = lu.echecs
    assert echec.adresses == {"fatima@exemple.fr"}
    assert echec.est_definitif and "550" in echec.diagnostic


@pytest.mark.parametrize(
    ("avant", "apres"),
    [(b"Action: failed", b"Action: delayed"), (b"Status: 5.1.1", b"Status: 4.4.1")],
)
def test_what_may_pass_is_no_definitive_failure(avant, apres):
    assert not any(e.est_definitif for e in lire_avis(POSTFIX.replace(avant, apres)).echecs)


@pytest.mark.parametrize(
    "octets",
    [
        b"",
        b"Subject: Re: Votre rendez-vous\n\nJe ne pourrai pas venir.",
        POSTFIX.replace(b"report-type=delivery-status", b"report-type=disposition-notification"),
    ],
    ids=["nothing", "an answer", "a receipt"],
)
def test_anything_else_is_no_report(octets):
    assert lire_avis(octets) is None


@settings(max_examples=60, deadline=None, database=None)
@given(st.integers(0, len(POSTFIX)), st.binary(max_size=40), st.integers(0, 400))
def test_no_message_makes_the_reader_fail(ou, ajout, perdus):
    lire_avis(POSTFIX[:ou] + ajout + POSTFIX[ou + perdus :])
