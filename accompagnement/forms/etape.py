from django import forms
from django.utils import timezone

from accompagnement.enums import IssueImmersion, Resultat
from accompagnement.forms.champs import RAPPEL_LIBELLE, OperateurField, champ_date
from accompagnement.forms.correction import SaisieCorrigeeForm
from accompagnement.models import Etape
from plie.interface.formulaires import FormulaireVersionne, SaisieDate, SaisieProposee, Selon

DATES = ("date_debut_prevue", "date_debut", "date_fin_prevue", "date_fin")
A_LA_FIN = {nom: Selon("date_fin") for nom in ("resultat", "issue")}


class EtapeForm(FormulaireVersionne):
    operateur = OperateurField()

    class Meta:
        model = Etape
        fields = ("axe", "libelle", "operateur", "financement", *DATES, "resultat")
        widgets = {nom: SaisieDate() for nom in DATES}
        help_texts = {
            "libelle": RAPPEL_LIBELLE,
            "date_debut": "Laissez vide tant que l'étape n'a pas commencé.",
            "resultat": "À la fin de l'étape seulement.",
        }

    sections = (
        ("L'étape", ("axe", "libelle", "operateur", "financement")),
        ("Les dates", (*DATES, "resultat")),
    )
    selon = A_LA_FIN | {"date_fin": Selon("date_debut")}


class ImmersionForm(FormulaireVersionne):
    class Meta:
        model = Etape
        fields = (
            "libelle",
            "employeur",
            "numero_convention",
            "heures",
            "financement",
            *DATES,
            "resultat",
            "issue",
        )
        widgets = {nom: SaisieDate() for nom in DATES} | {
            "employeur": SaisieProposee("offres:employeurs_proposer")
        }
        labels = {"libelle": "Métier ou activité découverts"}
        help_texts = {
            "numero_convention": "Celui de la convention signée avant le premier jour.",
            "date_debut": "Laissez vide tant que l'immersion n'a pas commencé.",
            "resultat": "À la fin de l'immersion seulement.",
            "issue": "À la fin de l'immersion seulement.",
        }

    sections = (
        ("L'immersion", ("libelle", "employeur", "numero_convention", "heures", "financement")),
        ("Les dates", (*DATES, "resultat", "issue")),
    )
    selon = A_LA_FIN | {"date_fin": Selon("date_debut")}


class CommencerEtapeForm(forms.Form):
    date_debut = champ_date("Commence le")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["date_debut"].initial = timezone.localdate()


class RenoncerEtapeForm(forms.Form):
    date_fin = champ_date("Su le", aide="Le jour où l'on a su qu'elle n'aurait pas lieu.")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["date_fin"].initial = timezone.localdate()


class TerminerEtapeForm(forms.Form):
    date_fin = champ_date("Terminée le")
    resultat = forms.ChoiceField(
        label="Résultat",
        choices=Resultat.choices,
        widget=forms.RadioSelect,
        initial=Resultat.REALISEE,
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["date_fin"].initial = timezone.localdate()


class TerminerImmersionForm(TerminerEtapeForm):
    issue = forms.ChoiceField(
        label="Ce qu'elle a donné", choices=IssueImmersion.choices, widget=forms.RadioSelect
    )


class ResultatCorrigeForm(SaisieCorrigeeForm):
    class Meta:
        model = Etape
        fields = ("date_fin", "resultat")
        labels = {"date_fin": "Terminée le"}
        widgets = {"date_fin": SaisieDate()}
        help_texts = {"date_fin": "Vide, avec « Résultat » : l'étape n'est pas terminée."}

    selon = A_LA_FIN


class ImmersionCorrigeeForm(ResultatCorrigeForm):
    class Meta(ResultatCorrigeForm.Meta):
        fields = ("date_fin", "resultat", "issue")
        help_texts = {
            "date_fin": "Vide, avec ce qui suit : l'immersion n'est pas terminée.",
        }


class ContratCorrigeForm(SaisieCorrigeeForm):
    """Of an étape whose days are those of its job."""

    class Meta:
        model = Etape
        fields = ("resultat",)

    def valeurs(self):
        return super().valeurs() | {"date_fin": self.instance.date_fin}


class RenonciationCorrigeeForm(SaisieCorrigeeForm):
    """Of an étape that never began, and so has no result to choose."""

    class Meta:
        model = Etape
        fields = ("date_fin",)
        labels = {"date_fin": "Su le"}
        widgets = {"date_fin": SaisieDate()}
        help_texts = {"date_fin": "Vide : l'étape est de nouveau prévue."}

    def valeurs(self):
        saisi = super().valeurs()
        return saisi | {"resultat": Resultat.ABANDONNEE if saisi["date_fin"] else ""}
