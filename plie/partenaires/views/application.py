"""The applications of partners: open one, limit it, suspend it, renew its secret, watch it."""

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from plie.comptes.tri import Normaliser
from plie.interface.actes import exiger, page_acte
from plie.interface.listes import paginer
from plie.partenaires.actions.application import (
    creer_application,
    modifier_application,
    reprendre_application,
    suspendre_application,
    tourner_secret,
)
from plie.partenaires.enums import StatutLivraison
from plie.partenaires.forms import ApplicationForm, NouvelleApplicationForm, SecretForm
from plie.partenaires.models import Application
from plie.partenaires.permissions import Acte
from plie.partenaires.usage import avec_l_usage
from plie.partenaires.views.secret import montrer_le_secret, page_a_secret
from plie.socle.soumission import soumission_unique


def lire_application(request, pk):
    exiger(Acte.GERER_APPLICATIONS.permet(request.user))
    return get_object_or_404(Application.objects.select_related("structure", "user"), pk=pk)


@require_safe
def applications(request):
    exiger(Acte.GERER_APPLICATIONS.permet(request.user))
    toutes = avec_l_usage(Application.objects.select_related("structure")).order_by(
        Normaliser("structure__nom"), Normaliser("name"), "pk"
    )
    return render(request, "partenaires/applications.html", {"page": paginer(request, toutes)})


@require_safe
def application(request, pk):
    une = lire_application(request, pk)
    appels = une.appels.all()
    en_erreur = "erreurs" in request.GET
    return render(
        request,
        "partenaires/application.html",
        {
            "application": avec_l_usage(Application.objects.filter(pk=pk)).get(),
            "secrets": une.secrets.vivants(),
            "abonnements": [(un, _livraisons(un)) for un in une.abonnements.all()],
            "en_erreur": en_erreur,
            "page": paginer(request, appels.filter(statut__gte=400) if en_erreur else appels),
        },
    )


def _livraisons(abonnement):
    """[(status, how many)], of those that are not delivered."""
    restantes = abonnement.livraisons.exclude(statut=StatutLivraison.LIVREE).order_by()
    nombres = restantes.values_list("statut").annotate(n=Count("pk")).order_by("statut")
    return [(StatutLivraison(statut), nombre) for statut, nombre in nombres]


@soumission_unique
def application_creer(request):
    exiger(Acte.GERER_APPLICATIONS.permet(request.user))
    formulaire = NouvelleApplicationForm(request.POST or None)
    return page_a_secret(
        request,
        formulaire,
        lambda: creer_application(
            formulaire.cleaned_data["structure"],
            par=request.user,
            **{nom: v for nom, v in formulaire.valeurs().items() if nom != "structure"},
        ),
        montrer=lambda cree: _montrer(request, *cree, "Application ouverte"),
        titre="Ouvrir l'API à une application",
        explication="Un programme d'un partenaire, et ce qu'il peut faire. Son secret est montré "
        "une seule fois, sur la page suivante.",
        bouton="Ouvrir",
        annuler=reverse("partenaires:applications"),
    )


def _montrer(request, application, secret, titre):
    return montrer_le_secret(
        request,
        application,
        titre=titre,
        lignes=[("Identifiant", application.client_id), ("Secret", secret)],
    )


@soumission_unique
def application_modifier(request, pk):
    une = lire_application(request, pk)
    return page_acte(
        request,
        ApplicationForm(request.POST or None, instance=une),
        lambda formulaire: modifier_application(une, par=request.user, **formulaire.valeurs()),
        titre=f"Limiter {une}",
        explication="Ce qui lui est retiré l'est tout de suite : ses jetons s'arrêtent, elle en "
        "demande d'autres.",
        bouton="Enregistrer l'application",
        succes="Application enregistrée.",
        retour=_adresse(une),
        sur_titre=une.structure,
    )


def _adresse(application):
    return reverse("partenaires:application", args=[application.pk])


@require_POST
@soumission_unique
def application_suspendre(request, pk):
    une = suspendre_application(lire_application(request, pk), par=request.user)
    messages.success(request, "Application suspendue : plus aucun de ses jetons n'a de valeur.")
    return redirect(_adresse(une))


@require_POST
@soumission_unique
def application_reprendre(request, pk):
    une = reprendre_application(lire_application(request, pk), par=request.user)
    messages.success(request, "Application reprise.")
    return redirect(_adresse(une))


@soumission_unique
def secret_tourner(request, pk):
    une = lire_application(request, pk)
    formulaire = SecretForm(request.POST or None)
    return page_a_secret(
        request,
        formulaire,
        lambda: tourner_secret(une, par=request.user, recouvrement=formulaire.recouvrement),
        montrer=lambda secret: _montrer(request, une, secret, "Nouveau secret"),
        titre=f"Donner un nouveau secret à {une}",
        bouton="Créer le secret",
        annuler=_adresse(une),
        sur_titre=une.structure,
    )
