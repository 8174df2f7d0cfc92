"""Fields, dates and warnings that several forms share."""

from functools import partial
from urllib.parse import urlencode

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from accompagnement.actions.courriel import est_joignable, raison_de_ne_pas_ecrire
from accompagnement.models import Operateur
from plie.interface import metiers
from plie.interface.formulaires import SaisieDate, SaisieDateHeure

RAPPEL_NOTES = "Des faits, pas de diagnostic ni de jugement : la personne peut demander à lire."

RAPPEL_LIBELLE = (
    "Lu par tous ceux qui suivent la personne : pas de santé, de justice ni de logement ici."
)

# Completed from `/metiers/` as it is typed.
MetierField = partial(metiers.MetierField, route="accompagnement:metiers")


class SaisieOperateur(forms.TextInput):
    """A text field that proposes the operators known; another name is one more."""

    def format_value(self, value):
        if isinstance(value, int):
            return Operateur.objects.filter(pk=value).values_list("nom", flat=True).first()
        return value

    def render(self, name, value, attrs=None, renderer=None):
        liste = f"{attrs['id']}_liste"
        champ = super().render(name, value, attrs | {"list": liste}, renderer)
        noms = Operateur.objects.actuels().values_list("nom")
        options = format_html_join("", '<option value="{}"></option>', noms)
        return format_html('{}<datalist id="{}">{}</datalist>', champ, liste, options)


class OperateurField(forms.CharField):
    """Gives an Operateur, not written yet when nobody has named it; None when left empty."""

    def __init__(self, **options):
        aide = "Choisissez dans la liste, ou tapez un nouveau nom."
        champ = {"label": "Opérateur", "required": False, "help_text": aide} | options
        super().__init__(max_length=200, widget=SaisieOperateur(), **champ)

    def clean(self, value):
        nom = " ".join(super().clean(value).split())
        if not nom:
            return None
        trouve = Operateur.objects.nommes(nom).select_related("fusionne_avec").first()
        return (trouve and (trouve.fusionne_avec or trouve)) or Operateur(nom=nom)


def selon_l_adresse(formulaire, nom, participant):
    """Whether a mail may be asked for: the box goes when there is nothing to say of it, and says
    why it can't be ticked when the address no longer receives."""
    if est_joignable(participant):
        return
    if participant.email_refuse_le is None:
        del formulaire.fields[nom]
        return
    formulaire.fields[nom].disabled = True
    formulaire.fields[nom].help_text = raison_de_ne_pas_ecrire(participant)


class SaisieRendezVous(SaisieDateHeure):
    """As soon as a day is chosen, what it already holds and what is free stand beside the field."""

    agenda = ""

    def regarder(self, agent, sauf=None, minutes=None):
        """The day of this agent, without the appointment that is being moved or replaced; how long
        the one being set lasts, where no field of the form says it."""
        demande = {"agent": agent.pk, "sauf": sauf and sauf.pk, "duree_minutes": minutes}
        self.agenda = "?" + urlencode({nom: lu for nom, lu in demande.items() if lu})

    def build_attrs(self, base_attrs, extra_attrs=None):
        demande = {
            "hx-get": reverse("accompagnement:rendez_vous_journee") + self.agenda,
            "hx-trigger": "load, change",
            "hx-target": "next .journee",
        }
        return demande | super().build_attrs(base_attrs, extra_attrs)

    def render(self, name, value, attrs=None, renderer=None):
        champ = super().render(name, value, attrs, renderer)
        return format_html('{}<div class="journee" aria-live="polite"></div>', champ)


def champ_date(libelle, *, requis=True, aide=""):
    return forms.DateField(
        label=libelle, required=requis, widget=SaisieDate(), help_text=aide, localize=False
    )


class OuiNonField(forms.TypedChoiceField):
    """Yes, no, or `vide`, which is None."""

    def __init__(self, *, vide="Non renseigné", **options):
        choix = [("", vide), ("true", "Oui"), ("false", "Non")]
        super().__init__(
            choices=choix,
            required=False,
            coerce=lambda valeur: valeur == "true",
            empty_value=None,
            **options,
        )

    def prepare_value(self, valeur):
        return {True: "true", False: "false"}.get(valeur, valeur)


class FinForm(forms.Form):
    """One date that ends something: a suspension, a job."""

    date_fin = champ_date("Dernier jour")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["date_fin"].initial = timezone.localdate()
