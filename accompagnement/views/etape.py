from django.urls import reverse
from django.utils import timezone

from accompagnement.actions.etape import (
    ajouter_etape,
    commencer_etape,
    modifier_etape,
    terminer_etape,
)
from accompagnement.forms import CommencerEtapeForm, EtapeForm, TerminerEtapeForm
from accompagnement.models import Etape
from accompagnement.permissions import Acte
from accompagnement.views.actes import (
    exiger,
    objet_visible,
    page_acte,
    parcours_visible,
    tracer_ouverture,
)
from accompagnement.views.retrait import lien_de_retrait, repentir
from plie.socle.soumission import soumission_unique


def _retour(parcours):
    return reverse("accompagnement:dossier", args=[parcours.participant_id])


def _etape_modifiable(request, pk):
    etape = objet_visible(request, Etape, pk)
    exiger(Acte.ECRIRE_DOSSIER.permet(request.user, etape.parcours))
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
def etape_modifier(request, pk):
    etape = _etape_modifiable(request, pk)

    def enregistrer(formulaire):
        version = formulaire.cleaned_data["version"]
        return modifier_etape(etape, par=request.user, version=version, **formulaire.valeurs())

    return page_acte(
        request,
        EtapeForm(request.POST or None, instance=etape, initial={"version": etape.version}),
        enregistrer,
        titre=f"Étape : {etape.libelle}",
        bouton="Enregistrer l'étape",
        succes="Étape enregistrée.",
        retour=_retour(etape.parcours),
        retirer=lien_de_retrait(request, etape),
        sur_titre=str(etape.parcours.participant),
    )


@soumission_unique
def etape_commencer(request, pk):
    return _acte_rapide(
        request, pk, CommencerEtapeForm, commencer_etape, "Commencer l'étape", "L'étape commence."
    )


@soumission_unique
def etape_terminer(request, pk):
    return _acte_rapide(
        request, pk, TerminerEtapeForm, terminer_etape, "Terminer l'étape", "L'étape est terminée."
    )


def _acte_rapide(request, pk, formulaire, verbe, titre, succes):
    etape = _etape_modifiable(request, pk)
    return page_acte(
        request,
        formulaire(request.POST or None),
        lambda formulaire: verbe(etape, par=request.user, **formulaire.cleaned_data),
        titre=f"{titre} « {etape.libelle} »",
        bouton=titre,
        succes=succes,
        retour=_retour(etape.parcours),
        sur_titre=str(etape.parcours.participant),
    )
