"""A partner sends people to the PLIE and follows the answers."""

import json
import re

import django_filters
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import exceptions, serializers
from rest_framework.parsers import MultiPartParser

from accompagnement.actions.orientation.annonce import adresse
from accompagnement.actions.orientation.depot import (
    LOT_MAX,
    DejaUtilise,
    orienter,
    orienter_en_lot,
)
from accompagnement.actions.orientation.reponse import repondre
from accompagnement.actions.orientation.suivi import joindre, retirer, suivre
from accompagnement.api.orientation.formes import (
    CLE_D_IDEMPOTENCE,
    DEPOSEE,
    RENDUE,
    SUIVIE,
    VIDE,
    LotDepose,
    LotRendu,
    MessageDepose,
    MessageRendu,
    OrientationDeposee,
    OrientationRendue,
    OrientationSuivie,
    PieceDeposee,
    PieceRendue,
    Suivi,
    exemple,
)
from accompagnement.enums import StatutOrientation
from accompagnement.lecture.orientation import dire_la_piece, dire_le_message, lire_suivi
from accompagnement.models import Orientation
from plie.partenaires.api.erreurs import Probleme, corps, refus
from plie.partenaires.api.schema import AGENT_DECLARE, VERSION_LUE, probleme
from plie.partenaires.api.vues import VueApi, etag_de
from plie.partenaires.enums import Portee
from plie.socle.depot import TAILLE_MAXIMALE

CLE = re.compile(r"[\x21-\x7e]{1,100}\Z")
DEJA_UTILISE = {
    "cle_idempotence": (
        "cle_deja_utilisee",
        "Cette clé a déjà servi à un autre envoi.",
        [],
    ),
    "identifiant_externe": (
        "identifiant_deja_utilise",
        "Vous avez déjà envoyé une autre orientation sous cet identifiant.",
        ["/identifiant_externe"],
    ),
}


class Fichiers(MultiPartParser):
    def parse(self, *args, **options):
        try:
            return super().parse(*args, **options)
        except RequestDataTooBig:
            raise Probleme("trop_volumineux", "Un champ est trop long.", statut=413) from None
        except (exceptions.ParseError, TooManyFieldsSent, TooManyFilesSent):
            raise Probleme("formulaire_illisible", "Le formulaire n'est pas lisible.") from None


class VueOrientations(VueApi):
    lit_une_personne = True
    portees = {"get": Portee.ORIENTATIONS_LECTURE, "post": Portee.ORIENTATIONS_ECRITURE}
    serializer_class = OrientationRendue
    # Of whom nobody asks yet: the filters of the document are drawn from it.
    queryset = Orientation.objects.none()

    def siennes(self):
        return Orientation.objects.visibles_par(self.agent)

    @property
    def qui(self):
        return {"par": self.agent, "declarant": str(self.declarant)}

    def lue(self, identifiant):
        return get_object_or_404(self.siennes(), identifiant=identifiant)

    def recue(self):
        envoi = self.get_serializer(data=self.request.data)
        envoi.is_valid(raise_exception=True)
        return envoi.validated_data

    def cle(self):
        cle = self.request.headers.get("Idempotency-Key")
        if cle is not None and not CLE.match(cle):
            raise Probleme(
                "cle_invalide", "Idempotency-Key : de 1 à 100 caractères visibles, sans accent."
            )
        return cle

    def suivie(self, orientation):
        """Everything that its partner reads of it."""
        dit = lire_suivi(orientation, suivre(orientation, **self.qui))
        return OrientationRendue(orientation).data | Suivi(dit).data


ZONE = r"(Z|[+-](0\d|1[0-4]):[0-5]\d)"
INSTANT = re.compile(rf"\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?{ZONE}\Z", re.ASCII)
FILTRES = {"statut", "modifiee_depuis", "curseur", "taille"}


class Filtre(django_filters.FilterSet):
    statut = django_filters.ChoiceFilter(choices=StatutOrientation.choices)
    modifiee_depuis = django_filters.IsoDateTimeFilter("modifiee_le", "gte")


