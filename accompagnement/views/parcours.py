"""The acts on a parcours: each is a form, a permission and one verb of `actions`."""

from django.urls import reverse
from django.utils import timezone

from accompagnement import permissions
from accompagnement.actions import commissions as commission
from accompagnement.actions import parcours as actions
from accompagnement.enums import Moment
from accompagnement.forms import (
    AffectationForm,
    DiagnosticForm,
    EmploiForm,
    FinForm,
    PrescriptionForm,
    PresentationForm,
    SortieForm,
    SuspensionForm,
)
from accompagnement.models import Situation
from accompagnement.views.actes import (
    exiger,
    page_acte,
    parcours_visible,
    participant_visible,
    tracer_ouverture,
)
from plie.comptes.enums import Role
from plie.interface.soumissions import soumission_unique


def _retour(parcours):
    return reverse("accompagnement:dossier", args=[parcours.participant_id])


def _page(request, parcours, formulaire, verbe, *, titre, bouton, succes, **contexte):
    """An act whose form's fields are the verb's own arguments."""
    return page_acte(
        request,
        formulaire,
        lambda formulaire: verbe(parcours, par=request.user, **formulaire.cleaned_data),
        titre=titre,
        bouton=bouton,
        succes=succes,
        retour=_retour(parcours),
        sur_titre=str(parcours.participant),
        **contexte,
    )


def _modifiable(request, pk):
    parcours = parcours_visible(request, pk)
    exiger(permissions.peut_modifier_dossier(request.user, parcours))
    return parcours


@soumission_unique
def prescrire(request, pk):
    participant = participant_visible(request, pk)
    exiger(permissions.peut(request.user, "creer_dossier"))
    formulaire = PrescriptionForm(request.POST or None, agent=request.user)

    def ouvrir(formulaire):
        champs = {"structure": request.user.structure, **formulaire.cleaned_data}
        parcours = actions.prescrire(participant, par=request.user, **champs)
        if request.user.role == Role.REFERENT:
            actions.affecter(parcours, par=request.user, agent=request.user)
        return parcours

    return page_acte(
        request,
        formulaire,
        ouvrir,
        titre="Ouvrir un nouveau parcours",
        bouton="Prescrire",
        succes="Le parcours est ouvert.",
        retour=reverse("accompagnement:dossier", args=[pk]),
        sur_titre=str(participant),
    )


@soumission_unique
def diagnostic(request, pk):
    parcours = parcours_visible(request, pk)
    exiger(permissions.peut_modifier_dossier(request.user, parcours))
    correction = parcours.date_entree is not None
    if correction:
        exiger(permissions.peut(request.user, "corriger_entree"))
    tracer_ouverture(request, parcours.participant_id, "Diagnostic d'entrée")
    situation = parcours.situations.filter(moment=Moment.ENTREE).first()
    criteres = parcours.criteres.filter(a_l_entree=True).values_list("code", flat=True)
    formulaire = DiagnosticForm(
        request.POST or None,
        instance=situation or Situation(parcours=parcours, moment=Moment.ENTREE),
        initial={
            "criteres": list(criteres),
            "version": situation.version if situation else 0,
            **_date_proposee(situation),
        },
    )
    verbe = actions.corriger_situation_entree if correction else actions.enregistrer_diagnostic
    return _page(
        request,
        parcours,
        formulaire,
        verbe,
        titre="Corriger la situation à l'entrée" if correction else "Diagnostic d'entrée",
        bouton="Corriger" if correction else "Enregistrer le diagnostic",
        succes="Situation à l'entrée enregistrée.",
        explication="Cette situation est figée depuis l'entrée : ne corrigez qu'une erreur de "
        "saisie. L'ancienne valeur reste dans l'historique."
        if correction
        else "La situation enregistrée ici sera figée le jour de l'entrée.",
    )


def _date_proposee(situation):
    return {} if situation else {"date": timezone.localdate()}


@soumission_unique
def presenter(request, pk):
    parcours = _modifiable(request, pk)
    return _page(
        request,
        parcours,
        PresentationForm(request.POST or None),
        commission.presenter,
        titre="Présenter en commission",
        bouton="Présenter",
        succes="Le dossier est à l'ordre du jour.",
    )


@soumission_unique
def inscrire(request, pk):
    parcours = _modifiable(request, pk)
    return _page(
        request,
        parcours,
        PresentationForm(request.POST or None),
        commission.inscrire,
        titre="Inscrire à une commission",
        bouton="Inscrire",
        succes="Le dossier est à l'ordre du jour.",
    )


@soumission_unique
def affecter(request, pk):
    parcours = parcours_visible(request, pk)
    exiger(permissions.peut(request.user, "affecter"))
    return _page(
        request,
        parcours,
        AffectationForm(request.POST or None),
        actions.affecter,
        titre="Affecter un référent",
        bouton="Affecter",
        succes="Le référent est affecté.",
    )


@soumission_unique
def suspendre(request, pk):
    parcours = _modifiable(request, pk)
    return _page(
        request,
        parcours,
        SuspensionForm(request.POST or None),
        actions.suspendre,
        titre="Suspendre le parcours",
        bouton="Suspendre",
        succes="Le parcours est suspendu.",
        explication="La personne reste dans la file active.",
    )


@soumission_unique
def reprendre(request, pk):
    parcours = _modifiable(request, pk)
    return _page(
        request,
        parcours,
        FinForm(request.POST or None),
        actions.reprendre,
        titre="Reprendre le parcours",
        bouton="Reprendre",
        succes="Le parcours reprend.",
    )


@soumission_unique
def signer_emploi(request, pk):
    parcours = _modifiable(request, pk)
    return _page(
        request,
        parcours,
        EmploiForm(request.POST or None),
        actions.signer_emploi,
        titre="Signaler un emploi",
        bouton="Enregistrer l'emploi",
        succes="L'emploi est enregistré ; le suivi dure six mois.",
    )


@soumission_unique
def rompre_emploi(request, pk):
    parcours = _modifiable(request, pk)
    return _page(
        request,
        parcours,
        FinForm(request.POST or None),
        actions.rompre_emploi,
        titre="Signaler la fin de l'emploi",
        bouton="Revenir en parcours actif",
        succes="Le parcours est de nouveau actif.",
    )


@soumission_unique
def proposer_sortie(request, pk):
    parcours = _modifiable(request, pk)
    return _page(
        request,
        parcours,
        SortieForm(request.POST or None),
        commission.proposer_sortie,
        titre="Proposer la sortie",
        bouton="Proposer la sortie",
        succes="La sortie est proposée ; la commission la validera.",
    )
