"""A conseiller sends people and follows the answers."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accompagnement.actions.orientation.envoi import envoyer
from accompagnement.actions.orientation.reponse import repondre
from accompagnement.actions.orientation.suivi import joindre, retirer, suivre
from accompagnement.enums import StatutOrientation
from accompagnement.forms.partenaire import (
    JoindreForm,
    OrienterForm,
    RepondreForm,
    RetirerForm,
    StatutForm,
)
from accompagnement.lecture.orientation import lire_suivi
from accompagnement.listes.partenaire import (
    en_attente,
    envoyees,
    question_de,
    questions,
    repondues,
)
from accompagnement.views.actes import page_acte
from accompagnement.views.partenaire.acces import la_sienne, page_partenaire, qui
from accompagnement.views.partenaire.fiche import en_mots
from plie.interface.listes import paginer
from plie.socle.soumission import soumission_unique

MONTREES = 8
ECRIRE = require_http_methods(["GET", "HEAD", "POST"])


@page_partenaire
@require_safe
def partenaire(request):
    agent = request.user
    groupes = (
        ("questions", "Le PLIE attend votre réponse", questions(agent)),
        ("attente", "En attente d'une réponse du PLIE", en_attente(agent)),
        ("repondues", "Dernières réponses", repondues(agent)),
    )
    contexte = {
        "structure": agent.structure,
        "groupes": [(cle, titre, list(lues[:MONTREES])) for cle, titre, lues in groupes],
    }
    return render(request, "accompagnement/partenaire.html", contexte)


@page_partenaire
@require_safe
def partenaire_orientations(request):
    filtre = StatutForm(request.GET)
    statut = filtre.cleaned_data["statut"] if filtre.is_valid() else ""
    contexte = {
        "filtre": StatutForm(initial={"statut": statut}),
        "statut": statut,
        "page": paginer(request, envoyees(request.user, statut)),
    }
    return render(request, "accompagnement/partenaire_orientations.html", contexte)


@page_partenaire
@ECRIRE
@soumission_unique
def partenaire_orienter(request):
    return page_acte(
        request,
        OrienterForm(request.POST or None, request.FILES or None),
        lambda formulaire: envoyer(
            formulaire.documents(),
            cle=request.POST.get("jeton") or None,
            **qui(request),
            **formulaire.valeurs(),
        ),
        gabarit="accompagnement/partenaire_orienter.html",
        titre="Orienter une personne",
        explication="Le PLIE reçoit ce que vous écrivez ici ; sa réponse sera dans vos "
        "orientations. La personne doit en être informée.",
        bouton="Envoyer au PLIE",
        succes="L'orientation est envoyée.",
        retour=lambda orientation: _adresse(orientation),
        annuler=reverse("accompagnement:partenaire"),
    )


def _adresse(orientation):
    return reverse("accompagnement:partenaire_orientation", args=[orientation.identifiant])


@page_partenaire
@require_safe
def partenaire_orientation(request, identifiant):
    orientation = la_sienne(request, identifiant)
    partage = suivre(orientation, **qui(request))
    contexte = {
        "orientation": orientation,
        "suivi": en_mots(lire_suivi(orientation, partage)),
        "question": question_de(orientation),
        "peut_ecrire": orientation.statut != StatutOrientation.RETIREE,
        "refuse_le_partage": orientation.parcours_id is not None and partage is None,
    }
    return render(request, "accompagnement/partenaire_orientation.html", contexte)


def _page(request, orientation, formulaire, action, **contexte):
    adresse = _adresse(orientation)
    sur_titre = f"{orientation}, orientée le {orientation.date_orientation:%d/%m/%Y}"
    return page_acte(
        request,
        formulaire,
        action,
        retour=adresse,
        annuler=adresse,
        sur_titre=sur_titre,
        **contexte,
    )


@page_partenaire
@ECRIRE
@soumission_unique
def partenaire_repondre(request, identifiant):
    orientation = la_sienne(request, identifiant)
    question = question_de(orientation)
    return _page(
        request,
        orientation,
        RepondreForm(request.POST or None),
        lambda formulaire: repondre(orientation, **qui(request), **formulaire.cleaned_data),
        titre="Répondre au PLIE" if question else "Écrire au PLIE",
        explication=f"Le PLIE a écrit : « {question.texte} »" if question else "",
        bouton="Envoyer la réponse" if question else "Envoyer le message",
        succes="Le message est envoyé.",
    )


@page_partenaire
@ECRIRE
@soumission_unique
def partenaire_joindre(request, identifiant):
    orientation = la_sienne(request, identifiant)
    return _page(
        request,
        orientation,
        JoindreForm(request.POST or None, request.FILES or None),
        lambda formulaire: joindre(orientation, **qui(request), **formulaire.valeurs()),
        titre="Joindre un document",
        bouton="Joindre",
        succes="Le document est joint.",
    )


@page_partenaire
@ECRIRE
@soumission_unique
def partenaire_retirer(request, identifiant):
    orientation = la_sienne(request, identifiant)
    return _page(
        request,
        orientation,
        RetirerForm(request.POST or None, initial={"version": orientation.version}),
        lambda formulaire: retirer(orientation, par=request.user, **formulaire.cleaned_data),
        titre="Retirer l'orientation",
        explication="Le PLIE n'y répondra plus, et ses documents sont effacés.",
        bouton="Retirer",
        succes="L'orientation est retirée.",
    )
