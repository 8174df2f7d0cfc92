"""The rules of exits that some figures come under, said in their words."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Case, Exists, OuterRef, Q, When

from accompagnement.enums import ModeInterim
from accompagnement.models import RegleSortie, Sortie
from conventions.indicateurs.periodes import est_un_mois
from conventions.models import MoisArrete


@dataclass(frozen=True)
class ReglesDites:
    """One rule, or several that followed each other; oldest first."""

    regles: tuple[RegleSortie, ...]

    @property
    def version(self):
        """Of the latest."""
        return self.regles[-1].version

    @property
    def versions(self):
        return " et ".join(f"v{regle.version}" for regle in self.regles)

    @property
    def libelle(self):
        return " ".join(regle.libelle for regle in self.regles)

    @property
    def phrase(self):
        if len(self.regles) == 1:
            return self.regles[0].phrase
        return " ".join(
            [
                f"Ces chiffres relèvent de {len(self.regles)} règles : chaque sortie compte selon "
                "celle sous laquelle elle a été validée.",
                *(regle.phrase for regle in self.regles),
            ]
        )


def regles_de(*periodes, en_direct=False):
    """Those in force during some periods, both ends included, or that an exit counted in them was
    validated under; None before the first rule. An official month has those that it had, unless
    its figures are read as of today (`en_direct`)."""
    gardees = {} if en_direct else _gardees(periodes)
    regles = tuple(RegleSortie.objects.filter(_relevent(periodes, gardees)).order_by("valide_du"))
    return ReglesDites(regles) if regles else None


def versions_par_periode(periodes, *, en_direct=False):
    """{period: its `versions`, "" before the first rule}, in as many statements for one period as
    for many."""
    periodes = list(periodes)
    rangs = {f"periode_{rang}": periode for rang, periode in enumerate(periodes)}
    gardees = {} if en_direct else _gardees(periodes)
    relevent = {
        nom: Case(When(_relevent([p], gardees), then=True), default=False)
        for nom, p in rangs.items()
    }
    regles = list(RegleSortie.objects.order_by("valide_du").annotate(**relevent))
    return {
        periode: ReglesDites(tuple(r for r in regles if getattr(r, nom))).versions
        for nom, periode in rangs.items()
    }


def _gardees(periodes):
    """{official month: the versions that its figures came under}, of those that kept them."""
    mois = {debut: (debut, fin) for debut, fin in periodes if est_un_mois(debut, fin)}
    arretes = MoisArrete.objects.filter(mois__in=mois, regles__isnull=False)
    return {mois[arrete]: versions for arrete, versions in arretes.values_list("mois", "regles")}


def _relevent(periodes, gardees):
    """The condition on rules that some periods come under."""
    relevent, comptees = Q(), Q()
    for periode in periodes:
        debut, fin = periode
        if periode in gardees:
            relevent |= Q(version__in=gardees[periode])
        else:
            en_vigueur = Q(valide_au__isnull=True) | Q(valide_au__gte=debut)
            relevent |= Q(valide_du__lte=fin) & en_vigueur
            comptees |= Q(parcours__date_sortie__range=periode)
    if comptees:
        relevent |= Q(Exists(Sortie.objects.filter(comptees, regle=OuterRef("pk"))))
    return relevent


@dataclass(frozen=True)
class LigneComparee:
    """What each rule says of one thing: [(version, words, whether the rule before differs)]."""

    libelle: str
    dits: list[tuple[int, str, bool]]


COMPARES = {
    "duree_min_mois": "Durée minimale",
    "mode_six_mois": "Ce qui fait la durée",
    "quotite_min": "Temps de travail minimal",
    "tolerance_jours": "Interruption tolérée",
    "fenetre_emploi_jours": "Délai entre l'emploi et la sortie",
    "interim": "Intérim",
    "saisonnier_mois_sur_12": "Travail saisonnier",
    "creation_positive": "Création d'entreprise",
    "alternance_positive": "Alternance",
    "iae_positive": "Insertion (IAE)",
    "formation": "Formation qualifiante",
    "ai_age_min": "Association intermédiaire",
    "denominateur": "Le taux se rapporte à",
    "rattachement": "Une sortie compte à",
}
DITS = {
    "duree_min_mois": lambda r: r.exigence,
    "quotite_min": lambda r: pour_cent(r.quotite_min),
    "tolerance_jours": lambda r: _jours(r.tolerance_jours),
    "fenetre_emploi_jours": lambda r: _jours(r.fenetre_emploi_jours),
    "interim": lambda r: (
        f"{r.interim_heures} heures cumulées en un an"
        if r.interim == ModeInterim.HEURES
        else r.get_interim_display()
    ),
    "saisonnier_mois_sur_12": lambda r: (
        f"{r.saisonnier_mois_sur_12} mois sur 12" if r.saisonnier_mois_sur_12 else "comme un CDD"
    ),
    "ai_age_min": lambda r: (
        f"dès {r.ai_age_min} ans : {r.ai_mois_min} mois à {pour_cent(r.ai_quotite_min)}"
        if r.ai_age_min
        else "aucune exception"
    ),
}


def comparer(regles):
    """[LigneComparee] of rules that follow each other, the oldest first."""
    avant = [*regles[:1], *regles[:-1]]
    return [
        LigneComparee(
            libelle,
            [
                (regle.version, _dire(regle, champ), _dire(regle, champ) != _dire(autre, champ))
                for regle, autre in zip(regles, avant, strict=True)
            ],
        )
        for champ, libelle in COMPARES.items()
    ]


def _dire(regle, champ):
    if champ in DITS:
        return DITS[champ](regle)
    valeur = getattr(regle, champ)
    if isinstance(valeur, bool):
        return "comptée" if valeur else "non comptée"
    return getattr(regle, f"get_{champ}_display")()


def pour_cent(part):
    return f"{part:.0%}".replace("%", " %")


def _jours(nombre):
    return f"{nombre} jour{'s' if nombre > 1 else ''}"


def mois_arretes_par_regle():
    """{version: how many official months came under it}."""
    gardees = MoisArrete.objects.filter(regles__isnull=False).values_list("regles", flat=True)
    return Counter(version for versions in gardees for version in versions)
