"""Reports as two people make them: one prepares, the other approves."""

from django.utils import timezone

from conventions.actions.rapport import ouvrir, produire, publier, soumettre
from conventions.enums import ModeleRapport, StatutRapport
from conventions.models import Rapport
from plie.comptes.enums import Role
from tests.usines import AgentFactory


def en_preparation(mois, modele=ModeleRapport.MENSUEL):
    rapport = ouvrir(mois, modele)
    produire(rapport.pk)
    rapport.refresh_from_db()
    return rapport


def a_relire(mois, modele=ModeleRapport.MENSUEL, *, prepare_par=None):
    rapport = en_preparation(mois, modele)
    par = prepare_par or AgentFactory(role=Role.COORDINATION)
    soumettre(rapport, par=par, differe=False)
    produire(rapport.pk)
    rapport.refresh_from_db()
    return rapport


def publie(mois, modele=ModeleRapport.MENSUEL, *, par=None):
    return publier(a_relire(mois, modele), par=par or AgentFactory(role=Role.DIRECTION))


def publie_avec(donnees, mois, **champs):
    """A row only: what a report that printed `donnees` leaves behind."""
    maintenant = timezone.now()
    return Rapport.objects.create(
        mois=mois,
        statut=StatutRapport.PUBLIE,
        donnees=donnees,
        prepare_par=AgentFactory(),
        prepare_le=maintenant,
        publie_par=AgentFactory(),
        publie_le=maintenant,
        **champs,
    )


def copier(produit, mois, *, est_publie=False):
    """A report of another month with the figures and the files of `produit`, to approve or
    published: as cheap as rows."""
    maintenant = timezone.now()
    rapport = Rapport.objects.create(
        mois=mois,
        statut=StatutRapport.A_RELIRE,
        donnees=produit.donnees,
        produit_le=maintenant,
        prepare_par=AgentFactory(),
        prepare_le=maintenant,
    )
    for fichier in produit.fichiers.all():
        fichier.pk, fichier.rapport = None, rapport
        fichier.save()
    if est_publie:
        rapport.statut = StatutRapport.PUBLIE
        rapport.publie_par, rapport.publie_le = AgentFactory(), maintenant
        rapport.save()
    return rapport
