"""Matching: what the method page of the offers says of it, and the page that sets its points."""

from collections import defaultdict

from django.urls import reverse

from accompagnement.actions.rapprochement import enregistrer_poids
from accompagnement.forms.rapprochement import PoidsForm
from accompagnement.models import ReglagesRapprochement
from accompagnement.permissions import Acte
from accompagnement.rapprochement.relation import OFFRES_PAR_DOMAINE, RETENUES
from accompagnement.views.actes import exiger, page_acte
from plie.referentiels.models import DomaineProche, Rome
from plie.socle.soumission import soumission_unique

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


def methode(agent, _objet):
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


@soumission_unique
def reglages_rapprochement(request):
    exiger(Acte.REGLER.permet(request.user))
    actuels = ReglagesRapprochement.objects.actuels()
    return page_acte(
        request,
        PoidsForm(request.POST or None, instance=actuels, initial={"version": actuels.version}),
        lambda formulaire: enregistrer_poids(
            par=request.user,
            version=formulaire.cleaned_data["version"],
            **formulaire.valeurs(),
        ),
        titre="Réglages du rapprochement",
        explication="Les points de chaque critère, de 0 à 100 : leur somme classe les offres pour "
        "une personne, jamais les personnes. Zéro point désactive un critère.",
        bouton="Enregistrer les points",
        succes="Points enregistrés. Les rapprochements sont en cours de recalcul.",
        retour=reverse("accompagnement:reglages"),
    )
