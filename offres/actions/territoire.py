from django.db import transaction

from offres.models import GroupeMetiers
from plie.interface.erreurs import Conflit

GROUPES_PAR_DEFAUT = (
    ("Services à la personne et à la collectivité", ["K"]),
    ("Transport et logistique", ["N"]),
)


def charger_groupes():
    """The groups of a new installation; those of one that has any are its own affair."""
    if GroupeMetiers.objects.exists():
        return
    GroupeMetiers.objects.bulk_create(
        GroupeMetiers(libelle=libelle, prefixes=prefixes, ordre=rang)
        for rang, (libelle, prefixes) in enumerate(GROUPES_PAR_DEFAUT, start=1)
    )


@transaction.atomic
def enregistrer_groupe(groupe, *, par, version=0, **champs):
    """Create or change a group; raises Conflit when somebody saved after `version`."""
    if groupe.pk is None:
        groupe.version = 1
    else:
        groupe = GroupeMetiers.objects.select_for_update().get(pk=groupe.pk)
        if groupe.version != version:
            raise Conflit(groupe)
        groupe.version += 1
    for nom, valeur in champs.items():
        setattr(groupe, nom, valeur)
    groupe.full_clean()
    groupe.save()
    return groupe


def supprimer_groupe(groupe, *, par):
    """Its offers are counted in the groups that follow, or among the others."""
    groupe.delete()
