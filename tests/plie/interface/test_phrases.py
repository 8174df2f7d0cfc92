"""What a form answers to whoever mistyped is said by a person."""

import pytest
from django import forms

from conventions.forms import ConventionForm
from plie.comptes.models import Agent
from tests.usines import AgentFactory, ConventionFactory


class Formulaire(forms.Form):
    texte = forms.CharField(max_length=3, min_length=2)
    nombre = forms.IntegerField(min_value=1, max_value=9)
    heures = forms.DecimalField(max_digits=4, decimal_places=2)
    cible = forms.DecimalField(max_digits=4, decimal_places=1)
    choix = forms.ChoiceField(choices=[("a", "A")])
    jour = forms.DateField()
    sien = forms.CharField(max_length=3, error_messages={"max_length": "Trop long."})


@pytest.mark.parametrize(
    ("champ", "saisi", "phrase"),
    [
        ("texte", "abcd", "3 caractères au plus\xa0: il y en a 4."),
        ("texte", "a", "2 caractères au moins\xa0: il y en a 1."),
        ("nombre", "0", "Au moins 1."),
        ("nombre", "10", "Au plus 9."),
        ("nombre", "dix", "Indiquez un nombre entier."),
        ("heures", "350", "Ce nombre est trop grand\xa0: 2 chiffres au plus avant la virgule."),
        ("heures", "3.555", "Chiffres après la virgule\xa0: 2 au plus."),
        ("cible", "3.55", "Chiffres après la virgule\xa0: 1 au plus."),
        ("choix", "b", "Choisissez dans la liste."),
        ("jour", "31/02/1980", "Indiquez un jour, par exemple 31/12/2026."),
        ("sien", "abcd", "Trop long."),
    ],
)
def test_a_fault_is_said_in_the_words_of_a_person(champ, saisi, phrase):
    assert Formulaire({champ: saisi}).errors[champ] == [phrase]


@pytest.mark.django_db
def test_a_row_out_of_the_list_is_said_the_same():
    champ = forms.ModelMultipleChoiceField(Agent.objects.all())
    for saisi in ([0], ["zz"]):
        with pytest.raises(forms.ValidationError, match="Choisissez dans la liste"):
            champ.clean(saisi)
    assert champ.clean([AgentFactory().pk])


@pytest.mark.django_db
def test_what_is_taken_already_is_said_without_naming_a_table():
    convention = ConventionFactory()
    convention.pk = None
    with pytest.raises(forms.ValidationError) as refus:
        convention.full_clean()
    assert refus.value.message_dict == {"code": ["Cette valeur est déjà prise."]}


def test_which_value_of_a_list_is_wrong_is_said():
    refus = ConventionForm({"partenaires": "A, "})
    assert refus.errors["partenaires"] == ["Valeur n° 2\xa0: Ce champ est obligatoire."]
