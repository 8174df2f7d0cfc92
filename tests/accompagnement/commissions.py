"""Dossiers ready for a commission, or on its agenda."""

from accompagnement.actions.commission import inscrire
from accompagnement.actions.situation import enregistrer_diagnostic
from accompagnement.enums import Statut
from accompagnement.models import Parcours
from tests.usines import ParcoursFactory


def dossier_pret(coordination, **options):
    parcours = ParcoursFactory(**options)
    enregistrer_diagnostic(parcours, par=coordination, criteres=["rsa", "rqth"])
    return Parcours.objects.get(pk=parcours.pk)


def dossier_inscrit(coordination, commission, **options):
    parcours = dossier_pret(coordination, **options)
    Parcours.objects.filter(pk=parcours.pk).update(statut=Statut.PRESENTE)
    return inscrire(parcours, par=coordination, commission=commission)
