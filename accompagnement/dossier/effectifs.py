"""The numbers of the whole PLIE on the home page, kept until alerts are computed again: every
write to a dossier has them computed (`actions.alertes.rafraichir`)."""

import uuid
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from accompagnement.enums import STATUTS_ENTRES, CodeAlerte
from accompagnement.models import AffectationReferent, Alerte, Parcours, Passage

VERSION = "alertes-version"
SECONDES = 300


class Effectifs(NamedTuple):
    """People by alert; (entered, with an alert) by référent; (cases to decide, incomplete ones) by
    commission; those nobody follows, the oldest prescription first."""

    par_alerte: dict
    par_referent: dict
    par_commission: dict
    en_cours: int
    sans_referent: list


def effectifs():
    """What the PLIE counts now. A write that skips the actions shows a few minutes later."""
    cle = f"effectifs:{len(Effectifs._fields)}:{cache.get(VERSION)}:{timezone.localdate()}"
    return Effectifs(*cache.get_or_set(cle, _compter, SECONDES))


def oublier():
    cache.set(VERSION, uuid.uuid4().hex, None)


def _compter():
    sans = Parcours.objects.ouverts().sans_referent().order_by("date_prescription", "pk")
    return (
        dict(Alerte.objects.order_by().values_list("code").annotate(Count("pk"))),
        _par_referent(),
        _par_commission(),
        Parcours.objects.en_cours().count(),
        list(sans.values_list("pk", flat=True)),
    )


def _par_referent():
    alerte = Exists(Alerte.objects.filter(parcours=OuterRef("parcours")))
    comptes = (
        AffectationReferent.objects.filter(date_fin__isnull=True)
        .order_by()
        .values_list("agent")
        .annotate(
            personnes=Count("pk", filter=Q(parcours__statut__in=STATUTS_ENTRES)),
            a_voir=Count("pk", filter=alerte),
        )
    )
    return {agent: (personnes, a_voir) for agent, personnes, a_voir in comptes}


def _par_commission():
    incomplet = Alerte.objects.filter(
        parcours=OuterRef("parcours"), code=CodeAlerte.DOSSIER_INCOMPLET
    )
    comptes = (
        Passage.objects.filter(decision="", commission__date__gte=timezone.localdate())
        .order_by()
        .values_list("commission")
        .annotate(nombre=Count("pk"), incomplets=Count("pk", filter=Exists(incomplet)))
    )
    return {commission: (nombre, incomplets) for commission, nombre, incomplets in comptes}
