from django import forms
from django.utils import timezone

from accompagnement.forms.champs import champ_date
from plie.comptes.models import Structure


class PrescriptionForm(forms.Form):
    date_prescription = champ_date("Date de prescription")
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
