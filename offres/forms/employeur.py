from django import forms

from offres.models import Contact, Echange, Etablissement
from plie.comptes.siret import ChampSiret
from plie.interface.formulaires import FormulaireVersionne, SaisieDate


class EtablissementForm(FormulaireVersionne):
    siret = ChampSiret()
    site = forms.URLField(label="Site internet", required=False, assume_scheme="https")
    pas_un_doublon = forms.BooleanField(label="Ce n'est pas un doublon", required=False)

    class Meta:
        model = Etablissement
        fields = (
            "nom",
            "siret",
            "type",
            "adresse",
            "commune",
            "telephone",
            "site",
            "activite",
            "notes",
            "est_actif",
        )
        widgets = {"notes": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if not self.is_bound:
            # Asked only once a look-alike is found.
            del self.fields["pas_un_doublon"]


class ContactForm(FormulaireVersionne):
    class Meta:
        model = Contact
        fields = ("nom", "fonction", "telephone", "email", "est_actif")


class EchangeForm(FormulaireVersionne):
    class Meta:
        model = Echange
        fields = (
            "type",
            "objet",
            "le",
            "equipe",
            "intervenant",
            "contact",
            "compte_rendu",
            "suite",
            "suite_le",
        )
        widgets = {
            "le": SaisieDate(),
            "suite_le": SaisieDate(),
            "compte_rendu": forms.Textarea(attrs={"rows": 5}),
        }

    def __init__(self, *args, etablissement, **options):
        super().__init__(*args, **options)
        self.fields["contact"].queryset = etablissement.contacts.all()
