"""What a partner reads of a person whom it knows: whether, by whom, since when, how it ended.

Never a note, a motif, a criterion, a frein, an address: what is not here does not leave.
"""

import json
from types import SimpleNamespace

from accompagnement.enums import STATUTS_CLOS, STATUTS_ENTRES, Critere, Statut
from plie.socle.sql import lire_lignes, lire_sql

# One statement: composed by the models, it takes three times as long as the rest of a call.
PARTAGE = lire_sql(__file__, "partage")
PARTAGE_TROUVE = lire_sql(__file__, "partage_trouve").replace(
    "{partage}", PARTAGE.replace("%(participants)s", "ARRAY(SELECT participant_id FROM lu)")
)
# Of whom no parcours is left, every fact is null.
SANS_PARCOURS = SimpleNamespace(
    statut=None,
    date_entree=None,
    date_sortie=None,
    structure=None,
    agent_id=None,
    categorie=None,
    rqth=False,
    etapes=None,
)


def lire_partage(partage, *, avec_rqth, avec_etapes=False):
    """The facts shared, as the API names them. `avec_rqth`: the application may read this health
    data (RGPD, article 9); otherwise the key is not there."""
    parcours = _faits(partage, parametres_des_faits(avec_rqth, avec_etapes))
    dit = {"id": str(partage.identifiant)} | _dire(parcours)
    if avec_rqth:
        dit["rqth"] = parcours.rqth
    if avec_etapes:
        dit["etapes"] = json.loads(parcours.etapes or "[]")
    return dit


def lire_partages(partages):
    """{participant: the facts shared}, in summary, of many at once."""
    cles = [partage.participant_id for partage in partages]
    lus = _lire(cles, parametres_des_faits())
    return {cle: _dire(lus.get(cle, SANS_PARCOURS)) for cle in cles}


def parametres_des_faits(avec_rqth=False, avec_etapes=False):
    """What PARTAGE and PARTAGE_TROUVE ask for."""
    return {
        "clos": list(STATUTS_CLOS),
        "rqth": Critere.RQTH,
        "avec_rqth": avec_rqth,
        "avec_etapes": avec_etapes,
    }


def garder_les_faits(partage, lu, parametres):
    """A row of PARTAGE_TROUVE goes with the Partage, for `lire_partage` if it asks for as much."""
    partage.faits = (parametres, SimpleNamespace(**lu) if lu["statut"] else SANS_PARCOURS)
    return partage


def _faits(partage, parametres):
    demandes, lus = getattr(partage, "faits", (None, None))
    if demandes == parametres:
        return lus
    cle = partage.participant_id
    return _lire([cle], parametres).get(cle, SANS_PARCOURS)


def _lire(participants, parametres):
    """{participant: the row of PARTAGE}."""
    lus = lire_lignes(PARTAGE, {"participants": participants, **parametres})
    return {lu["participant_id"]: SimpleNamespace(**lu) for lu in lus}


def _dire(parcours):
    return {
        "est_accompagne": parcours.statut in STATUTS_ENTRES,
        "statut": parcours.statut,
        "depuis": parcours.date_entree,
        "structure": parcours.structure,
        "referent": _dire_le_referent(parcours),
        "date_sortie": parcours.date_sortie,
        "categorie_sortie": _categorie(parcours),
    }


def _dire_le_referent(parcours):
    """How a professional is reached: their name, their address, the telephone of their house."""
    if parcours.agent_id is None:
        return None
    nom = f"{parcours.prenom} {parcours.nom}".strip()
    return {"nom": nom, "courriel": parcours.email, "telephone": parcours.telephone or None}


def _categorie(parcours):
    """Positive, neutral or other: never the motif, which may say something of health."""
    return (parcours.statut == Statut.SORTI and parcours.categorie) or None
