"""A bare view: one row by its key, and as many bytes as asked."""

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.urls import path

from accompagnement.models import Participant
from plie.urls import urlpatterns as routes

ENVELOPPE = len('{"nom": "", "reste": ""}')


@login_not_required
def vue_nue(request, pk, octets):
    nom = Participant.objects.get(pk=pk).nom
    return JsonResponse({"nom": nom, "reste": "x" * (octets - ENVELOPPE - len(nom))})


urlpatterns = [path("nue/<int:pk>/<int:octets>/", vue_nue), *routes]
