"""The people of one's scope whom an offer fits, and those to whom it was proposed."""

from typing import NamedTuple

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accompagnement.models import MiseEnRelation, Parcours
from accompagnement.permissions import Acte
from accompagnement.rapprochement.raisons import eloignement, exclusion, raisons
from accompagnement.rapprochement.relation import rapprocher, servis
from accompagnement.views.actes import exiger
from offres.models import Offre
from offres.views.limite_de_lecture import lecture_limitee
from plie.interface.listes import paginer

PERSONNES_MONTREES = 10
# On the page: of those whom the offer fits, and of each reason that sets it aside.
PERSONNES_AU_PLUS = 200


class Personne(NamedTuple):
    parcours: Parcours
    score: int
    eloignement: str
    raisons: list
    est_proposee: bool
    exclusion: str


class Ecart(NamedTuple):
    """People for whom the offer is set aside for one reason: how many, and the first of them."""

    raison: str
    nombre: int
    parcours: list


class Proposee(NamedTuple):
    mise: MiseEnRelation
    personne: str
    adresse: str


def retour(agent, _offre, pour=""):
    """Whose offers one comes from and goes back to; None for those of everybody."""
    parcours = _demande(agent, pour)
    return parcours and parcours.participant


def personnes(agent, offre, pour=""):
    """The best of the people that `agent` writes for, or the one of the parcours `pour` alone
    (`demandee`, None when nothing brings them to this offer), while the offer may be shown; None
    for who does not follow anybody."""
    if not Acte.TENIR_AGENDA.permet(agent):
        return None
    if not Offre.objects.montrables().filter(pk=offre.pk).exists():
        return None
    if parcours := _demande(agent, pour):
        lues = _lire(offre, _paires(agent, offre, parmi=[parcours.pk]))
        demandee = next(iter(lues), None)
        return {"offre": offre, "pour": parcours.participant, "demandee": demandee}
    paires = [p for p in _paires(agent, offre) if not p.exclusion]
    return {
        "offre": offre,
        "nombre": paires[0].nombre if paires else 0,
        "personnes": _lire(offre, paires[:PERSONNES_MONTREES]),
    }


def _demande(agent, pour):
    """The parcours whose dossier one comes from, if it is one that `agent` may open; or None."""
    if not (pour.isdecimal() and len(pour) < 18 and Acte.VOIR_SUIVI.permet(agent)):
        return None
    visibles = Parcours.objects.visibles_par(agent).select_related("participant")
    return visibles.filter(pk=int(pour)).first()


def _paires(agent, offre, parmi=None, **options):
    confies = servis(Parcours.objects.confies_a(agent))
    if parmi is not None:
        confies = confies.filter(pk__in=parmi)
    cles = list(confies.values_list("pk", flat=True))
    return rapprocher(offre=offre.pk, parcours_ids=cles, **options)


def _parcours(paires):
    return Parcours.objects.select_related("participant__commune").in_bulk(
        [paire.parcours_id for paire in paires]
    )


def _lire(offre, paires):
    parcours = _parcours(paires)
    en_cours = MiseEnRelation.objects.en_cours().filter(offre=offre)
    proposes = set(en_cours.values_list("parcours_id", flat=True))
    return [
        Personne(
            parcours[paire.parcours_id],
            paire.score,
            eloignement(paire.criteres),
            raisons(paire.criteres),
            paire.parcours_id in proposes,
            exclusion(paire.exclusion) if paire.exclusion else "",
        )
        for paire in paires
    ]


@require_safe
@lecture_limitee
def offre_personnes(request, pk):
    exiger(Acte.TENIR_AGENDA.permet(request.user))
    offre = get_object_or_404(Offre.objects.montrables().defer("brut", "recherche"), pk=pk)
    paires = _paires(request.user, offre, retenues=PERSONNES_AU_PLUS)
    retenues = [paire for paire in paires if not paire.exclusion]
    page = paginer(request, retenues)
    contexte = {
        "offre": offre,
        "page": page,
        "nombre": retenues[0].nombre if retenues else 0,
        "personnes": _lire(offre, list(page)),
        "ecarts": _ecarts([paire for paire in paires if paire.exclusion]),
    }
    return render(request, "accompagnement/offre_toutes_personnes.html", contexte)


def _ecarts(paires):
    parcours = _parcours(paires)
    par_raison = {}
    for paire in paires:
        # Whoever writes a dossier may read all that it holds.
        raison = exclusion(paire.exclusion)
        par_raison.setdefault(raison, {}).setdefault(paire.exclusion, []).append(paire)
    return [
        Ecart(
            raison,
            sum(lues[0].nombre for lues in codes.values()),
            [parcours[paire.parcours_id] for lues in codes.values() for paire in lues],
        )
        for raison, codes in par_raison.items()
    ]


def mises_en_relation(agent, offre, pour=""):
    """To whom the offer was proposed: those whose dossier `agent` may open by name, the others
    only counted; of the parcours `pour`, that person alone. None when it never was."""
    mises = MiseEnRelation.objects.filter(offre=offre)
    if parcours := _demande(agent, pour):
        mises = mises.filter(parcours=parcours)
    nombre = mises.count()
    if not nombre:
        return None
    lisibles = mises.none()
    if Acte.VOIR_SUIVI.permet(agent):
        lisibles = mises.visibles_par(agent).select_related("parcours__participant")
    montrees = [_proposee(mise, mise.parcours.participant) for mise in lisibles[:PERSONNES_AU_PLUS]]
    return {"total": nombre, "proposees": montrees, "autres": nombre - len(montrees)}


def _proposee(mise, participant):
    adresse = reverse("accompagnement:dossier_offres", args=[participant.pk])
    return Proposee(mise, str(participant), adresse)
