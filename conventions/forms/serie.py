from django import forms

from conventions.actions.serie import TAILLE_MAXIMALE
from conventions.indicateurs.declarations import INDICATEURS
from conventions.models import Serie
from plie.interface.formulaires import FormulaireVersionne, SaisieDate


class ValeurSerieForm(forms.Form):
    serie = forms.CharField(
        label="Série",
        max_length=120,
        help_text="« Demandeurs d'emploi, catégorie A » ; un nom nouveau crée une série.",
    )
    date = forms.DateField(label="Date", widget=SaisieDate())
    valeur = forms.DecimalField(label="Valeur", max_digits=13, decimal_places=2, localize=True)
    unite = forms.CharField(label="Unité", max_length=40, help_text="« personnes », « % »…")
    source = forms.CharField(
        label="Source", max_length=300, help_text="Qui le publie, dans quel document."
    )


class ImportSeriesForm(forms.Form):
    fichier = forms.FileField(
        label="Fichier CSV",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        help_text="Première ligne : serie;date;valeur;unite;source. Tout le fichier est pris, ou "
        "rien ; le renvoyer ne change rien, et une valeur différente est corrigée.",
        error_messages={"required": "Choisissez un fichier.", "empty": "Ce fichier est vide."},
    )

    def clean_fichier(self):
        fichier = self.cleaned_data["fichier"]
        if fichier.size > TAILLE_MAXIMALE:
            raise forms.ValidationError("Ce fichier pèse plus de 1 Mo : découpez-le.")
        return fichier


class SerieForm(FormulaireVersionne):
    indicateur = forms.ChoiceField(
        label="À côté de",
        required=False,
        choices=[("", "Rien")] + [(i.code, i.libelle) for i in INDICATEURS],
        help_text="L'indicateur du PLIE qui se lit à côté de cette série.",
    )

    class Meta:
        model = Serie
        fields = ("libelle", "unite", "indicateur")
