from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accompagnement.actions.structure import enregistrer_structure
from accompagnement.enums import STATUTS_ENTRES
from accompagnement.forms import StructureForm
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger, page_acte
from plie.comptes.models import Structure
from plie.comptes.tri import Normaliser
from plie.interface.listes import paginer
from plie.socle.soumission import soumission_unique


@require_safe
def structures(request):
    exiger(Acte.GERER_STRUCTURES.permet(request.user))
    toutes = Structure.objects.annotate(
        en_cours=Count("parcours", filter=Q(parcours__statut__in=STATUTS_ENTRES))
    ).order_by(Normaliser("nom"), "pk")
    return render(request, "accompagnement/structures.html", {"page": paginer(request, toutes, 50)})


@soumission_unique
def structure_creer(request):
    return _page(request, Structure(), "Ajouter une structure")


@soumission_unique
def structure_modifier(request, pk):
    exiger(Acte.GERER_STRUCTURES.permet(request.user))
    structure = get_object_or_404(Structure, pk=pk)
    return _page(request, structure, f"Modifier {structure}")


def _page(request, structure, titre):
    exiger(Acte.GERER_STRUCTURES.permet(request.user))
    return page_acte(
        request,
        StructureForm(request.POST or None, instance=structure),
        lambda formulaire: enregistrer_structure(
            structure, par=request.user, **formulaire.cleaned_data
        ),
        titre=titre,
        bouton="Enregistrer la structure",
        succes="Structure enregistrée.",
        retour=reverse("accompagnement:structures"),
    )
