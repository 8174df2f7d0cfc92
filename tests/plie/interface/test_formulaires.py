from django import forms
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


def test_a_choice_not_made_invites_to_choose():
    class Formulaire(forms.Form):
        sexe = forms.ChoiceField(choices=[*BLANK_CHOICE_DASH, ("F", "Femme")])

    assert "Choisir…" in str(Formulaire())
    assert "---" not in str(Formulaire())


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
