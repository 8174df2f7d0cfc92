"""The cohorts of reinforced follow-up: who is in, their entries and exits, their own figures."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accompagnement.actions.cohorte import creer_cohorte, modifier_cohorte
from accompagnement.forms import CohorteForm
from accompagnement.models import AppartenanceCohorte, Cohorte, Parcours
from accompagnement.permissions import Acte
from conventions.indicateurs import courbes, periodes
from conventions.indicateurs.declarations import PAR_CODE
from conventions.indicateurs.ecriture import avec_unite, nombre
from conventions.indicateurs.en_cache import compter_en_cache
from conventions.indicateurs.portees import Portee
from conventions.indicateurs.regles import regles_de
from conventions.views.mois_arrete import lecteur
from plie.interface.actes import exiger, page_acte
from plie.interface.listes import paginer
from plie.socle.soumission import soumission_unique

MOIS_DE_LA_COURBE = 12
CODES = (
    "file_active_fin",
    "sorties",
    "sorties_positives",
    "taux_sorties_positives",
    "sans_etape",
    "sans_entretien_30j",
)


@require_safe
def cohortes(request):
    exiger(Acte.VOIR_COHORTES.permet(request.user))
    contexte = {
        "cohortes": Cohorte.objects.avec_effectif(),
        "peut_gerer": Acte.GERER_COHORTES.permet(request.user),
    }
    return render(request, "conventions/cohortes.html", contexte)


@require_safe
def cohorte(request, pk):
    exiger(Acte.VOIR_COHORTES.permet(request.user))
    lue = get_object_or_404(Cohorte.objects.avec_effectif(), pk=pk)
    jour = timezone.localdate()
    visibles = AppartenanceCohorte.objects.filter(
        cohorte=lue,
        parcours__in=Parcours.objects.visibles_par(request.user).order_by().values("pk"),
    ).select_related("parcours__participant", "parcours__structure", "choisie_par")
    est_ancien = request.GET.get("qui") == "anciens"
    membres = visibles.en_cours()
    anciens = visibles.exclude(pk__in=membres.values("pk"))
    qui = (anciens if est_ancien else membres).order_by(
        "parcours__participant__nom", "parcours__participant__prenom", "-date_debut", "pk"
    )
    contexte = {
        "cohorte": lue,
        "page": paginer(request, qui),
        "est_ancien": est_ancien,
        "nombres": {"membres": membres.count(), "anciens": anciens.count()},
        "mouvements": _mouvements(visibles, jour),
        "peut_gerer": Acte.GERER_COHORTES.permet(request.user),
        "ne_voit_que_les_siens": lecteur(request.user) is not None,
        **_chiffres(request.user, lue, jour),
    }
    return render(request, "conventions/cohorte.html", contexte)


def _mouvements(appartenances, jour):
    """(people put in, people who left it or left the PLIE while in it), of the year to date."""
    debut = jour.replace(month=1, day=1)
    entrees = appartenances.filter(date_debut__range=(debut, jour)).count()
    quittes = appartenances.filter(date_fin__range=(debut, jour)).count()
    sortis = appartenances.a_quitter().filter(parcours__date_sortie__range=(debut, jour)).count()
    return entrees, quittes + sortis


def _chiffres(agent, cohorte, jour):
    """The figures of the year to date within the cohort, and its curve."""
    annee = periodes.depuis_janvier(jour)
    portee, qui = Portee(cohorte=cohorte.pk), lecteur(agent)
    (resultat,) = compter_en_cache([annee], portee, CODES, agent=qui)
    mois = compter_en_cache(
        periodes.derniers_mois(jour, MOIS_DE_LA_COURBE), portee, courbes.CODES, agent=qui
    )
    return {
        "libelle_periode": periodes.libelle(*annee),
        "chiffres": [_chiffre(PAR_CODE[code], resultat.mesures[code]) for code in CODES],
        "regle": regles_de(annee),
        "courbe": courbes.dessiner_a_l_ecran(mois),
        "courbe_alternative": courbes.texte_alternatif(mois),
        "courbe_lignes": courbes.lignes_du_tableau(mois),
    }


def _chiffre(indicateur, mesure):
    """(label, value, "3 sur 8" of a rate)."""
    detail = ""
    if indicateur.est_une_part and mesure.denominateur:
        detail = f"{nombre(mesure.numerateur)} sur {nombre(mesure.denominateur)}"
    return indicateur.libelle, avec_unite(mesure.valeur, indicateur.unite), detail


@soumission_unique
def cohorte_creer(request):
    exiger(Acte.GERER_COHORTES.permet(request.user))
    return page_acte(
        request,
        CohorteForm(request.POST or None),
        lambda formulaire: creer_cohorte(par=request.user, **formulaire.valeurs()),
        titre="Créer une cohorte",
        bouton="Créer la cohorte",
        succes="Cohorte créée. On y met une personne depuis son dossier.",
        retour=lambda creee: reverse("conventions:cohorte", args=[creee.pk]),
        annuler=reverse("conventions:cohortes"),
    )


@soumission_unique
def cohorte_modifier(request, pk):
    exiger(Acte.GERER_COHORTES.permet(request.user))
    lue = get_object_or_404(Cohorte, pk=pk)
    return page_acte(
        request,
        CohorteForm(request.POST or None, instance=lue, initial={"version": lue.version}),
        lambda formulaire: modifier_cohorte(
            lue,
            par=request.user,
            version=formulaire.cleaned_data["version"],
            **formulaire.valeurs(),
        ),
        titre="Modifier la cohorte",
        bouton="Enregistrer la cohorte",
        succes="Cohorte modifiée.",
        retour=reverse("conventions:cohorte", args=[pk]),
        sur_titre=str(lue),
    )
