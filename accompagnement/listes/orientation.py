"""The inbox of the house, and how long it usually takes to answer."""

from datetime import timedelta
from statistics import median

from django.db.models import Prefetch, Value
from django.utils import timezone

from accompagnement.models import Orientation, Parcours, Participant
from plie.socle.arrondi import arrondir

ONGLETS = {"a_traiter": "À traiter", "repondues": "Répondues"}
JOURS_OBSERVES = 90
UN_JOUR, UNE_SECONDE = timedelta(days=1), timedelta(seconds=1)


def boite(agent, onglet):
    """What waits, the most urgent first; or what is over, the latest first."""
    visibles = Orientation.objects.visibles_par(agent).select_related("structure", "confiee_a")
    if onglet == "a_traiter":
        return visibles.a_traiter().order_by("repondre_avant", "pk")
    return visibles.closes().order_by("-modifiee_le", "-pk")


def signaler_les_doublons(orientations):
    """On each of a page, `a_des_doublons`: whether a dossier may be of the same person, as they are
    asked about before one is created (`Participant.objects.homonymes`); one query for all."""
    lignes = list(orientations)
    trouves = [
        Participant.objects.homonymes(**ligne.identite)
        .order_by()
        .annotate(ligne=Value(ligne.pk))
        .values_list("ligne", flat=True)[:1]
        for ligne in lignes
    ]
    signalees = set(trouves[0].union(*trouves[1:], all=True)) if trouves else set()
    for ligne in lignes:
        ligne.a_des_doublons = ligne.pk in signalees
    return lignes


def delai_habituel():
    """The median number of days between a request and its answer, over the answers of
    JOURS_OBSERVES days; None without any."""
    depuis = timezone.now() - timedelta(days=JOURS_OBSERVES)
    repondues = Orientation.objects.filter(reponse_le__gte=depuis).order_by()
    delais = [
        (reponse - recue) // UNE_SECONDE
        for recue, reponse in repondues.values_list("cree_le", "reponse_le")
    ]
    return arrondir(int(median(delais)), UN_JOUR // UNE_SECONDE) if delais else None


def doublons(orientation, agent):
    """(dossiers that may be of the person sent and that `agent` may open, how many others)."""
    homonymes = Participant.objects.homonymes(**orientation.identite)
    lisibles = Prefetch("parcours", Parcours.objects.visibles_par(agent))
    tous = list(homonymes.select_related("commune").prefetch_related(lisibles)[:5])
    visibles = Participant.objects.visibles_par(agent, parmi=[une.pk for une in tous])
    ouvrables = set(visibles.values_list("pk", flat=True))
    return [une for une in tous if une.pk in ouvrables], len(tous) - len(ouvrables)


def autres_envois(orientation, agent):
    """The other orientations of the same person."""
    memes = Orientation.objects.visibles_par(agent).de(
        nom=orientation.nom,
        prenom=orientation.prenom,
        date_naissance=orientation.date_naissance,
    )
    return memes.exclude(pk=orientation.pk).select_related("structure")
