from django.urls import reverse
from django.utils import timezone

from accompagnement.actions.etape import (
    ajouter_etape,
    ajouter_immersion,
    commencer_etape,
    corriger_resultat,
    modifier_etape,
    renoncer_a_l_etape,
    terminer_etape,
)
from accompagnement.forms import (
    CommencerEtapeForm,
    ContratCorrigeForm,
    EtapeForm,
    ImmersionCorrigeeForm,
    ImmersionForm,
    RenoncerEtapeForm,
    RenonciationCorrigeeForm,
    ResultatCorrigeForm,
    TerminerEtapeForm,
    TerminerImmersionForm,
)
from accompagnement.lecture.piece import pieces_lisibles
from accompagnement.models import Etape
from accompagnement.permissions import Acte
from accompagnement.views.actes import (
    exiger,
    objet_visible,
    page_acte,
    page_de_modification,
    parcours_visible,
    tracer_ouverture,
)
from accompagnement.views.retrait import lien_de_retrait, repentir
from plie.socle.soumission import soumission_unique


def _retour(parcours):
    return reverse("accompagnement:dossier", args=[parcours.participant_id])


def _etape_modifiable(request, pk, droit=Acte.ECRIRE_DOSSIER):
    etape = objet_visible(request, Etape, pk)
    exiger(droit.permet(request.user, etape.parcours))
    tracer_ouverture(request, etape.parcours.participant_id, "Étape")
    return etape


@soumission_unique
def etape_creer(request, pk):
    parcours = parcours_visible(request, pk)
    exiger(Acte.ECRIRE_DOSSIER.permet(request.user, parcours))
    return page_acte(
        request,
        EtapeForm(request.POST or None, initial={"date_debut": timezone.localdate()}),
        lambda formulaire: ajouter_etape(parcours, par=request.user, **formulaire.valeurs()),
        titre="Ajouter une étape",
        bouton="Ajouter l'étape",
        succes="Étape ajoutée.",
        retour=_retour(parcours),
        repentir=repentir(request),
        sur_titre=str(parcours.participant),
    )


@soumission_unique
def immersion_creer(request, pk):
    parcours = parcours_visible(request, pk)
    exiger(Acte.ECRIRE_DOSSIER.permet(request.user, parcours))
    return page_acte(
        request,
        ImmersionForm(request.POST or None, initial={"date_debut": timezone.localdate()}),
        lambda formulaire: ajouter_immersion(parcours, par=request.user, **formulaire.valeurs()),
        titre="Noter une immersion (PMSMP)",
        bouton="Noter l'immersion",
        succes="L'immersion est notée.",
        explication="Une immersion est une étape : le parcours reste actif.",
        retour=_retour(parcours),
        repentir=repentir(request),
        sur_titre=str(parcours.participant),
    )


@soumission_unique
def etape_modifier(request, pk):
    etape = _etape_modifiable(request, pk)
    return page_de_modification(
        request,
        ImmersionForm if etape.est_immersion else EtapeForm,
        modifier_etape,
        etape,
        titre=f"{etape.nature or 'Étape'} : {etape.libelle}",
        bouton="Enregistrer l'étape",
        succes="Étape enregistrée.",
        retour=_retour(etape.parcours),
        # Of a contract, the job is taken out.
        retirer=None if etape.emploi_id else lien_de_retrait(request, etape),
        sur_titre=str(etape.parcours.participant),
        gabarit="accompagnement/etape_modifier.html",
        etape=etape,
        preuves=pieces_lisibles(etape.preuves.all(), request.user),
        peut_deposer=Acte.DEPOSER_PIECE.permet(request.user, etape.parcours.participant),
    )


@soumission_unique
def etape_commencer(request, pk):
    etape = _etape_modifiable(request, pk)
    return _acte_rapide(
        request, etape, _commencer, commencer_etape, "Commencer l'étape", "L'étape commence."
    )


@soumission_unique
def etape_terminer(request, pk):
    etape = _etape_modifiable(request, pk, Acte.TERMINER_ETAPE)
    return _acte_rapide(
        request, etape, _terminer, terminer_etape, "Terminer l'étape", "L'étape est terminée."
    )


@soumission_unique
def etape_corriger_resultat(request, pk):
    etape = _etape_modifiable(request, pk, Acte.TERMINER_ETAPE)
    return page_de_modification(
        request,
        _forme_corrigee(etape),
        corriger_resultat,
        etape,
        titre=f"Corriger la fin de l'étape « {etape.libelle} »",
        bouton="Enregistrer la fin",
        succes="La fin de l'étape est corrigée.",
        explication="L'historique garde ce qui était noté. Une sortie validée ne change pas, ni un "
        "mois arrêté.",
        retour=_retour(etape.parcours),
        sur_titre=str(etape.parcours.participant),
    )


def _forme_corrigee(etape):
    if etape.emploi_id:
        return ContratCorrigeForm
    if etape.n_a_pas_eu_lieu:
        return RenonciationCorrigeeForm
    return ImmersionCorrigeeForm if etape.est_immersion else ResultatCorrigeForm


@soumission_unique
def etape_renoncer(request, pk):
    etape = _etape_modifiable(request, pk, Acte.TERMINER_ETAPE)
    return _acte_rapide(
        request,
        etape,
        _renoncer,
        renoncer_a_l_etape,
        "Renoncer à l'étape",
        "C'est noté : l'étape n'aura pas lieu.",
    )


def _renoncer(etape, donnees):
    return RenoncerEtapeForm(donnees)


def _commencer(etape, donnees):
    return CommencerEtapeForm(donnees)


def _terminer(etape, donnees):
    formulaire = TerminerImmersionForm if etape.est_immersion else TerminerEtapeForm
    return formulaire(donnees)


def _acte_rapide(request, etape, formulaire, verbe, titre, succes):
    return page_acte(
        request,
        formulaire(etape, request.POST or None),
        lambda formulaire: verbe(etape, par=request.user, **formulaire.cleaned_data),
        titre=f"{titre} « {etape.libelle} »",
        bouton=titre,
        succes=succes,
        retour=_retour(etape.parcours),
        sur_titre=str(etape.parcours.participant),
    )
