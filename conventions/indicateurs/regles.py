"""The rules of exits that some figures come under, said in their words."""

from dataclasses import dataclass

from django.db.models import Case, Exists, OuterRef, Q, When

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
