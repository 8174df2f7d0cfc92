"""How the first référent works: a colleague to replace, two lists to come back to, dossiers opened
lately."""

from datetime import timedelta
from urllib.parse import urlencode

from accompagnement.enums import CodeAlerte
from accompagnement.models import Parcours, Remplacement, VueListe
from plie.journal.models import Consultation

OUVERTS = 6
DEPUIS, ENCORE = timedelta(days=3), timedelta(days=11)
VUES = [
    ("Sans étape commencée", {"sans_etape": "on", "portee": "mes"}),
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
    suivis = Parcours.objects.du_referent(premier).en_cours().order_by("-date_entree", "pk")
    Consultation.objects.bulk_create(
        Consultation(agent=premier, participant_id=pk, objet="Parcours")
        for pk in suivis.values_list("participant_id", flat=True)[:OUVERTS]
    )
