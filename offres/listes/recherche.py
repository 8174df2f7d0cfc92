"""What the search of the top bar finds here: open offers and employers."""

from urllib.parse import urlencode

from django.urls import reverse

from offres.limite_de_lecture import compter_une_lecture
from offres.models import Etablissement, Offre
from plie.interface.recherche import Resultat, Trouvailles

# Count capped: beyond it the page says "plus de 100".
PLAFOND = 100
# A common word is in hundreds of them; the list, filtered by that word, has them all.
OFFRES_MONTREES = 5
TROP_D_OFFRES = Trouvailles(
    [Resultat("Trop de pages d'offres en une minute", "reprenez dans un instant")], 0
)


def offres(agent, texte, limite):
    """Open offers that speak of every word, the latest first. What they show counts as a page of
    offers; a search that finds none counts for nothing."""
    trouvees = Offre.objects.montrables().rechercher(texte).order_by("-actualisee_le", "-pk")
    lues = list(trouvees.values_list("pk", "intitule", "entreprise", "commune__nom")[: PLAFOND + 1])
    if lues and not compter_une_lecture(agent):
        return TROP_D_OFFRES
    return _trouvailles(
        [
            Resultat(
                intitule,
                ", ".join(filter(None, (entreprise, commune))),
                reverse("offres:offre", args=[pk]),
            )
            for pk, intitule, entreprise, commune in lues
        ],
        min(limite, OFFRES_MONTREES),
        "offres:offres",
        texte,
        "Voir toutes ces offres dans la liste",
    )


def employeurs(agent, texte, limite):
    """Employers whose name has every word, or whose SIRET begins so."""
    trouves = Etablissement.objects.nommes(texte).values_list("pk", "nom", "commune__nom")
    return _trouvailles(
        [
            Resultat(nom, commune or "", reverse("offres:employeur", args=[pk]))
            for pk, nom, commune in trouves[: PLAFOND + 1]
        ],
        limite,
        "offres:employeurs",
        texte,
        "Voir dans la liste des employeurs",
    )


def _trouvailles(resultats, limite, liste, texte, libelle):
    return Trouvailles(
        resultats=resultats[:limite],
        nombre=min(len(resultats), PLAFOND),
        plafonne=len(resultats) > PLAFOND,
        adresse_liste=f"{reverse(liste)}?{urlencode({'q': texte})}",
        libelle_liste=libelle,
    )
