"""Take out what was typed by mistake: with a reason, or at once from the message that says it."""

import json
from functools import partial

from django.contrib import messages
from django.core import signing
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse

from accompagnement.actions.retrait import MOTIF_DU_REPENTIR, REPENTIR, retirer
from accompagnement.forms import RetraitForm
from accompagnement.models import (
    AjoutEntretien,
    AppartenanceCohorte,
    Courrier,
    CritereEligibilite,
    Emargement,
    Emploi,
    Entretien,
    Etape,
    MiseEnRelation,
    Mot,
    Situation,
    Sortie,
    Suspension,
)
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger, objet_visible, page_acte, tracer_ouverture
from plie.comptes.chiffrement import chiffrer, dechiffrer
from plie.socle.soumission import soumission_unique

# What the address calls it, and the tab it came from.
MODELES = {
    "entretien": (Entretien, "dossier"),
    "ajout": (AjoutEntretien, "dossier"),
    "etape": (Etape, "dossier"),
    "emploi": (Emploi, "dossier_emploi"),
    "suspension": (Suspension, "dossier"),
    "sortie": (Sortie, "dossier"),
    "mise-en-relation": (MiseEnRelation, "dossier_offres"),
    "changement": (Situation, "dossier_situation"),
    "critere": (CritereEligibilite, "dossier_situation"),
    "emargement": (Emargement, "dossier"),
    "suivi-renforce": (AppartenanceCohorte, "dossier"),
    "mot": (Mot, "dossier"),
    "courrier": (Courrier, "dossier"),
}
CHEMINS = {"ajout": "entretien__parcours"}
NOMS = {modele: nom for nom, (modele, _) in MODELES.items()}
SEL = "accompagnement.views.retrait"
CE_QUI_RESTE = (
    "Cette ligne ne sera plus lue ni comptée nulle part. L'historique garde ce qu'elle disait, qui "
    "l'a retirée et pourquoi."
)


def adresse_de_retrait(objet):
    return reverse("accompagnement:retirer", args=[NOMS[type(objet)], objet.pk])


def lien_de_retrait(request, objet):
    """The page that takes it out, for who may; else None."""
    return adresse_de_retrait(objet) if Acte.RETIRER.permet(request.user, objet) else None


def repentir(request):
    """What a message that something is done offers: undo it during REPENTIR, without a reason."""

    def adresse(objet):
        retrait = lien_de_retrait(request, objet)
        return retrait and adresse_du_repentir(request, retrait)

    return adresse


def adresse_du_repentir(request, retrait, ecrit=None):
    """`retrait`, a page that takes something out, as a message offers it to this agent; `ecrit` is
    what it undoes, when its address does not say it, encrypted: proxies log addresses."""
    jeton = signing.dumps([retrait, request.user.pk, chiffrer(json.dumps(ecrit))], salt=SEL)
    return f"{retrait}?repentir={jeton}"


@soumission_unique
def retirer_saisie(request, nature, pk):
    if nature not in MODELES:
        raise Http404
    modele, onglet = MODELES[nature]
    objet = objet_visible(request, modele, pk, par=CHEMINS.get(nature, "parcours"))
    exiger(Acte.RETIRER.permet(request.user, objet))
    tracer_ouverture(request, objet.parcours.participant_id, "Retrait")
    retour = reverse(f"accompagnement:{onglet}", args=[objet.parcours.participant_id])
    return page_de_retrait(
        request,
        partial(retirer, objet),
        objet.parcours.participant,
        titre=f"Retirer (saisi par erreur) : {objet}",
        retour=retour,
    )


def page_de_retrait(request, action, participant, **page):
    """Ask why, then call `action(par=, motif=)`; at once from the address that a message offers."""
    page = {
        "bouton": "Retirer",
        "succes": "C'est retiré du dossier.",
        "explication": CE_QUI_RESTE,
    } | page
    saisie = request.POST or None
    if request.method == "POST" and lire_le_repentir(request):
        saisie = {"motif": MOTIF_DU_REPENTIR}
    elif "repentir" in request.GET and request.method == "POST":
        messages.warning(request, "Plus d'une minute est passée : dites pourquoi.")
        return redirect(request.path)
    return page_acte(
        request,
        RetraitForm(saisie),
        lambda formulaire: action(par=request.user, **formulaire.cleaned_data),
        sur_titre=str(participant),
        **page,
    )


def lire_le_repentir(request):
    """(what it undoes,) of the address that a message offered here, to this agent, for REPENTIR;
    else None."""
    try:
        adresse, agent, ecrit = signing.loads(
            request.GET.get("repentir", ""), salt=SEL, max_age=REPENTIR.total_seconds()
        )
    except (signing.BadSignature, ValueError):
        return None
    if (adresse, agent) != (request.path, request.user.pk):
        return None
    return (json.loads(dechiffrer(ecrit)),)
