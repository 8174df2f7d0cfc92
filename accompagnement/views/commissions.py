from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accompagnement import permissions
from accompagnement.actions.commissions import creer_commission, decider
from accompagnement.enums import MOTIFS_SORTIE_SENSIBLES
from accompagnement.forms import CommissionForm, DecisionForm
from accompagnement.models import Commission, Participant, Passage
from accompagnement.views.actes import exiger, page_acte, tracer_ouverture
from plie.comptes.enums import Role
from plie.interface.listes import paginer
from plie.interface.soumissions import soumission_unique


@require_safe
def commissions(request):
    exiger(permissions.peut(request.user, "voir_commissions"))
    toutes = Commission.objects.annotate(
        nombre=Count("passages"), en_attente=Count("passages", filter=Q(passages__decision=""))
    ).order_by("-date", "-pk")
    contexte = {
        "page": paginer(request, toutes),
        "aujourd_hui": timezone.localdate(),
        "peut_decider": permissions.peut(request.user, "decider_commission"),
    }
    return render(request, "accompagnement/commissions.html", contexte)


@soumission_unique
def commission_creer(request):
    exiger(permissions.peut(request.user, "decider_commission"))
    return page_acte(
        request,
        CommissionForm(request.POST or None),
        lambda formulaire: creer_commission(par=request.user, **formulaire.cleaned_data),
        titre="Prévoir une commission",
        bouton="Prévoir la commission",
        succes="La commission est prévue.",
        retour=lambda commission: reverse("accompagnement:commission", args=[commission.pk]),
        annuler=reverse("accompagnement:commissions"),
    )


def _passages_visibles(request, commission):
    visibles = Participant.objects.visibles_par(request.user)
    return (
        commission.passages.filter(parcours__participant__in=visibles)
        .select_related("parcours__participant__commune", "parcours__structure", "decide_par")
        .select_related("parcours__sortie__motif")
        .order_by("parcours__participant__recherche", "pk")
    )


@require_safe
def commission(request, pk):
    exiger(permissions.peut(request.user, "voir_commissions"))
    commission = get_object_or_404(Commission, pk=pk)
    contexte = {
        "commission": commission,
        "passages": _passages_visibles(request, commission),
        "peut_decider": permissions.peut(request.user, "decider_commission"),
        "voit_motifs": request.user.role == Role.COORDINATION,
        "motifs_reserves": MOTIFS_SORTIE_SENSIBLES,
    }
    return render(request, "accompagnement/commission.html", contexte)


@soumission_unique
def passage_decider(request, pk):
    passage = get_object_or_404(
        Passage.objects.filter(
            parcours__participant__in=Participant.objects.visibles_par(request.user)
        ).select_related("commission", "parcours__participant", "parcours__structure"),
        pk=pk,
    )
    exiger(permissions.peut(request.user, "decider_commission"))
    retour = reverse("accompagnement:commission", args=[passage.commission_id])
    if passage.decision:
        messages.warning(
            request, f"Ce dossier est déjà décidé : {passage.get_decision_display().lower()}."
        )
        return redirect(retour)
    tracer_ouverture(request, passage.parcours.participant_id, "Décision de la commission")
    formulaire = DecisionForm(request.POST or None, statut=passage.parcours.statut)
    return page_acte(
        request,
        formulaire,
        lambda formulaire: decider(passage, par=request.user, **formulaire.cleaned_data),
        titre=f"Décision : {passage.parcours.participant}",
        bouton="Enregistrer la décision",
        succes="Décision enregistrée.",
        retour=retour,
        gabarit="accompagnement/decision.html",
        passage=passage,
        sur_titre=str(passage.commission),
    )
