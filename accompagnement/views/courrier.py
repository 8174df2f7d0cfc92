"""Letters on paper: one from the dossier, those of a lot, and what was written read again."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accompagnement.actions.courrier import ecrire_courrier
from accompagnement.documents.courrier import lettres
from accompagnement.enums import COURRIERS, TexteCode
from accompagnement.forms import CourrierForm
from accompagnement.lecture.courrier import lire_lot, preparer_lettres
from accompagnement.lecture.parcours import Lecture
from accompagnement.models import Courrier, Entretien, Parcours, TexteImprime
from accompagnement.permissions import Acte
from accompagnement.views.actes import (
    exiger,
    objet_visible,
    page_acte,
    parcours_visible,
    tracer_ouverture,
)
from accompagnement.views.document import imprimer
from accompagnement.views.retrait import lien_de_retrait, repentir
from plie.journal.actions import tracer_consultations
from plie.socle.export import telechargement
from plie.socle.soumission import soumission_unique


@soumission_unique
def courrier_creer(request, pk):
    """The choice of a model, then the letter that it proposes."""
    parcours = parcours_visible(request, pk)
    exiger(Acte.ECRIRE_COURRIER.permet(request.user, parcours))
    tracer_ouverture(request, parcours.participant_id, "Courrier")
    dossier = reverse("accompagnement:dossier", args=[parcours.participant_id])
    textes = TexteImprime.objects.en_vigueur()
    modele = request.GET.get("modele", "")
    if modele not in COURRIERS:
        contexte = {"parcours": parcours, "modeles": [(c, c.label) for c in COURRIERS]}
        return render(request, "accompagnement/courrier_choisir.html", contexte)
    rendez_vous = _rendez_vous(request, parcours)
    if rendez_vous is None and "entretien" in request.GET and request.method != "POST":
        messages.warning(
            request, "Ce rendez-vous n'est plus à venir : relisez la date que dit le courrier."
        )
    (lettre,) = preparer_lettres(
        Parcours.objects.filter(pk=pk),
        textes[modele],
        par=request.user,
        entretien=rendez_vous,
    )
    proposee = {nom: getattr(lettre, nom) for nom in CourrierForm.Meta.fields}
    return page_acte(
        request,
        CourrierForm(request.POST or None, initial=proposee),
        lambda formulaire: ecrire_courrier(
            parcours,
            par=request.user,
            modele=modele,
            expediteur=lettre.expediteur,
            **formulaire.valeurs(),
        ),
        titre=f"Courrier : {TexteCode(modele).label.lower()}",
        bouton="Enregistrer le courrier",
        succes="Le courrier est dans le dossier. Il ne reste qu'à l'imprimer.",
        repentir=repentir(request),
        sur_titre=str(parcours.participant),
        retour=lambda courrier: reverse("accompagnement:courrier", args=[courrier.pk]),
        annuler=dossier,
        gabarit="accompagnement/courrier_ecrire.html",
        lettre=lettre,
    )


def _rendez_vous(request, parcours):
    """The appointment that the address names, when it is one of this parcours, still to come."""
    cle = request.GET.get("entretien", "")
    if not (cle.isascii() and cle.isdecimal() and len(cle) < 18):
        return None
    entretien = Entretien.objects.a_venir().filter(parcours=parcours, pk=cle).first()
    return entretien if entretien and entretien.est_attendu else None


def _lire(request, pk):
    """(what is read of the parcours, the letter): 403 when its words are not for this agent."""
    parcours = objet_visible(request, Courrier, pk).parcours
    exiger(Acte.VOIR_SUIVI.permet(request.user))
    lecture = Lecture.pour(parcours, request.user)
    courrier = lecture.courrier(pk)
    exiger(courrier is not None)
    return lecture, courrier


@require_safe
def courrier(request, pk):
    lecture, courrier = _lire(request, pk)
    tracer_ouverture(request, lecture.participant.pk, "Courrier")
    contexte = {
        "courrier": courrier,
        "parcours": lecture.parcours,
        "retirer": lien_de_retrait(request, courrier),
    }
    return render(request, "accompagnement/courrier.html", contexte)


@require_safe
def courrier_imprimer(request, pk):
    lecture, courrier = _lire(request, pk)
    return imprimer(request, lecture, "Courrier", lettres([courrier]))


def _lot(request, lot):
    exiger(Acte.ECRIRE_DES_COURRIERS.permet(request.user))
    courriers = lire_lot(lot, request.user)
    if not courriers:
        raise Http404
    return courriers


@require_safe
def courriers_lot(request, lot):
    courriers = _lot(request, lot)
    contexte = {"lot": lot, "courriers": courriers, "premier": courriers[0]}
    return render(request, "accompagnement/courriers_lot.html", contexte)


@require_safe
def courriers_lot_imprimer(request, lot):
    """All of them in one file; printing is reading each dossier, and is logged so."""
    courriers = _lot(request, lot)
    pdf = lettres(courriers)
    tracer_consultations(
        par=request.user,
        participant_ids=[courrier.parcours.participant_id for courrier in courriers],
        objet="Impression : courriers",
    )
    return telechargement(pdf, f"courriers-{courriers[0].date:%Y-%m-%d}.pdf")
