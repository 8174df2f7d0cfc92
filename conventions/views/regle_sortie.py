"""What a positive exit is, rule after rule: side by side, written, withdrawn."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accompagnement.actions.regle_sortie import ecrire_regle_sortie
from accompagnement.forms import RegleSortieForm, RetraitRegleForm
from accompagnement.models import RegleSortie
from accompagnement.permissions import Acte as ActeSurDossier
from conventions.actions.regle_sortie import retirer_regle_sortie
from conventions.indicateurs.regles import comparer, mois_arretes_par_regle
from conventions.permissions import Acte
from plie.interface.actes import exiger, page_acte
from plie.socle.ecriture import remplir
from plie.socle.soumission import soumission_unique

EXPLICATION = (
    "Elle vaut pour les sorties datées de ce jour ou d'après. Celles qui sont déjà validées "
    "gardent la leur : rien de publié ne change."
)


@require_safe
def regles_sortie(request):
    exiger(Acte.VOIR_REGLES_DE_SORTIE.permet(request.user))
    regles = list(RegleSortie.objects.avec_usage().order_by("valide_du"))
    arretes, jour = mois_arretes_par_regle(), timezone.localdate()
    for regle in regles:
        regle.arretes = arretes[regle.version]
        regle.quand = _quand(regle, jour)
    contexte = {
        "regles": regles,
        "lignes": comparer(regles),
        "peut_ecrire": ActeSurDossier.REGLER_SORTIES.permet(request.user),
        "peut_essayer": Acte.ESSAYER_UNE_REGLE.permet(request.user),
    }
    return render(request, "conventions/regles_sortie.html", contexte)


def _quand(regle, jour):
    if regle.valide_du > jour:
        return "à venir"
    return "en vigueur" if regle.valide_au is None or regle.valide_au >= jour else "passée"


@soumission_unique
def regle_sortie_ecrire(request):
    exiger(ActeSurDossier.REGLER_SORTIES.permet(request.user))
    return page_acte(
        request,
        RegleSortieForm(request.POST or None, instance=_a_partir_de_la_derniere()),
        lambda formulaire: _ecrire(RegleSortie(), formulaire, request.user),
        titre="Écrire une nouvelle règle de sortie",
        explication=f"{EXPLICATION} Ce formulaire part de la dernière règle.",
        bouton="Enregistrer la règle",
        succes=lambda regle: f"La règle v{regle.version} est enregistrée.",
        retour=reverse("conventions:regles_sortie"),
    )


def _a_partir_de_la_derniere():
    """A new rule says again what the last one says, but for its day."""
    regle = RegleSortie.objects.order_by("-valide_du").first() or RegleSortie()
    regle.pk, regle.valide_du = None, None
    return regle


def _ecrire(regle, formulaire, par, edition=None):
    remplir(regle, formulaire.valeurs())
    return ecrire_regle_sortie(regle, par=par, edition=edition)


@soumission_unique
def regle_sortie_modifier(request, pk):
    regle = _a_ecrire(request, pk)
    return page_acte(
        request,
        RegleSortieForm(request.POST or None, instance=regle, initial={"version": regle.edition}),
        lambda saisi: _ecrire(regle, saisi, request.user, saisi.cleaned_data["version"] or 0),
        titre=f"Modifier la règle v{regle.version}",
        explication="Une règle se modifie tant qu'aucune sortie ni aucun mois arrêté ne l'a "
        "suivie. Après, écrivez-en une nouvelle.",
        bouton="Enregistrer la règle",
        succes="La règle est enregistrée.",
        retour=reverse("conventions:regles_sortie"),
    )


@soumission_unique
def regle_sortie_retirer(request, pk):
    regle = _a_ecrire(request, pk)
    return page_acte(
        request,
        RetraitRegleForm(request.POST or None, instance=regle, initial={"version": regle.edition}),
        lambda saisi: retirer_regle_sortie(
            regle, par=request.user, edition=saisi.cleaned_data["version"] or 0
        ),
        titre=f"Retirer la règle v{regle.version}",
        explication=f"« {regle.libelle} » La règle d'avant reprend ses jours. Elle n'a servi à "
        "aucune sortie ni à aucun mois arrêté : aucun chiffre publié ne change.",
        bouton="Retirer la règle",
        succes=f"La règle v{regle.version} est retirée.",
        retour=reverse("conventions:regles_sortie"),
    )


def _a_ecrire(request, pk):
    exiger(ActeSurDossier.REGLER_SORTIES.permet(request.user))
    return get_object_or_404(RegleSortie, pk=pk)
