"""Delete what nothing refers to any more: files without a row, old tokens of forms."""

from datetime import timedelta
from importlib import import_module

import structlog
from django.conf import settings
from django.utils import timezone

from plie.socle.models import Soumission

journal = structlog.get_logger(__name__)

# A file is written before its row: a young one may still be waiting for it.
DELAI = timedelta(days=1)
# More orphans than a few crashes leave: the folder belongs to another database, or a restore is
# half done.
ORPHELINS_MAX = 50
# Nobody sends again a form opened a week ago.
DUREE_DES_JETONS = timedelta(days=7)


def balayer(dossier, *champs):
    """Delete from `dossier` the files, older than a day, that no row names in any of `champs`;
    returns how many. The fields share one storage."""
    connus = set()
    for champ in champs:
        connus |= set(champ.model.objects.values_list(champ.name, flat=True))
    stockage, limite = champs[0].storage, timezone.now() - DELAI
    orphelins = [
        nom
        for nom in _fichiers(stockage, dossier)
        if nom not in connus and stockage.get_modified_time(nom) < limite
    ]
    if len(orphelins) > max(ORPHELINS_MAX, len(connus) // 10):
        journal.error("trop d'orphelins, rien n'est retiré", dossier=dossier, nombre=len(orphelins))
        return 0
    for nom in orphelins:
        stockage.delete(nom)
    return len(orphelins)


def _fichiers(stockage, dossier):
    try:
        dossiers, noms = stockage.listdir(dossier)
    except FileNotFoundError:
        return
    yield from (f"{dossier}/{nom}" for nom in noms)
    for sous in dossiers:
        yield from _fichiers(stockage, f"{dossier}/{sous}")


def oublier_les_jetons():
    """Returns how many tokens of forms were forgotten; expired sessions go with them."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    limite = timezone.now() - DUREE_DES_JETONS
    return Soumission.objects.filter(recue_le__lt=limite).delete()[0]
