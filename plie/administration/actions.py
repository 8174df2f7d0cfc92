"""Open an account to somebody of the house, change what it may, and end its access."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from plie.administration.courriels import inviter
from plie.administration.visite import ETAPES
from plie.comptes.enums import Role
from plie.comptes.models import Agent
from plie.comptes.permissions import Acte
from plie.journal.acte import acte, travail
from plie.socle.ecriture import relire, remplir
from plie.socle.logo import oublier, preparer
from plie.socle.models import Logo
from plie.taches.actions import demander

CHAMPS_DU_LOGO = ("image", "empreinte", "largeur", "hauteur")
INVITATION = "plie.administration.tasks.envoyer_une_invitation"
SOI_MEME = "Demandez-le à un autre compte d'administration : personne ne se le retire soi-même."
DERNIER = (
    "C'est le dernier compte d'administration sans date de fin : donnez d'abord ce rôle à "
    "quelqu'un."
)
PASSE = "Ce jour est passé : laissez vide pour mettre fin à l'accès tout de suite."


@acte(Acte.ADMINISTRER)
def creer_agent(*, par, **champs):
    """An account without password, and a mail to choose one."""
    agent = Agent(**champs)
    agent.set_unusable_password()
    _enregistrer(agent)
    demander(INVITATION, agent.pk)
    return agent


@acte(Acte.ADMINISTRER)
def modifier_agent(agent, *, par, **champs):
    administrent = _verrouiller_ceux_qui_administrent()
    actuel = relire(agent)
    if champs.get("role", actuel.role) != actuel.role:
        _exiger_que_l_on_administre_sans(actuel, administrent, par, "role")
    remplir(actuel, champs)
    _enregistrer(actuel)
    return actuel


@acte(Acte.ADMINISTRER)
def inviter_agent(agent, *, par):
    """The mail again: its link is good for a few days, and once."""
    actuel = relire(agent)
    if not actuel.is_active:
        raise ValidationError("Ce compte est fermé : rouvrez-le d'abord.")
    demander(INVITATION, actuel.pk)
    return actuel


@acte(Acte.ADMINISTRER)
def finir_acces(agent, *, par, dernier_jour):
    """At once when `dernier_jour` is None; else once that day is over."""
    administrent = _verrouiller_ceux_qui_administrent()
    actuel = relire(agent)
    _exiger_que_l_on_administre_sans(actuel, administrent, par, "dernier_jour")
    if dernier_jour is None:
        return _fermer(actuel)
    if dernier_jour < timezone.localdate():
        raise ValidationError({"dernier_jour": PASSE})
    if not actuel.is_active:
        raise ValidationError({"dernier_jour": "Ce compte est déjà fermé."})
    actuel.acces_jusqu_au = dernier_jour
    _enregistrer(actuel)
    return actuel


@acte(Acte.ADMINISTRER)
def ouvrir_acces(agent, *, par):
    """Open again what is closed, with a mail to choose a password; forget a last day to come."""
    actuel = relire(agent)
    etait_ferme = not actuel.is_active
    actuel.is_active, actuel.acces_jusqu_au = True, None
    _enregistrer(actuel)
    if etait_ferme:
        demander(INVITATION, actuel.pk)
    return actuel


@travail("fin des accès")
def fermer_les_echus():
    """Close the accounts whose last day is over; returns how many."""
    echus = Agent.objects.de_la_maison().a_fermer(timezone.localdate())
    return len([_fermer(agent) for agent in echus.select_for_update(of=("self",))])


@travail("envoi des courriels")
def envoyer_l_invitation(agent_id):
    agent = Agent.objects.de_la_maison().get(pk=agent_id)
    if not agent.is_active:
        return "compte fermé"
    inviter(agent).send()
    return "envoyée"


def _fermer(agent):
    """Without password any more, so that no session of before lives again with the account."""
    agent.is_active = False
    agent.set_unusable_password()
    agent.save()
    return agent


def _enregistrer(agent):
    agent.full_clean()
    agent.save()


def _verrouiller_ceux_qui_administrent():
    """Before any other row: of two who put each other out, the second waits and is refused."""
    verrouilles = Agent.objects.qui_administrent().order_by("pk").select_for_update()
    return {agent.pk for agent in verrouilles}


def _exiger_que_l_on_administre_sans(agent, administrent, par, champ):
    if agent.pk == par.pk:
        raise ValidationError({champ: SOI_MEME})
    if agent.role == Role.ADMINISTRATION and agent.is_active and administrent <= {agent.pk}:
        raise ValidationError({champ: DERNIER})


@acte(Acte.ADMINISTRER)
def changer_de_logo(*, par, fichier=None):
    """Show `fichier` as the logo of the PLIE, or none. Raises ValidationError for what is no image
    that can be read."""
    logo = preparer(fichier) if fichier else None
    if logo:
        # Two at once: the last one stays.
        Logo.objects.bulk_create(
            [logo], update_conflicts=True, unique_fields=["pk"], update_fields=CHAMPS_DU_LOGO
        )
    else:
        Logo.objects.all().delete()
    transaction.on_commit(oublier, robust=True)
    return logo


@acte(Acte.VISITER)
def avancer_la_visite(*, par, vu):
    """Remember that the first visit of `par` is at the step `vu`; it never goes back."""
    avancees = Agent.objects.filter(pk=par.pk, visite__lt=vu)
    avancees.update(visite=min(vu, ETAPES))
