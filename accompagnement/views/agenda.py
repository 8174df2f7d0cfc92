"""The calendar feed of an agent, and the page that gives or takes back its secret address."""

from datetime import UTC, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accompagnement.actions.agenda import agent_du_jeton, creer_adresse, revoquer_adresse
from accompagnement.documents.courriel import evenement, identifiant, nouvel_agenda
from accompagnement.listes.agenda import creneaux
from accompagnement.models import JetonAgenda
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger

PASSE, AVENIR = timedelta(days=14), timedelta(days=90)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def agenda(request):
    """The address is on the page that answers its creation, and nowhere afterwards."""
    exiger(Acte.TENIR_AGENDA.permet(request.user))
    adresse = ""
    if request.method == "POST" and request.POST.get("acte") == "creer":
        jeton = creer_adresse(par=request.user)
        chemin = reverse("accompagnement:agenda_flux", args=[jeton])
        adresse = request.build_absolute_uri(chemin)
    elif request.method == "POST":
        revoquer_adresse(par=request.user)
    contexte = {
        "adresse": adresse,
        "jeton": JetonAgenda.objects.filter(agent=request.user).first(),
    }
    return render(request, "accompagnement/agenda.html", contexte)


@login_not_required
@require_safe
def agenda_flux(request, jeton):
    """The feed itself: whoever holds the address reads it, so it says next to nothing."""
    agent = agent_du_jeton(jeton)
    if agent is None or not Acte.TENIR_AGENDA.permet(agent):
        return HttpResponse(
            "Cette adresse d'agenda n'existe pas ou a été révoquée.\n",
            status=404,
            content_type="text/plain; charset=utf-8",
        )
    return HttpResponse(
        _flux(agent),
        content_type="text/calendar; charset=utf-8",
        headers={"Cache-Control": "private, no-store"},
    )


def _flux(agent):
    maintenant = timezone.now()
    flux = nouvel_agenda(f"PLIE – {agent}")
    for creneau in creneaux(agent, maintenant - PASSE, maintenant + AVENIR, lecteur=agent):
        if not creneau.est_libere:
            flux.add_component(_element(creneau))
    return flux.to_ical()


def _element(creneau):
    if creneau.seance:
        uid = identifiant("seance", creneau.seance.pk)
        titre, chemin = creneau.seance.titre, ("seance", creneau.seance.pk)
    else:
        entretien = creneau.entretien
        personne = entretien.parcours.participant
        uid = identifiant("entretien", entretien.pk)
        initiale = f"{personne.prenom} {personne.nom[:1]}."
        titre = f"{initiale} – {entretien.get_mode_display()}"
        chemin = ("dossier", personne.pk)
    element = evenement(uid, creneau.debut.astimezone(UTC), creneau.duree_minutes, titre)
    nom, cle = chemin
    element.add("url", settings.ADRESSE + reverse(f"accompagnement:{nom}", args=[cle]))
    return element
