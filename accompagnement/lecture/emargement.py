"""What was signed of a meeting, and whether it still is what it was."""

from typing import NamedTuple

from django.utils import timezone

from accompagnement.models import Emargement


class EmargementLu(NamedTuple):
    emargement: Emargement
    # In words, what is no longer as it was signed; empty while it is.
    changements: list[str]


def lire_emargement(entretien):
    """None when nobody signed."""
    lus = Emargement.objects.select_related("agent", "recueilli_par", "piece")
    emargement = lus.filter(entretien=entretien.pk).first()
    return emargement and EmargementLu(emargement, _changements(emargement, entretien))


def _changements(emargement, entretien):
    dits = []
    if emargement.debut != entretien.debut:
        dits.append(f"signé pour le {timezone.localtime(emargement.debut):%d/%m/%Y à %H:%M}")
    if emargement.duree_minutes != entretien.duree_minutes:
        dits.append(f"signé pour {emargement.duree_minutes} minutes")
    if emargement.agent_id != entretien.agent_id:
        dits.append(f"signé avec {emargement.agent}")
    if emargement.dementi_le:
        jour = timezone.localdate(emargement.dementi_le)
        dits.append(f"le {jour:%d/%m/%Y}, l'entretien a été noté comme n'ayant pas eu lieu")
    if emargement.piece and emargement.piece.refusee_le:
        dits.append("la feuille signée a été refusée")
    return dits


def signatures_a_l_ecran(entretiens):
    """{key of an entretien signed on a screen, as it is now: when}."""
    cles = [entretien.pk for entretien in entretiens]
    par_cle = {entretien.pk: entretien for entretien in entretiens}
    lus = Emargement.objects.filter(entretien__in=cles, piece__isnull=True).select_related("agent")
    return {
        emargement.entretien_id: emargement.signe_le
        for emargement in lus
        if not _changements(emargement, par_cle[emargement.entretien_id])
    }
