from urllib.parse import urlencode

from django.db.models import Count
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accompagnement import permissions
from accompagnement.enums import Presence
from accompagnement.filtres import PORTEES, FiltreDossiers
from accompagnement.models import Commission, Entretien, Parcours
from plie.comptes.enums import Role

RENDEZ_VOUS_MONTRES = 10
# Each sentence opens the list it counts: (singular, plural, the list's own filters).
PHRASES = [
    (
        "rendez-vous passé attend d'être renseigné",
        "rendez-vous passés attendent d'être renseignés",
        {"retard": "on"},
    ),
    (
        "personne sans entretien depuis 30 jours",
        "personnes sans entretien depuis 30 jours",
        {"sans_entretien": "30"},
    ),
    ("personne sans aucune étape", "personnes sans aucune étape", {"sans_etape": "on"}),
    ("parcours sans référent", "parcours sans référent", {"sans_referent": "on"}),
    (
        "prescription attend son diagnostic",
        "prescriptions attendent leur diagnostic",
        {"statut": "prescrit"},
    ),
    (
        "sortie proposée attend la commission",
        "sorties proposées attendent la commission",
        {"statut": "sortie_proposee"},
    ),
]


@require_safe
def accueil(request):
    agent = request.user
    contexte = {"agent": agent, "phrases": [], "peut_importer": permissions.peut(agent, "importer")}
    if permissions.peut(agent, "voir_suivi"):
        contexte.update(_journee(agent))
    return render(request, "accompagnement/accueil.html", contexte)


def _journee(agent):
    portee = "mes" if agent.role == Role.REFERENT else "tous"
    parcours = PORTEES[portee][1](Parcours.objects.visibles_par(agent), agent)
    aujourd_hui = timezone.localdate()
    rendez_vous = Entretien.objects.filter(
        debut__date=aujourd_hui, presence=Presence.PREVU, parcours__in=parcours
    )
    liste = f"{reverse('accompagnement:dossiers')}?portee={portee}&statut="
    return {
        "phrases": [p for p in (_phrase(parcours, portee, *modele) for modele in PHRASES) if p],
        "actifs": parcours.en_cours().count(),
        "adresse_actifs": f"{liste}en_cours",
        "rendez_vous": rendez_vous.select_related("parcours__participant", "agent").order_by(
            "debut", "pk"
        )[:RENDEZ_VOUS_MONTRES],
        "adresse_rendez_vous": f"{liste}tous&rendez_vous=on",
        "commissions": Commission.objects.filter(date__gte=aujourd_hui)
        .annotate(nombre=Count("passages"))
        .order_by("date", "pk")[:3],
        "peut_creer": permissions.peut(agent, "creer_dossier"),
        "aujourd_hui": aujourd_hui,
    }


def _phrase(parcours, portee, singulier, pluriel, filtres):
    """The sentence with its count and the address of the list; None when there is nobody."""
    filtre = FiltreDossiers({"statut": "ouverts", **filtres}, queryset=parcours, criteres=[])
    nombre = filtre.qs.count()
    if not nombre:
        return None
    adresse = f"{reverse('accompagnement:dossiers')}?{urlencode({'portee': portee, **filtres})}"
    return {
        "nombre": nombre,
        "texte": pluriel if nombre > 1 else singulier,
        "adresse": adresse,
    }
