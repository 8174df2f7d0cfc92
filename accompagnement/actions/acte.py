"""The act on a dossier: the door of `plie.journal.acte`, and the alerts of what was written."""

from functools import wraps

from accompagnement.actions.alerte import rafraichir
from plie.journal import acte as porte


def acte(droit):
    """As `plie.journal.acte.acte`; the alerts of the parcours that the first argument belongs to
    are computed again once the transaction is over. A verb that writes to others asks
    `rafraichir`."""

    def decorer(verbe):
        @wraps(verbe)
        def avec_ses_alertes(*args, par, **champs):
            resultat = verbe(*args, par=par, **champs)
            parcours_id = args and _parcours_id(args[0])
            if parcours_id:
                rafraichir(parcours_id)
            return resultat

        return porte.acte(droit)(avec_ses_alertes)

    return decorer


def _parcours_id(objet):
    modele = objet._meta.model_name
    if modele == "parcours":
        return objet.pk
    if modele == "suiviemploi":
        return objet.emploi.parcours_id
    return getattr(objet, "parcours_id", None)
