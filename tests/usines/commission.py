from datetime import date

import factory
from factory.django import DjangoModelFactory

from accompagnement.enums import TypeCommission
from accompagnement.models import Commission


class CommissionFactory(DjangoModelFactory):
    class Meta:
        model = Commission

    type = TypeCommission.INTEGRATION
    date = factory.Sequence(lambda rang: date.fromordinal(date(2025, 1, 1).toordinal() + rang))
