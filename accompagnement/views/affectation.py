"""Move people from one référent to another: first what it would do, then doing it."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import redirect, render
from django.urls import reverse

from accompagnement.actions.affectation import portefeuille, prevoir, transferer
from accompagnement.forms import TransfertForm
from accompagnement.models import Remplacement
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger
from plie.interface.formulaires import executer
from plie.socle.soumission import soumission_unique

# Refusals listed on the page; further ones are only counted.
REFUS_DITS = 10


@soumission_unique
def portefeuille_transferer(request):
    exiger(Acte.AFFECTER.permet(request.user))
    formulaire = TransfertForm(request.POST or None, initial={"de": request.GET.get("de")})
    de = formulaire.is_bound and formulaire.is_valid() and formulaire.cleaned_data["de"]
    return reaffecter(
        request,
        formulaire,
        portefeuille(de) if de else [],
        titre="Transférer un portefeuille",
        retour=reverse("accompagnement:dossiers"),
    )


def reaffecter(request, formulaire, cles, *, titre, retour, hors_perimetre=0, **contexte):
    """The two steps of a transfer: the same page shows the form, then with it what would move,
    and what may not and why."""
    transfert = None
    if formulaire.is_bound and formulaire.is_valid():
        confirme = "confirmer" in request.POST
        champs = {nom: formulaire.cleaned_data[nom] for nom in ("vers", "le", "avec_rendez_vous")}
        if confirme:
            champs["par"] = request.user
        transfert = executer(formulaire, transferer if confirme else prevoir, cles, **champs)
        if confirme and transfert is not None:
            _annoncer(request, transfert, formulaire.cleaned_data["vers"], hors_perimetre)
            return redirect(retour)
    contexte.update(
        formulaire=formulaire,
        titre=titre,
        annuler=retour,
        transfert=transfert,
        hors_perimetre=hors_perimetre,
        bouton="Voir ce qui sera transféré",
    )
    statut = 422 if formulaire.errors else 200
    return render(request, "accompagnement/portefeuille_transferer.html", contexte, status=statut)


def _annoncer(request, transfert, vers, hors_perimetre):
    nombre = len(transfert.parcours)
    if nombre:
        accord = "s" if nombre > 1 else ""
        suite = (
            f", {transfert.rendez_vous} rendez-vous à venir avec" if transfert.rendez_vous else ""
        )
        messages.success(request, f"{nombre} dossier{accord} confié{accord} à {vers}{suite}.")
    else:
        messages.warning(request, "Aucun dossier n'a changé de référent.")
    annoncer_refus(request, transfert.refus, hors_perimetre)


def annoncer_refus(request, refus, hors_perimetre):
    """Who was left out and why, by name within one's rights; the others are only counted."""
    for nom, raison in refus[:REFUS_DITS]:
        messages.warning(request, f"{nom} : {raison}")
    reste = len(refus) - REFUS_DITS
    if reste > 0:
        messages.warning(request, f"Et {reste} autres refus pour des raisons semblables.")
    if hors_perimetre:
        accord = "s" if hors_perimetre > 1 else ""
        messages.warning(
            request,
            f"{hors_perimetre} dossier{accord} hors de votre périmètre, non traité{accord}.",
        )


def encore_confies(par, agent):
    """What a departure leaves behind: the block of the page of an account; None when nothing."""
    nombre = len(portefeuille(agent))
    remplacements = Remplacement.objects.en_cours_ou_a_venir().filter(
        Q(absent=agent) | Q(remplacant=agent)
    )
    dits = list(remplacements.select_related("absent", "remplacant").order_by("date_debut", "pk"))
    if not nombre and not dits:
        return None
    return {
        "agent": agent,
        "nombre": nombre,
        "remplacements": dits,
        "peut_transferer": Acte.AFFECTER.permet(par),
    }
