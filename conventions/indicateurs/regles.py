"""The rules of exits that some figures come under, said in their words."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

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
    en_vigueur, comptees = Q(), Q()
    for debut, fin in periodes:
        en_vigueur |= Q(valide_du__lte=fin) & (Q(valide_au__isnull=True) | Q(valide_au__gte=debut))
        comptees |= Q(parcours__date_sortie__range=(debut, fin))
    gelees = Sortie.objects.filter(comptees, regle=OuterRef("pk"))
    trouvees = RegleSortie.objects.filter(en_vigueur | Exists(gelees)).order_by("valide_du")
    regles = tuple(trouvees)
    return ReglesDites(regles) if regles else None
