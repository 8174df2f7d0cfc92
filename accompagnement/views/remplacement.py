"""Who replaces whom, between two days: coordination decides it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accompagnement.actions.remplacement import (
    annuler_remplacement,
    creer_remplacement,
    modifier_remplacement,
)
from accompagnement.forms import FinRemplacementForm, RemplacementForm
from accompagnement.models import Remplacement
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger, page_acte
from plie.interface.formulaires import executer
from plie.interface.listes import paginer
from plie.socle.soumission import soumission_unique

ADRESSE = "accompagnement:remplacements"
EXPLICATION = (
    "Du premier au dernier jour inclus, le remplaçant lit et écrit les dossiers du référent absent "
    "comme les siens, sauf les notes confidentielles. Le référent de chaque personne ne change pas."
)


@require_safe
def remplacements(request):
    exiger(Acte.REMPLACER.permet(request.user))
    tous = Remplacement.objects.select_related(
        "absent__structure", "remplacant__structure", "decide_par"
    )
    contexte = {
        "page": paginer(request, tous),
        "aujourd_hui": timezone.localdate(),
        "explication": EXPLICATION,
    }
    return render(request, "accompagnement/remplacements.html", contexte)


@soumission_unique
def remplacement_creer(request):
    exiger(Acte.REMPLACER.permet(request.user))
    return page_acte(
        request,
        RemplacementForm(request.POST or None),
        lambda formulaire: creer_remplacement(par=request.user, **formulaire.valeurs()),
        titre="Organiser un remplacement",
        bouton="Enregistrer le remplacement",
        succes="Remplacement enregistré.",
        retour=reverse(ADRESSE),
        explication=EXPLICATION,
    )


def _remplacement(request, pk):
    exiger(Acte.REMPLACER.permet(request.user))
    return get_object_or_404(Remplacement.objects.select_related("absent", "remplacant"), pk=pk)


@soumission_unique
def remplacement_modifier(request, pk):
    remplacement = _remplacement(request, pk)
    return page_acte(
        request,
        FinRemplacementForm(request.POST or None, instance=remplacement),
        lambda formulaire: modifier_remplacement(
            remplacement, par=request.user, **formulaire.valeurs()
        ),
        titre="Changer la fin du remplacement",
        bouton="Enregistrer la fin",
        succes="Fin du remplacement enregistrée.",
        retour=reverse(ADRESSE),
        sur_titre=f"{remplacement}, à partir du {remplacement.date_debut:%d/%m/%Y}",
    )


@require_POST
def remplacement_annuler(request, pk):
    remplacement = _remplacement(request, pk)
    formulaire = FinRemplacementForm({"date_fin": remplacement.date_fin}, instance=remplacement)
    formulaire.full_clean()
    executer(formulaire, annuler_remplacement, remplacement, par=request.user)
    if not formulaire.errors:
        messages.success(request, "Remplacement arrêté.")
    for phrase in formulaire.non_field_errors():
        messages.warning(request, phrase)
    return redirect(ADRESSE)
