from operator import attrgetter

from django import forms

from accompagnement.enums import MOTIFS_REFUS_PROPOSES
from accompagnement.models import Participant
from plie.comptes.models import Structure
from plie.interface.formulaires import Selon

A_DISTINGUER = "Choisissez le dossier déjà connu, ou dites en quoi c'est une autre personne."
LU_PAR_LE_PARTENAIRE = (
    "Lu par le partenaire : pas de santé, de justice ni de logement, rien du dossier."
)


def _texte(libelle, *, requis):
    return forms.CharField(
        label=libelle,
        required=requis,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=LU_PAR_LE_PARTENAIRE,
    )


class ReponseForm(forms.Form):
    """An answer is given to what was read: `version` says which."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, orientation, agent, **options):
        options["initial"] = {"version": orientation.version} | self.proposer(orientation)
        super().__init__(*args, **options)

    def proposer(self, orientation):
        return {}


class AcceptationForm(ReponseForm):
    participant = forms.ModelChoiceField(
        Participant.objects.none(),
        required=False,
        label="Dossier",
        empty_label="Créer un dossier",
        help_text="Les dossiers qui ressemblent à la personne orientée sont proposés.",
    )
    structure = forms.ModelChoiceField(
        Structure.objects.accompagnantes(),
        required=False,
        empty_label="À décider",
        label="Structure d'accompagnement",
    )
    motif_distinct = forms.CharField(
        label="C'est une autre personne : pourquoi",
        required=False,
        max_length=300,
        help_text="Quelqu'un de déjà connu lui ressemble : s'il n'est pas proposé plus haut, "
        "demandez à la coordination. À dire pour créer un dossier ; gardé dans son historique.",
    )
    reponse = _texte("Réponse au partenaire", requis=False)
    selon = {"motif_distinct": Selon("participant", ("",))}

    def __init__(self, *args, orientation, agent, **options):
        super().__init__(*args, orientation=orientation, agent=agent, **options)
        homonymes = Participant.objects.homonymes(**orientation.identite)
        self.fields["participant"].queryset = homonymes.visibles_par(agent)
        self.fields["participant"].label_from_instance = attrgetter("identite_datee")
        if not homonymes.exists():
            del self.fields["motif_distinct"]
        if agent.structure_id:
            # A référent follows people for their own structure, whatever the POST says.
            del self.fields["structure"]

    def proposer(self, orientation):
        return {"structure": orientation.confiee_a_id}

    def clean(self):
        """Nobody like somebody known is created without a word, seen by the agent or not."""
        dits = self.cleaned_data
        cree = "participant" in dits and dits["participant"] is None
        if cree and "motif_distinct" in dits and not dits["motif_distinct"]:
            self.add_error("motif_distinct", A_DISTINGUER)
        return dits


class RefusOrientationForm(ReponseForm):
    motif_refus = forms.ChoiceField(
        label="Motif du refus",
        choices=[("", "Choisir…"), *((m.value, m.label) for m in MOTIFS_REFUS_PROPOSES)],
    )
    reponse = _texte("Précision pour le partenaire", requis=False)


class ReaffectationOrientationForm(ReponseForm):
    confiee_a = forms.ModelChoiceField(
        Structure.objects.accompagnantes(),
        required=False,
        label="Structure qui répond",
        empty_label="La coordination",
    )

    def proposer(self, orientation):
        return {"confiee_a": orientation.confiee_a_id}


class QuestionForm(ReponseForm):
    texte = _texte("Question", requis=True)
