from functools import partial

from django import forms
from django.utils import timezone

from accompagnement.enums import Critere
from accompagnement.models import MotifSortie
from conventions.indicateurs.declarations import INDICATEURS
from conventions.models import CompteurManuel, Objectif
from plie.comptes.models import Agent, Structure
from plie.interface.formulaires import FormulaireAction, FormulaireVersionne, SaisieDate, Selon
from plie.referentiels.models import Commune

COMPTES = tuple(indicateur.code for indicateur in INDICATEURS)
COMPTES_DES_SORTIES = tuple(
    i.code for i in INDICATEURS if i.compte_des_sorties and not i.denominateur
)
PORTEE = "Sans choix, tout le PLIE ; sinon une seule de ces valeurs suffit."


def _plusieurs(libelle, aide=PORTEE, coerce=str, **options):
    champ = partial(forms.TypedMultipleChoiceField, coerce=coerce)
    return champ(label=libelle, required=False, help_text=aide, choices=(), **options)


class ObjectifForm(FormulaireVersionne):
    indicateur = forms.ChoiceField(
        label="Indicateur",
        required=False,
        choices=[("", "Compteur tenu à la main")] + [(i.code, i.libelle) for i in INDICATEURS],
        help_text="Ce que la plateforme compte ; ou un compteur tenu à la main, ci-dessous.",
    )
    communes = _plusieurs("Portée : communes")
    criteres = _plusieurs("Portée : critères à l'entrée", widget=forms.CheckboxSelectMultiple)
    structures = _plusieurs("Portée : structures", coerce=int)
    motifs = _plusieurs("Portée : motifs de sortie", "D'un nombre de sorties seulement.")

    class Meta:
        model = Objectif
        fields = (
            "libelle",
            "code",
            "axe",
            "indicateur",
            "compteur",
            "source",
            "rythme",
            "sens",
            "porteur",
            "cohorte",
            "communes",
            "criteres",
            "structures",
            "motifs",
        )
        labels = {
            "axe": "Axe de la convention",
            "compteur": "Compteur tenu à la main",
            "source": "Source du compteur",
            "rythme": "La cible vaut",
            "sens": "La cible se lit",
            "porteur": "Porté par",
            "cohorte": "Portée : cohorte",
        }
        help_texts = {"code": "Court et sans espace : il nomme l'objectif dans les échanges."}

    selon = (
        {nom: Selon("indicateur", ("",)) for nom in ("compteur", "source")}
        | {
            nom: Selon("indicateur", COMPTES)
            for nom in ("cohorte", "communes", "criteres", "structures")
        }
        | {"motifs": Selon("indicateur", COMPTES_DES_SORTIES)}
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["porteur"].queryset = Agent.objects.filter(is_active=True)
        self.fields["communes"].choices = Commune.objects.values_list("pk", "nom")
        self.fields["criteres"].choices = Critere.choices
        accompagnantes = Structure.objects.accompagnantes()
        self.fields["structures"].choices = accompagnantes.values_list("pk", "nom")
        self.fields["motifs"].choices = MotifSortie.objects.values_list("code", "libelle")


class NouvelObjectifForm(ObjectifForm):
    """With its first target."""

    valeur = forms.DecimalField(label="Cible", max_digits=10, decimal_places=1)

    def valeurs(self):
        return super().valeurs() | {"valeur": self.cleaned_data["valeur"]}


class CibleForm(forms.Form):
    """The one that replaces the target in force, and from when."""

    valeur = forms.DecimalField(label="Nouvelle cible", max_digits=10, decimal_places=1)
    date_debut = forms.DateField(label="À partir du", widget=SaisieDate)
    avenant = forms.ModelChoiceField(
        None, label="Avenant", required=False, empty_label="Sans avenant"
    )

    def __init__(self, *args, avenants, **options):
        super().__init__(*args, **options)
        self.fields["avenant"].queryset = avenants
        self.fields["date_debut"].initial = timezone.localdate()


class ValeurForm(FormulaireAction):
    class Meta:
        model = CompteurManuel
        fields = ("date", "valeur", "source")
        widgets = {"date": SaisieDate()}
        labels = {"valeur": "À ajouter au compteur", "source": "Source"}
        help_texts = {"source": "Ce qui le prouve : compte rendu, feuille d'émargement…"}
