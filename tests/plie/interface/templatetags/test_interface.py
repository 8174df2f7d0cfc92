import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.html import strip_tags

from accompagnement.enums import Statut, StatutMiseEnRelation
from offres.enums import StatutOffre, StatutSynchronisation
from plie.interface.templatetags.interface import (
    accord,
    badge,
    badge_court,
    badge_etat,
    de,
    jour,
    numero_ft,
    siret,
    taille,
)
from plie.socle.etats import Ton

GABARITS = sorted((Path(settings.BASE_DIR) / "templates").rglob("*.html"))
BADGE = re.compile(r"{%\s*(badge\w*)\s+(\S+)([^%]*)%}")


@pytest.mark.parametrize(("nombre", "terminaison"), [(0, ""), (1, ""), (2, "s"), (1500, "s")])
def test_a_noun_is_plural_from_two_on(nombre, terminaison):
    assert f"dossier{accord(nombre)}" == f"dossier{terminaison}"


@pytest.mark.parametrize(
    ("mois", "attendu"),
    [("mars 2026", "de mars 2026"), ("octobre 2026", "d'octobre 2026"), ("août", "d'août")],
)
def test_the_article_elides_before_a_vowel(mois, attendu):
    assert de(mois) == attendu


@pytest.mark.parametrize(
    ("octets", "attendu"),
    [
        (0, "0\xa0octet"),
        (303, "303\xa0octets"),
        (51_613, "51,6\xa0Ko"),
        (2_000_000, "2\xa0Mo"),
        (1_200_000_000, "1\xa0200\xa0Mo"),
    ],
)
def test_a_size_is_said_in_units_that_everybody_knows(octets, attendu):
    assert taille(octets) == attendu


def test_a_badge_has_its_text_and_its_tone():
    assert badge("rouge", "<b>") == '<span class="badge-statut badge-rouge">&lt;b&gt;</span>'
    assert "badge-vert" in badge_etat(StatutMiseEnRelation.EMBAUCHEE)
    assert "badge-vert" in badge_etat(StatutOffre.OUVERTE)
    assert "badge-rouge" in badge_etat(StatutSynchronisation.ECHOUEE)


def test_a_long_label_is_shown_by_its_beginning_and_read_whole():
    court = badge_court(Statut.EN_EMPLOI)
    assert strip_tags(court) == Statut.EN_EMPLOI.label
    assert f'title="{Statut.EN_EMPLOI.label}">En emploi<' in court
    assert badge_court(Statut.ACTIF) == badge_etat(Statut.ACTIF)


def test_an_unknown_tone_is_an_error():
    with pytest.raises(ValueError, match="refuse"):
        badge("refuse", "Inactif")


def test_every_badge_of_a_template_names_a_tone_or_a_state():
    badges = [
        (fichier.name, *trouve) for fichier in GABARITS for trouve in BADGE.findall(_texte(fichier))
    ]
    assert len(badges) > 30
    for nom, balise, premier, suite in badges:
        if balise in {"badge_etat", "badge_court"}:
            assert (premier.rsplit(".")[-1], suite.strip()) == ("etat", ""), nom
        elif premier.startswith('"'):
            assert premier.strip('"') in set(Ton), nom
        else:
            assert premier.endswith(".ton"), nom


def _texte(fichier):
    return fichier.read_text(encoding="utf-8")


@pytest.mark.parametrize("ton", Ton)
def test_every_tone_has_its_rule_in_the_style_sheet(ton):
    assert f".badge-{ton} {{" in _texte(settings.BASE_DIR / "static" / "plie" / "theme.css")


@pytest.mark.parametrize("numero", ["", None, "1234"])
def test_what_is_no_siret_is_left_as_it_is(numero):
    assert siret(numero) == numero


@pytest.mark.parametrize(
    ("numero", "dit"),
    [
        ("12345678901", "123 456 789 01"),
        ("1234567A", "1234567 A"),
        ("", ""),
        (None, ""),
        ("1234", "1234"),
    ],
)
def test_a_number_of_france_travail_is_grouped_as_it_is_read_aloud(numero, dit):
    assert numero_ft(numero) == dit.replace(" ", "\xa0")


def test_a_month_in_letters_goes_through_the_filter_that_knows_the_first():
    fautifs = [g.name for g in GABARITS if re.search(r'\|date:"[^"]*j F', g.read_text())]
    assert fautifs == []
    assert jour(None, "j F") == ""
