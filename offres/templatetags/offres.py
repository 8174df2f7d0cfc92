import re

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

from offres.lecture import fiche
from offres.lecture.fiche import LICENCE
from offres.models import Synchronisation
from offres.models.synchronisation import FRAICHEUR

register = template.Library()
LIEN = re.compile(r"(https://[^\s<>\"']+)")


@register.filter
def en_clair(texte):
    """What France Travail sent, as people say it."""
    return fiche.en_clair(texte)


def _derniere(context):
    """The start of the last complete run, read once a page."""
    if "derniere_synchronisation" not in context.render_context:
        derniere = Synchronisation.objects.derniere_reussie()
        context.render_context["derniere_synchronisation"] = derniere
    return context.render_context["derniere_synchronisation"]


@register.inclusion_tag("offres/etat_du_flux.html", takes_context=True)
def etat_du_flux(context):
    derniere = _derniere(context)
    return {
        "derniere": derniere,
        "est_perime": derniere is None or derniere < timezone.now() - FRAICHEUR,
        "est_simule": getattr(settings, "FRANCE_TRAVAIL_SIMULE", False),
    }


@register.inclusion_tag("offres/source_et_licence.html", takes_context=True)
def source_et_licence(context):
    return {"derniere": _derniere(context), "licence": LICENCE}


@register.filter
def texte_recu(texte):
    """Text from elsewhere: escaped, its lines kept; only https addresses become links."""
    morceaux = LIEN.split(str(texte))
    for rang in range(1, len(morceaux), 2):
        adresse = morceaux[rang].rstrip(".,;:)")
        suite = morceaux[rang][len(adresse) :]
        lien = format_html(
            '<a href="{0}" rel="noopener noreferrer nofollow">{0}</a>{1}', adresse, suite
        )
        morceaux[rang] = lien
    html = "".join(conditional_escape(morceau) for morceau in morceaux)
    return mark_safe(html.replace("\r\n", "\n").replace("\n", "<br>"))  # noqa: S308 - escaped above
