"""The list of offers: keys first, then what the rows show; never a whole offer."""

from django.shortcuts import render
from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from offres.enums import ContratOffre, Origine, StatutOffre
from offres.lecture.fiche import en_clair
from offres.listes.filtres import TRI_PROCHES, TRIS, FiltreOffres
from offres.listes.metiers import proposer_metiers
from offres.models import Offre
from offres.permissions import Acte
from offres.views.limite_de_lecture import lecture_limitee
from plie.interface.actes import exiger
from plie.interface.listes import lignes_de, paginer_sans_tout_compter, trier
from plie.interface.templatetags.interface import badge_etat

CHAMPS = (
    "pk",
    "intitule",
    "entreprise",
    "etablissement__nom",
    "lieu",
    "commune__nom",
    "contrat",
    "contrat_libelle",
    "est_temps_plein",
    "heures_hebdo",
    "salaire",
    "origine",
    "statut",
    "actualisee_le",
)
CONTRATS = dict(ContratOffre.choices)
DUREES = {True: "temps plein", False: "temps partiel", None: ""}
VUES = {"ouvertes": "Offres ouvertes", "nos": "Nos offres"}


def _vue(request):
    """Which tab: « Nos offres », in every state, is for those who write them."""
    ecrit = Acte.SAISIR_OFFRE.permet(request.user)
    nos = ecrit and request.GET.get("vue") == "nos"
    return ("nos" if nos else "ouvertes"), ecrit


def _ligne(offre, distances):
    distance = distances.get(offre.pk)
    return {
        "adresse": reverse("offres:offre", args=[offre.pk]),
        "intitule": offre.intitule,
        "entreprise": offre.entreprise or offre.etablissement__nom or "",
        "lieu": offre.commune__nom or offre.lieu,
        "distance": "" if distance is None else f"{distance:.0f} km",
        "contrat": en_clair(offre.contrat_libelle) or CONTRATS.get(offre.contrat, offre.contrat),
        "duree": _duree(offre),
        "salaire": en_clair(offre.salaire),
        "origine": Origine(offre.origine).label,
        "etat": badge_etat(StatutOffre(offre.statut)),
        "jour": f"{timezone.localtime(offre.actualisee_le):%d/%m/%Y}",
    }


def _duree(offre):
    """The hours say by themselves that a job is full-time."""
    if not offre.heures_hebdo:
        return DUREES[offre.est_temps_plein]
    heures = f"{floatformat(offre.heures_hebdo)}\xa0h"
    return f"{DUREES[False]} {heures}" if offre.est_temps_plein is False else heures


def _page(request, filtre):
    """(page of keys, {key: distance}, sort key)."""
    tris = TRIS | ({TRI_PROCHES: ["distance", "pk"]} if filtre.a_une_distance else {})
    requete, tri = trier(request, filtre.qs, tris, "recentes")
    champs = ("pk", "distance") if filtre.a_une_distance else ("pk",)
    page = paginer_sans_tout_compter(request, requete, champs, est_etroite=filtre.a_des_mots)
    lues = list(page)
    page.object_list = [ligne[0] for ligne in lues]
    return page, dict(lues) if filtre.a_une_distance else {}, tri


@require_safe
@vary_on_headers("HX-Request")
@lecture_limitee
def offres(request):
    exiger(Acte.VOIR_OFFRES.permet(request.user))
    vue, ecrit = _vue(request)
    offres = Offre.objects.saisies() if vue == "nos" else Offre.objects.montrables()
    filtre = FiltreOffres(request.GET, queryset=offres, avec_statut=vue == "nos")
    page, distances, tri = _page(request, filtre)
    lues = lignes_de(
        page, lambda cles: Offre.objects.filter(pk__in=cles).values_list(*CHAMPS, named=True)
    )
    contexte = {
        "filtre": filtre,
        "page": page,
        "lignes": [_ligne(offre, distances) for offre in lues],
        "tri": tri,
        "a_une_distance": filtre.a_une_distance,
        "vue": vue,
        "vues": list(VUES.items()) if ecrit else [],
        "puces": list(filtre.puces()),
        "peut_saisir": ecrit,
        "peut_voir_territoire": Acte.VOIR_TERRITOIRE.permet(request.user),
    }
    gabarit = "offres/offres.html"
    return render(request, f"{gabarit}#liste" if request.htmx else gabarit, contexte)


@require_safe
def metiers(request):
    """The options of a trade's field: codes, domains and grand domaines."""
    exiger(Acte.VOIR_OFFRES.permet(request.user))
    texte = next(iter(request.GET.values()), "").strip()[:200]
    return render(request, "interface/metiers.html", {"metiers": proposer_metiers(texte)})
