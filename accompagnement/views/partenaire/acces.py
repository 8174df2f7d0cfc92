"""What the pages of conseillers share: who comes in, who is named in the logs, what is theirs."""

from functools import wraps

from django.shortcuts import get_object_or_404

from accompagnement.models import Orientation
from accompagnement.permissions import Acte
from plie.comptes.middleware import ouverte_aux_conseillers
from plie.interface.actes import exiger
from plie.partenaires.api.jeton import Declarant

DECLARANT_MAX = Orientation._meta.get_field("declarant").max_length


def page_partenaire(vue):
    """A page for conseillers of partners, and for nobody else (403)."""

    @ouverte_aux_conseillers
    @wraps(vue)
    def enveloppe(request, *args, **kwargs):
        exiger(Acte.TENIR_ESPACE_PARTENAIRE.permet(request.user))
        return vue(request, *args, **kwargs)

    return enveloppe


def qui(request):
    """Who acts, and who the logs of dossiers name: a conseiller declares nobody else."""
    agent = request.user
    return {"par": agent, "declarant": str(Declarant(str(agent), agent.email))[:DECLARANT_MAX]}


def la_sienne(request, identifiant):
    """An orientation of their structure; 404 for any other."""
    siennes = Orientation.objects.visibles_par(request.user)
    return get_object_or_404(siennes, identifiant=identifiant)
