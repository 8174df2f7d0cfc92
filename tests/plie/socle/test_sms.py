"""Numbers, what a text costs, and what each answer of the provider means."""

import pytest

from plie.demonstration.sms import repondre, taire
from plie.socle import sms

LU = "+33612345678"


@pytest.mark.parametrize(
    ("ecrit", "lu"),
    [
        ("0612345678", LU),
        ("06.12.34.56.78", LU),
        ("+33 6 12 34 56 78", LU),
        ("+33 (0)6 12 34 56 78", LU),
        ("0033612345678", LU),
        ("07 12 34 56 78", "+33712345678"),
        ("0692 12 34 56", "+262692123456"),
        ("+262 639 12 34 56", "+262639123456"),
        ("00590 690 12 34 56", "+590690123456"),
        ("+33 6 96 12 34 56", "+596696123456"),
        ("07 09 32 34 56", "+594709323456"),
        ("+594 6 12 34 56 78", None),
        ("+262 262 12 34 56", None),
        ("03 27 00 00 00", None),
        ("+32 470 12 34 56", None),
        ("06 12 34 56", None),
        ("06 12 34 56 78 9", None),
        ("06 12 34 56 7a", None),
        ("06 12 34 56 7٨", None),
        ("", None),
        (None, None),
    ],
)
def test_only_a_french_mobile_is_read(ecrit, lu):
    assert sms.lire_mobile(ecrit) == lu


def test_a_number_of_another_country_is_known_as_such():
    assert sms.est_d_un_autre_pays("+32 470 12 34 56")
    assert sms.est_d_un_autre_pays("0032470123456")
    assert not sms.est_d_un_autre_pays("+33 3 27 00 00 00")
    assert not sms.est_d_un_autre_pays("+262 262 12 34 56")
    assert not sms.est_d_un_autre_pays("03 27 00 00 00")


@pytest.mark.parametrize(
    ("texte", "segments"),
    [
        ("", 1),
        ("é" * 160, 1),
        ("é" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        # An extension costs two, and is not cut between two segments.
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("a" * 152 + "€" + "a" * 152, 3),
        # One letter outside the alphabet and the whole text is counted otherwise.
        ("ê" * 70, 1),
        ("ê" * 71, 2),
        ("a" * 134 + "ê", 3),
        ("😀" * 35, 1),
        ("😀" * 66, 2),
        ("😀" * 67, 3),
    ],
)
def test_a_text_costs_what_the_alphabet_makes_it(texte, segments):
    assert sms.compter_segments(texte) == segments


def test_a_message_is_sent_under_its_key_with_the_token(fournisseur, settings):
    settings.SMS_EXPEDITEUR = "PLIE"
    sms.envoyer(LU, "Bonjour", cle="rappel-1")
    assert fournisseur.recus == [
        ("rappel-1", {"expediteur": "PLIE", "destinataire": LU, "texte": "Bonjour"})
    ]


@pytest.mark.parametrize(
    ("statut", "erreur"),
    [
        (429, sms.ServiceIndisponible),
        (500, sms.ServiceIndisponible),
        (503, sms.ServiceIndisponible),
        (422, sms.NumeroRefuse),
        (401, sms.ConfigurationRefusee),
        (302, sms.ConfigurationRefusee),
    ],
)
def test_each_answer_has_its_meaning_and_tells_nothing(fournisseur, statut, erreur):
    fournisseur.pannes.append(repondre(statut))
    with pytest.raises(sms.SmsErreur) as refus:
        sms.envoyer(LU, "Bonjour", cle="rappel-1")
    assert type(refus.value) is erreur
    assert LU[-8:] not in str(refus.value) and "Bonjour" not in str(refus.value)


def test_no_answer_in_time_is_no_answer(fournisseur, settings):
    settings.SMS_DELAI = 0.1
    fournisseur.pannes.append(taire(0.5))
    with pytest.raises(sms.SansReponse):
        sms.envoyer(LU, "Bonjour", cle="rappel-1")


def test_nobody_at_the_address_is_known_to_have_taken_nothing(settings):
    settings.SMS_URL = "http://127.0.0.1:1/messages"
    with pytest.raises(sms.ServiceAbsent):
        sms.envoyer(LU, "Bonjour", cle="rappel-1")
