import re
from pathlib import Path

import pytest
from django.conf import settings

from accompagnement.enums import StatutMiseEnRelation
from offres.enums import StatutOffre, StatutSynchronisation
from plie.interface.templatetags.interface import accord, badge, badge_etat, de
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


def test_a_badge_has_its_text_and_its_tone():
    assert badge("rouge", "<b>") == '<span class="badge-statut badge-rouge">&lt;b&gt;</span>'
    assert "badge-vert" in badge_etat(StatutMiseEnRelation.EMBAUCHEE)
    assert "badge-vert" in badge_etat(StatutOffre.OUVERTE)
    assert "badge-rouge" in badge_etat(StatutSynchronisation.ECHOUEE)


def test_an_unknown_tone_is_an_error():
    with pytest.raises(ValueError, match="refuse"):
        badge("refuse", "Inactif")


def test_every_badge_of_a_template_names_a_tone_or_a_state():
    badges = [
        (fichier.name, *trouve) for fichier in GABARITS for trouve in BADGE.findall(_texte(fichier))
    ]
    assert len(badges) > 30
    for nom, balise, premier, suite in badges:
        if balise == "badge_etat":
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
