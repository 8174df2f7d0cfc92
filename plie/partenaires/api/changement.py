"""What changed since the last time: for whoever would rather ask than be called."""

import re

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers

from plie.partenaires.actions.evenement import lire_changements
from plie.partenaires.api.erreurs import Probleme
from plie.partenaires.api.schema import probleme
from plie.partenaires.api.vues import VueApi
from plie.partenaires.enums import PORTEES_DES_CHANGEMENTS

PAR_PAGE, NUMERO_MAX = 100, 2**63 - 1
CURSEUR = re.compile(r"[0-9]{1,19}")


class ChangementRendu(serializers.Serializer):
    numero = serializers.IntegerField(help_text="Croissant ; propre à la plateforme.")
    type = serializers.CharField(
        help_text="Ce qui est arrivé : la page de documentation dit les types ; ignorez ceux que "
        "vous ne connaissez pas."
    )
    ressource = serializers.CharField(help_text="Adresse où lire ce qui a changé.")
    le = serializers.DateTimeField(source="ecrit_le")


class Changements(serializers.Serializer):
    resultats = ChangementRendu(many=True)
    curseur = serializers.CharField(help_text="À présenter dans « depuis » la prochaine fois.")


EXEMPLE = {
    "resultats": [
        {
            "numero": 1042,
            "type": "accompagnement.modifie",
            "ressource": "/api/v1/accompagnements/6f0f3a52-6f6b-4d1e-9d3c-5a2c0f4b7e11",
            "le": "2026-03-12T09:30:00+01:00",
        }
    ],
    "curseur": "1042",
}


class ListeDesChangements(VueApi):
    portees = {"get": PORTEES_DES_CHANGEMENTS}
    serializer_class = Changements
    pagination_class = None

    @extend_schema(
        operation_id="lister_changements",
        summary="Ce qui a changé depuis votre dernière lecture",
        description="Les changements dans leur ordre définitif : un curseur déjà lu n'en laisse "
        "passer aucun. Gardés douze mois.",
        parameters=[
            OpenApiParameter(
                "depuis",
                {"type": "string", "pattern": f"^{CURSEUR.pattern}$"},
                description="Le curseur de la réponse précédente ; absent : tout.",
            )
        ],
        responses={200: Changements, **probleme(400, 401, 403, 406, 429)},
        examples=[
            OpenApiExample("un changement", EXEMPLE, response_only=True, status_codes=["200"])
        ],
        tags=["Changements"],
    )
    def get(self, request):
        depuis = self.depuis()
        lus = lire_changements(self.agent.structure_id, depuis=depuis, combien=PAR_PAGE)
        curseur = lus[-1].numero if lus else depuis
        return self.rendre(Changements({"resultats": lus, "curseur": str(curseur)}).data)

    def depuis(self):
        return _curseur(self.request.query_params.get("depuis", "0"))

    def essayer_get(self, request):
        """One change, then nothing more."""
        depuis = self.depuis()
        deja_lu = {"resultats": [], "curseur": str(depuis)}
        return self.rendre(EXEMPLE if depuis < int(EXEMPLE["curseur"]) else deja_lu)


def _curseur(texte):
    if not CURSEUR.fullmatch(texte) or int(texte) > NUMERO_MAX:
        raise Probleme("curseur_invalide", "Ce curseur n'est pas l'un des nôtres.")
    return int(texte)
