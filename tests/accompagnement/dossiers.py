"""Dossiers by a name, and what the forms of an identity and of freins send."""

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


def formulaire_freins(**types):
    saisie = {}
    for type_, champs in types.items():
        for nom, valeur in {"impact": "fort", "statut": "ouvert", "version": 0, **champs}.items():
            saisie[f"{type_}-{nom}"] = valeur
    return saisie
