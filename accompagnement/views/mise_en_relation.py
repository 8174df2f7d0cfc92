"""The offers of one person, and each proposal from its first day to its outcome."""

from datetime import date
from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accompagnement.actions import mise_en_relation as actions
from accompagnement.enums import TRANSITIONS_MISE_EN_RELATION, StatutMiseEnRelation
from accompagnement.forms.mise_en_relation import FINS, MiseEnRelationForm
from accompagnement.models import MiseEnRelation
from accompagnement.permissions import Acte
from accompagnement.views.actes import (
    exiger,
    objet_visible,
    page_acte,
    parcours_visible,
    tracer_ouverture,
)
from accompagnement.views.dossier import ouvrir_dossier
from accompagnement.views.fiche_offre import noter_fiches
from accompagnement.views.retrait import (
    adresse_de_retrait,
    adresse_du_repentir,
    lien_de_retrait,
    lire_le_repentir,
    repentir,
)
from offres.actions.offre import retirer_si_partie
from offres.models import Offre
from plie.comptes.models import Agent
from plie.interface.actes import presser
from plie.socle.erreurs import Conflit
from plie.socle.soumission import soumission_unique

S = StatutMiseEnRelation
# By act: the state it leads to, its title, its button.
ACTES = {
    "accepter": (S.ACCEPTEE, "La personne accepte", "Noter l'accord"),
    "transmettre": (S.TRANSMISE, "Transmise à l'employeur", "Noter la transmission"),
    "entretien": (S.ENTRETIEN, "Entretien d'embauche", "Noter l'entretien"),
    "decliner": (S.DECLINEE, "La personne décline", "Noter le refus"),
    "non-retenue": (S.NON_RETENUE, "Non retenue par l'employeur", "Noter la réponse"),
    "sans-suite": (S.SANS_SUITE, "Sans suite", "Clore sans suite"),
    "rappel": (None, "Changer le rappel", "Enregistrer le rappel"),
}


DITS_DE_L_OFFRE = ("intitule", "entreprise", "lieu", "etablissement__nom", "commune__nom")


@require_POST
def rappel_fait(request, pk):
    """What a reminder asked for is done, in one press of the home page; and undone from the message
    that says it."""
    mise = objet_visible(request, MiseEnRelation, pk)
    exiger(Acte.ECRIRE_DOSSIER.permet(request.user, mise.parcours))
    personne, repenti = mise.parcours.participant, lire_le_repentir(request)
    if repenti:
        ecrit = repenti[0]
        remettre = partial(_rappeler, request, mise, ecrit["version"], ecrit["le"])
        presser(request, remettre, f"La relance de {personne} est de nouveau à faire.")
    elif "repentir" in request.GET:
        messages.warning(
            request,
            f"Plus d'une minute est passée : depuis les offres de {personne}, changez le rappel.",
        )
    elif mise.rappel_le is None:
        messages.error(request, f"La relance de {personne} est déjà faite.")
    elif mise.rappel_le > timezone.localdate():
        # Somebody put it off since this home page was read.
        messages.error(
            request, f"La relance de {personne} est reportée au {mise.rappel_le:%d/%m/%Y}."
        )
    else:
        ecrit = {"version": mise.version + 1, "le": f"{mise.rappel_le:%Y-%m-%d}"}
        annuler = adresse_du_repentir(request, request.path, ecrit)
        fait = partial(_rappeler, request, mise, mise.version, None)
        presser(request, fait, f"La relance de {personne} est faite.", extra_tags=annuler)
    return redirect("/")


def _rappeler(request, mise, version, le):
    """Raises ValidationError, a change made meanwhile included."""
    rappel = le and date.fromisoformat(le)
    try:
        actions.corriger_rappel(mise, par=request.user, version=version, rappel_le=rappel)
    except Conflit as conflit:
        raise ValidationError(str(conflit)) from conflit


@require_safe
def dossier_offres(request, pk):
    contexte = ouvrir_dossier(request, pk, "offres")
    parcours, lecture = contexte["parcours"], contexte["lecture"]
    contexte["peut_proposer"] = lecture.peut_ecrire and bool(parcours and parcours.est_ouvert)
    contexte["mises"] = _mises(lecture, contexte["peut_proposer"], request.user) if parcours else []
    if parcours:
        contexte["resultat"] = lecture.offres_proposees()
    return render(request, "accompagnement/dossier_offres.html", contexte)


