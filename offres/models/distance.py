from django.db.models import FloatField, Func

RAYON_TERRE_KM = 6371.0088


def distance_km(lat1, lon1, lat2, lon2):
    """The SQL of the kilometres as the crow flies between two points in degrees (haversine), from
    four SQL expressions; null when one of them is."""
    # A hair under 1: at the antipodes rounding would leave the domain of asin, and `least` would
    # hide an unknown point.
    return (
        f"{2 * RAYON_TERRE_KM} * asin(sqrt(0.999999999999999 * ("
        f"power(sin(radians(({lat2}) - ({lat1})) / 2), 2) + cos(radians({lat1})) "
        f"* cos(radians({lat2})) * power(sin(radians(({lon2}) - ({lon1})) / 2), 2))))"
    )


class DistanceKm(Func):
    """`distance_km` of columns or `Value`s: `DistanceKm(lat1, lon1, lat2, lon2)`."""

    arity = 4
    output_field = FloatField()
    template = distance_km("%(lat1)s", "%(lon1)s", "%(lat2)s", "%(lon2)s")

    def as_sql(self, compiler, connection, **options):
        noms = ("lat1", "lon1", "lat2", "lon2")
        morceaux = {}
        parametres = {}
        for nom, source in zip(noms, self.source_expressions, strict=True):
            morceaux[nom], parametres[nom] = compiler.compile(source)
        ordre = ("lat2", "lat1", "lat1", "lat2", "lon2", "lon1")
        return self.template % morceaux, [p for nom in ordre for p in parametres[nom]]
