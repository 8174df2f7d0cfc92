"""Official months: until when a month is provisional, who makes it official, what differs since."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accompagnement.lecture.correction import lire_corrections
from accompagnement.models import Reglages
from accompagnement.permissions import Acte as ActeSurDossier
from accompagnement.views.actes import exiger
from conventions import permissions
from conventions.actions.releve import a_decider, arreter, est_fige
from conventions.indicateurs import periodes
from conventions.indicateurs.ecarts import ecarts, ecarts_expliques
from conventions.models import MoisArrete
from conventions.permissions import Acte
from plie.interface.actes import page_a_confirmer
from plie.interface.templatetags.interface import de
from plie.socle.soumission import soumission_unique


def lecteur(agent):
    """None when the figures of `agent` are those of the whole PLIE: they are shared."""
    return agent if ActeSurDossier.SUIVRE.permet(agent) else None


def etat_du_mois(agent, resultat):
    """The official month against today, for those whose figures are the whole PLIE's; for a month
    that is over and not official yet, until when it is provisional."""
    debut, fin = resultat.debut, resultat.fin
    if lecteur(agent) or not periodes.est_un_mois(debut, fin):
        return {}
    arrete = MoisArrete.objects.filter(mois=debut).select_related("arrete_par").first()
    if arrete:
        trouves = [
            e for e in ecarts(resultat, arrete) if permissions.peut_lister(agent, e.indicateur)
        ]
        return {"arrete": arrete, "ecarts": trouves}
    if fin >= timezone.localdate():
        return {}
    delai = timedelta(days=Reglages.objects.actuels().jours_avant_arret)
    return {
        "provisoire_jusqu_au": fin + delai,
        "peut_arreter": Acte.ARRETER_UN_MOIS.permet(agent),
    }


@require_safe
def mois_arrete(request, mois):
    """The differences of an official month, with the dossiers and the changes that make them."""
    exiger(Acte.VOIR_INDICATEURS.permet(request.user) and not lecteur(request.user))
    arrete = get_object_or_404(MoisArrete.objects.select_related("arrete_par"), mois=mois)
    groupes = [
        [ecart for ecart in trouves if _peut_nommer(request.user, ecart)]
        for trouves in ecarts_expliques(arrete)
    ]
    lues = [dossier for groupe in groupes for ecart in groupe for dossier in ecart.dossiers]
    corrections = {cause.correction for dossier in lues for cause in dossier.causes}
    lire_corrections(corrections - {None}, request.user)
    debut, fin = periodes.mois_de(mois)
    return render(
        request,
        "conventions/mois_arrete.html",
        {
            "arrete": arrete,
            "periode": {"debut": debut, "fin": fin},
            "libelle_periode": periodes.libelle(debut, fin),
            "totaux": groupes[0],
            "ventiles": groupes[1],
            "lit_tout": Acte.LISTER_SENSIBLE.permet(request.user),
        },
    )


def _peut_nommer(agent, ecart):
    ventilation = ecart.ventilation and ecart.ventilation.code
    return permissions.peut_lister(agent, ecart.indicateur, ventilation, ecart.modalite or None)


CE_QU_ARRETER_FIGE = (
    "Ses chiffres ne changeront plus : l'accueil, les pages, les courbes et les rapports liront "
    "ceux-là.",
    "Une entrée ou une sortie décidée ensuite pour ce mois sera une correction, dite à part.",
    "Corriger ce qu'il compte demandera votre confirmation.",
)


@require_POST
@soumission_unique
def mois_arreter(request, mois):
    exiger(Acte.ARRETER_UN_MOIS.permet(request.user))
    debut, fin = periodes.mois_de(mois)
    adresse = f"{reverse('conventions:indicateurs')}?debut={debut}&fin={fin}"
    if "confirmer" not in request.POST and fin < timezone.localdate() and not est_fige(debut):
        attend = ("Attention : une commission peut encore décider d'un dossier de ce mois.",)
        return page_a_confirmer(
            request,
            titre=f"Arrêter les chiffres {de(periodes.libelle(debut, fin))}",
            phrases=(attend if a_decider(debut) else ()) + CE_QU_ARRETER_FIGE,
            bouton="Arrêter ce mois",
            annuler=adresse,
        )
    try:
        arreter(mois, par=request.user)
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
    else:
        messages.success(request, "Le mois est arrêté. Ses chiffres ne changeront plus.")
    return redirect(adresse)
