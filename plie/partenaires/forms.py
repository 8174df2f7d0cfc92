from datetime import timedelta

from django import forms

from plie.comptes.models import Agent, Structure
from plie.interface.formulaires import FormulaireAction, Selon
from plie.partenaires.enums import PORTEES_SENSIBLES, Portee
from plie.partenaires.models import Abonnement, Application

RECOUVREMENTS = (
    (7, "Encore 7 jours : le partenaire change de secret sans coupure"),
    (30, "Encore 30 jours"),
    (1, "Encore un jour"),
    (0, "Tout de suite : le secret a pu être divulgué"),
)


class Lignes(forms.CharField):
    """A list typed one item a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        lignes = (ligne.strip() for ligne in super().to_python(value).splitlines())
        return [ligne for ligne in lignes if ligne]


class ApplicationForm(FormulaireAction):
    name = forms.CharField(label="Nom", max_length=100)
    portees = forms.MultipleChoiceField(
        choices=Portee.choices, label="Ce qu'elle peut faire", widget=forms.CheckboxSelectMultiple
    )
    motif_sensible = forms.CharField(
        label="Pourquoi elle lit la RQTH",
        max_length=300,
        required=False,
        help_text="Donnée de santé : à remplir avec cette portée seulement.",
    )
    selon = {"motif_sensible": Selon("portees", PORTEES_SENSIBLES)}
    reseaux = Lignes(
        label="Adresses d'origine admises",
        required=False,
        help_text="Une adresse ou un réseau par ligne (192.0.2.7 ou 192.0.2.0/24) ; vide : toutes.",
    )
    appels_par_minute = forms.IntegerField(
        label="Appels par minute", min_value=1, max_value=100_000, initial=600
    )

    class Meta:
        model = Application
        fields = (
            "name",
            "portees",
            "motif_sensible",
            "reseaux",
            "appels_par_minute",
            "est_de_confiance",
        )


class NouvelleApplicationForm(ApplicationForm):
    structure = forms.ModelChoiceField(Structure.objects.filter(est_active=True))

    class Meta(ApplicationForm.Meta):
        fields = ("structure", *ApplicationForm.Meta.fields, "est_essai")

    field_order = Meta.fields


class ConseillerForm(FormulaireAction):
    structure = forms.ModelChoiceField(
        Structure.objects.filter(est_active=True).exclude(domaine_courriel=""),
        help_text="Celles dont le domaine des adresses professionnelles est renseigné.",
    )

    class Meta:
        model = Agent
        fields = ("structure", "prenom", "nom", "email")
        labels = {"email": "Adresse électronique professionnelle"}


class SecretForm(forms.Form):
    jours = forms.TypedChoiceField(
        label="L'ancien secret reste valable",
        choices=RECOUVREMENTS,
        coerce=int,
        widget=forms.RadioSelect,
        initial=7,
    )

    @property
    def recouvrement(self):
        return timedelta(days=self.cleaned_data["jours"])


class AbonnementForm(FormulaireAction):
    adresse = forms.CharField(
        label="Adresse appelée",
        max_length=300,
        help_text="En https, sur un serveur public ; elle ne doit pas rediriger.",
    )

    class Meta:
        model = Abonnement
        fields = ("adresse",)
