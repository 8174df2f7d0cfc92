"""What every operation of the OpenAPI document says in the same words."""

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import is_list_serializer
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from plie.partenaires.api.erreurs import MEDIA, TITRES
from plie.partenaires.api.jeton import COURRIEL, NOM


class Schema(AutoSchema):
    """What a view says to partners is in `extend_schema`; its docstring is for its maintainers."""

    def get_description(self):
        return ""

    def _is_list_view(self, serializer=None):
        """By what a success answers: the library takes the least key, and those of problems are
        tuples. A list has its filters and its pages among its parameters."""
        if serializer is None:
            reponses = self.get_response_serializers()
            serializer = reponses.get(200) if isinstance(reponses, dict) else reponses
        return is_list_serializer(serializer)

    def _get_response_bodies(self, direction="response"):
        """Of what has an ETag, who has it already is answered without a body."""
        reponses = super()._get_response_bodies(direction)
        if self.method == "GET" and not self._is_list_view():
            reponses["304"] = {"description": "Inchangé depuis l'ETag présenté en If-None-Match."}
        return reponses

    def is_deprecated(self):
        return self.view.depreciee_le is not None

    def get_auth(self):
        """One entry a scope: any of them is enough. The library declares the scheme they name."""
        super().get_auth()
        return [{"oauth2": [str(portee)]} for portee in self.view.portees_de(self.method)]


AGENT_DECLARE = [
    OpenApiParameter(
        NOM,
        str,
        OpenApiParameter.HEADER,
        required=True,
        description="Nom de l'agent qui consulte, accents codés en pourcentage (UTF-8).",
        examples=[OpenApiExample("nom", "Ren%C3%A9e Dupont")],
    ),
    OpenApiParameter(
        COURRIEL,
        str,
        OpenApiParameter.HEADER,
        required=True,
        description="Son adresse professionnelle.",
        examples=[OpenApiExample("courriel", "r.dupont@exemple.fr")],
    ),
]


VERSION_LUE = [
    OpenApiParameter(
        "If-Match",
        str,
        OpenApiParameter.HEADER,
        required=True,
        description="L'ETag de votre dernière lecture : rien n'est écrasé sans que vous l'ayez lu.",
    )
]


class Faute(serializers.Serializer):
    pointeur = serializers.CharField(
        required=False, allow_blank=True, help_text="Pointeur JSON (RFC 6901) du champ refusé."
    )
    entete = serializers.CharField(required=False)
    code = serializers.CharField()
    detail = serializers.CharField()


class ProblemeRendu(serializers.Serializer):
    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField(help_text="Stable : c'est lui que votre programme lit.")
    instance = serializers.CharField()
    erreurs = Faute(many=True, required=False)

    class Meta:
        ref_name = "Probleme"


def probleme(*statuts):
    """The responses of `statuts`, for `extend_schema(responses=...)`; any may be 500 or 503 one
    day."""
    return {
        (statut, MEDIA): OpenApiResponse(ProblemeRendu, description=TITRES[statut])
        for statut in (*statuts, 500, 503)
    }


__all__ = ["AGENT_DECLARE", "VERSION_LUE", "Schema", "probleme"]
