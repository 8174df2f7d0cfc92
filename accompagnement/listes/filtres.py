"""The list of dossiers: what may be searched, filtered and sorted, all in the URL."""

import functools
from urllib.parse import urlencode

import django_filters as filtres
from django import forms
from django.core.cache import cache
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accompagnement.alertes.declarations import phrases
from accompagnement.enums import ALERTES_APRES_SORTIE, Critere, Statut
from accompagnement.listes.colonnes import tris
from accompagnement.models import AffectationReferent, Alerte, Cohorte, Parcours, Reglages
from accompagnement.permissions import Acte
from accompagnement.portefeuille import portefeuilles_de, remplacements_de
from plie.comptes.models import Agent, Structure
from plie.referentiels.models import Commune

GROUPES = {
    "ouverts": ("Tous les ouverts", lambda requete: requete.ouverts()),
    "en_cours": ("Entrés, non sortis", lambda requete: requete.en_cours()),
    "tous": ("Ouverts et clos", lambda requete: requete),
}
PRINCIPAUX = ("q", "statut", "commune", "referent")
# On one's own list the référent is oneself: what is to watch is asked in its place.
PRINCIPAUX_DE_QUI_SUIT = ("q", "statut", "commune", "alerte")
# What only who sees the follow-up may ask of the parcours, and sort it by.
SUIVI = (
    "statut",
    "structure",
    "referent",
    "sans_referent",
    "alerte",
    "cohorte",
    "sans_entretien",
    "sans_etape",
    "retard",
    "rendez_vous",
    "pieces",
)
TOUTES_LES_ALERTES = "toutes"

# What the list shows before anybody filters it.
STATUT_PAR_DEFAUT = "ouverts"

PORTEES = {
    "mes": ("Mes dossiers", lambda parcours, agent: parcours.du_referent(agent)),
    "structure": (
        "Ma structure",
        lambda parcours, agent: parcours.filter(structure=agent.structure_id),
    ),
    "remplacement": (
        "En remplacement",
        lambda parcours, agent: parcours.des_referents(portefeuilles_de(agent)[1:]),
    ),
    "tous": ("Tous", lambda parcours, agent: parcours),
}


# The same of parcours that ended, which are in nobody's portfolio: those of the agent's structure,
# that they go on seeing.
PORTEES_APRES_SORTIE = {
    "mes": lambda parcours, agent: _chez(agent, parcours, [agent.pk]),
    "remplacement": lambda parcours, agent: _chez(agent, parcours, portefeuilles_de(agent)[1:]),
}


def _chez(agent, parcours, referents):
    siens = parcours.suivis_jusqu_au_bout_par(referents)
    return siens.filter(structure=agent.structure_id)


def restreindre(parcours, portee, agent, alerte):
    """Those of `parcours` in the scope asked for."""
    choisir = PORTEES[portee][1]
    if alerte in ALERTES_APRES_SORTIE:
        choisir = PORTEES_APRES_SORTIE.get(portee, choisir)
    return choisir(parcours, agent)


def portees_de(agent):
    """The scopes that `agent` may ask for, the first one shown when none is."""
    if not Acte.SUIVRE.permet(agent):
        return ("tous",)
    return ("mes", "remplacement", "structure") if remplacements_de(agent) else ("mes", "structure")


def requete_connue(donnees, puces, portee):
    """The query string reduced to the filters that are understood, those of `puces`, in one
    order, so that two addresses of one list read the same; the page is left out."""
    retenus = {nom: donnees.get(nom, "") for nom in sorted(nom for nom, _ in puces)}
    if retenus.get("statut", "") in ("", STATUT_PAR_DEFAUT):
        retenus.pop("statut", None)
    if portee != "tous":
        retenus["portee"] = portee
    if donnees.get("tri", "").lstrip("-") in tris(portee, suivi=True):
        retenus["tri"] = donnees["tri"]
    return urlencode(retenus)


def _choix():
    """The lists of the filter, kept a minute: a newcomer may be missing from it that long."""
    return cache.get_or_set("filtres-dossiers", _lire_choix, 60)


def _lire_choix():
    suit = Exists(AffectationReferent.objects.en_cours().filter(agent=OuterRef("pk")))
    agents = (Agent.objects.referents() | Agent.objects.filter(suit)).values_list(
        "pk", "prenom", "nom"
    )
    return {
        "structure": list(Structure.objects.accompagnantes().values_list("pk", "nom")),
        "referent": [(pk, f"{prenom} {nom}") for pk, prenom, nom in agents],
        "commune": list(Commune.objects.values_list("pk", "nom")),
        "cohorte": list(Cohorte.objects.values_list("code", "libelle")),
    }


def _choix_alertes(reglages):
    textes = phrases(reglages)
    return [(TOUTES_LES_ALERTES, "Au moins une alerte")] + [
        (code.value, phrase.libelle) for code, phrase in textes.items()
    ]


def _choix_delais(reglages):
    delais = (getattr(reglages, f"jours_entretien_{rang}") for rang in (1, 2, 3))
    return [(str(jours), f"depuis {jours} jours") for jours in delais]


