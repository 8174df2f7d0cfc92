from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Value


class MoisApres(Func):
    """A date some months later; the end of a month stays in its month, as relativedelta has it."""

    template = "(%(expressions)s + make_interval(months => %(mois)d))::date"
    output_field = models.DateField()

    def __init__(self, expression, mois):
        super().__init__(expression, mois=mois)


class PlageDates(Func):
    function = "daterange"
    output_field = DateRangeField()


def plage(debut, fin, bornes="[]"):
    return PlageDates(F(debut), F(fin), Value(bornes))
