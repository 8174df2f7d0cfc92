"""The sheet of an offer proposed to a person: printed, or sent by mail."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accompagnement.actions.courriel import est_joignable
from accompagnement.actions.fiche_offre import demander_envoi
from accompagnement.documents.fiche_offre import fiche_d_offre
from accompagnement.enums import MISES_EN_RELATION_CONCLUES
from accompagnement.lecture.parcours import Lecture
from accompagnement.models import MiseEnRelation
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger, objet_visible
from accompagnement.views.document import imprimer
from offres.models import Offre
from plie.socle.soumission import soumission_unique


def noter_fiches(mises, parcours, peut_agir):
    """On each of `mises`, whether its sheet may be printed and mailed today, and what became of
    the mail already asked for."""
    cles = [mise.offre_id for mise in mises] if peut_agir else []
    montrables = set(Offre.objects.montrables().filter(pk__in=cles).values_list("pk", flat=True))
    joignable = est_joignable(parcours.participant)
    envois = _envois(mises) if joignable else {}
    for mise in mises:
        mise.fiche_imprimable = mise.offre_id in montrables
        mise.fiche_envoyable = joignable and _attend_sa_fiche(mise)
        mise.envoi = envois.get(mise.pk)


def _attend_sa_fiche(mise):
    return mise.statut not in MISES_EN_RELATION_CONCLUES and not mise.fiche_envoyee_le


def _envois(mises):
    cles = [mise.pk for mise in mises if _attend_sa_fiche(mise)]
    lus = MiseEnRelation.objects.filter(pk__in=cles).avec_envoi()
    return dict(lus.values_list("pk", "envoi")) if cles else {}


def _mise(request, pk):
    mise = objet_visible(request, MiseEnRelation, pk, "proposee_par__structure")
    exiger(Acte.ECRIRE_DOSSIER.permet(request.user, mise.parcours))
    return mise


@require_safe
def mise_en_relation_fiche(request, pk):
    mise = _mise(request, pk)
    offres = Offre.objects.montrables().select_related("etablissement", "contact", "commune")
    offre = offres.filter(pk=mise.offre_id).first()
    if offre is None:
        contexte = {"participant": mise.parcours.participant}
        return render(request, "accompagnement/fiche_offre_refusee.html", contexte, status=409)
    mise.offre = offre
    lecture = Lecture.publique(mise.parcours)
    return imprimer(request, lecture, "Fiche d'offre", fiche_d_offre(mise, lecture.referent))


@require_POST
@soumission_unique
def mise_en_relation_envoyer(request, pk):
    mise = _mise(request, pk)
    try:
        demander_envoi(mise, par=request.user)
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
    else:
        messages.success(request, "La fiche de l'offre va être envoyée par courriel.")
    return redirect("accompagnement:dossier_offres", mise.parcours.participant_id)
