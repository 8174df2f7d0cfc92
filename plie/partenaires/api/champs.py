"""What is received has the types that the document says: a guess would hide a mistake."""

from collections.abc import Mapping

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

TEXTES = (
    serializers.CharField,
    serializers.ChoiceField,
    serializers.DateField,
    serializers.DateTimeField,
    serializers.DecimalField,
    serializers.RelatedField,
    serializers.UUIDField,
)
ATTENDUS = (
    (TEXTES, str, "un texte"),
    (serializers.BooleanField, bool, "vrai ou faux"),
    (serializers.IntegerField, int, "un entier"),
    (serializers.FloatField, (int, float), "un nombre"),
)


# Mixed into the serializer of what a partner sends: 12 is no text, "true" is no boolean. No
# docstring: the library would publish it as that of each such serializer.
class TypesStricts:
    def to_internal_value(self, data):
        if isinstance(data, Mapping):
            fautes = {
                nom: ErrorDetail(f"Attendu : {attendu}.", "type")
                for nom, champ in self.fields.items()
                if data.get(nom) is not None and (attendu := _attendu(champ, data[nom]))
            }
            if fautes:
                raise serializers.ValidationError({n: [faute] for n, faute in fautes.items()})
        return super().to_internal_value(data)


def _attendu(champ, valeur):
    """What should be there instead, or nothing."""
    if isinstance(champ, serializers.RelatedField) and valeur == "":
        return "un code, ou null"
    for classes, types, mots in ATTENDUS:
        if isinstance(champ, classes):
            est_bon = isinstance(valeur, types) and (types is bool or not isinstance(valeur, bool))
            return "" if est_bon else mots
    return ""
