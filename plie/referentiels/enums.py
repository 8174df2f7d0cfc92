from django.db.models import TextChoices


class GenerationQpv(TextChoices):
    """The perimeters in force from 1 January 2015, redrawn on 1 January 2024."""

    G2015 = "2015", "2015"
    G2024 = "2024", "2024"


class Niveau(TextChoices):
    """Qualification levels of the 2019 nomenclature: 3 is the CAP, 4 the baccalauréat."""

    INFRA3 = "infra3", "Infra 3 (sans diplôme)"
    N3 = "3", "3 (CAP, BEP)"
    N4 = "4", "4 (baccalauréat)"
    N5 = "5", "5 (bac + 2)"
    N6 = "6", "6 (bac + 3 et 4)"
    N7 = "7", "7 (bac + 5 et plus)"