class Orientations(VueOrientations):
    filter_backends = [DjangoFilterBackend]
    filterset_class = Filtre

    def get_serializer_class(self):
        return OrientationDeposee if self.request.method == "POST" else OrientationRendue

    @extend_schema(
        operation_id="lister_orientations",
        summary="Les orientations que vous avez envoyées",
        description="Celles de votre structure, les dernières d'abord.",
        parameters=AGENT_DECLARE,
        responses={200: OrientationRendue(many=True), **probleme(400, 401, 403, 406, 429)},
        examples=[exemple("une orientation", RENDUE, "200")],
        tags=["Orientations"],
    )
    def get(self, request):
        self.exiger_des_filtres_lisibles()
        page = self.paginate_queryset(self.filter_queryset(self.siennes()))
        return self.get_paginated_response(OrientationRendue(page, many=True).data)

    def exiger_des_filtres_lisibles(self):
        """RFC 3339, as the document says, in a zone that exists: the library reads much more, and
        takes what it does not know for no filter at all."""
        presents = self.request.query_params
        depuis = presents.get("modifiee_depuis")
        if depuis is not None and not INSTANT.match(depuis):
            raise Probleme(
                "filtre_invalide",
                "modifiee_depuis : AAAA-MM-JJTHH:MM:SSZ, ou +01:00 écrit %2B01:00.",
            )
        if set(presents) - FILTRES or "" in presents.values():
            raise Probleme("filtre_invalide", "Un filtre est vide ou n'existe pas.")

    @extend_schema(
        operation_id="orienter",
        summary="Orienter une personne",
        description="La même, envoyée de nouveau sous la même clé ou le même identifiant externe, "
        "est rendue telle quelle (200).",
        parameters=[*AGENT_DECLARE, CLE_D_IDEMPOTENCE],
        request=OrientationDeposee,
        responses={
            200: OrientationRendue,
            201: OrientationRendue,
            **probleme(400, 401, 403, 406, 409, 413, 415, 422, 429),
        },
        examples=[
            OpenApiExample("orientation", DEPOSEE, request_only=True),
            exemple("reçue", RENDUE, "200", "201"),
        ],
        tags=["Orientations"],
    )
    def post(self, request):
        try:
            recue = orienter(cle=self.cle(), **self.qui, **self.recue())
        except DejaUtilise as refuse:
            raise deja_utilise(refuse) from None
        dite = OrientationRendue(recue.orientation).data
        # That of its reading, as long as nobody has written, joined nor answered.
        marque = etag_de(dite | VIDE)
        lieu = adresse(recue.orientation)
        return self.rendre(dite, statut_de(recue), Location=lieu, ETag=marque)


def statut_de(recue):
    return 201 if recue.est_nouvelle else 200


def deja_utilise(refuse):
    code, detail, pointeurs = DEJA_UTILISE[refuse.champ]
    erreurs = [{"pointeur": p, "code": code, "detail": detail} for p in pointeurs]
    return Probleme(code, detail, statut=409, erreurs=erreurs)


class Lot(VueOrientations):
    serializer_class = OrientationDeposee

    @extend_schema(
        operation_id="orienter_en_lot",
        summary="Orienter jusqu'à cent personnes",
        description="Un résultat par ligne, dans l'ordre : une ligne refusée n'arrête pas les "
        "autres. La clé vaut pour le lot entier : répété, il ne crée rien de nouveau ; un autre "
        "lot sous la même clé est refusé en entier.",
        parameters=[*AGENT_DECLARE, CLE_D_IDEMPOTENCE],
        request=LotDepose,
        responses={200: LotRendu, **probleme(400, 401, 403, 406, 409, 413, 415, 429)},
        examples=[
            OpenApiExample("lot", {"orientations": [DEPOSEE]}, request_only=True),
            exemple(
                "reçu",
                {"resultats": [{"statut": 201, "orientation": RENDUE, "erreur": None}]},
                "200",
            ),
        ],
        tags=["Orientations"],
    )
    def post(self, request):
        lues = [self.ligne(envoi) for envoi in self.envois()]
        bonnes = [(rang, lue) for rang, lue in enumerate(lues) if not isinstance(lue, Exception)]
        contenu = json.dumps(self.envois(), sort_keys=True)
        try:
            recues = iter(orienter_en_lot(bonnes, cle=self.cle(), contenu=contenu, **self.qui))
        except DejaUtilise as refuse:
            raise deja_utilise(refuse) from None
        issues = [lue if isinstance(lue, Exception) else next(recues) for lue in lues]
        return self.rendre({"resultats": [self.rendre_la_ligne(issue) for issue in issues]})

    def essayer_post(self, request):
        lues = [self.ligne(envoi) for envoi in self.envois()]
        recue = {"statut": 201, "orientation": RENDUE, "erreur": None}
        return self.rendre(
            {
                "resultats": [
                    self.rendre_la_faute(lue) if isinstance(lue, Exception) else recue
                    for lue in lues
                ]
            }
        )

    def envois(self):
        corps_recu = self.request.data
        envois = corps_recu.get("orientations") if isinstance(corps_recu, dict) else None
        if not isinstance(envois, list) or not 1 <= len(envois) <= LOT_MAX:
            raise serializers.ValidationError(
                {"orientations": [f"Une liste de 1 à {LOT_MAX} orientations."]}
            )
        return envois

    @cached_property
    def formulaire(self):
        return OrientationDeposee()

    @cached_property
    def rendu(self):
        return OrientationRendue()

    def ligne(self, envoi):
        """The fields of one row, or what refuses it."""
        try:
            return self.formulaire.run_validation(envoi)
        except serializers.ValidationError as faute:
            return faute

    def rendre_la_ligne(self, issue):
        faute = issue if isinstance(issue, Exception) else issue.refus
        if faute is None:
            dite = self.rendu.to_representation(issue.orientation)
            return {"statut": statut_de(issue), "orientation": dite, "erreur": None}
        return self.rendre_la_faute(faute)

    def rendre_la_faute(self, faute):
        if isinstance(faute, DejaUtilise):
            dit = deja_utilise(faute)
        else:
            dit = refus(faute, self.formulaire.fields)
        erreur = corps(dit, self.request)
        return {"statut": dit.status_code, "orientation": None, "erreur": erreur}


