"""The list of offers: what may be searched, filtered and sorted, all in the URL."""

import re
from datetime import timedelta
from decimal import Decimal

import django_filters as filtres
from django import forms
from django.core.cache import cache
from django.db.models import F, FloatField, Q, Value
from django.utils import timezone
from django.utils.formats import localize
from django.utils.functional import cached_property

from offres.enums import ContratOffre, Experience, Origine, StatutOffre, TypeEtablissement
from offres.models import Etablissement, GroupeMetiers, Offre
from offres.models.distance import DistanceKm
from offres.territoire.chiffres import (
    AUTRE_CONTRAT,
    AUTRES_METIERS,
    SANS_COMMUNE,
    SANS_METIER,
    du_groupe,
)
from plie.interface.metiers import SaisieMetier
from plie.referentiels.models import Commune

PREFIXE = re.compile(r"^\s*([A-Za-z](?:\d{4}|\d{2})?)(?:\s|$)")
DISTANCES = (0, 5, 10, 15, 20, 30, 50)
JOURS = (1, 3, 7, 14, 31)
KM_PAR_DEGRE = 111.2
PRINCIPAUX = ("q", "metier", "commune", "distance")
OUI_NON = (("oui", "Oui"), ("non", "Non"))
INSERTION = {
    "iae": ("Insertion par l'activité économique", Q(est_iae=True)),
    "adaptee": ("Entreprise adaptée", Q(entreprise_adaptee=True)),
    "toutes": ("L'un ou l'autre", Q(est_iae=True) | Q(entreprise_adaptee=True)),
}
# Only what an index gives in order, or what a short list holds.
TRIS = {"recentes": ["-actualisee_le", "-pk"]}
TRI_PROCHES = "proches"


def _choix():
    """The lists of the filter, kept a minute: a newcomer may be missing from it that long."""
    return cache.get_or_set("filtres-offres", _lire_choix, 60)


def _lire_choix():
    return {
        "communes": list(Commune.objects.values_list("pk", "nom", "latitude", "longitude")),
        "groupes": [
            (str(pk), nom) for pk, nom in GroupeMetiers.objects.values_list("pk", "libelle")
        ],
    }


def autour_de(requete, point, km):
    """Offers at most `km` away from `point`, each annotated with `distance`. A box on the columns
    first: the trigonometry is for the few that are in it."""
    latitude, longitude = point
    marge = km / KM_PAR_DEGRE
    proches = requete.filter(
        latitude__range=(latitude - marge, latitude + marge),
        # Seventy kilometres a degree of longitude in the north of France; sixty to be safe.
        longitude__range=(longitude - km / 60, longitude + km / 60),
    )
    return avec_distance(proches, point).filter(distance__lte=km)


def avec_distance(requete, point):
    latitude, longitude = (Value(valeur, output_field=FloatField()) for valeur in point)
    return requete.annotate(distance=DistanceKm(F("latitude"), F("longitude"), latitude, longitude))


def _heures(comparaison, libelle):
    return filtres.NumberFilter(
        field_name="heures_hebdo",
        lookup_expr=comparaison,
        label=libelle,
        min_value=1,
        max_value=99,
        help_text="Une offre dont les heures ne sont pas précisées est alors laissée de côté.",
    )


def publiees_depuis(requete, jours):
    return requete.filter(publiee_le__gte=timezone.now() - timedelta(days=jours))


