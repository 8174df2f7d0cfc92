"""The page of one indicator, and why official months differ from today's dossiers."""

from functools import partial

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accompagnement.models import Sortie
from conventions.enums import Nature
from conventions.forms import PeriodeForm
from conventions.indicateurs import courbes, declarations, fiche, officiel, periodes
from conventions.indicateurs.ecarts import ecart_du_mois
from conventions.indicateurs.en_cache import compter_en_cache, version_donnees
from conventions.indicateurs.historiques import lit
from conventions.indicateurs.portees import PARTOUT
from conventions.indicateurs.raisons import en_une_phrase
from conventions.indicateurs.regles import regles_de
from conventions.models import MoisArrete
from conventions.permissions import Acte, peut_lister
from conventions.views.mois_arrete import lecteur
from plie.interface.actes import exiger


@require_safe
def indicateur(request, code):
    indicateur = _indicateur(request, code)
    formulaire = _formulaire(request)
    croisements = fiche.croisements_de(request.user, indicateur)
    choisie = request.GET.get("ventilation", croisements[0].code if croisements else "")
    if choisie not in {une.code for une in croisements} | {""}:
        raise Http404
    contexte = {
        "indicateur": indicateur,
        "formulaire": formulaire,
        "croisements": croisements,
        "croisement": next((une for une in croisements if une.code == choisie), None),
        "ne_voit_que_les_siens": lecteur(request.user) is not None,
        "peut_lister": peut_lister(request.user, indicateur),
    }
    # Full-time equivalents are the whole PLIE's.
    se_lit = not (indicateur.mesure_denominateur and contexte["ne_voit_que_les_siens"])
    contexte["se_lit"] = se_lit
    if formulaire.is_valid() and se_lit:
        contexte |= _chiffres(request.user, indicateur, choisie, **formulaire.cleaned_data)
    statut = 200 if formulaire.is_valid() else 422
    return render(request, "conventions/indicateur.html", contexte, status=statut)


def _indicateur(request, code):
    exiger(Acte.VOIR_INDICATEURS.permet(request.user))
    if code not in declarations.PAR_CODE:
        raise Http404
    return declarations.PAR_CODE[code]


def _formulaire(request):
    """The period of the address; the year to date when there is none."""
    if "debut" in request.GET or "fin" in request.GET:
        return PeriodeForm(request.GET)
    debut, fin = periodes.depuis_janvier(timezone.localdate())
    return PeriodeForm({"debut": debut, "fin": fin})


def _chiffres(agent, indicateur, ventilation, debut, fin):
    qui, version = lecteur(agent), version_donnees()
    series = fiche.lire_series(agent, qui, indicateur, debut, fin, version)
    choisi, mois, annees, arretes = series
    points = [(p.resultat, fiche.se_lit(p.case)) for p in mois]
    depend_de_la_regle = lit(indicateur, Sortie)
    dits = {"choisi": choisi, "mois": mois[::-1], "annees": annees[::-1]}
    dits["regle"] = depend_de_la_regle and regles_de((debut, fin), en_direct=qui is not None)
    if ventilation:
        croiser = partial(fiche.croiser, agent, qui, indicateur, choisi)
        dits["entetes"], dits["lignes"] = croiser(ventilation, version)
    if not qui and peut_lister(agent, indicateur):
        ecarts = fiche.mois_qui_different(indicateur, mois, arretes, version)
        dits |= {"ecarts": ecarts, "a_des_mois_arretes": any(p.est_arrete for p in mois)}
    if any(se_lit for _, se_lit in points):
        dits["courbe"] = courbes.dessiner_une_serie(indicateur, points)
    return dits


@require_safe
def indicateur_ecarts(request, code):
    """Of each official month that its page shows, what was changed since, in a sentence."""
    indicateur = _indicateur(request, code)
    exiger(not lecteur(request.user) and peut_lister(request.user, indicateur))
    formulaire = _formulaire(request)
    if not formulaire.is_valid() or indicateur.nature == Nature.OFFRE:
        raise Http404
    bornes = formulaire.cleaned_data
    ecarts = list(_ecarts(indicateur, bornes["fin"]))
    contexte = {"indicateur": indicateur, **bornes, "ecarts": ecarts}
    return render(request, "conventions/indicateur_ecarts.html", contexte)


def _ecarts(indicateur, fin):
    """[(MoisArrete, its label, Ecart, sentence)], the latest first."""
    voulus = periodes.derniers_mois(min(fin, timezone.localdate()), fiche.MOIS)
    arretes = {a.mois: a for a in MoisArrete.objects.filter(mois__in=[m for m, _ in voulus])}
    mois = [periode for periode in reversed(voulus) if periode[0] in arretes]
    figes = officiel.lire_periodes(mois, codes=(indicateur.code,)) if mois else []
    actuels = compter_en_cache(mois, PARTOUT, (indicateur.code,)) if mois else []
    for fige, actuel in zip(figes, actuels, strict=True):
        arrete = arretes[fige.debut]
        ecart = ecart_du_mois(indicateur, arrete, fige, actuel)
        if ecart:
            libelle = periodes.libelle(fige.debut, fige.fin)
            yield arrete, libelle, ecart, en_une_phrase(ecart.dossiers)
