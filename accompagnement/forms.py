"""What people type; rules live in models and actions, here only fields and their wording."""

from django import forms
from django.utils import timezone

from accompagnement.actions.participants import CHAMPS
from accompagnement.enums import (
    DECISIONS,
    VERBES_DE_DECISION,
    Critere,
    Mode,
    MotifSuspension,
    Presence,
    Statut,
    TypeCommission,
)
from accompagnement.importation.lecture import TAILLE_MAXIMALE
from accompagnement.models import (
    Commission,
    Emploi,
    Entretien,
    Etape,
    MotifSortie,
    Participant,
    Situation,
)
from plie.comptes.models import Agent, Structure
from plie.interface.formulaires import (
    FormulaireAction,
    FormulaireVersionne,
    SaisieDate,
    SaisieDateHeure,
)

RAPPEL_NOTES = "Des faits, pas de diagnostic ni de jugement : la personne peut demander à lire."


def _date(libelle, *, requis=True, aide=""):
    return forms.DateField(
        label=libelle, required=requis, widget=SaisieDate(), help_text=aide, localize=False
    )


class ParticipantForm(FormulaireVersionne):
    class Meta:
        model = Participant
        fields = CHAMPS
        widgets = {"date_naissance": SaisieDate()}
        help_texts = {
            "numero_france_travail": "11 chiffres, ou 7 chiffres et un caractère.",
            "commune": "Une commune du territoire ; laissez vide si la personne habite ailleurs.",
        }


class PrescriptionForm(forms.Form):
    date_prescription = _date("Date de prescription")
    prescripteur = forms.ModelChoiceField(
        Structure.objects.filter(est_active=True),
        required=False,
        empty_label="Non renseigné",
        label="Prescripteur",
    )
    structure = forms.ModelChoiceField(
        Structure.objects.accompagnantes(),
        required=False,
        empty_label="À décider",
        label="Structure d'accompagnement",
    )

    def __init__(self, *args, agent, **options):
        super().__init__(*args, **options)
        self.fields["date_prescription"].initial = timezone.localdate()
        if agent.structure_id:
            # A référent follows people for their own structure, whatever the POST says.
            del self.fields["structure"]


class DiagnosticForm(FormulaireAction):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    criteres = forms.MultipleChoiceField(
        choices=Critere.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Critères d'éligibilité",
        help_text="Cochez tous ceux qui s'appliquent ; ils se cumulent.",
    )

    class Meta:
        model = Situation
        fields = ("date", "statut_emploi", "mois_sans_emploi", "niveau_formation")
        widgets = {"date": SaisieDate()}

    field_order = ("date", "statut_emploi", "mois_sans_emploi", "niveau_formation", "criteres")


class AffectationForm(forms.Form):
    agent = forms.ModelChoiceField(Agent.objects.none(), label="Référent")
    le = _date("À partir du")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["agent"].queryset = Agent.objects.referents().select_related("structure")
        self.fields["le"].initial = timezone.localdate()


class InscriptionForm(forms.Form):
    commission = forms.ModelChoiceField(Commission.objects.none(), label="Commission")
    sauf = ""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["commission"].queryset = commissions_a_venir(sauf=self.sauf)


class PresentationForm(InscriptionForm):
    sauf = TypeCommission.SORTIE


def commissions_a_venir(*, sauf):
    return (
        Commission.objects.filter(date__gte=timezone.localdate())
        .exclude(type=sauf)
        .order_by("date", "pk")
    )


class SortieForm(forms.Form):
    motif = forms.ModelChoiceField(
        MotifSortie.objects.filter(est_actif=True), label="Motif", empty_label="Choisir un motif"
    )
    date_effet = _date("Date de sortie")
    commission = forms.ModelChoiceField(
        Commission.objects.none(),
        required=False,
        label="Commission",
        empty_label="Plus tard",
        help_text="La sortie ne compte qu'une fois validée en commission.",
    )
    commentaire = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=5000,
        help_text=RAPPEL_NOTES,
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["commission"].queryset = commissions_a_venir(sauf=TypeCommission.INTEGRATION)
        self.fields["date_effet"].initial = timezone.localdate()


