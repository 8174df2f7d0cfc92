from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_safe

from plie.comptes.middleware import ouverte_aux_conseillers


@ouverte_aux_conseillers
@require_safe
def jeton(request):
    """A token for the forms of a page opened before somebody signed in again in another one."""
    return JsonResponse({"jeton": get_token(request)}, headers={"Cache-Control": "no-store"})
