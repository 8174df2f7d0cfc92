"""What a controller asks of the positive exits: are they proven, and does the rule agree."""

from django.shortcuts import render
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


@require_safe
def controle(request):
    exiger(Acte.CONTROLER_SORTIES.permet(request.user))
    debut, fin = periodes.depuis_janvier(timezone.localdate())
    donnees = request.GET if {"debut", "fin"} & request.GET.keys() else {"debut": debut, "fin": fin}
    formulaire = PeriodeControleeForm(donnees)
    contexte = {
        "formulaire": formulaire,
        "controle": None,
        "peut_deposer": ActeSurDossier.DEPOSER_PIECE.permet(request.user),
    }
    if formulaire.is_valid():
        contexte |= _controle(request.user, **formulaire.cleaned_data)
    statut = 200 if formulaire.is_valid() else 422
    return render(request, "conventions/controle.html", contexte, status=statut)


def _controle(agent, debut, fin):
    fait = controler(debut, fin, agent)
    return {
        "controle": fait,
        "libelle_periode": periodes.libelle(debut, fin),
        "taux": [
            (libelle, avec_unite(mesure.valeur, "%"), mesure)
            for libelle, mesure in (("Taux déclaré", fait.declare), ("Taux prouvé", fait.prouve))
        ],
        "listes": [
            ("contredites", "Contredites par la règle", fait.contredites),
            ("sans-preuve", "Sans preuve", fait.sans_preuve),
            ("a-verifier", "Preuve à vérifier", fait.a_verifier),
        ],
        "regle": regles_de((debut, fin)),
    }
