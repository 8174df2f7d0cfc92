import re

from django import forms
from django.utils import timezone

from accompagnement.enums import Maintien, MotifFinEmploi, TypeContrat, TypePiece
from accompagnement.forms.champs import FinForm, MetierField, champ_date
from accompagnement.forms.correction import SaisieCorrigeeForm
from accompagnement.lecture.piece import pieces_lisibles
from accompagnement.models import Emploi, Piece
from plie.interface.formulaires import FormulaireVersionne, SaisieDate, SaisieProposee, Selon

SEPARATEURS = re.compile(r"[\s.\u00a0\u202f-]")


PREUVES_D_EMPLOI = (TypePiece.CONTRAT_TRAVAIL, TypePiece.BULLETIN, TypePiece.AUTRE)
SANS_TERME = (TypeContrat.CDI, TypeContrat.CREATION)
A_TERME = tuple(type_ for type_ in TypeContrat if type_ not in SANS_TERME)


class EmploiForm(FormulaireVersionne):
    siret = forms.CharField(
        label="SIRET", required=False, max_length=30, help_text="14 chiffres, espaces admis."
    )
    rome = MetierField(label="Métier", required=False)

    class Meta:
        model = Emploi
        fields = (
            "type_contrat",
            "employeur",
            "siret",
            "rome",
            "heures_hebdo",
            "date_debut",
            "date_fin_prevue",
            "heures_totales",
            "date_fin",
            "motif_fin",
        )
        widgets = {nom: SaisieDate() for nom in ("date_debut", "date_fin_prevue", "date_fin")} | {
            "employeur": SaisieProposee("offres:employeurs_proposer")
        }
        help_texts = {
            "employeur": "Tapez quelques lettres : un employeur connu se choisit dans la liste.",
            "heures_totales": "Pour une mission d'intérim.",
            "date_fin": "Seulement si le contrat est déjà fini.",
            "date_fin_prevue": "Vide pour un CDI. La durée signée dit si le "
            "contrat met en emploi ou est une étape.",
        }

    sections = (
        ("L'employeur", ("employeur", "siret")),
        ("Le contrat", ("type_contrat", "rome", "heures_hebdo", "heures_totales")),
        ("Les dates", ("date_debut", "date_fin_prevue", "date_fin", "motif_fin")),
    )
    selon = {
        "heures_totales": Selon("type_contrat", (TypeContrat.INTERIM, TypeContrat.AI)),
        "date_fin_prevue": Selon("type_contrat", A_TERME),
        "motif_fin": Selon("date_fin"),
    }

    def clean_siret(self):
        return SEPARATEURS.sub("", self.cleaned_data["siret"])


class RuptureForm(FinForm):
    """A break has its reason."""

    motif_fin = forms.ChoiceField(
        label="Pourquoi", choices=[("", "Choisir…"), *MotifFinEmploi.choices]
    )


class FinCorrigeeForm(SaisieCorrigeeForm):
    class Meta:
        model = Emploi
        fields = ("date_fin", "motif_fin")
        labels = {"date_fin": "Dernier jour"}
        widgets = {"date_fin": SaisieDate()}
        help_texts = {"date_fin": "Vide, avec « Pourquoi » : l'emploi n'a pas pris fin."}

    selon = {"motif_fin": Selon("date_fin")}

    def clean(self):
        saisi = super().clean()
        if saisi.get("date_fin") and not saisi.get("motif_fin"):
            self.add_error("motif_fin", "Indiquez pourquoi l'emploi a pris fin.")
        return saisi


class SuiviEmploiForm(forms.Form):
    maintien = forms.ChoiceField(
        label="Situation constatée", choices=Maintien.choices, widget=forms.RadioSelect
    )
    fait_le = champ_date("Constaté le")
    commentaire = forms.CharField(
        required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    preuve = forms.ModelChoiceField(
        Piece.objects.none(),
        required=False,
        empty_label="Aucune pour l'instant",
        help_text="Contrat, bulletin de salaire ou attestation déjà déposés dans le dossier.",
    )

    def __init__(self, *args, participant, agent, **options):
        super().__init__(*args, **options)
        self.fields["fait_le"].initial = timezone.localdate()
        deposees = Piece.objects.filter(participant=participant, type__in=PREUVES_D_EMPLOI)
        self.fields["preuve"].queryset = pieces_lisibles(deposees, agent)
        self.fields["preuve"].label_from_instance = _nommer


def _nommer(piece):
    return f"{piece.get_type_display()} – {piece.nom}"
