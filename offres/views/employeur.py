"""Employers: the list, one employer with what was said to them, and what is written there."""

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from offres.actions.employeur import (
    enregistrer_contact,
    enregistrer_echange,
    enregistrer_etablissement,
    faire_suite,
)
from offres.forms import ContactForm, EchangeForm, EtablissementForm
from offres.listes.filtres import FiltreEmployeurs
from offres.models import Contact, Echange, Etablissement
from offres.permissions import Acte
from offres.views.offre import offres_de
from plie.interface.actes import exiger, page_acte
from plie.interface.blocs import blocs_de
from plie.interface.listes import paginer
from plie.socle.soumission import soumission_unique

PROPOSES = 12


@require_safe
def employeurs(request):
    exiger(Acte.VOIR_EMPLOYEURS.permet(request.user))
    due = Echange.objects.a_relancer(timezone.localdate()).filter(etablissement=OuterRef("pk"))
    tous = Etablissement.objects.select_related("commune").annotate(est_a_relancer=Exists(due))
    filtre = FiltreEmployeurs(request.GET, queryset=tous)
    contexte = {
        "filtre": filtre,
        "page": paginer(request, filtre.qs),
        "peut_ecrire": Acte.ECRIRE_EMPLOYEUR.permet(request.user),
        "est_filtree": any(request.GET.get(nom) for nom in filtre.filters),
    }
    return render(request, "offres/employeurs.html", contexte)


@require_safe
def proposer(request):
    """The options of an employer's field, whatever the name of that field: an active one fills its
    SIRET too."""
    exiger(Acte.VOIR_EMPLOYEURS.permet(request.user))
    texte = next(iter(request.GET.values()), "").strip()
    connus = Etablissement.objects.filter(est_actif=True).select_related("commune")
    trouves = connus.nommes(texte)[:PROPOSES] if len(texte) > 1 else []
    return render(request, "offres/employeurs_proposes.html", {"etablissements": trouves})


def _etablissement(request, pk):
    exiger(Acte.VOIR_EMPLOYEURS.permet(request.user))
    return get_object_or_404(Etablissement.objects.select_related("commune"), pk=pk)


def _adresse(etablissement):
    return reverse("offres:employeur", args=[etablissement.pk])


@require_safe
def employeur(request, pk):
    etablissement = _etablissement(request, pk)
    aujourdhui = timezone.localdate()
    contexte = {
        "etablissement": etablissement,
        "contacts": list(etablissement.contacts.all()),
        "echanges": list(etablissement.echanges.select_related("contact")[:100]),
        "aujourdhui": aujourdhui,
        "offres": list(offres_de(etablissement, request.user)),
        "peut_ecrire": Acte.ECRIRE_EMPLOYEUR.permet(request.user),
        "peut_saisir": Acte.SAISIR_OFFRE.permet(request.user),
        "blocs": blocs_de("etablissement_blocs", request.user, etablissement),
    }
    return render(request, "offres/employeur.html", contexte)


def _page_etablissement(request, etablissement, **options):
    exiger(Acte.ECRIRE_EMPLOYEUR.permet(request.user))
    formulaire = EtablissementForm(
        request.POST or None, instance=etablissement, initial={"version": etablissement.version}
    )

    def enregistrer(formulaire):
        return enregistrer_etablissement(
            etablissement,
            par=request.user,
            version=formulaire.cleaned_data["version"] or 0,
            pas_un_doublon=formulaire.cleaned_data["pas_un_doublon"],
            **formulaire.valeurs(),
        )

    return page_acte(
        request,
        formulaire,
        enregistrer,
        bouton="Enregistrer l'employeur",
        succes="Employeur enregistré.",
        retour=_adresse,
        gabarit="offres/employeur_modifier.html",
        ressemblants=_ressemblants(formulaire, etablissement),
        **options,
    )


def _ressemblants(formulaire, etablissement):
    """Those that what was typed may repeat, each a link to open before deciding."""
    if not (formulaire.is_bound and formulaire.is_valid()):
        return []
    saisie = formulaire.cleaned_data
    trouves = Etablissement.objects.ressemblants(
        nom=saisie["nom"],
        commune=saisie["commune"],
        siret=saisie["siret"] or "",
        sauf=etablissement.pk,
    )
    return trouves.select_related("commune")[:5]


@soumission_unique
def employeur_creer(request):
    return _page_etablissement(
        request,
        Etablissement(version=0),
        titre="Ajouter un employeur",
        annuler=reverse("offres:employeurs"),
    )


@soumission_unique
def employeur_modifier(request, pk):
    etablissement = _etablissement(request, pk)
    return _page_etablissement(
        request, etablissement, titre=f"Modifier {etablissement}", annuler=_adresse(etablissement)
    )


def _page_rattachee(request, objet, formulaire, action, **options):
    """The form of what belongs to an employer: a contact, an exchange."""
    exiger(Acte.ECRIRE_EMPLOYEUR.permet(request.user))

    def enregistrer(formulaire):
        version = formulaire.cleaned_data["version"] or 0
        return action(objet, par=request.user, version=version, **formulaire.valeurs())

    return page_acte(
        request,
        formulaire,
        enregistrer,
        retour=_adresse(objet.etablissement),
        sur_titre=str(objet.etablissement),
        **options,
    )


def _page_contact(request, contact, titre):
    formulaire = ContactForm(
        request.POST or None, instance=contact, initial={"version": contact.version}
    )
    return _page_rattachee(
        request,
        contact,
        formulaire,
        enregistrer_contact,
        titre=titre,
        bouton="Enregistrer le contact",
        succes="Contact enregistré.",
    )


@soumission_unique
def contact_creer(request, pk):
    etablissement = _etablissement(request, pk)
    return _page_contact(
        request, Contact(etablissement=etablissement, version=0), "Ajouter un contact"
    )


@soumission_unique
def contact_modifier(request, pk):
    exiger(Acte.ECRIRE_EMPLOYEUR.permet(request.user))
    contact = get_object_or_404(Contact.objects.select_related("etablissement"), pk=pk)
    return _page_contact(request, contact, f"Modifier {contact}")


def _page_echange(request, echange, titre, **depart):
    formulaire = EchangeForm(
        request.POST or None,
        instance=echange,
        etablissement=echange.etablissement,
        initial={"version": echange.version, **depart},
    )
    return _page_rattachee(
        request,
        echange,
        formulaire,
        enregistrer_echange,
        titre=titre,
        bouton="Enregistrer l'échange",
        succes="Échange enregistré.",
    )


@soumission_unique
def echange_creer(request, pk):
    etablissement = _etablissement(request, pk)
    return _page_echange(
        request,
        Echange(etablissement=etablissement, version=0),
        "Noter une visite ou un appel",
        le=timezone.localdate(),
        intervenant=str(request.user),
    )


@soumission_unique
def echange_modifier(request, pk):
    exiger(Acte.ECRIRE_EMPLOYEUR.permet(request.user))
    echange = get_object_or_404(Echange.objects.select_related("etablissement"), pk=pk)
    return _page_echange(request, echange, f"Modifier : {echange}")


@require_POST
def echange_faire(request, pk):
    exiger(Acte.ECRIRE_EMPLOYEUR.permet(request.user))
    echange = get_object_or_404(Echange.objects.select_related("etablissement"), pk=pk)
    faire_suite(echange, par=request.user)
    messages.success(request, "C'est noté comme fait.")
    return redirect(_adresse(echange.etablissement))
