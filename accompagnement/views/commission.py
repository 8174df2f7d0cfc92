"""Commissions: the list, the agenda and what is ready to come, the sitting, the minutes."""

from collections import Counter
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accompagnement.actions.commission import (
    clore_commission,
    creer_commission,
    exiger_a_clore,
    modifier_commission,
    proposer,
    retirer_commission,
)
from accompagnement.alertes.completude import manques
from accompagnement.documents.commission import releve_de_decisions
from accompagnement.enums import Decision, Manque
from accompagnement.forms import CommissionForm, CommissionModifieeForm
from accompagnement.lecture.passage import lire_candidats, lire_passages
from accompagnement.listes.ordre_du_jour import passages_lisibles, prets
from accompagnement.models import Commission, Parcours
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger, page_acte, presser
from plie.interface.actes import page_a_confirmer
from plie.interface.listes import paginer
from plie.journal.actions import tracer_consultations
from plie.socle.export import telechargement
from plie.socle.soumission import soumission_unique

PRETS_MONTRES = 50
# Where each lack is mended: the page, and whether it takes the parcours or the person.
REMEDES = {
    Manque.REFERENT: ("parcours_affecter", "parcours"),
    Manque.SITUATION: ("parcours_diagnostic", "parcours"),
    Manque.CRITERE: ("parcours_diagnostic", "parcours"),
    Manque.PREUVE: ("dossier_pieces", "participant"),
    Manque.PREUVE_SORTIE: ("piece_deposer", "participant"),
}


@require_safe
def commissions(request):
    exiger(Acte.VOIR_COMMISSIONS.permet(request.user))
    toutes = Commission.objects.annotate(
        nombre=Count("passages"), en_attente=Count("passages", filter=Q(passages__decision=""))
    ).order_by("-date", "-pk")
    contexte = {
        "page": paginer(request, toutes),
        "aujourd_hui": timezone.localdate(),
        "peut_decider": Acte.DECIDER_COMMISSION.permet(request.user),
    }
    return render(request, "accompagnement/commissions.html", contexte)


@soumission_unique
def commission_creer(request):
    exiger(Acte.DECIDER_COMMISSION.permet(request.user))
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


@soumission_unique
def commission_modifier(request, pk):
    exiger(Acte.DECIDER_COMMISSION.permet(request.user))
    commission = get_object_or_404(Commission, pk=pk)
    return page_acte(
        request,
        CommissionModifieeForm(request.POST or None, instance=commission),
        lambda formulaire: modifier_commission(
            commission, par=request.user, **formulaire.cleaned_data
        ),
        titre=f"Modifier : {commission}",
        bouton="Enregistrer la commission",
        succes="La commission est enregistrée.",
        retour=adresse(pk),
    )


def adresse(pk):
    return reverse("accompagnement:commission", args=[pk])


@require_safe
def commission(request, pk):
    exiger(Acte.VOIR_COMMISSIONS.permet(request.user))
    commission = get_object_or_404(Commission, pk=pk)
    passages = lire_passages(passages_lisibles(commission, request.user), request.user)
    ecrits = _ecrits(request.user, passages)
    candidats = [] if commission.close_le else list(prets(commission, request.user)[:PRETS_MONTRES])
    contexte = {
        "commission": commission,
        "lignes": [
            (passage, [(m.label, _remede(m, passage, ecrits)) for m in manques(passage)])
            for passage in passages
        ],
        "decides": sum(1 for passage in passages if passage.decision),
        "ailleurs": commission.passages.count() - len(passages),
        "prets": lire_candidats(candidats, request.user),
        "peut_decider": Acte.DECIDER_COMMISSION.permet(request.user),
        "peut_corriger": Acte.CORRIGER.permet(request.user),
        "annulees": sum(1 for passage in passages if passage.annulation),
        "est_ouverte": commission.close_le is None,
    }
    return render(request, "accompagnement/commission.html", contexte)


def _ecrits(agent, passages):
    """The acts of REMEDES open to `agent`, each with the keys of the parcours it is open for."""
    cles = {passage.parcours_id for passage in passages}
    confies = cles & set(
        Parcours.objects.confies_a(agent).filter(pk__in=cles).values_list("pk", flat=True)
    )
    return {
        "parcours_affecter": confies if Acte.AFFECTER.permet(agent) else set(),
        "parcours_diagnostic": confies,
        "dossier_pieces": cles,
        "piece_deposer": cles if Acte.VERIFIER_PIECE.permet(agent) else confies,
    }


