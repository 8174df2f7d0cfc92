"""Figures of a whole month that is over, and the reports published."""

from datetime import date

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers

from conventions.enums import Etat
from conventions.indicateurs.periodes import mois_de, sont_des_mois_finis
from conventions.models import MoisArrete, Rapport
from conventions.permissions import Acte
from conventions.rapports.donnees import prendre_les_chiffres
from conventions.rapports.publication import publier, publier_avant_l_arrete
from plie.interface.actes import exiger
from plie.partenaires.api.erreurs import Probleme
from plie.partenaires.api.schema import probleme
from plie.partenaires.api.vues import Page, VueApi
from plie.partenaires.enums import Portee

MOIS = {"type": "string", "pattern": r"^2[0-9]{3}-(0[1-9]|1[0-2])$"}
PREMIER_MOIS = date(2000, 1, 1)


class Cellule(serializers.Serializer):
    valeur = serializers.FloatField(allow_null=True)
    numerateur = serializers.FloatField(allow_null=True)
    denominateur = serializers.FloatField(allow_null=True)
    est_masque = serializers.BooleanField(
        help_text="Moins de cinq personnes, ou ce qui permettrait de les retrouver."
    )


# Of a breakdown: partners know it under this name.
class CelluleMasquable(Cellule):
    pass


class Periode(serializers.Serializer):
    debut = serializers.DateField()
    fin = serializers.DateField(help_text="Incluse.")
    libelle = serializers.CharField()
    etat = serializers.ChoiceField(
        choices=Etat.choices,
        required=False,
        help_text="Un mois arrêté ne change plus ; provisoire, une commission peut encore en "
        "décider. Absent des rapports produits avant cette distinction.",
    )
    regle = serializers.CharField(
        allow_blank=True,
        help_text="La règle des sorties dont relève la période : v1, ou v1 et v2 si chaque sortie "
        "compte selon celle sous laquelle elle a été validée. Vide avant la première.",
    )


class RegleDite(serializers.Serializer):
    version = serializers.IntegerField(help_text="La dernière, s'il y en a plusieurs.")
    phrase = serializers.CharField(help_text="Celle de chaque règle, s'il y en a plusieurs.")


class IndicateurRendu(serializers.Serializer):
    code = serializers.CharField(help_text="Stable.")
    libelle = serializers.CharField()
    unite = serializers.CharField(allow_blank=True)
    definition = serializers.CharField()
    depend_de_la_regle = serializers.BooleanField(
        help_text="S'il se compte selon la règle des sorties : celle de chaque période."
    )
    valeurs = serializers.DictField(
        child=Cellule(), help_text="Par période : mois, mois_avant, annee, annee_avant."
    )


class ModaliteRendue(serializers.Serializer):
    libelle = serializers.CharField()
    valeurs = serializers.DictField(child=serializers.DictField(child=CelluleMasquable()))


class VentilationRendue(serializers.Serializer):
    code = serializers.CharField()
    libelle = serializers.CharField()
    modalites = ModaliteRendue(many=True)


class Chiffres(serializers.Serializer):
    mois = serializers.CharField(help_text="AAAA-MM")
    periodes = serializers.DictField(child=Periode())
    regle = RegleDite(allow_null=True)
    indicateurs = IndicateurRendu(many=True)
    ventilations = VentilationRendue(many=True)


class RapportResume(serializers.ModelSerializer):
    mois = serializers.DateField(format="%Y-%m")
    publie_le = serializers.DateTimeField()

    class Meta:
        model = Rapport
        fields = ("id", "mois", "version", "publie_le")


class RapportRendu(serializers.Serializer):
    id = serializers.IntegerField()
    version = serializers.IntegerField()
    publie_le = serializers.DateTimeField()
    ce_qui_change = serializers.CharField(allow_blank=True)
    chiffres = Chiffres()


UN_TAUX = {
    "code": "taux_sorties_positives",
    "libelle": "Taux de sorties positives",
    "unite": "%",
    "definition": "Sorties positives / sorties.",
    "depend_de_la_regle": True,
    "valeurs": {"mois": {"valeur": 50.0, "numerateur": 5, "denominateur": 10, "est_masque": False}},
}
EXEMPLE = {
    "mois": "2025-12",
    "periodes": {
        "mois": {
            "debut": "2025-12-01",
            "fin": "2025-12-31",
            "libelle": "décembre 2025",
            "etat": "arrete",
            "regle": "v1",
        }
    },
    "regle": {"version": 1, "phrase": "Sont positives les sorties vers un CDI…"},
    "indicateurs": [UN_TAUX],
    "ventilations": [
        {
            "code": "sexe",
            "libelle": "Sexe",
            "modalites": [
                {
                    "libelle": "Femmes",
                    "valeurs": {
                        "annee": {
                            "sorties": {
                                "valeur": None,
                                "numerateur": None,
                                "denominateur": None,
                                "est_masque": True,
                            }
                        }
                    },
                }
            ],
        }
    ],
}
PUBLIE = {"id": 12, "version": 1, "publie_le": "2026-01-05T09:30:00+01:00"}
RAPPORT = PUBLIE | {"ce_qui_change": "", "chiffres": EXEMPLE}


