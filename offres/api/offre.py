"""The offers that a partner sends. Those of France Travail are under its licence (article 3): they
are never served here."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers

from offres.actions.offre import recevoir_offre, remplacer_offre, retirer_offre
from offres.enums import ContratOffre, Experience, StatutOffre
from offres.models import Offre
from plie.partenaires.api.champs import TypesStricts
from plie.partenaires.api.essai import EssaiDeDetail, EssaiDeListe
from plie.partenaires.api.schema import VERSION_LUE, probleme
from plie.partenaires.api.vues import Page, VueApi
from plie.partenaires.enums import Portee
from plie.referentiels.enums import Niveau
from plie.referentiels.models import Commune, Rome

PERMIS = ("B", "C", "CE", "D")


class SansNul:
    """PostgreSQL refuses a NUL byte: nothing is called so."""

    def to_internal_value(self, donnee):
        if "\0" in str(donnee):
            raise serializers.ValidationError("Cette valeur n'existe pas.", code="does_not_exist")
        return super().to_internal_value(donnee)


class DuReferentiel(SansNul, serializers.SlugRelatedField):
    pass


class CommuneInsee(SansNul, serializers.PrimaryKeyRelatedField):
    pass


class OffreDeposee(TypesStricts, serializers.ModelSerializer):
    identifiant_externe = serializers.CharField(
        max_length=100, allow_null=True, required=False, help_text="Le vôtre."
    )
    rome_code = DuReferentiel(
        slug_field="code", queryset=Rome.objects.all(), help_text="Code ROME du métier."
    )
    commune = CommuneInsee(
        queryset=Commune.objects.all(), allow_null=True, required=False, help_text="Code INSEE."
    )
    contrat = serializers.ChoiceField(ContratOffre.choices, required=False, allow_blank=True)
    experience = serializers.ChoiceField(Experience.choices, required=False, allow_blank=True)
    niveau_exige = serializers.ChoiceField(Niveau.choices, required=False, allow_blank=True)
    permis_exiges = serializers.ListField(
        child=serializers.ChoiceField(PERMIS), required=False, max_length=len(PERMIS)
    )
    postes = serializers.IntegerField(min_value=1, max_value=1000, required=False)
    description = serializers.CharField(max_length=20_000, required=False, allow_blank=True)

    class Meta:
        model = Offre
        fields = (
            "identifiant_externe",
            "intitule",
            "description",
            "rome_code",
            "entreprise",
            "commune",
            "contrat",
            "est_alternance",
            "est_iae",
            "heures_hebdo",
            "salaire",
            "postes",
            "experience",
            "niveau_exige",
            "permis_exiges",
            "expire_le",
        )
        # The database says it, in French, whoever writes.
        validators = []

    def valeurs(self):
        """What the action writes: what is not sent is emptied, since a PUT replaces."""
        valeurs = VIDE | self.validated_data
        metier = valeurs["rome_code"]
        return valeurs | {"rome_code": metier.code, "rome_libelle": metier.libelle}


VIDE = {
    "identifiant_externe": None,
    "description": "",
    "entreprise": "",
    "commune": None,
    "contrat": "",
    "est_alternance": False,
    "est_iae": False,
    "heures_hebdo": None,
    "salaire": "",
    "postes": 1,
    "experience": "",
    "niveau_exige": "",
    "permis_exiges": [],
    "expire_le": None,
}


class OffreRendue(serializers.ModelSerializer):
    statut = serializers.ChoiceField(StatutOffre.choices)
    commune = serializers.CharField(source="commune_id", allow_null=True)
    contrat = serializers.CharField()

    class Meta:
        model = Offre
        fields = ("id", "statut", *OffreDeposee.Meta.fields, "publiee_le", "fin_le")


DEPOSEE = {
    "identifiant_externe": "REC-2026-0042",
    "intitule": "Agent de tri (H/F)",
    "description": "Tri des déchets sur chaîne, en équipe.",
    "rome_code": "K2304",
    "entreprise": "Ateliers du Hainaut",
    "commune": "59172",
    "contrat": "CDD",
    "est_alternance": False,
    "est_iae": False,
    "heures_hebdo": "35.00",
    "salaire": "SMIC",
    "postes": 2,
    "experience": "D",
    "niveau_exige": "",
    "permis_exiges": [],
    "expire_le": "2026-06-30",
}
RENDUE = {
    "id": 4211,
    "statut": "brouillon",
    **DEPOSEE,
    "publiee_le": "2026-03-12T09:30:00+01:00",
    "fin_le": None,
}
ENVOI = OpenApiExample("offre", DEPOSEE, request_only=True)


def rendue(*statuts):
    return OpenApiExample("offre", RENDUE, response_only=True, status_codes=statuts)


class VueOffres(VueApi):
    type_essai = "offre"
    portees = dict.fromkeys(("get", "post", "put", "delete"), Portee.OFFRES_ECRITURE)
    serializer_class = OffreDeposee

    @property
    def est_ouverte(self):
        return self.application.est_de_confiance

    def get_queryset(self):
        return Offre.objects.deposees_par(self.agent).defer("recherche", "brut")

    def valeurs(self):
        recue = self.get_serializer(data=self.request.data)
        recue.is_valid(raise_exception=True)
        return recue.valeurs()

    def rendu_essai(self, ressource):
        """As an offer of the platform would be answered."""
        offre = Offre(
            pk=ressource.pk,
            statut=StatutOffre.OUVERTE if self.est_ouverte else StatutOffre.BROUILLON,
            publiee_le=ressource.cree_le,
            **self.valeurs(),
        )
        return OffreRendue(offre).data

    def retrait_essai(self):
        return {"statut": StatutOffre.FERMEE, "fin_le": timezone.now().isoformat()}


class Offres(EssaiDeListe, VueOffres):
    class Pagination(Page):
        ordering = ("-publiee_le", "-pk")

    pagination_class = Pagination

    @extend_schema(
        operation_id="lister_offres",
        summary="Les offres que vous avez déposées",
        description="De la plus récente à la plus ancienne, dans tous leurs états ; jamais celles "
        "d'un autre partenaire ni de France Travail.",
        responses={200: OffreRendue(many=True), **probleme(400, 401, 403, 406, 429)},
        examples=[rendue("200")],
        tags=["Offres"],
    )
    def get(self, request):
        page = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response(OffreRendue(page, many=True).data)

    @extend_schema(
        operation_id="deposer_offre",
        summary="Déposer une offre",
        description="En brouillon jusqu'à ce que le PLIE la publie, sauf convention contraire.",
        responses={201: OffreRendue, **probleme(400, 401, 403, 406, 413, 415, 422, 429)},
        examples=[ENVOI, rendue("201")],
        tags=["Offres"],
    )
    def post(self, request):
        offre = recevoir_offre(par=self.agent, est_ouverte=self.est_ouverte, **self.valeurs())
        adresse = f"/api/v1/offres/{offre.pk}"
        return self.rendre(OffreRendue(offre).data, 201, Location=adresse)


class DetailDeLOffre(EssaiDeDetail, VueOffres):
    def lue(self, pk):
        return get_object_or_404(self.get_queryset(), pk=pk)

    @extend_schema(
        operation_id="lire_offre",
        summary="Une offre que vous avez déposée",
        description="Son ETag est à présenter pour la remplacer ou la retirer.",
        responses={200: OffreRendue, **probleme(401, 403, 404, 406, 429)},
        examples=[rendue("200")],
        tags=["Offres"],
    )
    def get(self, request, pk):
        return self.rendre(OffreRendue(self.lue(pk)).data)

    @extend_schema(
        operation_id="remplacer_offre",
        summary="Remplacer une offre",
        description="Tous les champs : ce qui n'est pas envoyé est vidé.",
        parameters=VERSION_LUE,
        responses={
            200: OffreRendue,
            **probleme(400, 401, 403, 404, 406, 412, 413, 415, 422, 428, 429),
        },
        examples=[ENVOI, rendue("200")],
        tags=["Offres"],
    )
    def put(self, request, pk):
        offre = self.lue(pk)
        self.exiger_version(OffreRendue(offre).data)
        remplacee = remplacer_offre(
            offre, par=self.agent, est_ouverte=self.est_ouverte, **self.valeurs()
        )
        return self.rendre(OffreRendue(remplacee).data)

    @extend_schema(
        operation_id="retirer_offre",
        summary="Retirer une offre",
        description="Elle est fermée ; ce qui a été proposé reste.",
        parameters=VERSION_LUE,
        request=None,
        responses={200: OffreRendue, **probleme(401, 403, 404, 406, 412, 422, 428, 429)},
        examples=[rendue("200")],
        tags=["Offres"],
    )
    def delete(self, request, pk):
        offre = self.lue(pk)
        self.exiger_version(OffreRendue(offre).data)
        return self.rendre(OffreRendue(retirer_offre(offre, par=self.agent)).data)
