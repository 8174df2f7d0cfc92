"""One case of a commission: its screen and its decision, its place on the agenda."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accompagnement.actions.passage import (
    decider,
    deplacer_passage,
    reprendre_decision,
    retirer_passage,
)
from accompagnement.forms import DecisionForm
from accompagnement.lecture.passage import annulation_de, ecrits_depuis
from accompagnement.lecture.projection import cas
from accompagnement.listes.ordre_du_jour import passages_lisibles
from accompagnement.models import Passage
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger, objet_visible, page_acte, tracer_ouverture
from accompagnement.views.commission import adresse, faire
from plie.interface.actes import page_a_confirmer
from plie.socle.soumission import soumission_unique

LIENS_DU_PASSAGE = (
    "commission",
    "decide_par",
    "parcours__participant__commune",
    "parcours__sortie__motif",
    "parcours__prescripteur",
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
        "peut_reprendre": bool(passage.decision)
        and passage.commission.close_le is None
        and Acte.CORRIGER.permet(request.user),
        "annulation": annulation_de(passage, request.user),
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


def _passage(request, pk):
    exiger(Acte.DECIDER_COMMISSION.permet(request.user))
    return objet_visible(request, Passage, pk, "commission")


@require_POST
@soumission_unique
def passage_reprendre(request, pk):
    """Decide again; asked to be confirmed where something was written since."""
    exiger(Acte.CORRIGER.permet(request.user))
    passage = objet_visible(request, Passage, pk, "commission")
    ecrits = ecrits_depuis(passage)
    if ecrits and "confirmer" not in request.POST:
        return page_a_confirmer(
            request,
            titre=f"Revenir sur la décision : {passage.parcours.participant}",
            phrases=[
                f"Écrit dans le dossier depuis cette décision : {', '.join(ecrits)}. Ce qui est "
                "écrit reste.",
                "Le parcours revient où il était, et le cas est à décider de nouveau.",
            ],
            bouton="Revenir sur la décision",
            annuler=adresse(passage.commission_id),
        )
    try:
        reprendre_decision(passage, par=request.user)
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
        return redirect(adresse(passage.commission_id))
    messages.success(request, f"{passage.parcours.participant} est à décider de nouveau.")
    return redirect("accompagnement:passage_decider", pk)


@require_POST
def passage_retirer(request, pk):
    passage = _passage(request, pk)
    return faire(
        request,
        passage.commission_id,
        lambda: retirer_passage(passage, par=request.user),
        f"{passage.parcours.participant} n'est plus à l'ordre du jour.",
    )


@require_POST
def passage_deplacer(request, pk):
    passage = _passage(request, pk)
    rang = request.POST.get("rang", "")
    if rang.isdecimal() and len(rang) < 6:
        deplacer_passage(passage, par=request.user, rang=int(rang))
    return redirect(f"{adresse(passage.commission_id)}#passage-{pk}")
