"""`/metrics`, in the text of Prometheus: measured when asked, the same from any process."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseForbidden
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from plie.surveillance import etat
from plie.surveillance.avertissements import avertissements
from plie.surveillance.jeton import est_superviseur


class _Mesures:
    def collect(self):
        lus = etat.travaux()
        for nom, cle, aide in NOMBRES:
            yield _jauge(nom, aide, lus[cle])
        for nom, cle, aide in AGES:
            if lus[cle] is not None:
                yield _jauge(nom, aide, (timezone.now() - lus[cle]).total_seconds())
        yield from _places()
        famille = GaugeMetricFamily(
            "plie_avertissement", "1 for each warning of now", labels=["code"]
        )
        for signal in avertissements(travaux=lus):
            famille.add_metric([signal.code], 1)
        yield famille


NOMBRES = (
    ("plie_travaux_en_attente", "attendent", "Jobs due that no worker has begun"),
    ("plie_travaux_non_aboutis_2j", "non_aboutis", "Jobs that failed in the last two days"),
    ("plie_courriels_en_attente", "courriels", "Mails not sent yet"),
)
AGES = (
    ("plie_veille_age_secondes", "veille", "Since the watch last asked for a job"),
    ("plie_file_age_secondes", "plus_ancien", "Since the oldest job due"),
    ("plie_sauvegarde_age_secondes", "sauvegarde", "Since the last backup"),
    ("plie_epreuve_age_secondes", "epreuve", "Since the last trial of a backup"),
)


def _jauge(nom, aide, valeur):
    return GaugeMetricFamily(nom, aide, value=valeur)


def _places():
    libre = GaugeMetricFamily("plie_disque_libre_octets", "Free bytes", labels=["usage"])
    total = GaugeMetricFamily("plie_disque_octets", "Size of the disk", labels=["usage"])
    for usage, (reste, taille) in etat.disques().items():
        libre.add_metric([usage], reste)
        total.add_metric([usage], taille)
    yield from (libre, total)


@login_not_required
@never_cache
@require_safe
def metriques(request):
    if not est_superviseur(request):
        return HttpResponseForbidden("Jeton de supervision attendu.", content_type="text/plain")
    registre = CollectorRegistry()
    registre.register(_Mesures())
    return HttpResponse(generate_latest(registre), content_type=CONTENT_TYPE_LATEST)
