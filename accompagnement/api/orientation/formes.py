"""What partners send and read of orientations, with an example of each."""

from drf_spectacular.utils import OpenApiExample, OpenApiParameter
from rest_framework import serializers

from accompagnement.api.accompagnement import EXEMPLE as ACCOMPAGNEMENT
from accompagnement.api.accompagnement import AccompagnementResume
from accompagnement.enums import MotifRefusOrientation, Sexe, StatutOrientation, TypePiece
from accompagnement.models import Orientation
from accompagnement.models.participant import valider_numero_france_travail
from plie.partenaires.api.champs import TypesStricts
from plie.partenaires.api.schema import ProblemeRendu


def facultatif(champ=serializers.CharField, **options):
    """What may be left out, null, or empty."""
    if champ is not serializers.DateField:
        options["allow_blank"] = True
    return champ(required=False, allow_null=True, **options)


class OrientationDeposee(TypesStricts, serializers.Serializer):
    identifiant_externe = facultatif(
        max_length=100, help_text="Le vôtre : une seule orientation le porte."
    )
    nom = serializers.CharField(max_length=100)
    prenom = serializers.CharField(max_length=100)
    date_naissance = serializers.DateField()
    sexe = facultatif(serializers.ChoiceField, choices=Sexe.choices)
    numero_france_travail = facultatif(
        max_length=20, help_text="11 chiffres, ou l'ancienne forme : 7 chiffres et un caractère."
    )
    telephone = facultatif(max_length=20)
    email = facultatif(serializers.EmailField, max_length=254)
    commune = facultatif(source="commune_id", max_length=5, help_text="Code INSEE.")
    message = facultatif(
        max_length=2000, help_text="Pourquoi vous l'orientez. Ni santé, ni justice, ni logement."
    )
    date_orientation = facultatif(serializers.DateField, help_text="Aujourd'hui si elle est tue.")

    def validate_numero_france_travail(self, valeur):
        compact = "".join((valeur or "").split()).upper()
        if compact:
            valider_numero_france_travail(compact)
        return compact or None


class OrientationRendue(serializers.ModelSerializer):
    id = serializers.UUIDField(source="identifiant")
    statut = serializers.ChoiceField(StatutOrientation.choices)
    motif_refus = serializers.ChoiceField(MotifRefusOrientation.choices, allow_blank=True)
    deposee_le = serializers.DateTimeField(source="cree_le")

    class Meta:
        model = Orientation
        fields = (
            "id",
            "identifiant_externe",
            "nom",
            "prenom",
            "date_naissance",
            "date_orientation",
            "deposee_le",
            "statut",
            "repondre_avant",
            "reponse_le",
            "motif_refus",
            "reponse",
        )
        validators = []


class MessageRendu(serializers.Serializer):
    du_plie = serializers.BooleanField(help_text="Faux : écrit par vous.")
    texte = serializers.CharField()
    ecrit_le = serializers.DateTimeField()


class PieceRendue(serializers.Serializer):
    type = serializers.ChoiceField(TypePiece.choices)
    nom = serializers.CharField()
    deposee_le = serializers.DateTimeField()


class Suivi(serializers.Serializer):
    messages = MessageRendu(many=True)
    pieces = PieceRendue(many=True)
    accompagnement = AccompagnementResume(
        allow_null=True, help_text="Une fois acceptée, sauf si la personne refuse le partage."
    )


class OrientationSuivie(Suivi, OrientationRendue):
    class Meta(OrientationRendue.Meta):
        fields = (*OrientationRendue.Meta.fields, "messages", "pieces", "accompagnement")


class LotDepose(serializers.Serializer):
    orientations = OrientationDeposee(many=True)


class LigneDuLot(serializers.Serializer):
    statut = serializers.IntegerField(help_text="Comme si elle avait été envoyée seule.")
    orientation = OrientationRendue(allow_null=True)
    erreur = ProblemeRendu(allow_null=True)


class LotRendu(serializers.Serializer):
    resultats = LigneDuLot(many=True, help_text="Dans l'ordre de l'envoi.")


class MessageDepose(TypesStricts, serializers.Serializer):
    texte = serializers.CharField(max_length=2000)


class PieceDeposee(serializers.Serializer):
    fichier = serializers.FileField(max_length=250, allow_empty_file=True)
    type = serializers.ChoiceField(TypePiece.choices, required=False)


DEPOSEE = {
    "identifiant_externe": "DOS-2026-0042",
    "nom": "Martin",
    "prenom": "Claude",
    "date_naissance": "1985-05-20",
    "sexe": "F",
    "numero_france_travail": "12345678901",
    "telephone": "0600000000",
    "email": "claude.martin@exemple.fr",
    "commune": "59172",
    "message": "Souhaite travailler dans l'aide à la personne.",
    "date_orientation": "2026-03-12",
}
RENDUE = {
    "id": "1c0f2d4e-93e1-4d0c-8a7b-2f6f2a3f9b10",
    "identifiant_externe": "DOS-2026-0042",
    "nom": "Martin",
    "prenom": "Claude",
    "date_naissance": "1985-05-20",
    "date_orientation": "2026-03-12",
    "deposee_le": "2026-03-12T09:30:00+01:00",
    "statut": "nouvelle",
    "repondre_avant": "2026-03-27",
    "reponse_le": None,
    "motif_refus": "",
    "reponse": "",
}
SUIVIE = RENDUE | {
    "statut": "acceptee",
    "reponse_le": "2026-03-18T14:05:00+01:00",
    "reponse": "Nous la recevons la semaine prochaine.",
    "messages": [
        {
            "du_plie": True,
            "texte": "Est-elle disponible le matin ?",
            "ecrit_le": "2026-03-13T10:00:00+01:00",
        }
    ],
    "pieces": [
        {"type": "cv", "nom": "cv.pdf", "deposee_le": "2026-03-12T09:31:00+01:00"},
    ],
    "accompagnement": ACCOMPAGNEMENT,
}
VIDE = {"messages": [], "pieces": [], "accompagnement": None}
CLE_D_IDEMPOTENCE = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="De 1 à 100 caractères : le même envoi, répété sous cette clé, n'est fait qu'une "
    "fois.",
)


def exemple(nom, valeur, *statuts):
    return OpenApiExample(nom, valeur, response_only=True, status_codes=statuts)
