from django import forms

from accompagnement.listes.lecteurs import lecteurs
from accompagnement.models import Mot
from plie.comptes.models import Agent
from plie.interface.formulaires import FormulaireAction


class ChoixLecteurs(forms.ModelMultipleChoiceField):
    def label_from_instance(self, agent):
        return f"{agent} ({agent.structure or agent.get_role_display()})"


class MotForm(FormulaireAction):
    """To whom, among those who may open the dossier, and what."""

    destinataires = ChoixLecteurs(
        Agent.objects.none(), label="À", widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Mot
        fields = ("destinataires", "texte")
        widgets = {"texte": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "texte": "Lu par vos destinataires, par qui suit la personne et par la coordination ; "
            "il reste dans le fil du parcours."
        }

    def __init__(self, *args, parcours, agent, **options):
        super().__init__(*args, **options)
        self.fields["destinataires"].queryset = lecteurs(parcours).exclude(pk=agent.pk)
