from django import forms

from plie.administration.enums import EtatCompte
from plie.comptes.enums import ROLES_DE_LA_MAISON
from plie.comptes.models import Agent, Structure
from plie.interface.formulaires import FormulaireAction, SaisieDate

ROLES = [(role, role.label) for role in ROLES_DE_LA_MAISON]


class AgentForm(FormulaireAction):
    """Of an account that exists, the address is not changed here: it opens the account."""

    sections = (
        ("La personne", ("prenom", "nom", "email")),
        ("Son travail", ("role", "structure", "quotite")),
    )
    role = forms.ChoiceField(label="Rôle", choices=[("", "Choisissez"), *ROLES])
    structure = forms.ModelChoiceField(
        Structure.objects.filter(est_active=True),
        required=False,
        empty_label="Aucune",
        help_text="Obligatoire pour un référent : il voit les dossiers de sa structure.",
    )

    class Meta:
        model = Agent
        fields = ("prenom", "nom", "role", "structure", "quotite")
        localized_fields = ("quotite",)
        help_texts = {"quotite": "1 pour un temps plein, 0,8 pour quatre jours sur cinq."}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.instance.structure_id:
            actives = Structure.objects.filter(est_active=True)
            sienne = Structure.objects.filter(pk=self.instance.structure_id)
            self.fields["structure"].queryset = actives | sienne


class NouvelAgentForm(AgentForm):
    class Meta(AgentForm.Meta):
        fields = ("prenom", "nom", "email", "role", "structure", "quotite")

    field_order = Meta.fields

    def clean_email(self):
        adresse = self.cleaned_data["email"].lower()
        connu = Agent.objects.filter(email=adresse).first()
        if connu:
            etat = "ouvert" if connu.is_active else "fermé"
            raise forms.ValidationError(
                f"Cette adresse est celle du compte de {connu}, {etat} : "
                "cherchez-le dans la liste des comptes."
            )
        return adresse


class FinAccesForm(forms.Form):
    dernier_jour = forms.DateField(
        label="Dernier jour d'accès",
        required=False,
        widget=SaisieDate,
        help_text="Ce jour-là compris. Laissez vide pour mettre fin à l'accès tout de suite.",
    )


class ListeForm(forms.Form):
    """What the list of accounts is asked, all in its address."""

    q = forms.CharField(label="Nom ou courriel", required=False)
    role = forms.ChoiceField(label="Rôle", required=False, choices=[("", "Tous"), *ROLES])
    etat = forms.ChoiceField(
        label="État", required=False, choices=[("", "Tous"), *EtatCompte.choices]
    )


class LogoForm(forms.Form):
    fichier = forms.FileField(
        label="Image",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg"}),
        help_text="PNG ou JPEG, de préférence en largeur et sur fond blanc ou transparent.",
        error_messages={"empty": "Ce fichier est vide."},
    )
    retirer = forms.BooleanField(label="Ne plus montrer de logo", required=False)

    def clean(self):
        saisi = super().clean()
        if not self.errors and bool(saisi.get("fichier")) == saisi.get("retirer"):
            self.add_error("fichier", "Choisissez une image, ou cochez la case, l'un des deux.")
        return saisi
