"""Open an account to somebody of a partner who has a browser only, and close it."""

from plie.comptes.enums import Role
from plie.comptes.models import Agent
from plie.journal.acte import acte, travail
from plie.partenaires.courriels import inviter
from plie.partenaires.permissions import Acte
from plie.taches.actions import demander

INVITATION = "plie.partenaires.tasks.inviter_un_conseiller"


@acte(Acte.GERER_CONSEILLERS)
def ouvrir_conseiller(structure, *, par, email, nom, prenom):
    """An account without password, told by a mail how to sign in; raises ValidationError for an
    address that is not one of the structure's domain."""
    conseiller = Agent(
        email=email.lower(), nom=nom, prenom=prenom, structure=structure, role=Role.CONSEILLER
    )
    conseiller.set_unusable_password()
    conseiller.full_clean()
    conseiller.save()
    demander(INVITATION, conseiller.pk)
    return conseiller


@acte(Acte.GERER_CONSEILLERS)
def fermer_conseiller(conseiller, *, par):
    """Whoever is signed in leaves at their next click."""
    return _basculer(conseiller, est_ouvert=False)


@acte(Acte.GERER_CONSEILLERS)
def rouvrir_conseiller(conseiller, *, par):
    return _basculer(conseiller, est_ouvert=True)


def _basculer(conseiller, *, est_ouvert):
    actuel = Agent.objects.conseillers().select_for_update().get(pk=conseiller.pk)
    actuel.is_active = est_ouvert
    actuel.full_clean()
    actuel.save()
    return actuel


@travail("envoi des courriels")
def envoyer_l_invitation(conseiller_id):
    conseiller = Agent.objects.conseillers().select_related("structure").get(pk=conseiller_id)
    if not conseiller.is_active:
        return "compte fermé"
    inviter(conseiller).send()
    return "envoyée"
