from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from accompagnement.views.actes import exiger
from conventions.actions.copie_remise import remettre
from conventions.actions.rapport import (
    annuler,
    demander,
    est_repris,
    lire_fichier,
    nom_fichier,
    publier,
    renvoyer,
    soumettre,
)
from conventions.enums import STATUTS_EN_PRODUCTION, FormatFichier, StatutRapport
from conventions.forms import CopieForm, MoisForm
from conventions.models import FichierRapport, Rapport
from conventions.permissions import Acte
from conventions.rapports.modeles import chapitres_de, dire_la_periode, nommer
from plie.interface.actes import presser
from plie.interface.formulaires import executer
from plie.interface.listes import paginer
from plie.socle.export import CSV, PDF, XLSX, telechargement
from plie.socle.soumission import soumission_unique

TYPES = {
    FormatFichier.PDF: PDF,
    FormatFichier.XLSX: XLSX,
    FormatFichier.CSV: CSV,
    FormatFichier.CSV_VIRGULE: CSV,
    FormatFichier.JSON: "application/json",
}


CE_QUE_PUBLIER_FIGE = (
    "Ses fichiers et ses chiffres ne changeront plus : leur empreinte en répond.",
    "La coordination, la direction, le FSE et les référents pourront le lire.",
    "Un courriel sans chiffre le leur dira.",
    "Une correction faite ensuite paraîtra dans une version suivante, qui dit ce qui change.",
)


@require_safe
def rapports(request):
    exiger(Acte.VOIR_RAPPORTS.permet(request.user))
    return _page(request, MoisForm())


@require_POST
@soumission_unique
def rapport_produire(request):
    exiger(Acte.PRODUIRE_RAPPORT.permet(request.user))
    formulaire = MoisForm(request.POST)
    if formulaire.is_valid():
        mois, modele = (formulaire.cleaned_data[nom] for nom in ("mois", "modele"))
        rapport = executer(formulaire, demander, mois, par=request.user, modele=modele)
        if rapport:
            return redirect("conventions:rapport", rapport.pk)
    return _page(request, formulaire, status=422)


def _page(request, formulaire, status=200):
    peut_produire = Acte.PRODUIRE_RAPPORT.permet(request.user)
    page = paginer(request, _visibles(request.user))
    for rapport in page.object_list:
        rapport.periode = dire_la_periode(rapport.modele, rapport.mois)
    contexte = {"formulaire": formulaire if peut_produire else None, "page": page}
    return render(request, "conventions/rapports.html", contexte, status=status)


def _visibles(agent):
    """Drafts are for those who write them; the others read what is published."""
    rapports = Rapport.objects.defer("donnees").select_related("publie_par", "prepare_par")
    if Acte.PRODUIRE_RAPPORT.permet(agent):
        return rapports
    return rapports.publies()


@never_cache
@require_safe
def rapport(request, pk):
    return _montrer(request, _lire(request, pk))


def _lire(request, pk):
    exiger(Acte.VOIR_RAPPORTS.permet(request.user))
    return get_object_or_404(_visibles(request.user), pk=pk)


def _montrer(request, rapport, copie=None, status=200):
    en_production = rapport.statut in STATUTS_EN_PRODUCTION
    fichiers = sorted(rapport.fichiers.all(), key=lambda f: FormatFichier.values.index(f.format))
    contexte = {
        "rapport": rapport,
        "nom": nommer(rapport),
        "qui": _dire_qui(rapport),
        "fichiers": fichiers,
        "chapitres": _chapitres(rapport),
        "en_production": en_production,
        "lu": rapport.production,
        "est_repris": en_production and est_repris(rapport.pk),
        **_ce_qui_se_peut(request.user, rapport),
    }
    if rapport.est_publie and Acte.REMETTRE_RAPPORT.permet(request.user):
        copie = copie or CopieForm(fichiers=fichiers)
        contexte |= {"copie": copie, "copies": rapport.copies.select_related("remise_par")}
    gabarit = "conventions/rapport.html"
    fragment = f"{gabarit}#etat" if request.htmx else gabarit
    return render(request, fragment, contexte, status=status)


def _dire_qui(rapport):
    """Who prepared it, who approved it, and when."""
    phrases = []
    if rapport.prepare_par:
        le = date_format(timezone.localtime(rapport.prepare_le), "d/m/Y")
        phrases.append(f"Préparé par {rapport.prepare_par} le {le}.")
    if rapport.est_publie:
        le = date_format(timezone.localtime(rapport.publie_le), r"d/m/Y à H:i")
        approuve = "Publié" if rapport.sans_relecture else "Approuvé et publié"
        phrases.append(f"{approuve} le {le} par {rapport.publie_par}.")
    if rapport.sans_relecture:
        phrases.append("C'était avant qu'une autre personne ait à l'approuver.")
    return " ".join(phrases)


