"""The sandbox: the same addresses, rights and serializers; nothing of the platform is read or
written.

A view answers by its `essayer_get`, `essayer_post`…; one that has none shows the example of its
documentation.
"""

import re

from django.shortcuts import get_object_or_404
from rest_framework.response import Response

from plie.partenaires.actions.essai import garder_essai, remplacer_essai
from plie.partenaires.api.document import document
from plie.partenaires.models import EssaiRessource

PARAMETRE = re.compile(r"<(?:\w+:)?\w+>|\{\w+\}")


def repondre_en_essai(vue, request, **parametres):
    methode = "get" if request.method == "HEAD" else request.method.lower()
    if essayer := getattr(vue, f"essayer_{methode}", None):
        return essayer(request, **parametres)
    if methode in ("post", "put", "patch") and vue.serializer_class:
        vue.get_serializer(data=request.data).is_valid(raise_exception=True)
    statut, exemple = _exemple(vue.request.resolver_match.route, methode)
    return Response(status=statut) if exemple is None else vue.rendre(exemple, statut)


def _exemple(route, methode):
    """(status, what the document shows of it)."""
    voulue = PARAMETRE.sub("{}", f"/{route}")
    dites = next(m for c, m in document()["paths"].items() if PARAMETRE.sub("{}", c) == voulue)
    statut, reponse = next((s, r) for s, r in dites[methode]["responses"].items() if s < "300")
    for contenu in reponse.get("content", {}).values():
        for exemple in contenu.get("examples", {}).values():
            return int(statut), exemple["value"]
    return int(statut), None


class Essais:
    """For the views of what a partner sends: the list names its `type_essai`, and says by
    `rendu_essai(ressource)` how the body it received would be answered."""

    type_essai = ""

    def essais(self):
        return EssaiRessource.objects.filter(application=self.application, type=self.type_essai)


class EssaiDeListe(Essais):
    def essayer_get(self, request):
        self.paginator.ordering = ("-cree_le", "-pk")
        lues = self.paginate_queryset(self.essais())
        return self.get_paginated_response([une.donnees for une in lues])

    def essayer_post(self, request):
        ressource = garder_essai(self.application, self.type_essai, self.rendu_essai)
        adresse = f"{request.path}/{ressource.donnees['id']}"
        return self.rendre(ressource.donnees, 201, Location=adresse)


class EssaiDeDetail(Essais):
    """`retrait_essai()`: what changes in what is withdrawn."""

    def essayer_get(self, request, pk):
        return self.rendre(get_object_or_404(self.essais(), pk=pk).donnees)

    def essayer_put(self, request, pk):
        return self._ecrire(pk, self.rendu_essai)

    def essayer_delete(self, request, pk):
        return self._ecrire(pk, lambda ressource: ressource.donnees | self.retrait_essai())

    def _ecrire(self, pk, rendu):
        ressource = get_object_or_404(self.essais(), pk=pk)
        self.exiger_version(ressource.donnees)
        return self.rendre(remplacer_essai(ressource, rendu(ressource)).donnees)
