import uuid
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpResponseRedirect

from plie.socle.models import Soumission
from plie.socle.unite import unite


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
                soumission.url_resultat = reponse.url
                soumission.save()
                return reponse
        except IntegrityError:
            deja = Soumission.objects.filter(jeton=jeton).first()
            if deja is None:
                raise
            if deja.agent_id != request.user.pk:
                raise PermissionDenied from None
            return HttpResponseRedirect(deja.url_resultat)

    return enveloppe


def _jeton(request):
    try:
        return uuid.UUID(request.POST.get("jeton", ""))
    except ValueError:
        return None
