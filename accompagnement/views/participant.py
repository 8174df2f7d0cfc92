"""Who the person is: created with a first prescription, compared with who is known, corrected."""

from functools import partial

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST, require_safe

from accompagnement.actions.parcours import prescrire
from accompagnement.actions.participant import (
    creer_participant,
    effacer_dossier,
    modifier_participant,
)
from accompagnement.forms import DistinctionForm, ParticipantForm, PrescriptionForm
from accompagnement.lecture.retrait import lire_effacements
from accompagnement.models import Parcours, Participant
from accompagnement.permissions import Acte
from accompagnement.views.actes import (
    exiger,
    page_de_modification,
    participant_visible,
    tracer_ouverture,
)
from accompagnement.views.retrait import adresse_du_repentir, page_de_retrait
from plie.interface.formulaires import executer
from plie.socle.soumission import soumission_unique


@soumission_unique
def dossier_creer(request):
    exiger(Acte.CREER_DOSSIER.permet(request.user))
    formulaire = ParticipantForm(request.POST or None)
    prescription = PrescriptionForm(request.POST or None, agent=request.user)
    homonymes = _homonymes(request) if request.method == "POST" else None
    distinction = DistinctionForm(request.POST) if homonymes else None
    formulaires = [f for f in (formulaire, prescription, distinction) if f is not None]
    # Each is asked, so that all is told at once.
    valides = [f.is_valid() for f in formulaires]
    if request.method == "POST" and all(valides):
        parcours = executer(formulaire, _creer, request.user, *formulaires)
        if parcours is not None:
            effacer = reverse("accompagnement:dossier_effacer", args=[parcours.participant_id])
            annuler = adresse_du_repentir(request, effacer)
            messages.success(request, "Le dossier est créé.", extra_tags=annuler)
            return redirect("accompagnement:dossier", parcours.participant_id)
    contexte = {
        "formulaire": formulaire,
        "prescription": prescription,
        "distinction": distinction,
        "homonymes": homonymes,
    }
    return render(
        request,
        "accompagnement/dossier_creer.html",
        contexte,
        status=422 if any(f.errors for f in formulaires) else 200,
    )


def _creer(agent, formulaire, prescription, distinction=None):
    champs = {"structure": agent.structure, **prescription.cleaned_data}
    distincte = distinction.cleaned_data if distinction else {}
    participant = creer_participant(par=agent, **formulaire.valeurs(), **distincte)
    return prescrire(participant, par=agent, **champs)


@require_POST
def dossier_doublons(request):
    """People who may be the one being typed; those out of one's scope are not named.

    A question of names, which addresses and their logs must not keep.
    """
    exiger(Acte.CREER_DOSSIER.permet(request.user))
    contexte = {"homonymes": _homonymes(request)}
    return render(request, "accompagnement/dossier_creer.html#doublons", contexte)


def _homonymes(request):
    saisie = request.POST
    trouves = Participant.objects.homonymes(
        nom=_texte(saisie, "nom", 100),
        prenom=_texte(saisie, "prenom", 100),
        date_naissance=_date(saisie.get("date_naissance", "")),
        numero_france_travail=_texte(saisie, "numero_france_travail", 30),
    )
    lisibles = Prefetch("parcours", Parcours.objects.visibles_par(request.user))
    trouves = list(trouves.select_related("commune").prefetch_related(lisibles)[:5])
    cles = [participant.pk for participant in trouves]
    visibles = Participant.objects.visibles_par(request.user).filter(pk__in=cles)
    ouvrables = set(visibles.values_list("pk", flat=True))
    return [(participant, participant.pk in ouvrables) for participant in trouves]


def _texte(saisie, nom, maximum):
    """What was typed, not validated yet, as the database can compare it."""
    return saisie.get(nom, "").replace("\0", "")[:maximum]


def _date(texte):
    try:
        return parse_date(texte)
    except ValueError:
        return None


@soumission_unique
def dossier_modifier(request, pk):
    participant = participant_visible(request, pk)
    exiger(Acte.ECRIRE_IDENTITE.permet(request.user, participant))
    tracer_ouverture(request, pk, "Identité")
    return page_de_modification(
        request,
        ParticipantForm,
        modifier_participant,
        participant,
        titre=f"Modifier l'identité de {participant}",
        explication="Un déménagement se note par « Noter un changement », qui garde l'ancienne "
        "adresse : ne corrigez ici qu'une erreur ou ce qui manque.",
        effacer=reverse("accompagnement:dossier_effacer", args=[pk]),
        bouton="Enregistrer l'identité",
        succes="Identité enregistrée.",
        retour=reverse("accompagnement:dossier_situation", args=[pk]),
    )


@soumission_unique
def dossier_effacer(request, pk):
    participant = participant_visible(request, pk)
    exiger(Acte.ECRIRE_IDENTITE.permet(request.user, participant))
    return page_de_retrait(
        request,
        partial(effacer_dossier, participant),
        participant,
        titre="Effacer ce dossier (créé par erreur)",
        bouton="Effacer le dossier",
        succes="Le dossier est effacé.",
        explication="Seul un dossier où rien n'a été écrit depuis sa création peut être effacé.",
        retour=reverse("accompagnement:dossiers_effaces"),
        annuler=reverse("accompagnement:dossier", args=[pk]),
    )


@require_safe
def dossiers_effaces(request):
    """Those that the agent erased, with the reason they gave."""
    exiger(Acte.CREER_DOSSIER.permet(request.user))
    contexte = {"effacements": lire_effacements(request.user, siens=True)}
    return render(request, "accompagnement/dossiers_effaces.html", contexte)