class DetailDeLOrientation(VueOrientations):
    serializer_class = OrientationSuivie

    @extend_schema(
        operation_id="lire_orientation",
        summary="Une orientation, sa réponse et ce qui s'est écrit",
        description="Une fois acceptée, dit aussi l'accompagnement, sauf opposition.",
        parameters=AGENT_DECLARE,
        responses={200: OrientationSuivie, **probleme(400, 401, 403, 404, 406, 429)},
        examples=[exemple("acceptée", SUIVIE, "200")],
        tags=["Orientations"],
    )
    def get(self, request, identifiant):
        return self.rendre(self.suivie(self.lue(identifiant)))


class Messages(VueOrientations):
    serializer_class = MessageDepose

    @extend_schema(
        operation_id="ecrire_sur_une_orientation",
        summary="Écrire au PLIE au sujet d'une orientation",
        description="Votre message est lu par qui répond à l'orientation.",
        parameters=AGENT_DECLARE,
        responses={
            201: MessageRendu,
            **probleme(400, 401, 403, 404, 406, 413, 415, 422, 429),
        },
        examples=[
            OpenApiExample("message", {"texte": "Oui, le matin."}, request_only=True),
            exemple("écrit", SUIVIE["messages"][0] | {"du_plie": False}, "201"),
        ],
        tags=["Orientations"],
    )
    def post(self, request, identifiant):
        orientation = self.lue(identifiant)
        message = repondre(orientation, **self.qui, **self.recue())
        return self.rendre(MessageRendu(dire_le_message(message)).data, 201)


class Pieces(VueOrientations):
    serializer_class = PieceDeposee
    parser_classes = [Fichiers]
    # What surrounds a file in a form.
    corps_max = TAILLE_MAXIMALE + 64 * 1024

    @extend_schema(
        operation_id="joindre_a_une_orientation",
        summary="Joindre un document à une orientation",
        description="PDF, photo (JPEG, PNG), ODT ou DOCX, 10 Mo au plus ; contrôlé comme les "
        "justificatifs du PLIE. Dix au plus, tant que la réponse n'est pas donnée.",
        parameters=AGENT_DECLARE,
        request={"multipart/form-data": PieceDeposee},
        responses={
            201: PieceRendue,
            **probleme(400, 401, 403, 404, 406, 413, 415, 422, 429),
        },
        examples=[
            OpenApiExample(
                "document", {"type": "cv"}, request_only=True, media_type="multipart/form-data"
            ),
            exemple("joint", SUIVIE["pieces"][0], "201"),
        ],
        tags=["Orientations"],
    )
    def post(self, request, identifiant):
        orientation = self.lue(identifiant)
        document = joindre(orientation, **self.qui, **self.recue())
        return self.rendre(PieceRendue(dire_la_piece(document)).data, 201)


class Retrait(VueOrientations):
    serializer_class = None

    @extend_schema(
        operation_id="retirer_orientation",
        summary="Retirer une orientation",
        description="Tant qu'elle n'a pas de réponse ; ses documents sont effacés.",
        parameters=[*AGENT_DECLARE, *VERSION_LUE],
        request=None,
        responses={
            200: OrientationSuivie,
            **probleme(400, 401, 403, 404, 406, 412, 422, 428, 429),
        },
        examples=[
            exemple("retirée", SUIVIE | RENDUE | {"statut": "retiree"} | VIDE, "200"),
        ],
        tags=["Orientations"],
    )
    def post(self, request, identifiant):
        orientation = self.lue(identifiant)
        self.exiger_version(self.suivie(orientation))
        retiree = retirer(orientation, par=self.agent, version=orientation.version)
        return self.rendre(self.suivie(retiree))
