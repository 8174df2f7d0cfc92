"""What a form answers to whoever mistyped: the sentences of Django that no person would say."""

from django import forms
from django.contrib.postgres.forms import SimpleArrayField
from django.core import validators
from django.db import models

from plie.interface.typographie import typographier

LISTE = "Choisissez dans la liste."
PHRASES = {
    forms.ChoiceField: {"invalid_choice": LISTE},
    forms.MultipleChoiceField: {"invalid_choice": LISTE, "invalid_list": LISTE},
    forms.ModelChoiceField: {"invalid_choice": LISTE},
    forms.ModelMultipleChoiceField: {
        "invalid_choice": LISTE,
        "invalid_pk_value": LISTE,
        "invalid_list": LISTE,
    },
    forms.DateField: {"invalid": "Indiquez un jour, par exemple 31/12/2026."},
    forms.DateTimeField: {
        "invalid": "Indiquez un jour et une heure, par exemple 31/12/2026 14:30."
    },
    forms.IntegerField: {"invalid": "Indiquez un nombre entier."},
    forms.DecimalField: {"invalid": "Indiquez un nombre."},
    SimpleArrayField: {"item_invalid": "Valeur n° %(nth)s :"},
    models.Field: {"unique": "Cette valeur est déjà prise."},
}
VALIDATIONS = {
    validators.MaxLengthValidator: (
        "%(limit_value)d caractères au plus : il y en a %(show_value)d."
    ),
    validators.MinLengthValidator: (
        "%(limit_value)d caractères au moins : il y en a %(show_value)d."
    ),
    validators.MinValueValidator: "Au moins %(limit_value)s.",
    validators.MaxValueValidator: "Au plus %(limit_value)s.",
}
DECIMALES = {
    "invalid": "Indiquez un nombre.",
    "max_digits": "Ce nombre est trop grand.",
    "max_decimal_places": "Chiffres après la virgule : %(max)s au plus.",
    "max_whole_digits": "Ce nombre est trop grand : %(max)s chiffres au plus avant la virgule.",
}


def parler():
    """Once, when the platform starts: for every form, its own messages still win."""
    for champ, phrases in PHRASES.items():
        typographiees = {code: typographier(phrase) for code, phrase in phrases.items()}
        champ.default_error_messages = champ.default_error_messages | typographiees
    for validation, phrase in VALIDATIONS.items():
        validation.message = typographier(phrase)
    validators.DecimalValidator.messages = {
        code: typographier(phrase) for code, phrase in DECIMALES.items()
    }
