import hashlib
import uuid
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpResponseRedirect

from plie.socle.models import Soumission
from plie.socle.unite import unite

ENVOIS = uuid.UUID("6b7a1c5e-0f0e-4c63-9d1c-2a2a5a5f7e31")


def soumission_unique(vue):
    """Make a form sent twice act once: the second answer is a redirect to the first's result.

    The page carries `{% jeton_unique %}`. The token's row and the view's writes are one
    transaction; a twin request waits on the unique key, then reads where the first went. A
    form refused (no redirect) gives its token back. A POST without token is served as it is.
    """

    @wraps(vue)
    def enveloppe(request, *args, **kwargs):
        jeton = _jeton(request)
        if request.method != "POST" or jeton is None:
            return vue(request, *args, **kwargs)
        try:
            with unite():
                soumission = Soumission.objects.create(jeton=jeton, agent=request.user)
                reponse = vue(request, *args, **kwargs)
                if not isinstance(reponse, HttpResponseRedirect):
                    soumission.delete()
                    return reponse
                soumission.resultat = reponse.url
                soumission.save()
                return reponse
        except IntegrityError:
            deja = Soumission.objects.filter(jeton=jeton).first()
            if deja is None:
                raise
            if deja.agent_id != request.user.pk:
                raise PermissionDenied from None
            return HttpResponseRedirect(deja.resultat)

    return enveloppe


def est_le_meme_envoi(agent, cle, contenu):
    """Whether `agent` sent nothing but `contenu` under `cle` since tokens were last forgotten; kept
    from now on. Two at once: the second waits for the first."""
    empreinte = hashlib.sha256(contenu.encode()).hexdigest()
    connue, _ = Soumission.objects.get_or_create(
        jeton=uuid.uuid5(ENVOIS, f"{agent.pk} {cle}"),
        defaults={"agent": agent, "resultat": empreinte},
    )
    return connue.resultat == empreinte


def _jeton(request):
    try:
        return uuid.UUID(request.POST.get("jeton", ""))
    except ValueError:
        return None
