"""Webhooks of an application: where it is told of changes, and by which key it knows us."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from plie.interface.actes import exiger
from plie.partenaires.actions.abonnement import abonner, desabonner, rejouer, tourner_cle
from plie.partenaires.forms import AbonnementForm
from plie.partenaires.models import Abonnement
from plie.partenaires.permissions import Acte
from plie.partenaires.views.application import lire_application
from plie.partenaires.views.secret import montrer_le_secret, page_a_secret
from plie.socle.soumission import soumission_unique


@soumission_unique
def abonnement_creer(request, pk):
    application = lire_application(request, pk)
    formulaire = AbonnementForm(request.POST or None)
    return page_a_secret(
        request,
        formulaire,
        lambda: abonner(application, par=request.user, **formulaire.valeurs()),
        montrer=lambda cree: _montrer(request, *cree, "Adresse ajoutée"),
        titre=f"Appeler {application} à chaque changement",
        bouton="Ajouter l'adresse",
        annuler=_adresse(application),
        sur_titre=application.structure,
    )


def _adresse(application):
    return reverse("partenaires:application", args=[application.pk])


def _montrer(request, abonnement, secret, titre):
    cle = abonnement.cles.first()
    return montrer_le_secret(
        request,
        abonnement.application,
        titre=titre,
        lignes=[("Identifiant de la clé", cle.identifiant), ("Clé de signature", secret)],
    )


def _lire(request, pk):
    exiger(Acte.GERER_APPLICATIONS.permet(request.user))
    return get_object_or_404(Abonnement.objects.select_related("application__structure"), pk=pk)


@require_POST
@soumission_unique
def cle_tourner(request, pk):
    abonnement = _lire(request, pk)
    return _montrer(
        request, abonnement, tourner_cle(abonnement, par=request.user), "Nouvelle clé de signature"
    )


@require_POST
@soumission_unique
def abonnement_rejouer(request, pk):
    abonnement = _lire(request, pk)
    nombre = rejouer(abonnement, par=request.user)
    messages.success(request, f"Annonces remises en file : {nombre}.")
    return redirect(_adresse(abonnement.application))


@require_POST
@soumission_unique
def abonnement_supprimer(request, pk):
    abonnement = _lire(request, pk)
    desabonner(abonnement, par=request.user)
    messages.success(request, "Cette adresse n'est plus appelée.")
    return redirect(_adresse(abonnement.application))
