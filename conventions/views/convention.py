"""What the PLIE promised, to whom, and how far each promise is."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from conventions.actions.convention import ajouter_avenant, creer_convention, modifier_convention
from conventions.forms import AvenantForm, ConventionForm, JourForm
from conventions.indicateurs.jauges import Jauge
from conventions.indicateurs.objectifs import fin_de, lire_conventions, mesurer
from conventions.indicateurs.regles import regles_de
from conventions.permissions import Acte
from conventions.views.mois_arrete import lecteur
from plie.interface.actes import exiger, page_acte
from plie.socle.soumission import soumission_unique

SANS_AXE = "Objectifs"
EN_BON_ETAT = ("atteint", "dans_les_temps")


@require_safe
def conventions(request):
    exiger(Acte.VOIR_CONVENTIONS.permet(request.user))
    jour = timezone.localdate()
    lues = list(lire_conventions())
    avancements = mesurer(lues, jour, agent=lecteur(request.user))
    contexte = {
        "conventions": [_resumer(une, avancements, request.user) for une in lues],
        "peut_tenir": Acte.TENIR_CONVENTIONS.permet(request.user),
        "perimetre": dire_le_perimetre(request.user),
    }
    return render(request, "conventions/conventions.html", contexte)


def _resumer(convention, avancements, agent):
    """The convention, how many objectives it has, how many are in good order."""
    etats = [Jauge(avancements[o.pk], agent).etat for o in convention.objectifs.all()]
    return convention, len(etats), sum(etat in EN_BON_ETAT for etat in etats)


def dire_le_perimetre(agent):
    """For who counts less than the whole PLIE."""
    if lecteur(agent) is None:
        return ""
    return (
        "Vous lisez ce que comptent les dossiers que vous pouvez ouvrir ; la cible est celle de "
        "tout le PLIE."
    )


def lire_une(**qui):
    """One convention with all that it is measured by, or 404: by its key (`pk`), or with one of its
    objectives only (`objectif`)."""
    trouvee = lire_conventions(**qui).first()
    if trouvee is None:
        raise Http404
    return trouvee


def lire_le_jour(request):
    """The form of the day asked for, and that day; today when there is none, or a wrong one."""
    formulaire = JourForm(request.GET if "le" in request.GET else {"le": timezone.localdate()})
    est_lu = formulaire.is_valid()
    return formulaire, formulaire.cleaned_data["le"] if est_lu else timezone.localdate()


@require_safe
def convention(request, pk):
    exiger(Acte.VOIR_CONVENTIONS.permet(request.user))
    lue = lire_une(pk=pk)
    formulaire, jour = lire_le_jour(request)
    avancements = mesurer([lue], jour, agent=lecteur(request.user))
    jauges = [Jauge(avancements[o.pk], request.user) for o in lue.objectifs.all()]
    contexte = {
        "convention": lue,
        "fin": fin_de(lue, jour),
        "formulaire": formulaire,
        "le": jour,
        "axes": _par_axe(jauges),
        "regle": _regle(jauges),
        "peut_tenir": Acte.TENIR_CONVENTIONS.permet(request.user),
        "perimetre": dire_le_perimetre(request.user),
    }
    statut = 200 if formulaire.is_valid() else 422
    return render(request, "conventions/convention.html", contexte, status=statut)


def _par_axe(jauges):
    """[(axis, its gauges)], in the order of the convention."""
    axes = {}
    for jauge in jauges:
        axes.setdefault(jauge.objectif.axe or SANS_AXE, []).append(jauge)
    return list(axes.items())


def _regle(jauges):
    """The rules under which a rate of the page is counted, or None."""
    periodes = [
        (jauge.avancement.debut, jauge.avancement.jusqu_au)
        for jauge in jauges
        if jauge.objectif.indicateur == "taux_sorties_positives" and jauge.avancement.a_commence
    ]
    return regles_de(*periodes) if periodes else None


@soumission_unique
def convention_creer(request):
    exiger(Acte.TENIR_CONVENTIONS.permet(request.user))
    return page_acte(
        request,
        ConventionForm(request.POST or None),
        lambda formulaire: creer_convention(par=request.user, **formulaire.valeurs()),
        titre="Créer une convention",
        bouton="Créer la convention",
        succes="Convention créée. Ajoutez ses objectifs.",
        retour=lambda creee: reverse("conventions:convention", args=[creee.pk]),
        annuler=reverse("conventions:conventions"),
    )


@soumission_unique
def convention_modifier(request, pk):
    exiger(Acte.TENIR_CONVENTIONS.permet(request.user))
    lue = lire_une(pk=pk)
    return page_acte(
        request,
        ConventionForm(request.POST or None, instance=lue, initial={"version": lue.version}),
        lambda f: modifier_convention(
            lue, par=request.user, version=f.cleaned_data["version"], **f.valeurs()
        ),
        titre="Modifier la convention",
        bouton="Enregistrer la convention",
        succes="Convention modifiée.",
        retour=reverse("conventions:convention", args=[pk]),
        sur_titre=str(lue),
    )


@soumission_unique
def avenant_ajouter(request, pk):
    exiger(Acte.TENIR_CONVENTIONS.permet(request.user))
    lue = lire_une(pk=pk)
    numero = max((a.numero for a in lue.avenants.all()), default=0) + 1
    return page_acte(
        request,
        AvenantForm(request.POST or None, initial={"numero": numero, "date_fin": lue.date_fin}),
        lambda formulaire: ajouter_avenant(lue, par=request.user, **formulaire.valeurs()),
        titre="Ajouter un avenant",
        bouton="Ajouter l'avenant",
        succes="Avenant ajouté. Datez-y les cibles qu'il change.",
        retour=reverse("conventions:convention", args=[pk]),
        sur_titre=str(lue),
    )
