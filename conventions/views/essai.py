"""A period under another rule of exits, beside what is read of it: nothing is written."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accompagnement.models import RegleSortie
from conventions.forms.essai import EssaiForm, valeurs_de
from conventions.indicateurs import periodes, tableau
from conventions.indicateurs.declarations import PAR_CODE
from conventions.indicateurs.ecriture import avec_unite, difference, nombre
from conventions.indicateurs.essai import CODES, essayer
from conventions.indicateurs.regles import comparer, regles_de
from conventions.permissions import Acte
from plie.interface.actes import exiger


@require_safe
def essai(request):
    exiger(Acte.ESSAYER_UNE_REGLE.permet(request.user))
    est_demande = bool({"debut", "fin"} & request.GET.keys())
    formulaire = EssaiForm(request.GET) if est_demande else EssaiForm(initial=_depart(request))
    est_valide = est_demande and formulaire.is_valid()
    contexte = {"formulaire": formulaire, "essai": None}
    if est_valide:
        donnees = formulaire.cleaned_data
        contexte |= _essayer(request.user, donnees["debut"], donnees["fin"], formulaire.regle())
    statut = 422 if est_demande and not est_valide else 200
    return render(request, "conventions/essai.html", contexte, status=statut)


def _depart(request):
    """The year to date under the rule of its last day, or the one whose version is asked."""
    debut, fin = periodes.depuis_janvier(timezone.localdate())
    version = request.GET.get("version", "")
    regles = RegleSortie.objects.order_by("-valide_du")
    choisie = regles.filter(version=version).first() if version.isdecimal() else None
    regle = choisie or regles.filter(valide_du__lte=fin).first() or RegleSortie()
    return {"debut": debut, "fin": fin, **valeurs_de(regle)}


def _essayer(agent, debut, fin, regle):
    essai = essayer(debut, fin, regle)
    return {
        "essai": essai,
        "libelle_periode": periodes.libelle(debut, fin),
        "lignes": [_ligne(agent, PAR_CODE[code], essai) for code in CODES],
        "regle_officielle": regles_de((debut, fin)),
        "criteres": [(ligne.libelle, ligne.dits[0][1]) for ligne in comparer([regle])[:-1]],
    }


def _ligne(agent, indicateur, essai):
    """What is read, what the same exits gave and would give, and the difference of these two."""
    memes, essayee = essai.memes[indicateur.code], essai.mesures[indicateur.code]
    return {
        "libelle": indicateur.libelle,
        "officielle": tableau.case(agent, indicateur, essai.officiel),
        "memes": _dire(indicateur, memes),
        "essayee": _dire(indicateur, essayee),
        "ecart": difference(essayee.valeur, memes.valeur, indicateur.unite),
    }


def _dire(indicateur, mesure):
    """(value, "3 sur 8" of a rate): no list is behind what nobody decided."""
    detail = ""
    if mesure.denominateur:
        detail = f"{nombre(mesure.numerateur)} sur {nombre(mesure.denominateur)}"
    return avec_unite(mesure.valeur, indicateur.unite), detail