def _ce_qui_se_peut(agent, rapport):
    prepare = rapport.statut == StatutRapport.BROUILLON and Acte.PRODUIRE_RAPPORT.permet(agent)
    relit = rapport.statut == StatutRapport.A_RELIRE and Acte.PUBLIER_RAPPORT.permet(agent)
    l_a_prepare = rapport.prepare_par_id == agent.pk
    return {
        "peut_soumettre": prepare,
        "peut_publier": relit and not l_a_prepare,
        "attend_un_autre": relit and l_a_prepare,
        "peut_renvoyer": rapport.statut == StatutRapport.A_RELIRE
        and Acte.PRODUIRE_RAPPORT.permet(agent),
        "peut_relancer": not rapport.est_publie and Acte.PRODUIRE_RAPPORT.permet(agent),
    }


def _chapitres(rapport):
    """[(chapter, its comment)], in their order."""
    textes = dict(rapport.commentaires.values_list("chapitre", "texte"))
    return [(c, textes.get(c.code, "")) for c in chapitres_de(rapport.modele)]


@require_POST
@soumission_unique
def rapport_annuler(request, pk):
    exiger(Acte.PRODUIRE_RAPPORT.permet(request.user))
    annuler(get_object_or_404(_visibles(request.user), pk=pk), par=request.user)
    return redirect("conventions:rapport", pk)


@require_POST
@soumission_unique
def rapport_soumettre(request, pk):
    exiger(Acte.PRODUIRE_RAPPORT.permet(request.user))
    rapport = get_object_or_404(_visibles(request.user), pk=pk)
    fait = "Le rapport est soumis : ses fichiers s'écrivent, une autre personne l'approuvera."
    presser(request, lambda: soumettre(rapport, par=request.user), fait)
    return redirect("conventions:rapport", pk)


@require_POST
@soumission_unique
def rapport_renvoyer(request, pk):
    exiger(Acte.PRODUIRE_RAPPORT.permet(request.user))
    rapport = get_object_or_404(_visibles(request.user), pk=pk)
    fait = "Le rapport est de nouveau en préparation."
    presser(request, lambda: renvoyer(rapport, par=request.user), fait)
    return redirect("conventions:rapport", pk)


@require_POST
@soumission_unique
def rapport_publier(request, pk):
    exiger(Acte.PUBLIER_RAPPORT.permet(request.user))
    rapport = get_object_or_404(_visibles(request.user), pk=pk)
    se_peut = _ce_qui_se_peut(request.user, rapport)["peut_publier"]
    # Never what is there now: whoever confirms has read what the first page showed.
    lu = request.POST.get("lu", "")
    if "confirmer" not in request.POST and se_peut and lu == rapport.production:
        contexte = {
            "nom": nommer(rapport),
            "phrases": CE_QUE_PUBLIER_FIGE,
            "lu": lu,
            "rapport_pk": pk,
        }
        return render(request, "conventions/rapport_publier.html", contexte)
    fait = "Le rapport est publié. Ses fichiers ne changeront plus."
    presser(request, lambda: publier(rapport, par=request.user, lu=lu), fait)
    return redirect("conventions:rapport", pk)


@require_POST
def rapport_remettre(request, pk):
    """A copy for somebody without an account: written down, then downloaded."""
    exiger(Acte.REMETTRE_RAPPORT.permet(request.user))
    rapport = _lire(request, pk)
    formulaire = CopieForm(request.POST, fichiers=rapport.fichiers.all())
    if formulaire.is_valid():
        contenu = executer(
            formulaire, remettre, rapport, par=request.user, **formulaire.cleaned_data
        )
        if contenu is not None:
            format_ = formulaire.cleaned_data["format"]
            return telechargement(contenu, nom_fichier(rapport, format_), TYPES[format_])
    return _montrer(request, rapport, formulaire, status=422)


@require_GET
def rapport_fichier(request, pk, format_):
    rapport = _lire(request, pk)
    if format_ not in TYPES:
        raise Http404
    fichier = get_object_or_404(FichierRapport, rapport=rapport, format=format_)
    try:
        contenu = lire_fichier(fichier)
    except ValidationError as refus:
        messages.error(request, " ".join([*refus.messages, "Prévenez l'administration."]))
        return redirect("conventions:rapport", pk)
    return telechargement(contenu, nom_fichier(rapport, format_), TYPES[format_])
