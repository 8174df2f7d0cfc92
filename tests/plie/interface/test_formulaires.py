import re
from decimal import Decimal

import pytest
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_text_html
from django.db.models import BLANK_CHOICE_DASH


def test_the_help_of_a_password_is_a_list_and_not_its_source():
    class Formulaire(forms.Form):
        secret = forms.CharField(help_text=password_validators_help_text_html())

    assert "<ul><li>" in str(Formulaire())


def test_other_help_stays_text():
    class Formulaire(forms.Form):
        champ = forms.CharField(help_text="<script>")

    assert "&lt;script&gt;" in str(Formulaire())


@pytest.mark.parametrize(("garde", "montre"), [("35.00", "35"), ("30.50", "30.50"), ("0.00", "0")])
def test_a_number_is_shown_as_one_types_it(garde, montre):
    class Formulaire(forms.Form):
        heures = forms.DecimalField()

    assert f'value="{montre}"' in str(Formulaire(initial={"heures": Decimal(garde)}))


def test_a_choice_not_made_invites_to_choose():
    class Formulaire(forms.Form):
        sexe = forms.ChoiceField(choices=[*BLANK_CHOICE_DASH, ("F", "Femme")])

    assert "Choisir…" in str(Formulaire())
    assert "---" not in str(Formulaire())


def test_fields_stand_in_their_sections_and_none_is_lost():
    class Formulaire(forms.Form):
        nom = forms.CharField()
        seul = forms.CharField()
        date = forms.DateField()
        cache = forms.CharField(widget=forms.HiddenInput)
        sections = (("Qui", ("nom", "parti")), ("Quand", ("date",)), ("Rien", ("ailleurs",)))

    page = str(Formulaire())
    places = [page.index(mot) for mot in ("Qui", 'name="nom"', "Quand", 'name="date"')]
    assert places == sorted(places) and page.index('name="seul"') > places[-1]
    assert "Rien" not in page
    assert all(page.count(f'name="{nom}"') == 1 for nom in Formulaire.base_fields)


def test_apostrophes_are_those_of_the_rest_of_the_page():
    class Formulaire(forms.Form):
        fichier = forms.FileField()
        code = forms.SlugField()

        def clean(self):
            self.add_error(None, "L’ensemble ne va pas.")

    formulaire = Formulaire({"code": "a b"})
    assert "’" in str(formulaire.errors["code"])
    page = str(formulaire)
    assert "traits d&#39;union" in page and "L&#39;ensemble" in page and "’" not in page


class ChoixQuiPropose(forms.Select):
    def create_option(self, *args, **options):
        option = super().create_option(*args, **options)
        option["attrs"]["data-texte"] = 'Un "texte"'
        return option


def test_a_choice_of_our_own_is_drawn_as_one_and_carries_what_it_proposes():
    class Formulaire(forms.Form):
        motif = forms.ChoiceField(choices=[("a", "A")], widget=ChoixQuiPropose)

    page = str(Formulaire())
    assert 'class="form-select"' in page
    assert 'data-texte="Un &#34;texte&#34;"' in page


CASE = re.compile(r'input\[type="checkbox"\][^{]*{ border-color: (#[0-9a-f]{6});')


def _clarte(couleur):
    """Relative luminance of WCAG 2.2, of #rrggbb."""
    canaux = [int(couleur[rang : rang + 2], 16) / 255 for rang in (1, 3, 5)]
    lineaires = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in canaux]
    return sum(poids * c for poids, c in zip((0.2126, 0.7152, 0.0722), lineaires, strict=True))


@pytest.mark.parametrize("fond", ["papier", "fond"])
def test_a_check_box_is_seen_as_one(fond):
    """1.4.11 of WCAG: 3 to 1 between its border and what is around it."""
    feuille = (settings.BASE_DIR / "static" / "plie" / "theme.css").read_text(encoding="utf-8")
    [bordure], [autour] = CASE.findall(feuille), re.findall(rf"--{fond}: (#\w{{6}});", feuille)
    assert (_clarte(autour) + 0.05) / (_clarte(bordure) + 0.05) >= 3
