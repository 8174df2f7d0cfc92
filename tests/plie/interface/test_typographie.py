import pytest
from django import forms
from django.template.loader import get_template
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from plie.interface.typographie import insecables, typographier


@pytest.mark.parametrize(
    ("source", "rendu"),
    [
        ("<p>À faire : appeler</p>", "<p>À faire\xa0: appeler</p>"),
        ("{{ nom }} : {{ valeur }}", "{{ nom }}\xa0: {{ valeur }}"),
        ("Certain\n  ? Oui !", "Certain\xa0? Oui\xa0!"),
        ("« {{ mot }} »", "«\xa0{{ mot }}\xa0»"),
        ("« Annuler\n  ».", "«\xa0Annuler\xa0»."),
        ("12:30 et a:b", "12:30 et a:b"),
        # What is no text stays as it was written.
        ('<a title="x : y" {% if a > b %}class="z"{% endif %}>', None),
        ("<script>a ? b : c</script>", None),
        ("<textarea> : </textarea>", None),
        ("{% if x %}{# a : b #}{% endif %}", None),
        ("<!-- a : b -->", None),
    ],
)
def test_only_the_text_is_spaced(source, rendu):
    assert typographier(source) == (source if rendu is None else rendu)


def test_every_page_goes_through_it():
    source = get_template("accompagnement/entretien_ajout.html").template.source
    assert source.count("\xa0:") == 1


def test_spacing_twice_changes_nothing_more():
    source = "<p>Pourquoi ? « Parce que » : voilà !</p>"
    assert typographier(typographier(source)) == typographier(source)


@pytest.mark.parametrize(
    ("phrase", "rendue"),
    [
        ("Vide : aucun rappel.", "Vide\xa0: aucun rappel."),
        ("<b>Vide : rien</b>", "&lt;b&gt;Vide\xa0: rien&lt;/b&gt;"),
        (mark_safe("<b>Vide : rien</b>"), "<b>Vide\xa0: rien</b>"),
        (3, "3"),
    ],
)
def test_a_sentence_of_the_code_is_spaced_and_no_safer_than_it_was(phrase, rendue):
    assert conditional_escape(insecables(phrase)) == rendue


class Formulaire(forms.Form):
    rappel = forms.DateField(label="Rappel : le", help_text="Vide : aucun rappel.", required=False)


def test_a_label_and_its_help_are_spaced():
    champ = str(Formulaire()["rappel"].as_field_group())
    assert "Rappel\xa0: le" in champ
    assert "Vide\xa0: aucun rappel." in champ
