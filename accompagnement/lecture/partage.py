"""What a partner reads of a person whom it knows: whether, by whom, since when, how it ended.

Never a note, a motif, a criterion, a frein, an address: what is not here does not leave.
"""

from django.db.models import Case, Prefetch, Value, When

from accompagnement.enums import STATUTS_CLOS, STATUTS_ENTRES, Critere, Statut
from accompagnement.models import CritereEligibilite, Etape, Parcours, Sortie


def lire_partage(partage, *, avec_rqth, avec_etapes=False):
    """The facts shared, as the API names them. `avec_rqth`: the application may read this health
    data (RGPD, article 9); otherwise the key is not there."""
    parcours = _dernier(partage.participant_id, avec_etapes)
    dit = {"id": str(partage.identifiant)} | _dire(parcours)
    if avec_rqth:
        dit["rqth"] = parcours is not None and _a_la_rqth(parcours)
    if avec_etapes:
        dit["etapes"] = [_dire_l_etape(e) for e in parcours.etapes.all()] if parcours else []
    return dit


def lire_partages(partages):
    """{participant: the facts shared}, in summary, of many at once."""
    cles = [partage.participant_id for partage in partages]
    lus = _parcours(cles).un_par_personne()
    par_personne = {parcours.participant_id: parcours for parcours in lus}
    return {cle: _dire(par_personne.get(cle)) for cle in cles}


def _parcours(participants):
    parcours = Parcours.objects.filter(participant__in=participants).avec_referent()
    return parcours.select_related("structure", "affectation__agent__structure", "sortie")


def _dernier(participant_id, avec_etapes):
    """The open parcours, else the latest, with all that is said of it."""
    est_ouvert = Case(When(statut__in=STATUTS_CLOS, then=Value(0)), default=Value(1))
    parcours = _parcours([participant_id])
    if avec_etapes:
        commencees = Prefetch("etapes", Etape.objects.commencees())
        parcours = parcours.prefetch_related(commencees)
    return parcours.order_by(est_ouvert.desc(), "-pk").first()


def _dire(parcours):
    if parcours is None:
        return dict.fromkeys(CHAMPS) | {"est_accompagne": False}
    return {
        "est_accompagne": parcours.statut in STATUTS_ENTRES,
        "statut": parcours.statut,
        "depuis": parcours.date_entree,
        "structure": parcours.structure and parcours.structure.nom,
        "referent": _dire_le_referent(parcours),
        "date_sortie": parcours.date_sortie,
        "categorie_sortie": _categorie(parcours),
    }


CHAMPS = (
    "est_accompagne",
    "statut",
    "depuis",
    "structure",
    "referent",
    "date_sortie",
    "categorie_sortie",
)


def _dire_le_referent(parcours):
    """How a professional is reached: their name, their address, the telephone of their house."""
    affectation = getattr(parcours, "affectation", None)
    if affectation is None:
        return None
    agent = affectation.agent
    telephone = agent.structure.contact_telephone if agent.structure else ""
    return {"nom": str(agent), "courriel": agent.email, "telephone": telephone or None}


def _categorie(parcours):
    """Positive, neutral or other: never the motif, which may say something of health."""
    if parcours.statut != Statut.SORTI:
        return None
    try:
        return parcours.sortie.categorie or None
    except Sortie.DoesNotExist:
        return None


def _a_la_rqth(parcours):
    return CritereEligibilite.objects.filter(parcours=parcours, code=Critere.RQTH).exists()


def _dire_l_etape(etape):
    """Not its title, which is free text."""
    return {
        "axe": etape.axe,
        "date_debut": etape.date_debut,
        "date_fin": etape.date_fin,
        "resultat": etape.resultat or None,
    }
