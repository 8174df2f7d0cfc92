"""One offer: its page, its logo, and what staff do to those that are ours."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from offres.actions import offre as actions
from offres.enums import StatutOffre
from offres.forms import OffreForm
from offres.lecture.annonce import lire_annonce
from offres.lecture.fiche import sections
from offres.lecture.logo import lire_logo, logos
from offres.models import Etablissement, Offre, Synchronisation
from offres.permissions import Acte
from offres.views.limite_de_lecture import lecture_limitee
from plie.interface.actes import exiger, page_acte
from plie.interface.blocs import blocs_de
from plie.socle.soumission import soumission_unique

ACTES = {
    StatutOffre.OUVERTE: ("Publier", "Rouvrir"),
    StatutOffre.POURVUE: ("Marquer comme pourvue", "Marquer comme pourvue"),
    StatutOffre.FERMEE: ("Fermer", "Fermer"),
}


def _offre(request, pk):
    """An offer that may be read: a draft is for those who write offers."""
    exiger(Acte.VOIR_OFFRES.permet(request.user))
    offres = Offre.objects.select_related("etablissement", "contact", "commune")
    offre = get_object_or_404(offres.defer("recherche"), pk=pk)
    if offre.statut == StatutOffre.BROUILLON and not Acte.MODIFIER_OFFRE.permet(
        request.user, offre
    ):
        raise Http404
    return offre


def _est_masquee(offre):
    """Open at France Travail, but not heard of for more than a day: nothing of it is shown."""
    est_ouverte = offre.est_importee and offre.statut == StatutOffre.OUVERTE
    return est_ouverte and not Synchronisation.objects.recentes().exists()


def _changements(offre):
    if offre.est_importee:
        return []
    suites = actions.suites_de(offre)
    deja = offre.statut != StatutOffre.BROUILLON
    return [(statut.value, ACTES[statut][deja]) for statut in ACTES if statut in suites]


def _lien_d_origine(offre):
    origine = (offre.brut or {}).get("origineOffre")
    adresse = origine.get("urlOrigine") if isinstance(origine, dict) else None
    return adresse if isinstance(adresse, str) and adresse.startswith("https://") else None


@require_safe
@lecture_limitee
def offre(request, pk):
    offre = _offre(request, pk)
    peut_modifier = Acte.MODIFIER_OFFRE.permet(request.user, offre)
    est_masquee = _est_masquee(offre)
    # Whose dossier it was opened from, which the apps above read.
    pour = request.GET.get("pour", "")
    contexte = {
        "offre": offre,
        "est_masquee": est_masquee,
        "est_retiree": offre.statut == StatutOffre.RETIREE,
        "annonce": None if est_masquee else lire_annonce(offre),
        "sections": sections(offre.brut) if offre.brut and not est_masquee else [],
        "lien_d_origine": _lien_d_origine(offre),
        "logos": [] if est_masquee else logos(offre),
        "peut_modifier": peut_modifier,
        "changements": _changements(offre) if peut_modifier else [],
        "blocs": [] if est_masquee else blocs_de("offre_blocs", request.user, offre, pour=pour),
        "retours": blocs_de("offre_retours", request.user, offre, pour=pour),
    }
    return render(request, "offres/offre.html", contexte)


@require_safe
@cache_control(private=True, max_age=3600)
def offre_logo(request, pk, rang):
    offre = _offre(request, pk)
    connus = [] if _est_masquee(offre) else logos(offre)
    image = next((lire_logo(logo.adresse) for logo in connus if logo.rang == rang), None)
    if image is None:
        raise Http404
    return HttpResponse(image, content_type="image/png")


@soumission_unique
def offre_creer(request):
    exiger(Acte.SAISIR_OFFRE.permet(request.user))
    employeur = request.GET.get("etablissement", "")
    connu = Etablissement.objects.filter(pk=employeur).first() if employeur.isdecimal() else None
    depart = {"etablissement": connu, "commune": connu.commune_id} if connu else {}
    return page_acte(
        request,
        OffreForm(request.POST or None, initial=depart),
        lambda formulaire: actions.saisir_offre(par=request.user, **formulaire.valeurs_offre()),
        titre="Saisir une offre",
        bouton="Enregistrer le brouillon",
        succes="L'offre est enregistrée en brouillon : publiez-la quand elle est prête.",
        retour=_adresse,
        annuler=reverse("offres:offres"),
    )


def _adresse(offre):
    return reverse("offres:offre", args=[offre.pk])


@soumission_unique
def offre_modifier(request, pk):
    offre = _offre(request, pk)
    exiger(Acte.MODIFIER_OFFRE.permet(request.user, offre))

    def enregistrer(formulaire):
        return actions.modifier_offre(
            offre,
            par=request.user,
            version=formulaire.cleaned_data["version"],
            **formulaire.valeurs_offre(),
        )

    return page_acte(
        request,
        OffreForm(request.POST or None, instance=offre, initial={"version": offre.version}),
        enregistrer,
        titre=f"Modifier {offre}",
        bouton="Enregistrer l'offre",
        succes="Offre enregistrée.",
        retour=_adresse(offre),
    )


@require_POST
def offre_changer(request, pk, statut):
    """Publish, fill, close or open again."""
    offre = _offre(request, pk)
    exiger(Acte.MODIFIER_OFFRE.permet(request.user, offre))
    try:
        actions.changer_statut(offre, par=request.user, statut=statut)
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
    else:
        messages.success(request, f"L'offre est maintenant : {StatutOffre(statut).label.lower()}.")
    return redirect(_adresse(offre))


def offres_de(etablissement, agent):
    """Offers of one employer that we or our partners hold, the latest first; the drafts among
    them for those who write offers."""
    offres = etablissement.offres.saisies().order_by("-actualisee_le")
    if not Acte.SAISIR_OFFRE.permet(agent):
        offres = offres.exclude(statut=StatutOffre.BROUILLON)
    return offres[:50]
