"""What the method page of the offers says of matching: the points as they are set today."""

from collections import defaultdict

from accompagnement.models import ReglagesRapprochement
from accompagnement.permissions import Acte
from accompagnement.rapprochement.relation import OFFRES_PAR_DOMAINE, RETENUES
from plie.referentiels.models import DomaineProche, Rome

POIDS = (
    "metier_identique",
    "metier_du_domaine",
    "metier_proche",
    "distance",
    "contrat",
    "heures",
    "experience",
    "niveau",
    "fraicheur",
)


def rapprochement(agent, _objet):
    """The block of the method page."""
    reglages = ReglagesRapprochement.objects.actuels()
    return {
        "poids": [
            (ReglagesRapprochement._meta.get_field(nom).verbose_name, getattr(reglages, nom))
            for nom in POIDS
        ],
        "rayon": reglages.rayon_par_defaut,
        "par_domaine": OFFRES_PAR_DOMAINE,
        "retenues": RETENUES,
        "proches": _domaines_proches(),
        "peut_regler": Acte.REGLER.permet(agent),
    }


def _domaines_proches():
    """[(label, [labels])], each pair once."""
    lignes = Rome.objects.order_by("domaine_code").distinct()
    libelles = dict(lignes.values_list("domaine_code", "domaine_libelle"))
    proches = defaultdict(list)
    for paire in DomaineProche.objects.all():
        proches[paire.domaine].append(libelles.get(paire.proche, paire.proche))
    return [(libelles.get(code, code), voisins) for code, voisins in proches.items()]
