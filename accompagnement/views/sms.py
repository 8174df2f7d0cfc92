from django.conf import settings
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accompagnement.listes.sms import par_mois
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger
from plie.interface.listes import paginer
from plie.socle.sms import est_configure


@require_safe
def sms(request):
    """How many SMS, by month, and what they cost; of nobody in particular."""
    exiger(Acte.VOIR_SMS.permet(request.user))
    contexte = {
        "est_configure": est_configure(),
        "prix": settings.SMS_PRIX_SEGMENT,
        "page": paginer(request, par_mois(), 24),
    }
    return render(request, "accompagnement/sms.html", contexte)