class VueChiffres(VueApi):
    portees = {"get": Portee.INDICATEURS_LECTURE}

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        exiger(Acte.LIRE_CE_QUI_EST_PUBLIE.permet(self.agent))


class Indicateurs(VueChiffres):
    serializer_class = Chiffres
    pagination_class = None

    @extend_schema(
        operation_id="lire_indicateurs",
        summary="Les indicateurs d'un mois entier et terminé",
        description="Avec le cumul de l'année, l'année précédente et les répartitions : les "
        "personnes d'un mois ou, en décembre, les chiffres de l'année. Masqués comme les fichiers "
        "des rapports. Un mois encore provisoire dit ce que disait son dernier rapport publié ; "
        "sans rapport, ni parts ni répartitions.",
        parameters=[
            OpenApiParameter("mois", MOIS, required=True, description="AAAA-MM, déjà terminé.")
        ],
        responses={200: Chiffres, **probleme(400, 401, 403, 406, 429)},
        examples=[OpenApiExample("décembre", EXEMPLE, response_only=True, status_codes=["200"])],
        tags=["Indicateurs"],
    )
    def get(self, request):
        return self.rendre(Chiffres(_chiffres(self.mois())).data)

    def mois(self):
        return _lire_mois(self.request.query_params.get("mois", ""))

    def essayer_get(self, request):
        return self.rendre(EXEMPLE | {"mois": f"{self.mois():%Y-%m}"})


def _chiffres(mois):
    """Those of the month; while it is provisional, those of its last published report."""
    if not MoisArrete.objects.filter(mois=mois).exists():
        publie = Rapport.objects.publies().mensuels().filter(mois=mois).order_by("-version").first()
        if publie is None:
            return publier_avant_l_arrete(prendre_les_chiffres(mois))
        return publier(publie.donnees)
    return publier(prendre_les_chiffres(mois))


def _lire_mois(texte):
    """The first day; raises Probleme unless the month is a past one."""
    try:
        debut = date.fromisoformat(f"{texte}-01")
    except ValueError:
        debut = None
    if debut is None or debut < PREMIER_MOIS or not sont_des_mois_finis(*mois_de(debut)):
        raise Probleme(
            "mois_invalide",
            f"Indiquez un mois terminé avant le {timezone.localdate():%d/%m/%Y}, AAAA-MM.",
        )
    return debut


class Rapports(VueChiffres):
    serializer_class = RapportResume
    queryset = Rapport.objects.publies().mensuels().defer("donnees")

    class Pagination(Page):
        ordering = ("-mois", "-version")

    pagination_class = Pagination

    @extend_schema(
        operation_id="lister_rapports",
        summary="Les rapports publiés",
        description="Du plus récent au plus ancien ; chaque version d'un mois est gardée.",
        responses={200: RapportResume(many=True), **probleme(400, 401, 403, 406, 429)},
        examples=[
            OpenApiExample(
                "décembre",
                PUBLIE | {"mois": "2025-12"},
                response_only=True,
                status_codes=["200"],
            )
        ],
        tags=["Rapports"],
    )
    def get(self, request):
        page = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response(RapportResume(page, many=True).data)


class DetailDuRapport(VueChiffres):
    serializer_class = RapportRendu

    @extend_schema(
        operation_id="lire_rapport",
        summary="Un rapport publié",
        description="Ses chiffres ne changent plus ; masqués comme ses fichiers.",
        responses={200: RapportRendu, **probleme(401, 403, 404, 406, 429)},
        examples=[
            OpenApiExample(
                "décembre",
                RAPPORT,
                response_only=True,
                status_codes=["200"],
            )
        ],
        tags=["Rapports"],
    )
    def get(self, request, pk):
        rapport = get_object_or_404(Rapport.objects.publies().mensuels(), pk=pk)
        dit = {
            "id": rapport.pk,
            "version": rapport.version,
            "publie_le": rapport.publie_le,
            "ce_qui_change": rapport.ce_qui_change,
            "chiffres": publier(rapport.donnees),
        }
        return self.rendre(RapportRendu(dit).data)

    def essayer_get(self, request, pk):
        if pk != PUBLIE["id"]:
            raise Http404
        return self.rendre(RAPPORT)
