from itertools import pairwise

from django import forms

from accompagnement.enums import ContratAccepte
from accompagnement.forms.champs import MetierField, OuiNonField
from accompagnement.models import Projet
from plie.interface.formulaires import FormulaireVersionne, Selon
from plie.referentiels.models import Commune

METIERS = tuple(f"metier_{rang}" for rang in range(1, 6))


class ProjetForm(FormulaireVersionne):
    metier_1 = MetierField(label="Métier visé", required=False)
    metier_2 = MetierField(label="Autre métier", required=False, help_text="")
    metier_3 = MetierField(label="Troisième métier", required=False, help_text="")
    metier_4 = MetierField(label="Quatrième métier", required=False, help_text="")
    metier_5 = MetierField(label="Cinquième métier", required=False, help_text="")
    a_permis = OuiNonField(label="Permis B")
    a_vehicule = OuiNonField(label="Véhicule disponible")
    communes = forms.ModelMultipleChoiceField(
        Commune.objects.all(),
        required=False,
        label="Communes acceptées",
        widget=forms.CheckboxSelectMultiple,
    )
    contrats = forms.MultipleChoiceField(
        choices=ContratAccepte.choices,
        required=False,
        label="Contrats acceptés",
        widget=forms.CheckboxSelectMultiple,
        help_text="Aucun coché : tous conviennent.",
    )
    competences = forms.CharField(
        label="Compétences",
        required=False,
        max_length=10000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Une par ligne ; effacez une ligne pour la retirer.",
    )

    class Meta:
        model = Projet
        fields = (
            "description",
            "mobilite_km",
            "a_permis",
            "a_vehicule",
            "heures_min",
            "heures_max",
            "horaires",
            "transport",
            "contrats",
            "experience_mois",
            "souhaite_adapte",
        )
        widgets = {"description": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "horaires": "Par exemple : matin et après-midi, pas le mercredi.",
            "souhaite_adapte": "À la demande de la personne seulement ; lu par son référent et la "
            "coordination.",
        }

    sections = (
        ("Les métiers", (*METIERS, "experience_mois", "description", "competences")),
        ("Pour s'y rendre", ("a_permis", "a_vehicule", "transport", "mobilite_km", "communes")),
        ("Le travail", ("contrats", "heures_min", "heures_max", "horaires", "souhaite_adapte")),
    )
    selon = {suivant: Selon(nom) for nom, suivant in pairwise(METIERS)}
    field_order = (
        *METIERS,
        "description",
        "competences",
        "a_permis",
        "a_vehicule",
        "transport",
        "mobilite_km",
        "communes",
        "contrats",
        "heures_min",
        "heures_max",
        "horaires",
        "experience_mois",
        "souhaite_adapte",
    )

    def __init__(self, *args, instance, competences=(), **options):
        super().__init__(*args, instance=instance, **options)
        self.initial["version"] = instance.version
        self.initial["competences"] = "\n".join(competences)
        if instance.pk:
            codes = instance.metiers.values_list("pk", flat=True)
            self.initial |= dict(zip(METIERS, codes, strict=False))
            self.initial["communes"] = list(instance.communes.values_list("pk", flat=True))

    def clean_competences(self):
        texte = self.cleaned_data["competences"]
        lignes = [" ".join(ligne.split()) for ligne in texte.splitlines()]
        trop_longue = next((ligne for ligne in lignes if len(ligne) > 200), None)
        if trop_longue:
            raise forms.ValidationError(
                f"« {trop_longue[:40]}… » dépasse 200 caractères : une compétence par ligne."
            )
        return [ligne for ligne in lignes if ligne]

    def valeurs(self):
        donnees = self.cleaned_data
        return super().valeurs() | {
            "metiers": [donnees[nom] for nom in METIERS if donnees[nom]],
            "communes": donnees["communes"],
            "competences": donnees["competences"],
        }
