"""Operators and what came of their étapes."""

from django.db.models import Count, Q

from accompagnement.enums import Resultat
from accompagnement.models import Operateur

# What is counted of one operator, beside its name: attribute, heading.
COLONNES = {
    "nombre": "Étapes",
    "personnes": "Personnes",
    "en_cours": "En cours",
    "prevues": "Prévues",
    "realisees": "Réalisées",
    "interrompues": "Interrompues",
    "abandonnees": "Abandonnées",
}


def operateurs(du=None, au=None):
    """The operators with how many étapes, of how many people, with what result; of those begun
    between `du` and `au`, both included, when a day is given."""
    portee = Q()
    if du:
        portee &= Q(etapes__date_debut__gte=du)
    if au:
        portee &= Q(etapes__date_debut__lte=au)

    def compter(**voulu):
        return Count("etapes", filter=portee & Q(etapes__isnull=False, **voulu))

    # An étape that is over has its result.
    commencees = {"etapes__date_debut__isnull": False, "etapes__resultat": ""}
    comptes = Operateur.objects.actuels().annotate(
        nombre=compter(),
        personnes=Count("etapes__parcours__participant", filter=portee, distinct=True),
        en_cours=compter(**commencees),
        prevues=compter(etapes__date_debut__isnull=True),
        realisees=compter(etapes__resultat=Resultat.REALISEE),
        interrompues=compter(etapes__resultat=Resultat.INTERROMPUE),
        abandonnees=compter(etapes__resultat=Resultat.ABANDONNEE),
    )
    return comptes.order_by(*Operateur._meta.ordering)
