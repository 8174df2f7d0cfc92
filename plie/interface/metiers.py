"""A trade of the ROME, typed by code or by words, completed as it is typed."""

import re

from django import forms
from django.db.models import Value

from plie.comptes.tri import Normaliser
from plie.interface.formulaires import SaisieProposee
from plie.referentiels.models import Rome

CODE = re.compile(r"^\s*([A-Za-z]\d{4})\b")
AIDE = "Tapez un code ROME ou quelques lettres, puis choisissez dans la liste."


class SaisieMetier(SaisieProposee):
    """By code or by name."""

    def format_value(self, value):
        est_un_code = isinstance(value, str) and CODE.fullmatch(value)
        metier = Rome.objects.filter(pk=value).first() if est_un_code else None
        return str(metier) if metier else value


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
