"""The bell: what is new, opened and read once; and how one wants to be told."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accompagnement.actions.notification import choisir_les_canaux, lire, tout_lire
from accompagnement.forms import PreferencesForm
from accompagnement.listes.notification import toutes
from accompagnement.models import Notification
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger, page_acte
from plie.interface.listes import paginer
from plie.socle.soumission import soumission_unique

PAR_PAGE = 30


@require_safe
def notifications(request):
    """Those not read first."""
    exiger(Acte.LIRE_NOTIFICATIONS.permet(request.user))
    page = paginer(request, toutes(request.user).les_nouvelles_d_abord(), PAR_PAGE)
    return render(request, "accompagnement/notifications.html", {"page": page})


@require_safe
def notification(request, pk):
    """Go to what it speaks of; it is read."""
    exiger(Acte.LIRE_NOTIFICATIONS.permet(request.user))
    visibles = Notification.objects.visibles_par(request.user).select_related("parcours")
    lue = get_object_or_404(visibles, pk=pk)
    lire(lue, par=request.user)
    return redirect(lue.adresse)


@require_POST
def notifications_lire(request):
    exiger(Acte.LIRE_NOTIFICATIONS.permet(request.user))
    tout_lire(par=request.user)
    messages.success(request, "Tout est marqué comme lu.")
    return redirect("accompagnement:notifications")


@soumission_unique
def notification_preferences(request):
    exiger(Acte.LIRE_NOTIFICATIONS.permet(request.user))
    return page_acte(
        request,
        PreferencesForm(request.POST or None, agent=request.user),
        lambda formulaire: choisir_les_canaux(par=request.user, canaux=formulaire.canaux()),
        titre="Choisir mes notifications",
        explication="Le courriel du matin tient en un message : il ne dit d'une personne que ses "
        "initiales, et donne un lien.",
        bouton="Enregistrer mes choix",
        succes="Vos choix sont enregistrés.",
        retour=reverse("accompagnement:notifications"),
    )