class SuspensionForm(forms.Form):
    motif = forms.ChoiceField(choices=MotifSuspension.choices)
    date_debut = _date("À partir du")
    date_fin_prevue = _date("Fin prévue le", requis=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["date_debut"].initial = timezone.localdate()


class FinForm(forms.Form):
    """One date that ends something: a suspension, a job."""

    date_fin = _date("Dernier jour")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["date_fin"].initial = timezone.localdate()


class EmploiForm(FormulaireAction):
    class Meta:
        model = Emploi
        fields = ("type_contrat", "employeur", "heures_hebdo", "date_debut", "date_fin_prevue")
        widgets = {"date_debut": SaisieDate(), "date_fin_prevue": SaisieDate()}


class EntretienForm(FormulaireVersionne):
    debut = forms.DateTimeField(label="Date et heure", widget=SaisieDateHeure())
    mode = forms.ChoiceField(choices=Mode.choices)
    presence = forms.ChoiceField(label="Présence", choices=Presence.choices)

    class Meta:
        model = Entretien
        fields = ("debut", "mode", "presence", "notes", "notes_confidentielles")
        widgets = {
            "notes": forms.Textarea(attrs={"rows": 6}),
            "notes_confidentielles": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "notes": RAPPEL_NOTES,
            "notes_confidentielles": "Lues par le référent du parcours et la coordination.",
        }


class EtapeForm(FormulaireVersionne):
    class Meta:
        model = Etape
        fields = (
            "axe",
            "libelle",
            "operateur",
            "financement",
            "date_debut",
            "date_fin_prevue",
            "date_fin",
            "resultat",
        )
        widgets = {
            "date_debut": SaisieDate(),
            "date_fin_prevue": SaisieDate(),
            "date_fin": SaisieDate(),
        }


class StructureForm(FormulaireAction):
    class Meta:
        model = Structure
        fields = ("nom", "type", "accompagne", "est_active")


class CommissionForm(FormulaireAction):
    type = forms.ChoiceField(
        choices=[("", "Choisir…")]
        + [(type_.value, f"Commission {type_.label}") for type_ in TypeCommission]
    )

    class Meta:
        model = Commission
        fields = ("type", "date", "lieu")
        widgets = {"date": SaisieDate()}


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(label="Décision", widget=forms.RadioSelect)
    motif = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Obligatoire pour refuser ou ajourner.",
    )
    referent = forms.ModelChoiceField(
        Agent.objects.none(), required=False, label="Référent", empty_label="Inchangé"
    )

    def __init__(self, *args, statut, **options):
        super().__init__(*args, **options)
        possibles = DECISIONS.get(Statut(statut), ())
        self.fields["decision"].choices = [
            (decision.value, VERBES_DE_DECISION[decision]) for decision in possibles
        ]
        self.fields["referent"].queryset = Agent.objects.referents()
        if statut != Statut.PRESENTE:
            del self.fields["referent"]


class ImportForm(forms.Form):
    fichier = forms.FileField(
        label="Fichier CSV",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={
            "required": "Choisissez un fichier.",
            "empty": "Ce fichier est vide.",
        },
    )
    simulation = forms.BooleanField(
        label="Simulation", required=False, help_text="Tout vérifier sans rien écrire."
    )

    def clean_fichier(self):
        fichier = self.cleaned_data["fichier"]
        if fichier.size > TAILLE_MAXIMALE:
            raise forms.ValidationError(
                f"Ce fichier pèse {fichier.size / 1024**2:.0f} Mo ; la limite est de 50 Mo : "
                "découpez-le en plusieurs fichiers."
            )
        return fichier
