from django import forms

from accompagnement.models import RegleSortie
from plie.interface.formulaires import FormulaireVersionne, SaisieDate

QUAND = ("valide_du", "libelle")
# What decides of an exit; the same fields in the file of a rule that is tried.
CRITERES = (
    "duree_min_mois",
    "operateur_duree",
    "mode_six_mois",
    "quotite_min",
    "tolerance_jours",
    "fenetre_emploi_jours",
    "interim",
    "interim_heures",
    "saisonnier_mois_sur_12",
    "creation_positive",
    "alternance_positive",
    "iae_positive",
    "formation",
    "ai_age_min",
    "ai_mois_min",
    "ai_quotite_min",
    "denominateur",
)


class RegleSortieForm(FormulaireVersionne):
    class Meta:
        model = RegleSortie
        fields = (*QUAND, *CRITERES, "rattachement")
        widgets = {"valide_du": SaisieDate, "libelle": forms.Textarea(attrs={"rows": 4})}
        labels = {
            "valide_du": "S'applique à partir du",
            "libelle": "La règle en une phrase",
            "operateur_duree": "La durée se compte",
            "mode_six_mois": "Ce qui fait la durée",
            "quotite_min": "Temps de travail minimal (part d'un temps plein)",
            "tolerance_jours": "Interruption tolérée entre deux contrats (jours)",
            "fenetre_emploi_jours": "Délai admis entre la fin de l'emploi et la sortie (jours)",
            "interim_heures": "Heures d'intérim qui valent six mois",
            "saisonnier_mois_sur_12": "Travail saisonnier (mois sur les 12 derniers)",
            "creation_positive": "Compter la création ou la reprise d'entreprise",
            "alternance_positive": "Compter l'apprentissage et la professionnalisation",
            "iae_positive": "Compter les contrats d'insertion (IAE)",
            "formation": "Formation qualifiante comptée",
            "ai_age_min": "Association intermédiaire : à partir de quel âge",
            "ai_mois_min": "Association intermédiaire : mois de missions",
            "ai_quotite_min": "Association intermédiaire : temps de travail minimal",
            "denominateur": "Le taux se rapporte à",
            "rattachement": "Une sortie compte à",
        }
        help_texts = {
            "valide_du": "La règle d'avant s'arrête la veille. Un jour qui suit le dernier mois "
            "arrêté : ses chiffres ont suivi l'autre règle.",
            "libelle": "Elle est imprimée sous chaque taux : « une sortie est positive "
            "lorsqu'elle… », avec un point à la fin.",
            "quotite_min": "0,5 pour un mi-temps.",
            "interim_heures": "Ne sert que si l'intérim se compte en heures.",
            "ai_mois_min": "Ne sert que si un âge est indiqué.",
            "ai_quotite_min": "Ne sert que si un âge est indiqué.",
        }

    sections = (
        ("La règle", QUAND),
        ("La durée", CRITERES[: CRITERES.index("interim")]),
        ("Ce qui compte", CRITERES[CRITERES.index("interim") : CRITERES.index("ai_age_min")]),
        ("Association intermédiaire", ("ai_age_min", "ai_mois_min", "ai_quotite_min")),
        ("Le taux", ("denominateur", "rattachement")),
    )


class RetraitRegleForm(FormulaireVersionne):
    """Nothing to type: what is withdrawn is what was read."""

    class Meta:
        model = RegleSortie
        fields = ()
