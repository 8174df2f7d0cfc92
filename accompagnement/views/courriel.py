"""The link at the foot of the mails to a person."""

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accompagnement.actions.courriel import refuser_courriels
from accompagnement.documents.courriel import lire_jeton_de_refus


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def courriels_refuser(request, jeton):
    """The link at the foot of a mail; the page names nobody, and a mere visit changes nothing."""
    try:
        personne = lire_jeton_de_refus(jeton)
    except signing.BadSignature:
        raise Http404 from None
    fait = request.method == "POST"
    if fait:
        refuser_courriels(personne)
    return render(request, "accompagnement/courriels_refuser.html", {"fait": fait})
