from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from accompagnement import permissions
from accompagnement.actions.suivi import ajouter_etape, enregistrer_entretien, modifier_suivi
from accompagnement.forms import EntretienForm, EtapeForm
from accompagnement.models import Entretien, Etape
from accompagnement.views.actes import exiger, page_acte, parcours_visible, tracer_ouverture
from plie.interface.soumissions import soumission_unique


def _retour(parcours):
    return reverse("accompagnement:dossier", args=[parcours.participant_id])


def _creer(request, pk, formulaire, verbe, **page):
    parcours = parcours_visible(request, pk)
    exiger(permissions.peut_modifier_dossier(request.user, parcours))
    return page_acte(
        request,
        formulaire,
        lambda formulaire: verbe(parcours, par=request.user, **formulaire.valeurs()),
        retour=_retour(parcours),
        sur_titre=str(parcours.participant),
        **page,
    )


def _modifier(request, objet, formulaire, **page):
    return page_acte(
        request,
        formulaire,
        lambda formulaire: modifier_suivi(
            objet,
            par=request.user,
            version=formulaire.cleaned_data["version"],
            **formulaire.valeurs(),
        ),
        retour=_retour(objet.parcours),
        sur_titre=str(objet.parcours.participant),
        **page,
    )


def _suivi_modifiable(request, modele, pk):
    objet = get_object_or_404(modele, pk=pk)
    objet.parcours = parcours_visible(request, objet.parcours_id)
    exiger(permissions.peut_modifier_dossier(request.user, objet.parcours))
    nom = capfirst(modele._meta.verbose_name)
    tracer_ouverture(request, objet.parcours.participant_id, nom)
    return objet


@soumission_unique
def entretien_creer(request, pk):
    maintenant = timezone.localtime().replace(second=0, microsecond=0)
    return _creer(
        request,
        pk,
        EntretienForm(request.POST or None, initial={"debut": maintenant}),
        enregistrer_entretien,
        titre="Noter un entretien",
        bouton="Enregistrer l'entretien",
        succes="Entretien enregistré.",
    )


@soumission_unique
def entretien_modifier(request, pk):
    entretien = _suivi_modifiable(request, Entretien, pk)
    formulaire = EntretienForm(
        request.POST or None, instance=entretien, initial={"version": entretien.version}
    )
    return _modifier(
        request,
        entretien,
        formulaire,
        titre=f"Entretien du {timezone.localtime(entretien.debut):%d/%m/%Y à %H:%M}",
        bouton="Enregistrer l'entretien",
        succes="Entretien enregistré.",
    )


@soumission_unique
def etape_creer(request, pk):
    return _creer(
        request,
        pk,
        EtapeForm(request.POST or None, initial={"date_debut": timezone.localdate()}),
        ajouter_etape,
        titre="Ajouter une étape",
        bouton="Ajouter l'étape",
        succes="Étape ajoutée.",
    )


@soumission_unique
def etape_modifier(request, pk):
    etape = _suivi_modifiable(request, Etape, pk)
    formulaire = EtapeForm(request.POST or None, instance=etape, initial={"version": etape.version})
    return _modifier(
        request,
        etape,
        formulaire,
        titre=f"Étape : {etape.libelle}",
        bouton="Enregistrer l'étape",
        succes="Étape enregistrée.",
    )
