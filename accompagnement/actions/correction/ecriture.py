"""The row of a correction, and the parcours that it puts elsewhere; `parcours` is locked."""

from copy import copy
from datetime import date

from django.contrib.postgres.functions import TransactionNow
from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement import mois_arretes
from accompagnement.actions.correction.retour import remettre, remettre_la_sortie
from accompagnement.actions.parcours import placer
from accompagnement.enums import STATUTS_AVANT_ENTREE, Statut
from accompagnement.models import Correction, NonEntree
from accompagnement.models.correction import TransactionActuelle

DATES = ("date_entree", "date_sortie")
ATTEND = "Une correction de ce parcours attend déjà la direction."


def etat_de(parcours):
    """What a correction says before and after; `non_entree` is its day."""
    dates = {champ: getattr(parcours, champ) for champ in DATES}
    closes = NonEntree.objects.filter(parcours=parcours.pk)
    dates["non_entree"] = closes.values_list("date", flat=True).first()
    return {"statut": parcours.statut} | {
        champ: jour and jour.isoformat() for champ, jour in dates.items()
    }


def avant_la_decision(parcours, etat):
    """Where taking a decision back leaves the parcours."""
    apres = etat_de(parcours) | {"statut": etat["statut"], "date_sortie": None, "non_entree": None}
    if etat["statut"] in STATUTS_AVANT_ENTREE:
        apres["date_entree"] = None
    return apres


def touche_un_mois_arrete(avant, apres):
    """Whether a frozen month would count otherwise."""
    return any(mois_arretes.est_arrete(du, au) for du, au in _jours_touches(avant, apres))


def _jours_touches(avant, apres):
    """From each day that changes to the other one, or to today when there is none; the exit, whose
    month tells how long a parcours lasted; and a non-entrée, counted on its day alone."""
    for champ in DATES:
        jours = [date.fromisoformat(etat[champ]) for etat in (avant, apres) if etat[champ]]
        if avant[champ] != apres[champ]:
            aujourd_hui = [] if len(jours) > 1 else [timezone.localdate()]
            yield min(jours), max(jours + aujourd_hui)
    if avant["date_entree"] != apres["date_entree"] and apres["date_sortie"]:
        sortie = date.fromisoformat(apres["date_sortie"])
        yield sortie, sortie
    if avant["non_entree"] != apres["non_entree"]:
        jour = date.fromisoformat(avant["non_entree"])
        yield jour, jour


def composer(parcours, nature, *, par, motif, apres, passage=None):
    """The correction, written and not done; raises ValidationError when another one waits or when
    the parcours could not be there."""
    if parcours.corrections.en_attente().exists():
        raise ValidationError(ATTEND)
    avant = etat_de(parcours)
    correction = Correction(
        parcours=parcours,
        nature=nature,
        passage=passage,
        motif=motif.strip(),
        avant=avant,
        apres=apres,
        touche_un_mois_arrete=touche_un_mois_arrete(avant, apres),
        demandee_par=par,
    )
    correction.full_clean()
    placer(copy(parcours), **_champs(apres, {}))
    correction.save()
    return correction


def ouvrir(correction):
    """From here to its end, the transaction may change what is final."""
    correction.faite_le = TransactionNow()
    correction.transaction = TransactionActuelle()
    correction.save()
    correction.refresh_from_db(fields=["faite_le", "transaction"])


def remettre_en_etat(correction, parcours, etat):
    """Undo a decision, once its correction is open."""
    if etat["statut"] == Statut.SORTIE_PROPOSEE:
        remettre_la_sortie(parcours, etat)
    deplacer(correction, parcours, remettre(parcours, etat))


def deplacer(correction, parcours, champs):
    placer(parcours, **_champs(correction.apres, champs))
    parcours.save()


def _champs(apres, champs):
    dates = {champ: apres[champ] and date.fromisoformat(apres[champ]) for champ in DATES}
    if dates["date_entree"] is None:
        dates["date_fin_prevue"] = None
    return champs | dates | {"statut": apres["statut"]}
