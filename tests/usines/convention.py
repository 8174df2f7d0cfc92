from datetime import date

import factory
from factory.django import DjangoModelFactory

from conventions.models import Cible, CompteurManuel, Convention, Objectif


class ConventionFactory(DjangoModelFactory):
    """Of the year 2025."""

    class Meta:
        model = Convention

    code = factory.Sequence(lambda n: f"convention-{n}")
    libelle = "Convention avec France Travail"
    partenaires = ["France Travail"]
    date_debut = date(2025, 1, 1)
    date_fin = date(2025, 12, 31)


class ObjectifFactory(DjangoModelFactory):
    """Of a number of entries, unless told; `cible=None`: no target at all."""

    class Meta:
        model = Objectif
        skip_postgeneration_save = True

    class Params:
        manuel = factory.Trait(indicateur="", compteur="actions", source="Comptes rendus")

    convention = factory.SubFactory(ConventionFactory)
    code = factory.Sequence(lambda n: f"objectif-{n}")
    libelle = "Entrées de l'année"
    indicateur = "entrees"

    @factory.post_generation
    def cible(objectif, creer, valeur, **options):
        if valeur is not None:
            options.setdefault("date_debut", objectif.convention.date_debut)
            CibleFactory(objectif=objectif, valeur=valeur, **options)


class CibleFactory(DjangoModelFactory):
    class Meta:
        model = Cible

    valeur = 10
    date_debut = date(2025, 1, 1)


class ValeurFactory(DjangoModelFactory):
    class Meta:
        model = CompteurManuel

    date = date(2025, 3, 1)
    valeur = 1
    source = "Compte rendu du comité"
