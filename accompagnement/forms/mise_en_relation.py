from django import forms
from django.utils import timezone

from accompagnement.enums import MOTIFS_DE_FIN, StatutMiseEnRelation
from accompagnement.forms.champs import champ_date
from accompagnement.models import MiseEnRelation
from plie.interface.formulaires import FormulaireVersionne

DATES = {
    "proposer": ("proposee_le", "Proposée le"),
    "accepter": ("repondue_le", "Réponse de la personne le"),
    "decliner": ("conclue_le", "Déclinée le"),
    "transmettre": ("transmise_le", "Transmise le"),
    "entretien": ("entretien_le", "Entretien d'embauche le"),
    "non-retenue": ("conclue_le", "Réponse de l'employeur le"),
    "sans-suite": ("conclue_le", "Terminée le"),
}
FINS = {
    "decliner": StatutMiseEnRelation.DECLINEE,
    "non-retenue": StatutMiseEnRelation.NON_RETENUE,
    "sans-suite": StatutMiseEnRelation.SANS_SUITE,
}


class MiseEnRelationForm(FormulaireVersionne):
    """The form of one act on a mise en relation: its day, its reason when it ends, a reminder."""

    commentaire = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Des faits utiles à la suite ; rien de la santé ni de la vie privée.",
    )

    class Meta:
        model = MiseEnRelation
        fields = ("commentaire",)

    def __init__(self, *args, acte, **options):
        super().__init__(*args, **options)
        self.initial["version"] = self.instance.version
        # The former comment is the initial value: it is corrected, not retyped.
        if acte != "rappel":
            self.initial["commentaire"] = ""
        if acte in DATES:
            nom, libelle = DATES[acte]
            self.fields[nom] = champ_date(libelle)
            self.initial[nom] = timezone.localdate()
        if acte in FINS:
            choix = [(m.value, m.label) for m in MOTIFS_DE_FIN[FINS[acte]]]
            self.fields["motif"] = forms.ChoiceField(
                label="Motif", choices=choix, widget=forms.RadioSelect
            )
        else:
            self.fields["rappel_le"] = champ_date(
                "Me le rappeler le", requis=False, aide="Vide : aucun rappel."
            )
            self.initial["rappel_le"] = self.instance.rappel_le
        self.order_fields([*[n for n in self.fields if n != "commentaire"], "commentaire"])

    def valeurs(self):
        return {nom: valeur for nom, valeur in self.cleaned_data.items() if nom != "version"}
