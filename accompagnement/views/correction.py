"""Correct what was validated by mistake, and judge what others ask to correct."""

from django.db.models import Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accompagnement.actions.correction.demande import (
    annuler_decision,
    confirmer_correction,
    corriger_entree,
    refuser_correction,
    rouvrir_prescription,
    rouvrir_sortie,
)
from accompagnement.enums import MoyenReponse, StatutOrientation
from accompagnement.forms import CorrectionForm, EntreeCorrigeeForm
from accompagnement.lecture.correction import lire_corrections
from accompagnement.lecture.retrait import lire_effacements
from accompagnement.models import Correction, NonEntree, Passage
from accompagnement.permissions import Acte
from accompagnement.views.actes import (
    exiger,
    objet_visible,
    page_acte,
    parcours_visible,
    presser,
)
from accompagnement.views.commission import adresse
from plie.interface.listes import paginer
from plie.socle.soumission import soumission_unique

ATTEND = "Ce mois est arrêté : la correction attend que la direction la confirme."
SUITE = "L'historique garde les deux. Si un mois arrêté est touché, la direction doit confirmer."
LIENS = ("parcours__participant", "passage__commission", "demandee_par", "confirmee_par")


@soumission_unique
def passage_annuler(request, pk):
    passage = objet_visible(request, Passage, pk, "commission")
    exiger(Acte.CORRIGER.permet(request.user))
    return _page(
        request,
        passage.parcours,
        CorrectionForm(request.POST or None),
        lambda champs: annuler_decision(passage, par=request.user, **champs),
        titre=f"Annuler la décision : {passage.get_decision_display().lower()}",
        bouton="Annuler la décision",
        succes="La décision est annulée : le dossier peut être inscrit à une autre commission.",
        retour=adresse(passage.commission_id),
        explication=f"{passage.commission}. Le relevé dira qu'elle est annulée. {SUITE}",
    )


@soumission_unique
def parcours_corriger_entree(request, pk):
    parcours = parcours_visible(request, pk)
    exiger(Acte.CORRIGER.permet(request.user))
    return _page(
        request,
        parcours,
        EntreeCorrigeeForm(request.POST or None, initial={"date_entree": parcours.date_entree}),
        lambda champs: corriger_entree(parcours, par=request.user, **champs),
        titre="Corriger la date d'entrée",
        bouton="Corriger l'entrée",
        succes="La date d'entrée est corrigée.",
        retour=_dossier(parcours),
        explication=SUITE,
    )


@soumission_unique
def parcours_rouvrir_sortie(request, pk):
    parcours = parcours_visible(request, pk)
    exiger(Acte.CORRIGER.permet(request.user))
    return _page(
        request,
        parcours,
        CorrectionForm(request.POST or None),
        lambda champs: rouvrir_sortie(parcours, par=request.user, **champs),
        titre="Rouvrir la sortie",
        bouton="Rouvrir la sortie",
        succes="La sortie est retirée : le parcours reprend.",
        retour=_dossier(parcours),
        explication=f"Le parcours reprend où il était, avec le même référent. {SUITE}",
    )


@soumission_unique
def parcours_rouvrir_prescription(request, pk):
    parcours = parcours_visible(request, pk)
    exiger(Acte.CORRIGER.permet(request.user))
    return _page(
        request,
        parcours,
        CorrectionForm(request.POST or None),
        lambda champs: rouvrir_prescription(parcours, par=request.user, **champs),
        titre="Rouvrir la prescription",
        bouton="Rouvrir la prescription",
        succes="La non-entrée est annulée : la prescription reprend.",
        retour=_dossier(parcours),
        explication="Elle reprend où elle était, avec le même référent. Les rendez-vous annulés "
        f"le restent. {_ce_que_le_prescripteur_saura(parcours)} {SUITE}",
    )


def _ce_que_le_prescripteur_saura(parcours):
    """He may have read that the person would not enter."""
    non_entree = NonEntree.objects.filter(parcours=parcours).first()
    if parcours.orientations.filter(statut=StatutOrientation.NON_ENTREE).exists():
        return "Le partenaire le lira sur son orientation."
    if non_entree and non_entree.reponse_envoyee_le:
        return "Le prescripteur, qui a reçu la réponse par courriel, recevra un rectificatif."
    if non_entree and non_entree.moyen == MoyenReponse.COURRIER:
        return "Une lettre a pu partir : prévenez vous-même le prescripteur."
    return ""


def _dossier(parcours):
    cle = reverse("accompagnement:dossier", args=[parcours.participant_id])
    return f"{cle}?parcours={parcours.pk}"


def _page(request, parcours, formulaire, corriger, *, succes, **contexte):
    return page_acte(
        request,
        formulaire,
        lambda formulaire: corriger(formulaire.cleaned_data),
        sur_titre=str(parcours.participant),
        succes=lambda correction: succes if correction.faite_le else ATTEND,
        **contexte,
    )


@require_safe
def corrections(request):
    """Those that wait, then those that were done or refused; and the dossiers erased."""
    exiger(Acte.VOIR_CORRECTIONS.permet(request.user))
    toutes = Correction.objects.select_related(*LIENS, "refusee_par")
    attendent = Q(faite_le__isnull=True, refusee_le__isnull=True)
    ordre = toutes.annotate(attend=attendent).order_by("-attend", "-demandee_le", "-pk")
    page = paginer(request, ordre)
    page.object_list = lire_corrections(page.object_list, request.user)
    contexte = {
        "page": page,
        "peut_juger": Acte.CONFIRMER_CORRECTION.permet(request.user),
        "effacements": lire_effacements(request.user),
    }
    return render(request, "accompagnement/corrections.html", contexte)


@require_POST
@soumission_unique
def correction_confirmer(request, pk):
    return _juger(request, pk, confirmer_correction, "La correction est faite.")


@require_POST
@soumission_unique
def correction_refuser(request, pk):
    return _juger(request, pk, refuser_correction, "La correction est refusée : rien ne change.")


def _juger(request, pk, verbe, succes):
    exiger(Acte.CONFIRMER_CORRECTION.permet(request.user))
    correction = objet_visible(request, Correction, pk)
    presser(request, lambda: verbe(correction, par=request.user), succes)
    return redirect("accompagnement:corrections")
