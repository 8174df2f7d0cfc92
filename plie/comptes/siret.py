from django import forms
from django.core.exceptions import ValidationError
from stdnum.fr import siret


def valider_siret(valeur):
    """14 digits whose key is right (La Poste's own rule included), spaces set aside before."""
    if not siret.is_valid(valeur):
        raise ValidationError(
            "Ce SIRET n'existe pas : 14 chiffres, dont le dernier contrôle les autres.",
            code="siret",
        )


def compacter_siret(valeur):
    """Without spaces; None when nothing is left."""
    return siret.compact(valeur or "") or None


class ChampSiret(forms.CharField):
    """Longer than the column: people paste it with spaces."""

    def __init__(self, **options):
        super().__init__(**{"label": "SIRET", "max_length": 20, "required": False} | options)

    def to_python(self, value):
        return compacter_siret(super().to_python(value))
