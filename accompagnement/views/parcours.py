"""The acts on a parcours: each is a form, a permission and one verb of `actions`."""

from collections.abc import Callable
from typing import NamedTuple

from django.urls import reverse

from accompagnement.actions.affectation import affecter
from accompagnement.actions.commission import inscrire, presenter
from accompagnement.actions.parcours import prescrire
from accompagnement.actions.suspension import reprendre, suspendre
from accompagnement.forms import (
    AffectationForm,
    FinForm,
    InscriptionForm,
    PrescriptionForm,
    PresentationForm,
    SuspensionForm,
)
from accompagnement.permissions import Acte
from accompagnement.views.actes import (
    exiger,
    page_acte,
    parcours_visible,
    participant_visible,
)
from accompagnement.views.retrait import repentir
from plie.socle.soumission import soumission_unique


def _retour(parcours):
    return reverse("accompagnement:dossier", args=[parcours.participant_id])


def page_de_parcours(request, parcours, formulaire, verbe, *, titre, bouton, succes, **contexte):
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


class PageActe(NamedTuple):
    """A page whose form's fields are the verb's own arguments."""

    formulaire: type
    verbe: Callable
    titre: str
    bouton: str
    succes: str
    explication: str = ""
    # Whether what it wrote may be taken out at once.
    est_retirable: bool = False


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
        est_retirable=True,
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
    return page_de_parcours(
        request,
        parcours,
        choisi.formulaire(request.POST or None),
        choisi.verbe,
        titre=choisi.titre,
        bouton=choisi.bouton,
        succes=choisi.succes,
        explication=choisi.explication,
        repentir=repentir(request) if choisi.est_retirable else None,
    )
