import factory
from factory.django import DjangoModelFactory

from accompagnement.actions.suspension import MOTIFS
from accompagnement.models import MotifSuspension

LIVRES = {code: (libelle, sensible) for code, libelle, sensible in MOTIFS}


class MotifSuspensionFactory(DjangoModelFactory):
    class Meta:
        model = MotifSuspension
        django_get_or_create = ("code",)

    code = "autre"
    libelle = factory.LazyAttribute(lambda motif: LIVRES[motif.code][0])
    est_sensible = factory.LazyAttribute(lambda motif: LIVRES[motif.code][1])