class FiltreDossiers(filtres.FilterSet):
    q = filtres.CharFilter(method="laisser", label="Rechercher")
    statut = filtres.ChoiceFilter(
        method="filtrer_statut",
        label="Statut",
        choices=[(cle, libelle) for cle, (libelle, _) in GROUPES.items()] + Statut.choices,
        empty_label=None,
    )
    structure = filtres.ChoiceFilter(label="Structure", empty_label="Toutes")
    referent = filtres.ChoiceFilter(method="filtrer_referent", label="Référent", empty_label="Tous")
    commune = filtres.ChoiceFilter(
        field_name="participant__commune", label="Commune", empty_label="Toutes"
    )
    critere = filtres.ChoiceFilter(
        method="filtrer_critere", label="Critère", choices=Critere.choices, empty_label="Tous"
    )
    alerte = filtres.ChoiceFilter(
        method="filtrer_alerte", label="À surveiller", empty_label="Indifférent"
    )
    cohorte = filtres.ChoiceFilter(
        method="filtrer_cohorte", label="Suivi renforcé", empty_label="Indifférent"
    )
    sans_entretien = filtres.ChoiceFilter(
        method="filtrer_sans_entretien", label="Sans entretien", empty_label="Indifférent"
    )
    sans_etape = filtres.BooleanFilter(
        method="filtrer_sans_etape", label="Sans étape commencée", widget=forms.CheckboxInput
    )
    sans_referent = filtres.BooleanFilter(
        method="filtrer_sans_referent", label="Sans référent", widget=forms.CheckboxInput
    )
    retard = filtres.BooleanFilter(
        method="filtrer_retard", label="Rendez-vous à noter", widget=forms.CheckboxInput
    )
    rendez_vous = filtres.BooleanFilter(
        method="filtrer_rendez_vous", label="Rendez-vous aujourd'hui", widget=forms.CheckboxInput
    )
    pieces = filtres.BooleanFilter(
        method="filtrer_pieces", label="Pièces à vérifier", widget=forms.CheckboxInput
    )

    class Meta:
        model = Parcours
        fields = ()

    def __init__(self, *args, agent, criteres, suivi=True, **options):
        """`criteres`: the codes this agent may filter on; the others are no choice at all.
        Without `suivi`, nothing but the person and their eligibility may be asked."""
        super().__init__(*args, **options)
        self.agent = agent
        suit = Acte.SUIVRE.permet(agent)
        self._principaux = PRINCIPAUX_DE_QUI_SUIT if suit else PRINCIPAUX
        for nom in () if suivi else SUIVI:
            del self.filters[nom]
        self.filters["critere"].extra["choices"] = criteres
        choix = functools.cache(_choix)
        for nom in {"structure", "referent", "commune", "cohorte"} & set(self.filters):
            self.filters[nom].extra["choices"] = lambda nom=nom: choix()[nom]
        if suivi:
            reglages = Reglages.objects.actuels()
            self.filters["alerte"].extra["choices"] = _choix_alertes(reglages)
            self.filters["sans_entretien"].extra["choices"] = _choix_delais(reglages)

    def laisser(self, requete, nom, valeur):
        """The text is searched by `resultats`, exactly first, then nearly."""
        return requete

    def filtrer_statut(self, requete, nom, valeur):
        if valeur == "ouverts" and self.form.cleaned_data.get("alerte"):
            # Redundant with the alert (open parcours only): both make the planner underestimate.
            return requete
        if valeur in GROUPES:
            return GROUPES[valeur][1](requete)
        return requete.filter(statut=valeur)

    def filtrer_referent(self, requete, nom, valeur):
        return requete.du_referent(valeur)

    def filtrer_critere(self, requete, nom, valeur):
        return requete.filter(criteres__code=valeur, criteres__perdu_le__isnull=True)

    def filtrer_alerte(self, requete, nom, valeur):
        dites = Alerte.objects.dites_a(self.agent).order_by()
        if valeur != TOUTES_LES_ALERTES:
            dites = dites.filter(code=valeur)
        return requete.filter(pk__in=dites.values("parcours"))

    def filtrer_cohorte(self, requete, nom, valeur):
        return requete.de_la_cohorte(valeur)

    def filtrer_sans_entretien(self, requete, nom, valeur):
        return requete.en_cours().sans_entretien_depuis(int(valeur))

    def filtrer_sans_etape(self, requete, nom, valeur):
        return requete.en_cours().sans_etape() if valeur else requete

    def filtrer_sans_referent(self, requete, nom, valeur):
        return requete.ouverts().sans_referent() if valeur else requete

    def filtrer_rendez_vous(self, requete, nom, valeur):
        return requete.avec_rendez_vous_le(timezone.localdate()) if valeur else requete

    def filtrer_pieces(self, requete, nom, valeur):
        return requete.avec_pieces_a_verifier() if valeur else requete

    def filtrer_retard(self, requete, nom, valeur):
        return requete.avec_rendez_vous_en_retard() if valeur else requete

    def principaux(self):
        """The filters always in sight; the others wait behind « Plus de filtres »."""
        return [self.form[nom] for nom in self._principaux if nom in self.filters]

    def autres(self):
        return [champ for champ in self.form if champ.name not in self._principaux]

    def a_d_autres_actifs(self):
        return any(self.form.data.get(champ.name) for champ in self.autres())

    def puces(self):
        """The active filters as (name in the URL, sentence); one not understood is none."""
        self.form.is_valid()
        for nom, champ in self.form.fields.items():
            valeur = self.form.cleaned_data.get(nom)
            if valeur in (None, "", False):
                continue
            yield nom, f"{champ.label} : {_libelle(champ, valeur)}"


def _libelle(champ, valeur):
    if valeur is True:
        return "oui"
    if isinstance(valeur, str):
        return dict(getattr(champ, "choices", ())).get(valeur, valeur)
    return valeur
