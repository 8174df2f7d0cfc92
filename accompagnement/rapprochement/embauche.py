"""What a hire already knows of its job, from the proposal that led to it."""

from django.utils import timezone

from accompagnement.enums import CONTRAT_DU_CODE, TypeContrat
from offres.models import Offre


def prerempli(mise):
    """The first values of the form of a job; the employer only while the offer may be shown."""
    offre = mise.offre
    etablissement, entreprise = mise.etablissement, ""
    if not offre.est_importee or Offre.objects.montrables().filter(pk=offre.pk).exists():
        etablissement, entreprise = etablissement or offre.etablissement, offre.entreprise
    return {
        "type_contrat": TypeContrat.IAE
        if offre.est_iae
        else CONTRAT_DU_CODE.get(offre.contrat, ""),
        "employeur": (etablissement.nom if etablissement else entreprise)[:200],
        "siret": (etablissement and etablissement.siret) or "",
        "rome": mise.rome_code,
        "heures_hebdo": mise.heures_hebdo,
        "date_debut": timezone.localdate(),
    }
