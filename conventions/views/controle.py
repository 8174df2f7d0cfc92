"""What a controller asks of the positive exits: are they proven, and does the rule agree."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accompagnement.permissions import Acte as ActeSurDossier
from accompagnement.views.actes import exiger
from conventions.forms import PeriodeControleeForm
from conventions.indicateurs import periodes
from conventions.indicateurs.controle import controler
from conventions.indicateurs.ecriture import avec_unite
from conventions.indicateurs.regles import regles_de
from conventions.permissions import Acte

# After a number, singular or plural.
DITES = {
    "contredites": "contredites par la règle",
    "sans-preuve": "sans preuve",
    "a-verifier": "avec une preuve à vérifier",
}


@require_safe
def controle(request):
    exiger(Acte.CONTROLER_SORTIES.permet(request.user))
    debut, fin = periodes.depuis_janvier(timezone.localdate())
    donnees = request.GET if {"debut", "fin"} & request.GET.keys() else {"debut": debut, "fin": fin}
    formulaire = PeriodeControleeForm(donnees)
    contexte = {
        "formulaire": formulaire,
        "controle": None,
        "peut_verifier": ActeSurDossier.VERIFIER_PIECE.permet(request.user),
        "peut_deposer": ActeSurDossier.DEPOSER_PIECE.permet(request.user),
    }
    if formulaire.is_valid():
        contexte |= _controle(request.user, **formulaire.cleaned_data)
    statut = 200 if formulaire.is_valid() else 422
    return render(request, "conventions/controle.html", contexte, status=statut)


@require_safe
def controle_nombres(request):
    """What home shows of the year to date, asked once the page is there: the rule is applied again
    to each exit."""
    exiger(Acte.SUIVRE_LES_PREUVES.permet(request.user))
    periode = periodes.depuis_janvier(timezone.localdate())
    fait = controler(*periode, request.user)
    debut_et_fin = "?debut={}&fin={}".format(*periode)
    toutes = reverse("conventions:indicateur_dossiers", args=["sorties_positives"])
    contexte = {
        "sorties": len(fait.sorties),
        "adresse": f"{toutes}{debut_et_fin}",
        "listes": [
            (DITES[cle], len(sorties), f"{reverse('conventions:controle')}{debut_et_fin}#{cle}")
            for cle, _, sorties in _listes(fait)
        ],
    }
    return render(request, "conventions/controle_nombres.html", contexte)


def _listes(fait):
    return [
        ("contredites", "Contredites par la règle", fait.contredites),
        ("sans-preuve", "Sans preuve", fait.sans_preuve),
        ("a-verifier", "Preuve à vérifier", fait.a_verifier),
    ]


def _controle(agent, debut, fin):
    fait = controler(debut, fin, agent)
    return {
        "controle": fait,
        "libelle_periode": periodes.libelle(debut, fin),
        "taux": [
            (libelle, avec_unite(mesure.valeur, "%"), mesure)
            for libelle, mesure in (("Taux déclaré", fait.declare), ("Taux prouvé", fait.prouve))
        ],
        "listes": _listes(fait),
        "regle": regles_de((debut, fin)),
    }