class FiltreOffres(filtres.FilterSet):
    q = filtres.CharFilter(method="filtrer_mots", label="Mots")
    metier = filtres.CharFilter(
        method="filtrer_metier",
        label="Métier",
        widget=SaisieMetier("offres:metiers", attrs={"placeholder": "K1304, K13, K ou des mots"}),
    )
    commune = filtres.ChoiceFilter(
        method="filtrer_commune", label="Autour de", empty_label="Tout le territoire"
    )
    distance = filtres.ChoiceFilter(
        method="laisser",
        label="Jusqu'à",
        choices=[(str(km), f"{km} km" if km else "sur place") for km in DISTANCES],
        empty_label=None,
    )
    contrat = filtres.ChoiceFilter(
        method="filtrer_contrat",
        label="Contrat",
        choices=[*ContratOffre.choices, (AUTRE_CONTRAT, "Autre ou non précisé")],
        empty_label="Tous",
    )
    duree = filtres.ChoiceFilter(
        method="filtrer_duree",
        label="Temps de travail",
        choices=[("plein", "Temps plein"), ("partiel", "Temps partiel")],
        empty_label="Indifférent",
    )
    heures_min = _heures("gte", "Heures par semaine, au moins")
    heures_max = _heures("lte", "Heures par semaine, au plus")
    debutant = filtres.BooleanFilter(
        method="filtrer_debutant", label="Débutant accepté", widget=forms.CheckboxInput
    )
    insertion = filtres.ChoiceFilter(
        method="filtrer_insertion",
        label="Employeur d'insertion",
        choices=[(cle, libelle) for cle, (libelle, _) in INSERTION.items()],
        empty_label="Indifférent",
    )
    permis = filtres.ChoiceFilter(
        method="filtrer_permis", label="Permis exigé", choices=OUI_NON, empty_label="Indifférent"
    )
    depuis = filtres.ChoiceFilter(
        method="filtrer_depuis",
        label="Publiée depuis",
        choices=[(str(jours), f"{jours} jour{'s' if jours > 1 else ''}") for jours in JOURS],
        empty_label="Indifférent",
    )
    origine = filtres.ChoiceFilter(label="Origine", choices=Origine.choices, empty_label="Toutes")
    groupe = filtres.ChoiceFilter(
        method="filtrer_groupe", label="Groupe de métiers", empty_label="Tous"
    )
    statut = filtres.ChoiceFilter(label="État", choices=StatutOffre.choices, empty_label="Tous")

    class Meta:
        model = Offre
        fields = ()

    def __init__(self, *args, avec_statut=False, **options):
        super().__init__(*args, **options)
        choix = _choix()
        self._points = {pk: (lat, lon) for pk, _, lat, lon in choix["communes"]}
        if not avec_statut:
            del self.filters["statut"]
        self.filters["commune"].extra["choices"] = [
            *((pk, nom) for pk, nom, _, _ in choix["communes"]),
            (SANS_COMMUNE, "Commune inconnue"),
        ]
        self.filters["groupe"].extra["choices"] = [
            *choix["groupes"],
            (AUTRES_METIERS, "Autres métiers"),
        ]

    def laisser(self, requete, nom, valeur):
        """Read with the commune."""
        return requete

    def filtrer_mots(self, requete, nom, valeur):
        texte = valeur.replace("\0", " ").strip()[:200]
        return requete.rechercher(texte) if texte else requete

    def filtrer_metier(self, requete, nom, valeur):
        """A code, a domain or a grand domaine decide alone; words are looked for in the label."""
        if valeur == SANS_METIER:
            return requete.filter(rome_code="")
        prefixe = PREFIXE.match(valeur)
        if prefixe is None:
            return requete.filter(rome_libelle__icontains=valeur.replace("\0", "")[:100])
        code = prefixe[1].upper()
        if len(code) < 3:
            return requete.du_metier(code)
        requete = requete.filter(rome_domaine=code[:3])
        return requete.filter(rome_code=code) if len(code) == 5 else requete

    def filtrer_commune(self, requete, nom, valeur):
        if valeur == SANS_COMMUNE:
            return requete.filter(commune=None)
        km = int(self.form.cleaned_data.get("distance") or 0)
        point = self._points.get(valeur)
        if not km or point is None:
            requete = requete.filter(commune=valeur)
            return avec_distance(requete, point) if point else requete
        return autour_de(requete, point, km)

    def filtrer_contrat(self, requete, nom, valeur):
        if valeur == AUTRE_CONTRAT:
            return requete.exclude(contrat__in=ContratOffre.values)
        return requete.filter(contrat=valeur)

    def filtrer_duree(self, requete, nom, valeur):
        return requete.filter(est_temps_plein=valeur == "plein")

    def filtrer_debutant(self, requete, nom, valeur):
        return requete.filter(experience=Experience.DEBUTANT) if valeur else requete

    def filtrer_insertion(self, requete, nom, valeur):
        return requete.filter(INSERTION[valeur][1])

    def filtrer_permis(self, requete, nom, valeur):
        aucun = Q(permis_exiges=[])
        return requete.filter(aucun if valeur == "non" else ~aucun)

    def filtrer_depuis(self, requete, nom, valeur):
        return publiees_depuis(requete, int(valeur))

    def filtrer_groupe(self, requete, nom, valeur):
        return du_groupe(requete, valeur)

    def principaux(self):
        """The filters always in sight; the others wait behind « Plus de filtres »."""
        return [self.form[nom] for nom in PRINCIPAUX]

    def autres(self):
        return [champ for champ in self.form if champ.name not in PRINCIPAUX]

    def a_d_autres_actifs(self):
        return any(self.form.data.get(champ.name) for champ in self.autres())

    @cached_property
    def a_une_distance(self):
        """Whether each offer of the list has its distance: a commune was asked for."""
        return self.form.is_valid() and self.form.cleaned_data.get("commune") in self._points

    @property
    def a_des_mots(self):
        return self.form.is_valid() and bool(self.form.cleaned_data.get("q"))

    def puces(self):
        """The active filters as (name in the URL, sentence); one not understood is none."""
        self.form.is_valid()
        for nom, champ in self.form.fields.items():
            valeur = self.form.cleaned_data.get(nom)
            if valeur in (None, "", False) or (nom == "distance" and not self.a_une_distance):
                continue
            yield nom, f"{champ.label} : {_libelle(champ, valeur)}"


def _libelle(champ, valeur):
    if valeur is True:
        return "oui"
    if valeur == SANS_METIER:
        return "non précisé"
    if isinstance(valeur, Decimal):
        return localize(valeur)
    return dict(getattr(champ, "choices", ())).get(valeur, valeur)


class FiltreEmployeurs(filtres.FilterSet):
    q = filtres.CharFilter(method="filtrer_mots", label="Nom ou SIRET")
    commune = filtres.ChoiceFilter(label="Commune", empty_label="Toutes")
    type = filtres.ChoiceFilter(label="Type", choices=TypeEtablissement.choices, empty_label="Tous")
    a_relancer = filtres.BooleanFilter(
        method="filtrer_a_relancer", label="À relancer", widget=forms.CheckboxInput
    )

    class Meta:
        model = Etablissement
        fields = ()

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.filters["commune"].extra["choices"] = lambda: [
            (pk, nom) for pk, nom, _, _ in _choix()["communes"]
        ]

    def filtrer_mots(self, requete, nom, valeur):
        return requete.nommes(valeur)

    def filtrer_a_relancer(self, requete, nom, valeur):
        return requete.filter(est_a_relancer=True) if valeur else requete
