"""Dossiers by a name, and what the form of an identity sends."""

from tests.usines import ParcoursFactory


def creer(nom, **champs):
    return ParcoursFactory(actif=True, participant__nom=nom, **champs)


def formulaire_identite(participant, **champs):
    return {
        "nom": participant.nom,
        "prenom": participant.prenom,
        "date_naissance": participant.date_naissance.isoformat(),
        "sexe": participant.sexe,
        "commune": participant.commune_id or "",
        "accepte_courriels": "on",
        "version": participant.version,
        **champs,
    }
