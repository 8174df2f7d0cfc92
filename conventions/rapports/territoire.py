"""What a report says of the territory: offers by trade, and the series that others publish."""

from conventions.indicateurs.officiel import lire_periodes
from conventions.indicateurs.periodes import mois_de
from conventions.models import ValeurSerie

OFFRES = "offres_ouvertes"
# The others are one row more.
DOMAINES = 8
RECUL = 6


def prendre_les_offres(mois):
    """[{label, number}] of the offers open at the end of `mois`, by decreasing number: they are of
    nobody, and nothing of them is masked."""
    (resultat,) = lire_periodes([mois_de(mois)], ventilations=["domaine"], codes=[OFFRES])
    lues = [
        (modalite.libelle, modalite.mesures[OFFRES].numerateur or 0)
        for modalite in resultat.ventilations["domaine"]
        if OFFRES in modalite.mesures and modalite.mesures[OFFRES].numerateur
    ]
    lues.sort(key=lambda paire: -paire[1])
    gardees, autres = lues[:DOMAINES], lues[DOMAINES:]
    if autres:
        gardees.append(("Autres domaines", sum(nombre for _, nombre in autres)))
    return [{"libelle": libelle, "nombre": nombre} for libelle, nombre in gardees]


def prendre_le_territoire(mois):
    """Each series with its last value by the end of `mois`, those before it, and what of ours it is
    read beside (the code of an indicator, whose printed figure is looked up when it is written)."""
    fin = mois_de(mois)[1]
    par_serie = {}
    valeurs = ValeurSerie.objects.filter(date__lte=fin).select_related("serie")
    for valeur in valeurs.order_by("serie__libelle", "-date"):
        par_serie.setdefault(valeur.serie, []).append(valeur)
    return [_serie(serie, lues[:RECUL]) for serie, lues in par_serie.items()]


def _serie(serie, lues):
    return {
        "libelle": serie.libelle,
        "unite": serie.unite,
        "indicateur": serie.indicateur,
        "valeurs": [
            {
                "date": valeur.date.isoformat(),
                "valeur": float(valeur.valeur),
                "source": valeur.source,
            }
            for valeur in lues
        ],
    }
