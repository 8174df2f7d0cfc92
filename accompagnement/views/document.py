from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from accompagnement.documents.parcours import (
    contrat_d_engagement,
    fiche_de_parcours,
    relais,
)
from accompagnement.forms import RelaisForm
from accompagnement.lecture.parcours import Lecture
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger, parcours_visible
from plie.journal.actions import tracer_consultation
from plie.socle.export import telechargement


def _lecture(request, pk):
    return Lecture.pour(parcours_visible(request, pk), request.user)


def imprimer(request, lecture, nom, pdf):
    """The document as a file; printing it is reading the dossier, and is logged so.

    Its name names nobody: it stays in the list of downloads of a shared computer.
    """
    participant = lecture.participant
    tracer_consultation(
        par=request.user, participant_id=participant.pk, objet=f"Impression : {nom}"
    )
    return telechargement(pdf, f"{slugify(nom)}-{participant.pk}.pdf")


@require_safe
def parcours_fiche(request, pk):
    lecture = _lecture(request, pk)
    exiger(Acte.VOIR_SUIVI.permet(request.user))
    return imprimer(request, lecture, "Fiche de parcours", fiche_de_parcours(lecture))


@require_safe
def parcours_contrat(request, pk):
    lecture = _lecture(request, pk)
    exiger(Acte.ECRIRE_DOSSIER.permet(request.user, lecture.referent))
    return imprimer(request, lecture, "Contrat d'engagement", contrat_d_engagement(lecture))


@require_http_methods(["GET", "HEAD", "POST"])
def parcours_relais(request, pk):
    lecture = _lecture(request, pk)
    exiger(Acte.ECRIRE_DOSSIER.permet(request.user, lecture.referent))
    formulaire = RelaisForm(request.POST or None)
    if formulaire.is_valid():
        valeurs = formulaire.cleaned_data
        pdf = relais(lecture, destinataire=valeurs["destinataire"], objet=valeurs["objet"])
        return imprimer(request, lecture, "Fiche de relais", pdf)
    contexte = {
        "formulaire": formulaire,
        "titre": "Préparer un relais",
        "sur_titre": str(lecture.participant),
        "explication": "La fiche contient l'identité, les étapes et le projet ; ni notes, ni "
        "santé, ni justice, ni logement.",
        "bouton": "Imprimer la fiche",
        "annuler": reverse("accompagnement:dossier_pieces", args=[lecture.participant.pk]),
    }
    statut = 422 if formulaire.errors else 200
    return render(request, "accompagnement/acte.html", contexte, status=statut)
