from django import forms
from django.utils import timezone

from accompagnement.enums import MoyenReponse
from accompagnement.forms.champs import champ_date
from accompagnement.models import MotifNonEntree
from plie.interface.formulaires import Selon


class ChoixDuMotif(forms.Select):
    """Each option carries the answer proposed with it: `plie.js` writes it where it goes, until
    somebody has typed another."""

    def create_option(self, name, value, *args, **options):
        option = super().create_option(name, value, *args, **options)
        if value:
            option["attrs"]["data-texte"] = value.instance.reponse
        return option


class NonEntreeForm(forms.Form):
    motif = forms.ModelChoiceField(
        MotifNonEntree.objects.filter(est_actif=True),
        label="Motif",
        empty_label="Choisir un motif",
        widget=ChoixDuMotif(attrs={"data-propose": "reponse"}),
    )
    date = champ_date("Constatée le")
    moyen = forms.ChoiceField(label="Réponse au prescripteur", choices=MoyenReponse.choices)
    reponse = forms.CharField(
        label="Texte de la réponse",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=2000,
        help_text="Vide : le texte proposé avec le motif. Ni santé, ni justice, ni logement.",
    )
    selon = {"reponse": Selon("moyen", (MoyenReponse.COURRIEL, MoyenReponse.COURRIER))}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["date"].initial = timezone.localdate()
