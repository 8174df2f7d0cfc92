"""Jobs: sign, correct, end, and ask at each milestone whether the person still holds it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accompagnement.actions.emploi import (
    EN_SUIVI,
    corriger_fin,
    faire_suivi,
    modifier_emploi,
    rompre_emploi,
    signer_emploi,
)
from accompagnement.enums import Maintien
from accompagnement.forms import EmploiForm, FinCorrigeeForm, RuptureForm, SuiviEmploiForm
from accompagnement.models import Emploi, MiseEnRelation, SuiviEmploi
from accompagnement.permissions import Acte
from accompagnement.rapprochement.embauche import prerempli
from accompagnement.sorties.parcours import deduction_de
from accompagnement.views.actes import (
    exiger,
    objet_visible,
    page_acte,
    page_de_modification,
    parcours_visible,
    tracer_ouverture,
)
from accompagnement.views.dossier import ouvrir_dossier
from accompagnement.views.retrait import lien_de_retrait, repentir
from plie.interface.metiers import chercher_metiers
from plie.socle.soumission import soumission_unique

METIERS_PROPOSES = 15


@require_safe
def dossier_emploi(request, pk):
    contexte = ouvrir_dossier(request, pk, "emploi")
    parcours, lecture = contexte["parcours"], contexte["lecture"]
    contexte["emplois"] = lecture.emplois_suivis
    contexte["aujourdhui"] = timezone.localdate()
    contexte["peut_signer"] = lecture.peut_ecrire and bool(parcours and parcours.statut in EN_SUIVI)
    contexte["peut_proposer_la_sortie"] = parcours and not lecture.sortie
    contexte["peut_suivre"] = bool(parcours) and Acte.SUIVRE_EMPLOI.permet(request.user, parcours)
    contexte["peut_renoncer"] = bool(parcours) and Acte.RETIRER.permet(request.user, parcours)
    contexte["peut_deposer"] = Acte.DEPOSER_PIECE.permet(request.user, contexte["participant"])
    contexte["peut_modifier"] = lecture.peut_ecrire and bool(parcours and parcours.est_ouvert)
    if parcours and parcours.date_entree and parcours.est_ouvert:
        contexte["deduction"], contexte["regle"] = deduction_de(parcours, timezone.localdate())
    return render(request, "accompagnement/dossier_emploi.html", contexte)


def _retour(parcours):
    return reverse("accompagnement:dossier_emploi", args=[parcours.participant_id])


@soumission_unique
def emploi_signer(request, pk):
    parcours = parcours_visible(request, pk)
    exiger(Acte.ECRIRE_DOSSIER.permet(request.user, parcours))
    mise = _mise_en_relation(request, parcours)
    return page_acte(
        request,
        EmploiForm(request.POST or None, initial=prerempli(mise) if mise else None),
        lambda formulaire: signer_emploi(
            parcours, par=request.user, mise_en_relation=mise, **formulaire.valeurs()
        ),
        titre="Signaler un emploi",
        bouton="Enregistrer l'emploi",
        succes=_dire_l_emploi,
        explication="Plusieurs contrats s'ajoutent : qu'ils se suivent ou se chevauchent, ils "
        "comptent ensemble. Un contrat d'insertion, aidé ou court est une étape : le parcours "
        "reste actif. Une embauche promise se note 60 jours à l'avance au plus.",
        retour=_retour(parcours),
        repentir=_repentir(request, mise),
        sur_titre=str(parcours.participant),
    )


def _repentir(request, mise):
    """Nothing to offer for a hire that concluded `mise`: it is taken out after it. One only
    promised leaves it open."""
    annuler = repentir(request)
    return lambda emploi: annuler(emploi) if mise is None or emploi.est_a_venir else None


def _dire_l_emploi(emploi):
    if emploi.est_a_venir:
        le = f"{emploi.date_debut:%d/%m/%Y}"
        return f"L'emploi à venir est noté : il compte à partir du {le}."
    if emploi.est_une_etape:
        return "L'emploi est enregistré : c'est une étape du parcours, qui reste actif."
    if not emploi.met_en_emploi:
        return "L'emploi est enregistré ; le parcours reste actif."
    return "L'emploi est enregistré ; ses suivis à J + 30, M + 3 et M + 6 sont prévus."


def _mise_en_relation(request, parcours):
    """The one that the hire comes from, of this very parcours and of no other."""
    cle = request.GET.get("mise_en_relation")
    if not cle:
        return None
    if not cle.isdecimal():
        raise Http404
    mises = MiseEnRelation.objects.select_related("offre__etablissement", "etablissement")
    return get_object_or_404(mises, pk=int(cle[:18]), parcours=parcours)


def _emploi_modifiable(request, pk):
    emploi = objet_visible(request, Emploi, pk, "rome")
    _ouvrir(request, emploi, Acte.ECRIRE_DOSSIER)
    return emploi


def _ouvrir(request, emploi, droit):
    exiger(droit.permet(request.user, emploi.parcours))
    tracer_ouverture(request, emploi.parcours.participant_id, "Emploi")


@soumission_unique
def emploi_modifier(request, pk):
    emploi = _emploi_modifiable(request, pk)
    return page_de_modification(
        request,
        EmploiForm,
        modifier_emploi,
        emploi,
        titre=f"Emploi : {emploi}",
        bouton="Enregistrer l'emploi",
        succes="Emploi enregistré.",
        retour=_retour(emploi.parcours),
        retirer=lien_de_retrait(request, emploi),
        sur_titre=str(emploi.parcours.participant),
    )


@soumission_unique
def emploi_rompre(request, pk):
    emploi = objet_visible(request, Emploi, pk, "rome")
    _ouvrir(request, emploi, Acte.SUIVRE_EMPLOI)
    return page_acte(
        request,
        RuptureForm(request.POST or None),
        lambda formulaire: rompre_emploi(emploi, par=request.user, **formulaire.cleaned_data),
        titre=f"Signaler la fin de l'emploi : {emploi}",
        bouton="Enregistrer la fin",
        succes="La fin de l'emploi est enregistrée.",
        explication="Avant six mois et sans autre contrat, le parcours redevient actif."
        if emploi.parcours.est_ouvert
        else "La personne est sortie : sa sortie ne change pas, le maintien à six mois la suit.",
        retour=_retour(emploi.parcours),
        sur_titre=str(emploi.parcours.participant),
    )


@soumission_unique
def emploi_corriger_fin(request, pk):
    emploi = objet_visible(request, Emploi, pk, "rome")
    _ouvrir(request, emploi, Acte.SUIVRE_EMPLOI)
    return page_de_modification(
        request,
        FinCorrigeeForm,
        corriger_fin,
        emploi,
        titre=f"Corriger la fin de l'emploi : {emploi}",
        bouton="Enregistrer la fin",
        succes="La fin de l'emploi est corrigée.",
        explication="L'historique garde ce qui était noté. Une sortie validée ne change pas, ni un "
        "mois arrêté : l'écart dira cette correction.",
        retour=_retour(emploi.parcours),
        sur_titre=str(emploi.parcours.participant),
    )


@soumission_unique
def suivi_emploi_faire(request, pk):
    suivi = objet_visible(request, SuiviEmploi, pk, "emploi__rome", par="emploi__parcours")
    _ouvrir(request, suivi.emploi, Acte.SUIVRE_EMPLOI)
    participant = suivi.emploi.parcours.participant
    deja = {"maintien": suivi.maintien, "commentaire": suivi.commentaire}
    formulaire = SuiviEmploiForm(
        request.POST or None,
        participant=participant,
        agent=request.user,
        initial=deja if suivi.fait_le else None,
    )
    return page_acte(
        request,
        formulaire,
        lambda formulaire: faire_suivi(suivi, par=request.user, **formulaire.cleaned_data),
        titre=f"Suivi à {suivi.get_jalon_display()} : {suivi.emploi}",
        bouton="Enregistrer le suivi",
        succes="Le suivi est enregistré.",
        explication=f"Prévu le {suivi.prevu_le:%d/%m/%Y}.",
        retour=_apres_le_suivi(suivi.emploi),
        annuler=_retour(suivi.emploi.parcours),
        sur_titre=str(participant),
        gabarit="accompagnement/suivi_emploi.html",
        suivi=suivi,
        participant=participant,
    )


def _apres_le_suivi(emploi):
    """A contract said to be broken is ended on the next page."""

    def adresse(suivi):
        if suivi.maintien == Maintien.ROMPU and emploi.date_fin is None:
            return reverse("accompagnement:emploi_rompre", args=[emploi.pk])
        return _retour(emploi.parcours)

    return adresse


@require_safe
def metiers(request):
    """The options of a trade's field, whatever the name of that field."""
    texte = next(iter(request.GET.values()), "").strip()
    trouves = chercher_metiers(texte[:200])[:METIERS_PROPOSES] if len(texte) > 1 else []
    return render(request, "interface/metiers.html", {"metiers": trouves})