def _remede(manque, passage, ecrits):
    """Where this lack is mended; empty for an agent who may not mend it."""
    nom, cle = REMEDES[manque]
    parcours = passage.parcours
    if parcours.pk not in ecrits[nom]:
        return ""
    cible = parcours.pk if cle == "parcours" else parcours.participant_id
    adresse = reverse(f"accompagnement:{nom}", args=[cible])
    if nom != "piece_deposer":
        return adresse
    ordre = reverse("accompagnement:commission", args=[passage.commission_id])
    return f"{adresse}?{urlencode({'sortie': 1, 'suite': ordre})}"


@require_POST
@soumission_unique
def commission_proposer(request, pk):
    """Put the chosen cases on the agenda; what is not among the ready ones is not there."""
    exiger(Acte.VOIR_COMMISSIONS.permet(request.user))
    commission = get_object_or_404(Commission, pk=pk)
    cles = [cle for cle in request.POST.getlist("parcours") if cle.isdecimal() and len(cle) < 19]
    choisis = prets(commission, request.user).filter(pk__in=cles)
    inscrits, refuses = proposer(commission, choisis, par=request.user)
    if inscrits:
        nombre = len(inscrits)
        messages.success(
            request,
            "1 dossier ajouté à l'ordre du jour."
            if nombre == 1
            else f"{nombre} dossiers ajoutés à l'ordre du jour.",
        )
    for parcours, raison in refuses:
        messages.error(request, f"{parcours.participant} : {raison}")
    if not inscrits and not refuses:
        messages.warning(request, "Aucun dossier n'était coché, ou il n'est plus à proposer.")
    return redirect(adresse(pk))


@require_POST
@soumission_unique
def commission_clore(request, pk):
    exiger(Acte.DECIDER_COMMISSION.permet(request.user))
    commission = get_object_or_404(Commission, pk=pk)
    if "confirmer" not in request.POST and peut(exiger_a_clore, commission):
        return page_a_confirmer(
            request,
            titre=f"Clore : {commission}",
            phrases=_ce_que_clore_arrete(commission),
            bouton="Clore la commission",
            annuler=adresse(pk),
        )
    return faire(
        request,
        pk,
        lambda: clore_commission(commission, par=request.user),
        "La commission est close : son relevé de décisions est définitif.",
    )


def _ce_que_clore_arrete(commission):
    decisions = Counter(commission.passages.values_list("decision", flat=True))
    comptes = [f"{Decision(code).label} : {nombre}." for code, nombre in sorted(decisions.items())]
    presents = " ".join(commission.presents.split())
    return [
        *(comptes or ["L'ordre du jour est vide."]),
        f"Présents : {presents or 'non renseignés'}",
        "Le relevé de décisions devient définitif : plus rien ne s'y ajoute.",
        "Une décision ne se change plus en séance ; elle s'annule avec un motif.",
    ]


@require_POST
@soumission_unique
def commission_retirer(request, pk):
    exiger(Acte.DECIDER_COMMISSION.permet(request.user))
    commission = get_object_or_404(Commission, pk=pk)
    est_retiree = presser(
        request,
        lambda: retirer_commission(commission, par=request.user),
        f"{commission} : elle est retirée.",
    )
    return redirect("accompagnement:commissions" if est_retiree else adresse(pk))


def peut(verifier, objet):
    """What cannot be done is not asked to be confirmed: it is refused."""
    try:
        verifier(objet)
    except ValidationError:
        return False
    return True


def faire(request, pk, acte, succes):
    """One act of a button: what refuses it is said above the agenda."""
    presser(request, acte, succes)
    return redirect(adresse(pk))


@require_safe
def commission_releve(request, pk):
    """The minutes as a PDF, of the cases the agent may open."""
    exiger(Acte.VOIR_COMMISSIONS.permet(request.user))
    commission = get_object_or_404(Commission, pk=pk)
    passages = lire_passages(passages_lisibles(commission, request.user), request.user)
    tracer_consultations(
        par=request.user,
        participant_ids=[passage.parcours.participant_id for passage in passages],
        objet="Relevé de décisions",
    )
    releve = releve_de_decisions(commission, passages)
    nom = f"releve-commission-{commission.type}-{commission.date:%Y-%m-%d}.pdf"
    return telechargement(releve, nom)


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
