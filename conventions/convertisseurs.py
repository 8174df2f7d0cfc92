from datetime import date


class Mois:
    """A month in an address, AAAA-MM, as its first day."""

    regex = r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])"

    def to_python(self, texte):
        return date.fromisoformat(f"{texte}-01")

    def to_url(self, mois):
        return f"{mois:%Y-%m}"
