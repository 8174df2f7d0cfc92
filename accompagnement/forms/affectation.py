from django import forms
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accompagnement.alertes.effectifs import avec_personnes, charge
from accompagnement.forms.champs import champ_date
from accompagnement.models import AffectationReferent, Reglages
from plie.comptes.models import Agent


def _en_charge():
    """Who follows somebody today, accounts that are closed included."""
    en_cours = AffectationReferent.objects.en_cours().filter(agent=OuterRef("pk"))
    return Agent.objects.filter(Exists(en_cours)).select_related("structure")


class ChoixReferent(forms.ModelChoiceField):
    """Named with their structure: two may bear one name."""

    def label_from_instance(self, agent):
        structure = f" ({agent.structure})" if agent.structure_id else ""
        return f"{agent}{structure}{'' if agent.is_active else ', compte fermé'}"


class ChoixDuPlusLibre(ChoixReferent):
    """To whom somebody is given: named with the load that they already have."""

    def label_from_instance(self, agent):
        repere = Reglages.objects.actuels().personnes_par_etp
        par_etp, est_au_dessus = charge(agent.personnes, agent.quotite, repere)
        morceaux = [f"{agent.personnes} personne{'s' if agent.personnes > 1 else ''}"]
        if agent.quotite != 1:
            morceaux.append(f"{par_etp} par ETP")
        if est_au_dessus:
            morceaux.append(f"au-dessus du repère de {repere}")
        return f"{super().label_from_instance(agent)} : {', '.join(morceaux)}"


def _libres():
    return avec_personnes(Agent.objects.referents().select_related("structure"))


class AffectationForm(forms.Form):
    agent = ChoixDuPlusLibre(Agent.objects.none(), label="Référent")
    le = champ_date("À partir du")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["agent"].queryset = _libres()
        self.fields["le"].initial = timezone.localdate()


class ReaffectationForm(forms.Form):
    """To whom several people go, from when."""

    vers = ChoixDuPlusLibre(Agent.objects.none(), label="Vers")
    le = champ_date("À partir du", aide="Aujourd'hui ou un jour passé.")
    avec_rendez_vous = forms.BooleanField(
        label="Lui remettre aussi les rendez-vous à venir", required=False, initial=True
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["vers"].queryset = _libres()
        self.fields["le"].initial = timezone.localdate()


class TransfertForm(ReaffectationForm):
    de = ChoixReferent(Agent.objects.none(), label="Portefeuille de")
    field_order = ("de", "vers", "le", "avec_rendez_vous")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["de"].queryset = _en_charge()

    def clean(self):
        donnees = super().clean()
        if donnees.get("de") and donnees.get("de") == donnees.get("vers"):
            self.add_error("vers", "Choisissez quelqu'un d'autre : c'est le même portefeuille.")
        return donnees
