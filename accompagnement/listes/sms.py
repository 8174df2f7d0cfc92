"""SMS by month: how many, with what result, for how much."""

from django.db.models import Count, DecimalField, Q, Sum, Value
from django.db.models.functions import Coalesce, TruncMonth

from accompagnement.enums import SMS_COMPTES, StatutSms
from accompagnement.models import Sms


def par_mois():
    """The latest first; `segments` and `cout` (euros) count what the provider may bill."""
    comptes = Q(statut__in=SMS_COMPTES)
    argent = DecimalField(max_digits=10, decimal_places=4)
    return (
        Sms.objects.order_by()
        .annotate(mois=TruncMonth("cree_le"))
        .values("mois")
        .annotate(
            envoyes=Count("pk", filter=Q(statut=StatutSms.ENVOYE)),
            sans_reponse=Count("pk", filter=Q(statut=StatutSms.SANS_REPONSE)),
            refuses=Count("pk", filter=Q(statut=StatutSms.REFUSE)),
            non_partis=Count("pk", filter=Q(statut=StatutSms.A_REPRENDRE)),
            segments=Coalesce(Sum("segments", filter=comptes), 0),
            cout=Coalesce(Sum("prix", filter=comptes), Value(0, argent), output_field=argent),
        )
        .order_by("-mois")
    )
