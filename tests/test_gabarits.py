import pytest
from django.template import Context, Engine, Origin, Template, engines


def rendre(source, nom):
    moteur: Engine = engines["django"].engine
    return Template(source, origin=Origin(str(nom)), engine=moteur).render(Context({"connue": "x"}))


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
