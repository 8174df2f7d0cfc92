from django import forms

from accompagnement.enums import Mode, Presence, StatutFrein
from accompagnement.forms.champs import RAPPEL_NOTES, SaisieRendezVous, selon_l_adresse
from accompagnement.models import AjoutEntretien, Entretien
from accompagnement.permissions import Acte
from plie.interface.formulaires import FormulaireAction, FormulaireVersionne, SaisieDateHeure, Selon


def _dire_l_etape(etape):
    if etape.date_debut:
        return f"{etape.libelle}, depuis le {etape.date_debut:%d/%m/%Y}"
    if etape.date_debut_prevue:
        return f"{etape.libelle}, prévue le {etape.date_debut_prevue:%d/%m/%Y}"
    return etape.libelle


def _dire_le_frein(frein):
    """How it stands: one is not asked to open the diagnosis to know."""
    dits = [frein.get_statut_display().lower(), f"impact {frein.get_impact_display().lower()}"]
    return f"{frein.type} ({', '.join(dits + ['prioritaire'] * frein.est_prioritaire)})"


DITS = {"etapes": _dire_l_etape, "freins": _dire_le_frein}
A_SUIVRE = {
    "etapes": lambda etape: etape.date_fin is None,
    "freins": lambda frein: frein.statut != StatutFrein.LEVE,
}


class EntretienForm(FormulaireVersionne):
    """What was said, what it touches, what comes next; only what this person has is asked."""

    debut = forms.DateTimeField(label="Date et heure", widget=SaisieDateHeure())
    mode = forms.ChoiceField(choices=Mode.choices)
    presence = forms.ChoiceField(label="Présence", choices=Presence.choices)
    duree_minutes = forms.IntegerField(label="Durée (minutes)", initial=60)
    prochain_debut = forms.DateTimeField(
        label="Prochain rendez-vous",
        widget=SaisieRendezVous(),
        required=False,
        help_text="Laissez vide s'il n'est pas fixé.",
    )
    prochain_mode = forms.ChoiceField(label="Mode", choices=Mode.choices, required=False)
    prochain_lieu = forms.CharField(label="Lieu", max_length=200, required=False)
    prochain_inviter = forms.BooleanField(label="Envoyer une invitation", required=False)
    selon = {
        nom: Selon("prochain_debut")
        for nom in ("prochain_mode", "prochain_lieu", "prochain_inviter")
    }

    class Meta:
        model = Entretien
        fields = (
            "debut",
            "duree_minutes",
            "mode",
            "presence",
            "notes",
            "notes_confidentielles",
            "etapes",
            "freins",
        )
        widgets = {
            "notes": forms.Textarea(attrs={"rows": 7, "autofocus": True}),
            "notes_confidentielles": forms.Textarea(attrs={"rows": 2}),
            "etapes": forms.CheckboxSelectMultiple,
            "freins": forms.CheckboxSelectMultiple,
        }
        labels = {"etapes": "Étapes abordées", "freins": "Freins abordés"}
        help_texts = {
            "notes": RAPPEL_NOTES,
            "notes_confidentielles": "Lues par vous et par la coordination, par personne d'autre.",
        }

    def __init__(self, *args, lecture, agent, **options):
        super().__init__(*args, **options)
        self._choisir_les_liens(lecture)
        entretien = self.instance if self.instance.pk else Entretien(agent=agent)
        if not Acte.CONFIER.permet(agent, entretien):
            del self.fields["notes_confidentielles"]
        if entretien.presence != Presence.HONORE:
            # What comes next may take its place.
            self.fields["prochain_debut"].widget.regarder(agent, sauf=self.instance)
        selon_l_adresse(self, "prochain_inviter", lecture.participant)
        if not lecture.parcours.est_ouvert:
            self._clore()

    def _clore(self):
        """What became of an appointment is all that is left to say."""
        self.fields["presence"].choices = [
            (code, libelle) for code, libelle in Presence.choices if code != Presence.PREVU
        ]
        for nom in [nom for nom in self.fields if nom.startswith("prochain_")]:
            del self.fields[nom]

    def _choisir_les_liens(self, lecture):
        """The étapes not over and the freins not lifted of this parcours, and those already
        touched."""
        parcours = lecture.parcours
        for nom, tous, lus in (
            ("etapes", parcours.etapes, lecture.etapes),
            ("freins", parcours.freins, lecture.freins_a_choisir()),
        ):
            touches = self.initial.get(nom, ())
            choix = [lu for lu in lus if A_SUIVRE[nom](lu) or lu in touches]
            if not choix:
                del self.fields[nom]
                continue
            champ = self.fields[nom]
            champ.queryset = tous.filter(pk__in=[lu.pk for lu in choix])
            # Read once: the field would ask for them again when it is shown.
            champ.choices = [(lu.pk, DITS[nom](lu)) for lu in choix]

    def champs_de_l_entretien(self):
        return [self[nom] for nom in self.Meta.fields if nom in self.fields]

    def champs_de_la_suite(self):
        return [self[nom] for nom in self.fields if nom.startswith("prochain_")]

    def valeurs(self):
        """The arguments of the action: the meeting's own, and `prochain` when a date is set."""
        valeurs = {n: self.cleaned_data[n] for n in self.Meta.fields if n in self.fields}
        if "freins" in valeurs:
            valeurs["freins"] = [*valeurs["freins"], *self._freins_caches()]
        valeurs["prochain"] = self._prochain()
        return valeurs

    def _freins_caches(self):
        """Touched before, and not this agent's to see: saving must not undo them."""
        if not self.instance.pk:
            return []
        return self.instance.freins.exclude(pk__in=self.fields["freins"].queryset.values("pk"))

    def _prochain(self):
        if not self.cleaned_data.get("prochain_debut"):
            return None
        return {
            "debut": self.cleaned_data["prochain_debut"],
            "mode": self.cleaned_data["prochain_mode"] or Mode.PRESENCE,
            "lieu": self.cleaned_data["prochain_lieu"],
            "inviter": self.cleaned_data.get("prochain_inviter", False),
        }


class AjoutForm(FormulaireAction):
    class Meta:
        model = AjoutEntretien
        fields = ("texte",)
        widgets = {"texte": forms.Textarea(attrs={"rows": 5, "autofocus": True})}
        help_texts = {"texte": RAPPEL_NOTES}
