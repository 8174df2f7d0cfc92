"""Operators and what came of their étapes."""

from django.db.models import Count, Q

from accompagnement.enums import Resultat
from accompagnement.models import Etape, Operateur, Parcours

# What is counted of one operator, beside its name: attribute, heading.
COLONNES = {
    "nombre": "Étapes",
    "personnes": "Personnes",
    "en_cours": "En cours",
    "prevues": "Prévues",
    "realisees": "Réalisées",
    "interrompues": "Interrompues",
    "abandonnees": "Abandonnées",
    "sans_suite": "N'ont pas eu lieu",
}
# Which étapes each count is of; `personnes` has one a person.
COMPTEES = {
    "nombre": {},
    "personnes": {},
    # An étape that is over has its result.
    "en_cours": {"date_debut__isnull": False, "resultat": ""},
    "prevues": {"date_debut__isnull": True, "resultat": ""},
    "realisees": {"resultat": Resultat.REALISEE},
    "interrompues": {"resultat": Resultat.INTERROMPUE},
    "abandonnees": {"date_debut__isnull": False, "resultat": Resultat.ABANDONNEE},
    "sans_suite": {"date_debut__isnull": True, "resultat": Resultat.ABANDONNEE},
}


def _commencees(du, au, prefixe=""):
    """Begun between these days, both included, when a day is given."""
    bornes = {"date_debut__gte": du, "date_debut__lte": au}
    return Q(**{f"{prefixe}{nom}": jour for nom, jour in bornes.items() if jour})


def operateurs(du=None, au=None):
    """The operators with how many étapes, of how many people, with what result; of those begun
    between `du` and `au`."""
    portee = _commencees(du, au, "etapes__")

    def compter(nom):
        if nom == "personnes":
            return Count("etapes__parcours__participant", filter=portee, distinct=True)
        voulu = {f"etapes__{champ}": valeur for champ, valeur in COMPTEES[nom].items()}
        return Count("etapes", filter=portee & Q(etapes__isnull=False, **voulu))

    comptes = Operateur.objects.actuels().annotate(**{nom: compter(nom) for nom in COLONNES})
    return comptes.order_by(*Operateur._meta.ordering)


def etapes(operateur, nom, agent, du=None, au=None):
    """The étapes behind one count of `operateurs`, for the dossiers that `agent` may open: as many
    rows as it says."""
    visibles = Parcours.objects.visibles_par(agent).order_by()
    comptees = Etape.objects.filter(
        _commencees(du, au),
        operateur=operateur,
        parcours__in=visibles.values("pk"),
        **COMPTEES[nom],
    )
    if nom == "personnes":
        premieres = comptees.order_by("parcours__participant_id", "-date_debut", "-pk")
        premieres = premieres.distinct("parcours__participant_id")
        comptees = Etape.objects.filter(pk__in=premieres.values("pk"))
    lues = comptees.select_related("parcours__participant", "parcours__structure")
    return lues.order_by("parcours__participant__recherche", "-date_debut", "-pk")
