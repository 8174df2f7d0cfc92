from django import forms
from django.utils import timezone

from accompagnement.enums import SourceQpv
from accompagnement.forms.champs import champ_date
from plie.referentiels.enums import GenerationQpv
from plie.referentiels.models import Qpv


class ConstatQpvForm(forms.Form):
    """`resultat` says at once inside or outside, of which generation, and which district."""

    constate_le = champ_date("Constaté le")
    resultat = forms.ChoiceField(label="L'adresse est")
    source = forms.ChoiceField(
        choices=SourceQpv.choices,
        label="Source",
        help_text="« Adresse vérifiée » : sur la carte officielle des quartiers.",
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.quartiers = Qpv.objects.in_bulk()
        self.fields["resultat"].choices = [
            ("", "Choisir"),
            *(
                (titre, list(self._resultats(generation)))
                for titre, generation in (
                    (f"Périmètres {g}", g) for g in reversed(GenerationQpv.values)
                )
            ),
        ]
        self.fields["constate_le"].initial = timezone.localdate()

    def _resultats(self, generation):
        yield f"hors:{generation}", f"hors QPV ({generation})"
        quartiers = (q for q in self.quartiers.values() if q.generation == generation)
        for qpv in sorted(quartiers, key=str):
            yield f"qpv:{qpv.code}", f"en QPV : {qpv}"
        yield f"en:{generation}", f"en QPV, quartier non précisé ({generation})"

    def valeurs(self):
        nature, _, cle = self.cleaned_data["resultat"].partition(":")
        qpv = self.quartiers[cle] if nature == "qpv" else None
        return {
            "constate_le": self.cleaned_data["constate_le"],
            "source": self.cleaned_data["source"],
            "est_en_qpv": nature != "hors",
            "generation": qpv.generation if qpv else cle,
            "qpv": qpv,
        }
