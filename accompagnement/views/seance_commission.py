"""A commission while it sits: one case after the other, and the decision of each."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accompagnement.actions.commission import decider
from accompagnement.forms import DecisionForm
from accompagnement.lecture.projection import cas
from accompagnement.listes.ordre_du_jour import passages_lisibles
from accompagnement.models import Commission, Passage
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger, objet_visible, page_acte, tracer_ouverture
from plie.socle.soumission import soumission_unique

LIENS_DU_PASSAGE = (
    "commission",
    "decide_par",
    "parcours__participant__commune",
    "parcours__sortie__motif",
    "parcours__prescripteur",
)


@require_safe
def commission_tenir(request, pk):
    """To the first case that waits for a decision; once all are decided, to what remains to do."""
    exiger(Acte.DECIDER_COMMISSION.permet(request.user))
    commission = get_object_or_404(Commission, pk=pk)
    attente = commission.passages.filter(decision="").first()
    if attente:
        return redirect("accompagnement:passage_decider", attente.pk)
    decides = commission.passages.count()
    return render(
        request,
        "accompagnement/commission_finie.html",
        {"commission": commission, "decides": decides},
    )


@soumission_unique
def passage_decider(request, pk):
    passage = objet_visible(request, Passage, pk, *LIENS_DU_PASSAGE)
    exiger(Acte.DECIDER_COMMISSION.permet(request.user))
    ordre = list(passages_lisibles(passage.commission, request.user).values_list("pk", "decision"))
    if request.method == "POST" and passage.decision:
        messages.warning(
            request, f"Ce dossier est déjà décidé : {passage.get_decision_display().lower()}."
        )
        return redirect("accompagnement:commission", passage.commission_id)
    tracer_ouverture(request, passage.parcours.participant_id, "Décision de la commission")
    formulaire = DecisionForm(request.POST or None, statut=passage.parcours.statut)
    contexte = {
        "passage": passage,
        "commission": passage.commission,
        "peut_voter": passage.commission.a_eu_lieu and not passage.commission.close_le,
        **_place(ordre, passage.pk),
        **cas(passage),
    }
    if passage.decision:
        contexte.update(formulaire=formulaire, titre=str(passage.parcours.participant))
        return render(request, "accompagnement/projection.html", contexte)
    return page_acte(
        request,
        formulaire,
        lambda formulaire: decider(passage, par=request.user, **formulaire.cleaned_data),
        titre=str(passage.parcours.participant),
        bouton="Enregistrer la décision",
        succes=f"Décision enregistrée pour {passage.parcours.participant}.",
        retour=reverse("accompagnement:commission_tenir", args=[passage.commission_id]),
        gabarit="accompagnement/projection.html",
        sur_titre=str(passage.commission),
        **contexte,
    )


def _place(ordre, pk):
    """Which case of how many, and its neighbours."""
    cles = [cle for cle, _ in ordre]
    rang = cles.index(pk)
    return {
        "rang": rang + 1,
        "total": len(cles),
        "restants": sum(1 for _, decision in ordre if not decision),
        "precedent": cles[rang - 1] if rang else None,
        "suivant": cles[rang + 1] if rang + 1 < len(cles) else None,
    }
