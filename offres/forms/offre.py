from django import forms
from django.db.models import Q

from offres.enums import ContratOffre, Experience
from offres.models import Contact, Etablissement, Offre
from plie.interface.formulaires import FormulaireVersionne, SaisieDate, Selon
from plie.interface.metiers import MetierField
from plie.referentiels.models import Rome


class ChoixDuContact(forms.Select):
    """Each option says whose it is: `plie.js` leaves those of the employer chosen."""

    def create_option(self, name, value, *args, **options):
        option = super().create_option(name, value, *args, **options)
        if value:
            option["attrs"]["data-de"] = value.instance.etablissement_id
        return option


class OffreForm(FormulaireVersionne):
    metier = MetierField(label="Métier", route="offres:metiers", required=False)
    contrat = forms.ChoiceField(
        label="Contrat", choices=[("", "Non précisé"), *ContratOffre.choices], required=False
    )
    experience = forms.ChoiceField(
        label="Expérience", choices=[("", "Non précisée"), *Experience.choices], required=False
    )
    est_temps_plein = forms.TypedChoiceField(
        label="Temps de travail",
        choices=[("", "Non précisé"), ("True", "Temps plein"), ("False", "Temps partiel")],
        coerce=lambda valeur: valeur == "True",
        empty_value=None,
        required=False,
    )
    postes = forms.IntegerField(label="Nombre de postes", min_value=1, initial=1)
    permis = forms.MultipleChoiceField(
        label="Permis exigés",
        choices=[("B", "B"), ("C", "C"), ("CE", "CE"), ("D", "D")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Offre
        fields = (
            "intitule",
            "etablissement",
            "contact",
            "description",
            "commune",
            "contrat",
            "contrat_libelle",
            "est_temps_plein",
            "heures_hebdo",
            "horaires",
            "salaire",
            "postes",
            "experience",
            "niveau_exige",
            "est_iae",
            "entreprise_adaptee",
            "accessible_th",
            "expire_le",
        )
        widgets = {
            "expire_le": SaisieDate(),
            "description": forms.Textarea(attrs={"rows": 8}),
            "contact": ChoixDuContact(attrs={"data-parmi": "etablissement"}),
        }
        labels = {"etablissement": "Employeur", "contrat_libelle": "Précision sur le contrat"}

    field_order = ("intitule", "metier", "etablissement", "contact", "description")
    sections = (
        ("Le poste", ("intitule", "metier", "description", "commune", "postes", "expire_le")),
        ("L'employeur", ("etablissement", "contact", "est_iae", "entreprise_adaptee")),
        (
            "Le contrat",
            (
                "contrat",
                "contrat_libelle",
                "est_temps_plein",
                "heures_hebdo",
                "horaires",
                "salaire",
            ),
        ),
        ("Ce qui est demandé", ("experience", "niveau_exige", "permis", "accessible_th")),
    )
    selon = {"contact": Selon("etablissement"), "contrat_libelle": Selon("contrat")}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        # Gone since, those of the offer stay in the lists: saving it does not erase them.
        self.fields["etablissement"].queryset = Etablissement.objects.filter(
            Q(est_actif=True) | Q(pk=self.instance.etablissement_id)
        )
        self.fields["contact"].queryset = Contact.objects.filter(
            Q(est_actif=True) | Q(pk=self.instance.contact_id)
        ).select_related("etablissement")
        self.fields["contact"].label_from_instance = _contact
        if self.instance.pk:
            self.initial["metier"] = self.instance.rome_code
            self.initial["permis"] = self.instance.permis_exiges

    def valeurs_offre(self):
        """What the action writes: the trade as its code and its label."""
        valeurs = self.valeurs()
        metier = self.cleaned_data["metier"]
        valeurs["rome_code"] = metier.code if metier else ""
        valeurs["rome_libelle"] = metier.libelle if isinstance(metier, Rome) else ""
        valeurs["permis_exiges"] = self.cleaned_data["permis"]
        return valeurs


def _contact(contact):
    return f"{contact.nom} ({contact.etablissement.nom})"
