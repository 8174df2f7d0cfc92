"""Statuses and their tones: a page shows the label, the tone only repeats it."""

from enum import StrEnum

from django.db.models import TextChoices


class Ton(StrEnum):
    """The closed set of tones; each has its `.badge-…` in the style sheet."""

    BLEU = "bleu"  # to come, or under way
    VERT = "vert"  # in good order
    ORANGE = "orange"  # somebody has to look at it
    ROUGE = "rouge"  # failed
    GRIS = "gris"  # over, or no longer in use


class Etats(TextChoices):
    """Choices that a page shows as a badge: `ACTIF = "actif", Ton.VERT, "Actif"`. Before a long
    label, the beginning of it that a narrow column shows."""

    def __new__(cls, valeur, ton, debut=""):
        membre = str.__new__(cls, valeur)
        membre._value_ = valeur
        membre.ton = Ton(ton)
        membre.debut = debut
        return membre


class EtatDe:
    """The member of `etats` that a text field of a model holds; None when it is empty."""

    def __init__(self, champ, etats):
        self.champ, self.etats = champ, etats

    def __get__(self, objet, classe):
        if objet is None:
            return self
        valeur = getattr(objet, self.champ)
        return self.etats(valeur) if valeur else None
