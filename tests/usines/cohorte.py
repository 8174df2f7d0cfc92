from datetime import date

import factory
from factory.django import DjangoModelFactory

from accompagnement.models import AppartenanceCohorte, Cohorte
from tests.usines.parcours import ParcoursFactory


class CohorteFactory(DjangoModelFactory):
    class Meta:
        model = Cohorte

    code = factory.Sequence(lambda n: f"cohorte-{n}")
    libelle = "Les plus éloignés de l'emploi"
    capacite = 100
    jours_sans_entretien = 15


class AppartenanceFactory(DjangoModelFactory):
    class Meta:
        model = AppartenanceCohorte

    cohorte = factory.SubFactory(CohorteFactory)
    parcours = factory.SubFactory(ParcoursFactory, actif=True)
    date_debut = date(2025, 2, 1)
    raison = "Deux ans sans emploi"
