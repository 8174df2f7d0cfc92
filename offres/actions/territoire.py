from offres.models import GroupeMetiers
from offres.permissions import Acte
from plie.journal.acte import acte, travail
from plie.socle.ecriture import remplir, reprendre

GROUPES_PAR_DEFAUT = (
    ("Services à la personne et à la collectivité", ["K"]),
    ("Transport et logistique", ["N"]),
)


@travail("mise à niveau")
def charger_groupes():
    """The groups of a new installation; those of one that has any are its own affair."""
    if GroupeMetiers.objects.exists():
        return
    GroupeMetiers.objects.bulk_create(
        GroupeMetiers(libelle=libelle, prefixes=prefixes, ordre=rang)
        for rang, (libelle, prefixes) in enumerate(GROUPES_PAR_DEFAUT, start=1)
    )


@acte(Acte.REGLER_TERRITOIRE)
def enregistrer_groupe(groupe, *, par, version=0, **champs):
    """Create or change a group; raises Conflit when somebody saved after `version`."""
    groupe = reprendre(groupe, version)
    remplir(groupe, champs)
    groupe.full_clean()
    groupe.save()
    return groupe


@acte(Acte.REGLER_TERRITOIRE)
def supprimer_groupe(groupe, *, par):
    """Its offers are counted in the groups that follow, or among the others."""
    groupe.delete()
