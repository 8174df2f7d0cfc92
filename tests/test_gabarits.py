import re
from pathlib import Path

import pytest
from django.conf import settings as reglages
from django.template import Context, Engine, Origin, Template, engines

SANS_ECHAPPEMENT = re.compile(
    r"\|\s*safe(seq)?\b|autoescape\s+off|mark_safe\(|SafeString\(|format_html\(\s*f[\"']"
)
DOSSIERS = ("templates", "accompagnement", "conventions", "offres", "plie")
# Drawn by us from numbers, escaped the line before, or by the template that draws it.
PERMIS = {
    "offres/templatetags/offres.py": 1,
    "plie/interface/templatetags/interface.py": 1,
    "plie/interface/typographie.py": 1,
    "plie/socle/graphique.py": 1,
}
VALEURS = {"connue": "x", "rien": None}


def rendre(source, nom):
    moteur: Engine = engines["django"].engine
    return Template(source, origin=Origin(str(nom)), engine=moteur).render(Context(VALEURS))


def test_an_undefined_variable_in_our_templates_fails(settings):
    with pytest.raises(AssertionError, match="undefined variable inconnue in .*essai.html"):
        rendre("{{ inconnue }}", settings.BASE_DIR / "templates" / "essai.html")


def test_an_undefined_attribute_in_our_templates_fails(settings):
    with pytest.raises(AssertionError, match=r"undefined variable connue\.absente"):
        rendre("{{ connue.absente }}", settings.BASE_DIR / "templates" / "essai.html")


def test_a_test_that_changes_the_settings_does_not_blind_the_next_ones(settings):
    settings.DEBUG = not settings.DEBUG

    with pytest.raises(AssertionError, match="undefined variable inconnue"):
        rendre("{{ inconnue }}", settings.BASE_DIR / "templates" / "essai.html")


def test_a_defined_variable_is_printed_and_a_condition_may_test_an_absent_one(settings):
    ecrit = rendre(
        "{{ connue }}{% if inconnue %}y{% endif %}", settings.BASE_DIR / "templates" / "essai.html"
    )

    assert ecrit == "x"


def test_the_templates_of_libraries_are_left_alone():
    assert rendre("a{{ inconnue }}b", "/ailleurs/admin/base.html") == "ab"


def test_nothing_is_marked_in_one_way():
    """« — » is the figure that cannot be computed."""
    racine = Path(reglages.BASE_DIR, "templates")
    du_chiffre = {"indicateur_definition.html", "indicateur.html", "indicateurs.html"}
    marques = {nom.name for nom in racine.glob("**/*.html") if "—" in nom.read_text()}
    assert marques - du_chiffre == {"conventions.html"}
    assert '"—"' not in (racine / "conventions" / "conventions.html").read_text()


def test_the_count_of_a_list_is_written_as_a_number():
    racine = Path(reglages.BASE_DIR, "templates")
    # What a script reads stays bare.
    nu = re.compile(r'(?<!="){{ page\.paginator\.count }}')
    assert [nom.name for nom in racine.glob("**/*.html") if nu.search(nom.read_text())] == []
    compte = "{% load interface %}{{ connue|floatformat:'0g' }}"
    moteur: Engine = engines["django"].engine
    assert Template(compte, engine=moteur).render(Context({"connue": 12345})) == "12\xa0345"


def test_going_back_is_said_in_one_way():
    racine = Path(reglages.BASE_DIR, "templates")
    gabarits = [*racine.glob("**/*.html")]
    assert [nom.name for nom in gabarits if "←" in nom.read_text(encoding="utf-8")] == []


def test_what_is_printed_without_being_escaped_is_listed():
    racine = Path(reglages.BASE_DIR)
    sources = [
        f
        for d in DOSSIERS
        for suffixe in ("html", "py")
        for f in racine.glob(f"{d}/**/*.{suffixe}")
    ]
    trouves = {
        str(source.relative_to(racine)): len(SANS_ECHAPPEMENT.findall(source.read_text()))
        for source in sources
    }
    assert {nom: nombre for nom, nombre in trouves.items() if nombre} == PERMIS


def test_none_printed_by_our_templates_fails(settings):
    with pytest.raises(AssertionError, match="None is printed in .*essai.html"):
        rendre("{{ rien }}", settings.BASE_DIR / "templates" / "essai.html")
