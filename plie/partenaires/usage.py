"""What each application does of what it may: calls, errors, people read; and when it is unusual,
of a conseiller too."""

from datetime import datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from plie.comptes.models import Agent
from plie.journal.models import Consultation
from plie.partenaires.models import Appel, Application

JOURS = 30
# Unusual: more than so many times the busiest of the last days, and never under a floor, or more
# than so many people in an hour.
FOIS, PLANCHER, PERSONNES_PAR_HEURE = 3, 100, 50


def avec_l_usage(applications):
    """`dernier_appel`, `appels_du_jour`, `erreurs_du_jour`, `personnes_lues` (in 30 days)."""
    maintenant = timezone.now()
    minuit = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    du_jour = _appels().filter(le__gte=minuit)
    lues = Consultation.objects.filter(
        agent=OuterRef("user"), consulte_le__gte=maintenant - timedelta(days=JOURS)
    )
    return applications.annotate(
        dernier_appel=Subquery(_appels().values("application").annotate(n=Max("le")).values("n")),
        appels_du_jour=_nombre(du_jour, "application", Count("pk")),
        erreurs_du_jour=_nombre(du_jour.filter(statut__gte=400), "application", Count("pk")),
        personnes_lues=_nombre(lues, "agent", Count("participant_id", distinct=True)),
    )


def _appels():
    return Appel.objects.filter(application=OuterRef("pk")).order_by()


def _nombre(lignes, groupe, compte):
    return Coalesce(Subquery(lignes.order_by().values(groupe).annotate(n=compte).values("n")), 0)


class Volume(NamedTuple):
    """Calls of the last 24 hours, those of the busiest day before, people read in an hour."""

    appels: int
    jour_charge: int
    personnes: int

    @property
    def est_inhabituel(self):
        return (
            self.appels > max(PLANCHER, FOIS * self.jour_charge)
            or self.personnes > PERSONNES_PAR_HEURE
        )


def volumes(maintenant):
    """{application: Volume}, of those called or reading in the last 24 hours."""
    recent = Q(le__gt=maintenant - timedelta(days=1))
    appels = _par_application(Appel.objects.filter(recent, le__lte=maintenant))
    avant = Appel.objects.filter(
        ~recent, application__in=appels, le__gt=maintenant - timedelta(days=JOURS)
    )
    charges = {}
    for application, _, nombre in (
        avant.order_by()
        .annotate(jour=TruncDate("le"))
        .values_list("application", "jour")
        .annotate(n=Count("pk"))
    ):
        charges[application] = max(nombre, charges.get(application, 0))
    lues = _personnes(Application.objects.values("user"), maintenant)
    return {
        application: Volume(
            appels.get(application.pk, 0),
            charges.get(application.pk, 0),
            lues.get(application.user_id, 0),
        )
        for application in Application.objects.filter(
            Q(pk__in=appels) | Q(user__in=lues)
        ).select_related("structure")
    }


def _par_application(appels):
    return dict(appels.order_by().values_list("application").annotate(n=Count("pk")))


def lectures_inhabituelles(maintenant):
    """{conseiller: how many people they read in the last hour}, of those who read many."""
    lues = _personnes(Agent.objects.conseillers().values("pk"), maintenant)
    return {agent: nombre for agent, nombre in lues.items() if nombre > PERSONNES_PAR_HEURE}


def _personnes(agents, maintenant):
    """{agent: how many people they read in the last hour}."""
    lues = Consultation.objects.filter(
        agent__in=agents,
        consulte_le__gt=maintenant - timedelta(hours=1),
        consulte_le__lte=maintenant,
    )
    return dict(
        lues.order_by().values_list("agent").annotate(n=Count("participant_id", distinct=True))
    )
