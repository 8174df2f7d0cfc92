"""How the first référent works: a colleague to replace, two lists to come back to."""

from datetime import timedelta
from urllib.parse import urlencode

from accompagnement.enums import CodeAlerte
from accompagnement.models import Remplacement, VueListe

DEPUIS, ENCORE = timedelta(days=3), timedelta(days=11)
VUES = [
    ("Sans étape, à revoir", {"sans_etape": "on", "portee": "mes"}),
    ("Six mois en emploi", {"alerte": CodeAlerte.CONTRAT_M6.value, "portee": "mes"}),
]


def ecrire_organisation(equipe, aujourdhui):
    premier, *_, absent = equipe.referents
    Remplacement.objects.create(
        absent=absent,
        remplacant=premier,
        date_debut=aujourdhui - DEPUIS,
        date_fin=aujourdhui + ENCORE,
        decide_par=equipe.coordination,
    )
    VueListe.objects.bulk_create(
        VueListe(agent=premier, nom=nom, requete=urlencode(filtres)) for nom, filtres in VUES
    )
