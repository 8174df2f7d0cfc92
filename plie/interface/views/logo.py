from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from plie.socle.logo import logo_de

UN_AN = 31_536_000


@login_not_required
@require_safe
def logo(request, empreinte):
    """On the sign-in page too; another one has another address."""
    trouve = logo_de(empreinte)
    if trouve is None:
        raise Http404
    return HttpResponse(
        bytes(trouve.image),
        content_type="image/png",
        headers={"Cache-Control": f"public, max-age={UN_AN}, immutable"},
    )
