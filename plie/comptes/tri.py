from django.db.models import Func, TextField


class Normaliser(Func):
    """Lower case, no accent, no ligature, single spaces: how names are sorted and searched.

    The database function is immutable, so that it can be indexed; it is made by the first
    migration of `plie.referentiels`.
    """

    function = "plie_normaliser"
    output_field = TextField()
