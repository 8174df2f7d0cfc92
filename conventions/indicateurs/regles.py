"""The rules of exits that some figures come under, said in their words."""

from dataclasses import dataclass

from django.db.models import Case, Exists, OuterRef, Q, When

from accompagnement.models import RegleSortie, Sortie


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


def regles_de(*periodes):
    """Those in force during some periods, both ends included, or that an exit counted in them was
    validated under; None before the first rule."""
    regles = tuple(RegleSortie.objects.filter(_relevent(*periodes)).order_by("valide_du"))
    return ReglesDites(regles) if regles else None


def versions_par_periode(periodes):
    """{period: its `versions`, "" before the first rule}, in one statement."""
    rangs = {f"periode_{rang}": periode for rang, periode in enumerate(periodes)}
    relevent = {nom: Case(When(_relevent(p), then=True), default=False) for nom, p in rangs.items()}
    regles = list(RegleSortie.objects.order_by("valide_du").annotate(**relevent))
    return {
        periode: ReglesDites(tuple(r for r in regles if getattr(r, nom))).versions
        for nom, periode in rangs.items()
    }


def _relevent(*periodes):
    """The condition on rules that some periods come under."""
    en_vigueur, comptees = Q(), Q()
    for debut, fin in periodes:
        en_vigueur |= Q(valide_du__lte=fin) & (Q(valide_au__isnull=True) | Q(valide_au__gte=debut))
        comptees |= Q(parcours__date_sortie__range=(debut, fin))
    return en_vigueur | Exists(Sortie.objects.filter(comptees, regle=OuterRef("pk")))
