from django import forms

from accompagnement.forms.champs import champ_date
from accompagnement.listes.lecteurs import collegues, lecteurs
from accompagnement.models import Memo
from plie.comptes.models import Agent
from plie.interface.formulaires import FormulaireVersionne


class ChoixCollegue(forms.ModelChoiceField):
    """Named with what they do: two may bear one name."""

    def label_from_instance(self, agent):
        return f"{agent} ({agent.structure or agent.get_role_display()})"


class MemoForm(FormulaireVersionne):
    """What there is to do, by when, by whom: oneself, or a colleague who may open the dossier."""

    le = champ_date("Pour le")
    pour = ChoixCollegue(Agent.objects.none(), label="À faire par", empty_label=None)

    class Meta:
        model = Memo
        fields = ("texte", "le", "pour")
        widgets = {"texte": forms.TextInput(attrs={"autofocus": True})}
        help_texts = {"texte": "Lu par vous et par qui doit le faire, par personne d'autre."}

    def __init__(self, *args, parcours, **options):
        super().__init__(*args, **options)
        self.fields["pour"].queryset = lecteurs(parcours) if parcours else collegues()
        self._redemander_qui()

    def _redemander_qui(self):
        """Who may do it no more is no choice: a browser would pick the first one instead."""
        champ, pour = self.fields["pour"], self.instance.pour_id
        if pour and not champ.queryset.filter(pk=pour).exists():
            champ.empty_label = f"À choisir : {self.instance.pour} n'y a plus accès"
            self.initial["pour"] = None
