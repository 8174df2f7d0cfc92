"""What a partner reads of a person whom it knows: whether, by whom, since when, how it ended.

Never a note, a motif, a criterion, a frein, an address: what is not here does not leave.
"""

import json
from types import SimpleNamespace

from accompagnement.enums import STATUTS_CLOS, STATUTS_ENTRES, Critere, Statut
from plie.socle.sql import lire_lignes, lire_sql

# One statement: composed by the models, it takes three times as long as the rest of a call.
PARTAGE = lire_sql(__file__, "partage")
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
    cle = partage.participant_id
    parcours = _lire([cle], avec_rqth, avec_etapes).get(cle, SANS_PARCOURS)
    dit = {"id": str(partage.identifiant)} | _dire(parcours)
    if avec_rqth:
        dit["rqth"] = parcours.rqth
    if avec_etapes:
        dit["etapes"] = json.loads(parcours.etapes or "[]")
    return dit


def lire_partages(partages):
    """{participant: the facts shared}, in summary, of many at once."""
    cles = [partage.participant_id for partage in partages]
    lus = _lire(cles)
    return {cle: _dire(lus.get(cle, SANS_PARCOURS)) for cle in cles}


def _lire(participants, avec_rqth=False, avec_etapes=False):
    """{participant: the row of PARTAGE}."""
    parametres = {
        "participants": participants,
        "clos": list(STATUTS_CLOS),
        "rqth": Critere.RQTH,
        "avec_rqth": avec_rqth,
        "avec_etapes": avec_etapes,
    }
    lignes = [SimpleNamespace(**lu) for lu in lire_lignes(PARTAGE, parametres)]
    return {ligne.participant_id: ligne for ligne in lignes}


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
