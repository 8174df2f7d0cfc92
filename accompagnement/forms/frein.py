"""The whole diagnosis on one screen: one small form per type of frein, one save."""

from django import forms

from accompagnement.actions.frein import SaisieFrein
from accompagnement.enums import Impact, StatutFrein, StatutObjectif
from accompagnement.forms.champs import RAPPEL_NOTES

PAS_ABORDE = ("", "Non abordé")
# The fields of one objective, after the prefix of its type.
OBJECTIF = "objectif-"


class FreinForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    impact = forms.ChoiceField(required=False, widget=forms.RadioSelect, label="Impact")
    est_prioritaire = forms.BooleanField(required=False, label="Prioritaire")
    statut = forms.ChoiceField(choices=StatutFrein.choices, required=False, label="État")
    situations = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label="Situations"
    )
    commentaire = forms.CharField(
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=RAPPEL_NOTES,
    )

    def __init__(self, donnees, *, type_, frein, situations, objectifs):
        self.type, self.frein = type_, frein
        super().__init__(donnees, prefix=type_.pk, initial=_initial(frein))
        self.fields["impact"].choices = [*([] if frein else [PAS_ABORDE]), *Impact.choices]
        self.fields["situations"].choices = [(s.pk, s.libelle) for s in situations]
        deja = {o.type_id: o.statut for o in frein.objectifs_visibles} if frein else {}
        for objectif in objectifs:
            self.fields[OBJECTIF + objectif.pk] = forms.ChoiceField(
                choices=[("", "Non fixé"), *StatutObjectif.choices],
                required=False,
                label=objectif.libelle,
                initial=deja.get(objectif.pk, ""),
            )

    @property
    def champs_objectifs(self):
        return [self[nom] for nom in self.fields if nom.startswith(OBJECTIF)]

    @property
    def est_ouvert(self):
        """Whether the details are unfolded: there is something to mend."""
        return bool(self.errors)

    @property
    def details(self):
        """What the fold holds, for its summary."""
        situations = len(self["situations"].value() or ())
        objectifs = sum(1 for champ in self.champs_objectifs if champ.value())
        textes = [
            _compter(situations, "situation"),
            _compter(objectifs, "objectif"),
            "commentaire" if self["commentaire"].value() else "",
        ]
        return ", ".join(filter(None, textes))

    def clean(self):
        donnees = super().clean()
        remplis = [n for n in donnees if n not in ("version", "statut") and donnees[n]]
        if remplis and not donnees.get("impact") and "impact" not in self.errors:
            self.add_error("impact", "Indiquez l'impact de ce frein.")
        return donnees

    def saisie(self):
        """What was filled in, or None for a type that was left aside."""
        donnees = self.cleaned_data
        if not donnees["impact"]:
            return None
        return SaisieFrein(
            type=self.type.pk,
            impact=donnees["impact"],
            est_prioritaire=donnees["est_prioritaire"],
            statut=donnees["statut"] or StatutFrein.OUVERT,
            commentaire=donnees["commentaire"],
            situations=frozenset(donnees["situations"]),
            objectifs={
                nom.removeprefix(OBJECTIF): statut
                for nom, statut in donnees.items()
                if nom.startswith(OBJECTIF) and statut
            },
            version=donnees["version"] or 0,
        )

    def signaler_conflit(self, frein):
        """Say what somebody else saved, and let the next save keep what is typed here."""
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = frein.version
        self.add_error(
            None,
            "Quelqu'un d'autre a modifié ce frein pendant votre saisie : "
            f"impact {frein.get_impact_display().lower()}, {frein.get_statut_display().lower()}. "
            "Enregistrez à nouveau pour garder votre saisie.",
        )


def _compter(nombre, nom):
    return f"{nombre} {nom}{'s' if nombre > 1 else ''}" if nombre else ""


def _initial(frein):
    if frein is None:
        return {"version": 0, "impact": "", "statut": StatutFrein.OUVERT}
    return {
        "version": frein.version,
        "impact": frein.impact,
        "est_prioritaire": frein.est_prioritaire,
        "statut": frein.statut,
        "commentaire": frein.commentaire,
        "situations": [situation.pk for situation in frein.situations_visibles],
    }