def _mises(lecture, peut_agir, agent):
    lues, parcours = lecture.mises_en_relation, lecture.parcours
    peut_conclure = not parcours.est_ouvert and Acte.CONCLURE_MISE_EN_RELATION.permet(
        agent, parcours
    )
    offres = Offre.objects.select_related("etablissement", "commune").only(*DITS_DE_L_OFFRE)
    offres = offres.in_bulk({mise.offre_id for mise in lues})
    agents = Agent.objects.in_bulk({mise.proposee_par_id for mise in lues})
    for mise in lues:
        mise.offre, mise.proposee_par = offres[mise.offre_id], agents[mise.proposee_par_id]
        mise.actes = [
            (acte, titre)
            for acte, titre in _actes(mise)
            if peut_agir or (peut_conclure and acte in FINS)
        ]
        mise.peut_embaucher = peut_agir and S.EMBAUCHEE in _suites(mise)
        # Whoever writes the dossier: asked of each row, the right would read its parcours again.
        mise.retirer = adresse_de_retrait(mise) if peut_agir else None
    noter_fiches(lues, lecture.parcours, peut_agir)
    return lues


def _suites(mise):
    return TRANSITIONS_MISE_EN_RELATION[S(mise.statut)]


def _actes(mise):
    suites = _suites(mise)
    # No reminder once the mise en relation is concluded.
    possibles = suites | {None} if suites else suites
    return [(acte, titre) for acte, (statut, titre, _) in ACTES.items() if statut in possibles]


def _retour(participant_id):
    return reverse("accompagnement:dossier_offres", args=[participant_id])


@soumission_unique
def offre_proposer(request, pk, offre_pk):
    parcours = parcours_visible(request, pk)
    exiger(Acte.ECRIRE_DOSSIER.permet(request.user, parcours))
    offre = get_object_or_404(Offre.objects.montrables(), pk=offre_pk)
    tracer_ouverture(request, parcours.participant_id, "Offres")
    if request.method == "POST":
        # Before the act: its refusal undoes what it wrote, and the offer must stay withdrawn.
        retirer_si_partie(offre)
    return page_acte(
        request,
        MiseEnRelationForm(request.POST or None, acte="proposer"),
        lambda formulaire: actions.proposer_offre(
            parcours, offre, par=request.user, **formulaire.valeurs()
        ),
        titre=f"Proposer : {offre}",
        bouton="Proposer l'offre",
        succes="L'offre est proposée.",
        retour=_retour(parcours.participant_id),
        repentir=repentir(request),
        sur_titre=str(parcours.participant),
    )


def _mise_modifiable(request, pk, acte):
    mise = objet_visible(request, MiseEnRelation, pk, "offre", "etablissement")
    droit = Acte.CONCLURE_MISE_EN_RELATION if acte in FINS else Acte.ECRIRE_DOSSIER
    exiger(droit.permet(request.user, mise.parcours))
    tracer_ouverture(request, mise.parcours.participant_id, "Offres")
    return mise


@soumission_unique
def mise_en_relation_acte(request, pk, acte):
    mise = _mise_modifiable(request, pk, acte)
    if acte not in ACTES:
        raise Http404
    _, titre, bouton = ACTES[acte]

    def enregistrer(formulaire):
        options = {"par": request.user, "version": formulaire.cleaned_data["version"]}
        return _agir(acte, mise, options | formulaire.valeurs())

    return page_acte(
        request,
        MiseEnRelationForm(request.POST or None, instance=mise, acte=acte),
        enregistrer,
        titre=f"{titre} : {mise.libelle}",
        bouton=bouton,
        succes="La mise en relation est à jour.",
        retour=_retour(mise.parcours.participant_id),
        retirer=lien_de_retrait(request, mise),
        sur_titre=str(mise.parcours.participant),
    )


def _agir(acte, mise, options):
    if acte in FINS:
        return actions.conclure(mise, statut=FINS[acte], **options)
    if acte == "accepter":
        return actions.repondre(mise, accepte=True, **options)
    faire = {
        "transmettre": actions.transmettre,
        "entretien": actions.noter_entretien,
        "rappel": actions.corriger_rappel,
    }
    return faire[acte](mise, **options)
