from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from accompagnement.actions.frein import enregistrer_freins
from accompagnement.forms import FreinForm
from accompagnement.lecture.frein import evolution, premier_jour
from accompagnement.lecture.parcours import Lecture
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger, parcours_visible, tracer_ouverture
from accompagnement.views.dossier import ouvrir_dossier
from plie.socle.erreurs import Conflit
from plie.socle.soumission import soumission_unique


@require_safe
def dossier_freins(request, pk):
    contexte = ouvrir_dossier(request, pk, "freins")
    parcours, lecture = contexte["parcours"], contexte["lecture"]
    contexte["peut_modifier"] = lecture.peut_ecrire and bool(parcours and parcours.est_ouvert)
    freins = contexte["freins"] = lecture.freins
    if freins:
        aujourdhui = timezone.localdate()
        du = _jour(request, "du") or premier_jour(parcours, freins) or aujourdhui
        au = _jour(request, "au") or aujourdhui
        contexte.update(du=min(du, au), au=max(du, au))
        contexte["mouvements"] = list(evolution(freins, contexte["du"], contexte["au"]))
    return render(request, "accompagnement/dossier_freins.html", contexte)


def _jour(request, nom):
    """A date of the address; one that is not a date is as if absent."""
    try:
        return parse_date(request.GET.get(nom, ""))
    except ValueError:
        return None


@soumission_unique
def freins_diagnostiquer(request, pk):
    parcours = parcours_visible(request, pk)
    exiger(Acte.ECRIRE_DOSSIER.permet(request.user, parcours))
    tracer_ouverture(request, parcours.participant_id, "Diagnostic")
    formulaires = _formulaires(request, parcours)
    refus = ""
    valides = [formulaire.is_valid() for formulaire in formulaires]
    if request.method == "POST" and all(valides):
        refus = _enregistrer(request, parcours, formulaires)
        if refus is None:
            return redirect("accompagnement:dossier_freins", parcours.participant_id)
    a_corriger = [f for f in formulaires if f.errors]
    en_faute = bool(a_corriger or refus)
    contexte = {
        "parcours": parcours,
        "formulaires": formulaires,
        "refus": refus,
        "a_corriger": a_corriger,
        "en_faute": en_faute,
    }
    return render(request, "accompagnement/freins.html", contexte, status=422 if en_faute else 200)


def _enregistrer(request, parcours, formulaires):
    """None once saved; else the sentence that says why not."""
    saisies = [saisie for f in formulaires if (saisie := f.saisie())]
    try:
        ecrits = enregistrer_freins(parcours, par=request.user, saisies=saisies)
    except Conflit as conflit:
        par_type = {frein.type_id: frein for frein in conflit.actuel}
        for formulaire in formulaires:
            if formulaire.type.pk in par_type:
                formulaire.signaler_conflit(par_type[formulaire.type.pk])
        return "Rien n'est enregistré : voyez les freins signalés."
    except ValidationError as erreur:
        return " ".join(erreur.messages)
    messages.success(request, "Diagnostic enregistré." if ecrits else "Rien n'a changé.")
    return None


def _formulaires(request, parcours):
    lecture = Lecture.pour(parcours, request.user)
    freins = {frein.type_id: frein for frein in lecture.freins}
    return [
        FreinForm(
            request.POST or None,
            type_=type_,
            frein=freins.get(type_.pk),
            situations=situations,
            objectifs=objectifs,
        )
        for type_, situations, objectifs in lecture.types_frein()
    ]
