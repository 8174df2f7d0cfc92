"""A trade of the ROME, typed by code or by words, completed as it is typed."""

import re

from django import forms
from django.db.models import Value
from django.urls import reverse
from django.utils.html import format_html

from plie.comptes.tri import Normaliser
from plie.referentiels.models import Rome

CODE = re.compile(r"^\s*([A-Za-z]\d{4})\b")
AIDE = "Tapez un code ROME ou quelques lettres, puis choisissez dans la liste."


class SaisieMetier(forms.TextInput):
    """A text field with its list of proposals; without JavaScript the code or the name do.

    `route`: the name of the page that proposes, which each app has under its own rights.
    """

    def __init__(self, route, **options):
        self.route = route
        super().__init__(**options)

    def build_attrs(self, base_attrs, extra_attrs=None):
        attrs = super().build_attrs(base_attrs, extra_attrs)
        liste = f"{attrs['id']}_liste"
        return attrs | {
            "list": liste,
            "autocomplete": "off",
            "hx-get": reverse(self.route),
            "hx-trigger": "input changed delay:200ms",
            "hx-target": f"#{liste}",
        }

    def format_value(self, value):
        est_un_code = isinstance(value, str) and CODE.fullmatch(value)
        metier = Rome.objects.filter(pk=value).first() if est_un_code else None
        return str(metier) if metier else value

    def render(self, name, value, attrs=None, renderer=None):
        champ = super().render(name, value, attrs, renderer)
        return format_html('{}<datalist id="{}_liste"></datalist>', champ, attrs["id"])


class MetierField(forms.CharField):
    """Gives a Rome, or None when left empty."""

    def __init__(self, *, route, **options):
        champ = {"help_text": AIDE, "widget": SaisieMetier(route), **options}
        super().__init__(max_length=300, **champ)

    def clean(self, value):
        texte = super().clean(value)
        if not texte:
            return None
        trouves = list(chercher_metiers(texte)[:50])
        exacts = [metier for metier in trouves if metier.libelle.lower() == texte.lower()]
        if len(exacts or trouves) == 1:
            return (exacts or trouves)[0]
        if trouves:
            raise forms.ValidationError("Plusieurs métiers correspondent : choisissez le vôtre.")
        raise forms.ValidationError("Ce métier n'est pas dans le répertoire ROME.")


def chercher_metiers(texte):
    """The trades named by `texte`: its code alone decides, else every word, accents ignored."""
    code = CODE.match(texte)
    if code:
        return Rome.objects.filter(pk=code[1].upper())
    requete = Rome.objects.alias(cherche=Normaliser("libelle"))
    for mot in texte.replace("\0", "").split()[:6]:
        requete = requete.filter(cherche__contains=Normaliser(Value(mot[:100])))
    return requete
