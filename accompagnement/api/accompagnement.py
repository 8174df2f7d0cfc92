"""Is this person accompanied by the PLIE, by whom, since when?"""

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers

from accompagnement.actions.partage import consulter, retrouver, retrouver_orientee
from accompagnement.api.inventees import DETAIL, EXEMPLE, inventee
from accompagnement.enums import Axe, Categorie, Resultat, Statut
from accompagnement.lecture.partage import lire_partage
from accompagnement.models.participant import valider_numero_france_travail
from plie.partenaires.api.champs import TypesStricts
from plie.partenaires.api.erreurs import Probleme
from plie.partenaires.api.schema import AGENT_DECLARE, probleme
from plie.partenaires.api.vues import VueApi
from plie.partenaires.enums import Portee

IDENTITE = ("nom", "prenom", "date_naissance")
NUMERO = ("numero_france_travail",)
OBLIGATOIRE = "Ce champ est obligatoire."


class RechercheDemande(TypesStricts, serializers.Serializer):
    numero_france_travail = serializers.CharField(
        max_length=20,
        required=False,
        help_text="11 chiffres, ou l'ancienne forme : 7 chiffres et un caractère.",
    )
    nom = serializers.CharField(max_length=100, required=False)
    prenom = serializers.CharField(max_length=100, required=False)
    date_naissance = serializers.DateField(required=False)

    def validate_numero_france_travail(self, valeur):
        compact = "".join(valeur.split()).upper()
        valider_numero_france_travail(compact)
        return compact

    def validate(self, valeurs):
        """The number alone, or who it is in three fields."""
        if valeurs.keys() in (set(NUMERO), set(IDENTITE)):
            return valeurs
        if "numero_france_travail" in valeurs:
            raise serializers.ValidationError(
                "Le numéro, ou le nom et la date de naissance : pas les deux."
            )
        manquent = [nom for nom in IDENTITE if nom not in valeurs] if valeurs else NUMERO
        raise serializers.ValidationError(dict.fromkeys(manquent, OBLIGATOIRE))


class Referent(serializers.Serializer):
    nom = serializers.CharField()
    courriel = serializers.EmailField()
    telephone = serializers.CharField(allow_null=True)


class EtapeResumee(serializers.Serializer):
    axe = serializers.ChoiceField(Axe.choices)
    date_debut = serializers.DateField()
    date_fin = serializers.DateField(allow_null=True)
    resultat = serializers.ChoiceField(Resultat.choices, allow_null=True)


class AccompagnementResume(serializers.Serializer):
    id = serializers.UUIDField(help_text="Propre à votre structure ; à garder pour relire.")
    est_accompagne = serializers.BooleanField()
    statut = serializers.ChoiceField(Statut.choices, allow_null=True)
    depuis = serializers.DateField(allow_null=True, help_text="Date d'entrée dans le PLIE.")
    structure = serializers.CharField(allow_null=True)
    referent = Referent(allow_null=True)
    date_sortie = serializers.DateField(allow_null=True)
    categorie_sortie = serializers.ChoiceField(Categorie.choices, allow_null=True)
    rqth = serializers.BooleanField(
        required=False, help_text="Présent avec la portée « accompagnements.sensible » seulement."
    )


class Accompagnement(AccompagnementResume):
    etapes = EtapeResumee(many=True)


# Made once: their fields are copied at each instance, and they keep nothing of a call.
DEMANDE, RESUME, DETAIL_RENDU = RechercheDemande(), AccompagnementResume(), Accompagnement()
ORIENTEE = {"nom": "Martin", "prenom": "Claude", "date_naissance": "1985-05-20"}
INCONNUE = "Aucune personne ne correspond, ou elle ne souhaite pas que l'on partage."


class VuePersonne(VueApi):
    lit_une_personne = True

    @property
    def avec_rqth(self):
        return self.request.auth.allow_scopes([Portee.ACCOMPAGNEMENTS_SENSIBLE])

    def lire(self, partage, **options):
        if partage is None:
            raise _inconnue()
        return lire_partage(partage, avec_rqth=self.avec_rqth, **options)

    def inventee(self, repere):
        """The person of the sandbox who has this number, or this identifier."""
        personne = inventee(repere)
        if personne is None:
            raise _inconnue()
        return personne | ({"rqth": personne["id"] == EXEMPLE["id"]} if self.avec_rqth else {})


def _inconnue():
    return Probleme("personne_inconnue", INCONNUE, statut=404)


class Recherche(VuePersonne):
    portees = {"post": Portee.ACCOMPAGNEMENTS_LECTURE}
    serializer_class = RechercheDemande

    @extend_schema(
        operation_id="rechercher_accompagnement",
        summary="Cette personne est-elle accompagnée ?",
        description="Par son numéro France Travail exact, ou, parmi les personnes que vous avez "
        "orientées et que le PLIE a acceptées, par son nom et sa date de naissance. Dans le "
        "corps : jamais dans l'adresse.",
        parameters=AGENT_DECLARE,
        responses={
            200: AccompagnementResume,
            **probleme(400, 401, 403, 404, 406, 413, 415, 422, 429),
        },
        examples=[
            OpenApiExample("numéro", {"numero_france_travail": "12345678901"}, request_only=True),
            OpenApiExample("orientée par vous", ORIENTEE, request_only=True),
            OpenApiExample("accompagnée", EXEMPLE, response_only=True, status_codes=["200"]),
        ],
        tags=["Accompagnements"],
    )
    def post(self, request):
        partage = self.retrouver(**self.demande())
        return self.rendre(RESUME.to_representation(self.lire(partage)))

    def demande(self):
        return DEMANDE.run_validation(self.request.data)

    def retrouver(self, numero_france_travail=None, **identite):
        qui = {"par": self.agent, "declarant": str(self.declarant)}
        if numero_france_travail:
            return retrouver(numero_france_travail, avec_rqth=self.avec_rqth, **qui)
        return retrouver_orientee(**identite, **qui)

    def essayer_post(self, request):
        """By number only: nobody was oriented in the sandbox."""
        numero = self.demande().get("numero_france_travail", "")
        return self.rendre(AccompagnementResume(self.inventee(numero)).data)


class Detail(VuePersonne):
    portees = {"get": Portee.ACCOMPAGNEMENTS_LECTURE}
    serializer_class = Accompagnement

    @extend_schema(
        operation_id="lire_accompagnement",
        summary="Une personne déjà recherchée, et ses étapes en résumé",
        description="Par l'identifiant que la recherche a donné à votre structure ; "
        "`If-None-Match` évite de relire ce qui n'a pas changé.",
        parameters=AGENT_DECLARE,
        responses={200: Accompagnement, **probleme(400, 401, 403, 404, 406, 429)},
        examples=[
            OpenApiExample(
                "accompagnée",
                DETAIL,
                response_only=True,
                status_codes=["200"],
            ),
        ],
        tags=["Accompagnements"],
    )
    def get(self, request, identifiant):
        faits = {"avec_rqth": self.avec_rqth, "avec_etapes": True}
        qui = {"par": self.agent, "declarant": str(self.declarant)}
        partage = consulter(identifiant, **qui, **faits)
        return self.rendre(DETAIL_RENDU.to_representation(self.lire(partage, avec_etapes=True)))

    def essayer_get(self, request, identifiant):
        return self.rendre(Accompagnement(self.inventee(str(identifiant))).data)
