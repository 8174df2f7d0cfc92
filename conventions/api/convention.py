"""The conventions, and how far their objectives are: nothing that no published month says."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers

from conventions.api.indicateur import VueChiffres
from conventions.indicateurs.declarations import PAR_CODE
from conventions.indicateurs.objectifs import lire_conventions, mesurer
from conventions.indicateurs.periodes import mois_de
from conventions.models import Avenant, Convention, MoisArrete
from conventions.rapports.donnees import prendre_les_chiffres
from conventions.rapports.publication import publier_objectifs
from plie.partenaires.api.schema import probleme
from plie.partenaires.api.vues import Page


class AvenantRendu(serializers.ModelSerializer):
    class Meta:
        model = Avenant
        fields = ("numero", "objet", "signe_le", "date_debut", "date_fin")


class ConventionRendue(serializers.ModelSerializer):
    avenants = AvenantRendu(many=True)

    class Meta:
        model = Convention
        fields = (
            "id",
            "code",
            "libelle",
            "partenaires",
            "date_debut",
            "date_fin",
            "signee_le",
            "avenants",
        )


class PorteeRendue(serializers.Serializer):
    communes = serializers.ListField(child=serializers.CharField(), help_text="Codes INSEE.")
    criteres = serializers.ListField(
        child=serializers.CharField(), help_text="Codes des critères à l'entrée."
    )
    structures = serializers.ListField(child=serializers.CharField(), help_text="Par leur nom.")
    motifs = serializers.ListField(
        child=serializers.CharField(), help_text="Codes des motifs de sortie."
    )
    cohorte = serializers.CharField(allow_null=True, help_text="Code de la cohorte.")


class ObjectifRendu(serializers.Serializer):
    code = serializers.CharField(help_text="Stable dans la convention.")
    libelle = serializers.CharField()
    axe = serializers.CharField(allow_blank=True)
    indicateur = serializers.ChoiceField(
        [(code, indicateur.libelle) for code, indicateur in PAR_CODE.items()],
        allow_null=True,
        help_text="Vide d'un compteur tenu à la main.",
    )
    portee = PorteeRendue(help_text="Parmi qui il est compté ; vide : tout le PLIE.")
    debut = serializers.DateField()
    fin = serializers.DateField(help_text="Incluse.")
    cible = serializers.FloatField(allow_null=True)
    realise = serializers.FloatField(allow_null=True)
    numerateur = serializers.FloatField(allow_null=True)
    denominateur = serializers.FloatField(allow_null=True)
    attendu = serializers.FloatField(
        allow_null=True,
        help_text="D'un nombre, la part de la cible des jours passés ; sinon la cible elle-même.",
    )
    est_masque = serializers.BooleanField(
        help_text="Ce chiffre, un mois publié ne le dit pas, ou il le masque."
    )
    raison = serializers.CharField(allow_null=True, help_text="Pourquoi il n'y a pas de chiffre.")


class ObjectifsRendus(serializers.Serializer):
    convention = serializers.CharField(help_text="Son code.")
    le = serializers.DateField(
        allow_null=True, help_text="Le dernier jour du dernier mois arrêté ; vide sans aucun."
    )
    objectifs = ObjectifRendu(many=True)


UNE = {
    "id": 3,
    "code": "france-travail-2026",
    "libelle": "Convention de partenariat avec France Travail",
    "partenaires": ["La Porte du Hainaut", "France Travail"],
    "date_debut": "2026-01-01",
    "date_fin": "2028-12-31",
    "signee_le": "2026-01-26",
    "avenants": [
        {
            "numero": 1,
            "objet": "Objectif d'entrées relevé",
            "signe_le": "2026-06-15",
            "date_debut": "2026-07-01",
            "date_fin": "2028-12-31",
        }
    ],
}
PARTOUT = {"communes": [], "criteres": [], "structures": [], "motifs": [], "cohorte": None}
UN_OBJECTIF = {
    "code": "sorties-positives",
    "libelle": "Taux de sorties positives",
    "axe": "Renforcer l'accompagnement",
    "indicateur": "taux_sorties_positives",
    "portee": PARTOUT,
    "debut": "2026-01-01",
    "fin": "2026-12-31",
    "cible": 56,
    "realise": 50.0,
    "numerateur": 45,
    "denominateur": 90,
    "attendu": 56,
    "est_masque": False,
    "raison": None,
}
OBJECTIFS = {"convention": UNE["code"], "le": "2026-09-30", "objectifs": [UN_OBJECTIF]}


class Conventions(VueChiffres):
    serializer_class = ConventionRendue
    queryset = Convention.objects.prefetch_related("avenants")

    class Pagination(Page):
        ordering = ("-date_debut", "-id")

    pagination_class = Pagination

    @extend_schema(
        operation_id="lister_conventions",
        summary="Les conventions",
        description="De la plus récente à la plus ancienne, avec leurs avenants.",
        responses={200: ConventionRendue(many=True), **probleme(400, 401, 403, 406, 429)},
        examples=[OpenApiExample("france-travail", UNE, response_only=True, status_codes=["200"])],
        tags=["Conventions"],
    )
    def get(self, request):
        page = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response(ConventionRendue(page, many=True).data)


class Objectifs(VueChiffres):
    serializer_class = ObjectifsRendus
    pagination_class = None

    @extend_schema(
        operation_id="lire_objectifs",
        summary="Où en sont les objectifs d'une convention",
        description="À la fin du dernier mois arrêté. Un objectif ne dit que ce que les chiffres "
        "publiés de ce mois disent aussi, masqués par la même règle ; les autres gardent leur "
        "cible et disent « est_masque ».",
        responses={200: ObjectifsRendus, **probleme(401, 403, 404, 406, 429)},
        examples=[OpenApiExample("septembre", OBJECTIFS, response_only=True, status_codes=["200"])],
        tags=["Conventions"],
    )
    def get(self, request, pk):
        get_object_or_404(Convention, pk=pk)
        convention = lire_conventions(pk=pk).get()
        arrete = MoisArrete.objects.last()
        le = arrete and mois_de(arrete.mois)[1]
        # What nothing published says yet is told as of the first day, when nothing is reached.
        avancements = mesurer([convention], le or convention.date_debut)
        publie = prendre_les_chiffres(arrete.mois) if arrete else None
        dits = publier_objectifs(avancements.values(), publie)
        rendus = {"convention": convention.code, "le": le, "objectifs": dits}
        return self.rendre(ObjectifsRendus(rendus).data)

    def essayer_get(self, request, pk):
        if pk != UNE["id"]:
            raise Http404
        return self.rendre(OBJECTIFS)
