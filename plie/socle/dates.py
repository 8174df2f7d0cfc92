from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Value
from django.utils.formats import date_format


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


def ecrire_le_jour(jour, forme):
    """`jour` as `date_format` writes it, but for the first of a month: Django has no « 1er »."""
    return date_format(jour, forme.replace("j F", r"1\e\r F") if jour.day == 1 else forme)
