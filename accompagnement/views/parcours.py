"""The acts on a parcours: each is a form, a permission and one verb of `actions`."""

from collections.abc import Callable
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone

from accompagnement.actions.affectation import affecter
from accompagnement.actions.commission import inscrire, presenter
from accompagnement.actions.parcours import prescrire
from accompagnement.actions.situation import corriger_situation_entree, enregistrer_diagnostic
from accompagnement.actions.suspension import reprendre, suspendre
from accompagnement.enums import Moment
from accompagnement.forms import (
    AffectationForm,
    DiagnosticForm,
    FinForm,
    InscriptionForm,
    PrescriptionForm,
    PresentationForm,
    SuspensionForm,
)
from accompagnement.models import Situation
from accompagnement.permissions import Acte
from accompagnement.views.actes import (
    exiger,
    page_acte,
    parcours_visible,
    participant_visible,
    tracer_ouverture,
)
from plie.socle.soumission import soumission_unique


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


@soumission_unique
def parcours_prescrire(request, pk):
    participant = participant_visible(request, pk)
    exiger(Acte.CREER_DOSSIER.permet(request.user))
    formulaire = PrescriptionForm(request.POST or None, agent=request.user)

    def ouvrir(formulaire):
        champs = {"structure": request.user.structure, **formulaire.cleaned_data}
        return prescrire(participant, par=request.user, **champs)

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
def parcours_diagnostic(request, pk):
    parcours = parcours_visible(request, pk)
    exiger(Acte.ECRIRE_DOSSIER.permet(request.user, parcours))
    correction = parcours.date_entree is not None
    if correction:
        exiger(Acte.CORRIGER_ENTREE.permet(request.user))
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
    verbe = corriger_situation_entree if correction else enregistrer_diagnostic
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


class PageActe(NamedTuple):
    """A page whose form's fields are the verb's own arguments."""

    formulaire: type
    verbe: Callable
    titre: str
    bouton: str
    succes: str
    explication: str = ""


ACTES = {
    "presenter": PageActe(
        PresentationForm,
        presenter,
        "Présenter en commission",
        "Présenter",
        "Le dossier est à l'ordre du jour.",
    ),
    "inscrire": PageActe(
        InscriptionForm,
        inscrire,
        "Inscrire à une commission",
        "Inscrire",
        "Le dossier est à l'ordre du jour.",
    ),
    "affecter": PageActe(
        AffectationForm,
        affecter,
        "Affecter un référent",
        "Affecter",
        "Le référent est affecté.",
    ),
    "suspendre": PageActe(
        SuspensionForm,
        suspendre,
        "Suspendre le parcours",
        "Suspendre",
        "Le parcours est suspendu.",
        "La personne reste dans la file active.",
    ),
    "reprendre": PageActe(
        FinForm,
        reprendre,
        "Reprendre le parcours",
        "Reprendre",
        "Le parcours reprend.",
    ),
}


@soumission_unique
def parcours_acte(request, pk, nom):
    """The page of one act of ACTES."""
    choisi = ACTES[nom]
    parcours = parcours_visible(request, pk)
    exiger(choisi.verbe.droit.permet(request.user, parcours))
    return _page(
        request,
        parcours,
        choisi.formulaire(request.POST or None),
        choisi.verbe,
        titre=choisi.titre,
        bouton=choisi.bouton,
        succes=choisi.succes,
        explication=choisi.explication,
    )
