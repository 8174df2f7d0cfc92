"""How every form of the platform is drawn: one renderer, no class repeated in the forms."""

from decimal import Decimal
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.forms.boundfield import BoundField
from django.forms.renderers import Jinja2
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html

from plie.interface.typographie import insecables
from plie.socle.erreurs import phrase_contrainte
from plie.socle.unite import unite

CLASSES = {
    forms.CheckboxInput: "form-check-input",
    forms.RadioSelect: "",
    forms.CheckboxSelectMultiple: "",
    forms.Select: "form-select",
    forms.SelectMultiple: "form-select",
    forms.HiddenInput: "",
}


class ChampLie(BoundField):
    def value(self):
        """35 hours, as somebody types it, and not 35.00."""
        valeur = super().value()
        est_entier = isinstance(valeur, Decimal) and valeur == valeur.to_integral_value()
        return int(valeur) if est_entier else valeur

    def build_widget_attrs(self, attrs, widget=None):
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        connues = (CLASSES[type_] for type_ in type(widget).__mro__ if type_ in CLASSES)
        classe = next(connues, "form-control")
        if self.errors and classe:
            classe += " is-invalid"
        existante = widget.attrs.get("class", "")
        return {**attrs, "class": f"{classe} {existante}".strip()}


class Rendu(Jinja2):
    """Jinja2 draws forms several times faster than Django's templates, and a list page is half
    form; what only exists as a Django template (the administration site) is drawn by Django."""

    form_template_name = "interface/formulaire.html"
    field_template_name = "interface/champ.html"
    bound_field_class = ChampLie

    @cached_property
    def engine(self):
        """Templates of the applications in their order: ours may replace Django's."""
        options = {"APP_DIRS": True, "DIRS": [], "NAME": "formulaires", "OPTIONS": {}}
        moteur = self.backend(options)
        moteur.env.filters["insecables"] = insecables
        return moteur

    def get_template(self, template_name):
        try:
            return super().get_template(template_name)
        except TemplateDoesNotExist:
            return get_template(template_name)


class SaisieDate(forms.DateInput):
    input_type = "date"

    def __init__(self, **options):
        super().__init__(format="%Y-%m-%d", **options)


class SaisieDateHeure(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, **options):
        super().__init__(format="%Y-%m-%dT%H:%M", **options)


class SaisieProposee(forms.TextInput):
    """A text field with its list of proposals; without JavaScript it is the text alone.

    `route`: the name of the page that proposes, under the rights of its app.
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

    def render(self, name, value, attrs=None, renderer=None):
        champ = super().render(name, value, attrs, renderer)
        return format_html('{}<datalist id="{}_liste"></datalist>', champ, attrs["id"])


class Selon(NamedTuple):
    """When a field matters: another has one of `valeurs`; None, as soon as it is filled.

    A form declares `selon`, {field: Selon}, and `plie.js` folds what does not matter and is empty;
    without it all of them are shown. The rule itself stays with the action.
    """

    champ: str
    valeurs: tuple | None = None


class FormulaireAction(forms.ModelForm):
    """A form whose values an action writes: the rules run there, under lock, for every caller."""

    def _post_clean(self):
        """Django would validate the instance here, a first time and for this caller only."""

    def valeurs(self):
        """What was typed, the form's own bookkeeping left out."""
        return {nom: self.cleaned_data[nom] for nom in self.Meta.fields}


class FormulaireVersionne(FormulaireAction):
    """The same, for what two people may change at once: `version` is the one that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=1)


def executer(formulaire, action, *args, **options):
    """Call an action; put its refusal into the form next to its cause.

    Returns the action's result, or None when the form now carries errors.
    """
    try:
        with unite():
            return action(*args, **options)
    except ValidationError as refus:
        _rattacher(formulaire, refus)
    except IntegrityError as refus:
        formulaire.add_error(None, phrase_contrainte(refus))
    return None


def _rattacher(formulaire, refus):
    """Each refusal beside its field: a constraint names its own in `violation_error_code`."""
    erreurs = refus.error_dict if hasattr(refus, "error_dict") else {None: refus.error_list}
    for champ, messages in erreurs.items():
        for message in messages:
            cause = champ if champ in formulaire.fields else message.code
            formulaire.add_error(cause if cause in formulaire.fields else None, message)
