"""What the pages show of the matches: offers in words, and what is set aside with its reason."""

from typing import NamedTuple

from accompagnement.models import MiseEnRelation, Parcours, Projet
from accompagnement.rapprochement.raisons import (
    EXCLUSION_SENSIBLE,
    eloignement,
    exclusion,
    principales,
    raisons,
)
from accompagnement.rapprochement.relation import RETENUES, rapprocher, servis
from offres.models import Offre

# What a proposal shows of its offer.
MONTRES = (
    "intitule",
    "entreprise",
    "etablissement__nom",
    "lieu",
    "commune__nom",
    "contrat",
    "contrat_libelle",
    "heures_hebdo",
    "salaire",
)


class Proposition(NamedTuple):
    """`score` is out of 100."""

    offre: Offre
    score: int
    raisons: list
    deja: MiseEnRelation | None
    eloignement: str

    @property
    def principales(self):
        return principales(self.raisons)


class Ecart(NamedTuple):
    """Offers set aside for one reason: how many, and the best of them."""

    raison: str
    nombre: int
    offres: list


class Resultat(NamedTuple):
    """`manque` says why there is nothing to compute: "statut", "metier", or nothing."""

    manque: str
    propositions: list
    ecarts: list


def offres_pour(parcours, mises, *, tait_le_souhait):
    """The best open offers for one parcours, computed on the spot; `mises` are its mises en
    relation, the latest first. With `tait_le_souhait`, for an agent who may not read health, the
    wish for an adapted job is ignored: offers set aside without a reason would reveal it."""
    if not servis(Parcours.objects.filter(pk=parcours.pk)).exists():
        return Resultat("statut", [], [])
    paires = rapprocher(parcours_ids=[parcours.pk])
    if not paires and not _vise_un_metier(parcours):
        return Resultat("metier", [], [])
    if tait_le_souhait:
        paires = _sans_le_souhait(paires)
    offres = Offre.objects.select_related("etablissement", "commune").only(*MONTRES)
    par_cle = offres.in_bulk({paire.offre_id for paire in paires})
    deja = {mise.offre_id: mise for mise in reversed(mises)}
    propositions = [
        Proposition(
            par_cle[p.offre_id],
            p.score,
            raisons(p.criteres),
            deja.get(p.offre_id),
            eloignement(p.criteres),
        )
        for p in paires
        if not p.exclusion
    ]
    return Resultat("", propositions, _ecarts(paires, par_cle))


def _vise_un_metier(parcours):
    return Projet.objects.filter(parcours=parcours, metiers__isnull=False).exists()


def _sans_le_souhait(paires):
    """The pairs without the wish for an adapted job. It is the last exclusion looked at: an offer
    that it excludes is excluded by nothing else."""
    levees = [
        paire._replace(exclusion="") if paire.exclusion == EXCLUSION_SENSIBLE else paire
        for paire in paires
    ]
    retenues = [paire for paire in levees if not paire.exclusion][:RETENUES]
    return retenues + [paire for paire in levees if paire.exclusion]


def _ecarts(paires, par_cle):
    par_raison = {}
    for paire in paires:
        if paire.exclusion:
            raison = exclusion(paire.exclusion)
            par_raison.setdefault(raison, {}).setdefault(paire.exclusion, []).append(paire)
    return [
        Ecart(
            raison,
            sum(lues[0].nombre for lues in codes.values()),
            [par_cle[paire.offre_id] for lues in codes.values() for paire in lues],
        )
        for raison, codes in par_raison.items()
    ]
