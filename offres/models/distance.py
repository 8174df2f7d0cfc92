from django.db.models import FloatField, Func

RAYON_TERRE_KM = 6371.0088


class DistanceKm(Func):
    """Kilometres as the crow flies between two points in degrees (haversine); null when one of
    the four is. `DistanceKm(lat1, lon1, lat2, lon2)`: columns or `Value`s."""

    arity = 4
    output_field = FloatField()
    template = (
        # A hair under 1: at the antipodes rounding would leave the domain of asin, and `least`
        # would hide an unknown point.
        f"{2 * RAYON_TERRE_KM} * asin(sqrt(0.999999999999999 * ("
        "power(sin(radians((%(lat2)s) - (%(lat1)s)) / 2), 2) + cos(radians(%(lat1)s)) "
        "* cos(radians(%(lat2)s)) * power(sin(radians((%(lon2)s) - (%(lon1)s)) / 2), 2))))"
    )

    def as_sql(self, compiler, connection, **options):
        noms = ("lat1", "lon1", "lat2", "lon2")
        morceaux = {}
        parametres = {}
        for nom, source in zip(noms, self.source_expressions, strict=True):
            morceaux[nom], parametres[nom] = compiler.compile(source)
        ordre = ("lat2", "lat1", "lat1", "lat2", "lon2", "lon1")
        return self.template % morceaux, [p for nom in ordre for p in parametres[nom]]
