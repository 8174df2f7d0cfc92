"""The diagnosis of a parcours as it stands, and how it moved between two days."""

from dataclasses import dataclass

from accompagnement.enums import Impact, StatutFrein
from accompagnement.lecture.reserve import montrer
from plie.referentiels.models import TypeFrein

FORCES = {Impact.FAIBLE: 1, Impact.MOYEN: 2, Impact.FORT: 3}
NON_ABORDE = "Non abordé"


@dataclass(frozen=True)
class Etat:
    """How one frein stood on a day."""

    impact: str
    libelle_impact: str
    statut: str
    libelle_statut: str
    est_prioritaire: bool

    @property
    def force(self):
        """From 0 to 3; a frein that is lifted weighs nothing."""
        return 0 if self.statut == StatutFrein.LEVE else FORCES.get(self.impact, 0)

    @property
    def barres(self):
        return [rang < self.force for rang in range(3)]


@dataclass(frozen=True)
class Mouvement:
    type: TypeFrein
    avant: Etat | None
    apres: Etat | None
    verdict: str


def lire_freins(parcours, reserve):
    """The freins of the diagnosis with what hangs from them, each without what is withheld."""
    freins = reserve.freins(parcours.freins.select_related("type"))
    lus = list(freins.prefetch_related("situations", "objectifs__type", "evaluations"))
    for frein in lus:
        frein.situations_visibles = reserve.types_frein(frein.situations.all())
        objectifs = frein.objectifs.all()
        lisibles = reserve.types_frein(objectif.type for objectif in objectifs)
        frein.objectifs_visibles = [o for o in objectifs if o.type in lisibles]
        montrer(frein, "commentaire", reserve.texte(frein.commentaire))
    return lus


def lire_types_frein(reserve):
    """(type, situations, objectives) that a diagnosis may name."""
    types = TypeFrein.objects.prefetch_related("situations", "objectifs")
    return [
        (
            type_,
            reserve.types_frein(type_.situations.all()),
            reserve.types_frein(type_.objectifs.all()),
        )
        for type_ in reserve.types_frein(types)
    ]


def premier_jour(parcours, freins):
    """The day from which evolution is first shown: the entry, or the first evaluation after."""
    premieres = [evaluation.le for frein in freins for evaluation in frein.evaluations.all()]
    jours = [jour for jour in (parcours.date_entree, min(premieres, default=None)) if jour]
    return max(jours, default=None)


def evolution(freins, du, au):
    """One Mouvement per frein, from what was known on `du` to what was known on `au`."""
    for frein in freins:
        avant, apres = _etat_au(frein, du), _etat_au(frein, au)
        if avant or apres:
            yield Mouvement(frein.type, avant, apres, _verdict(avant, apres))


def _etat_au(frein, jour):
    evaluations = [e for e in frein.evaluations.all() if e.le <= jour]
    if not evaluations:
        return None
    e = max(evaluations, key=lambda evaluation: (evaluation.le, evaluation.pk))
    return Etat(
        e.impact, e.get_impact_display(), e.statut, e.get_statut_display(), e.est_prioritaire
    )


def _verdict(avant, apres):
    if avant is None:
        return "Apparu, déjà levé" if apres.statut == StatutFrein.LEVE else "Apparu"
    leve, etait_leve = apres.statut == StatutFrein.LEVE, avant.statut == StatutFrein.LEVE
    if leve:
        return "Toujours levé" if etait_leve else "Levé"
    if etait_leve:
        return "Réapparu"
    if apres.force != avant.force and avant.force and apres.force:
        return "Allégé" if apres.force < avant.force else "Aggravé"
    if apres == avant:
        return "Inchangé"
    return "Mis à jour"
