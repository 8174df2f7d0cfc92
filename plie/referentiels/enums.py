from django.db.models import TextChoices


class Niveau(TextChoices):
    """Qualification levels of the 2019 nomenclature: 3 is the CAP, 4 the baccalauréat."""

    INFRA3 = "infra3", "Infra 3 (sans diplôme)"
    N3 = "3", "3 (CAP, BEP)"
    N4 = "4", "4 (baccalauréat)"
    N5 = "5", "5 (bac + 2)"
    N6 = "6", "6 (bac + 3 et 4)"
    N7 = "7", "7 (bac + 5 et plus)"
