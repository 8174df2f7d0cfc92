"""One objective: its gauge, how it is counted, the names behind it and those who could still be."""

from dateutil.relativedelta import relativedelta
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accompagnement.models import Parcours
from conventions import listes, permissions
from conventions.actions.objectif import (
    amender_cible,
    creer_objectif,
    modifier_objectif,
    noter_valeur,
    retirer_valeur,
)
from conventions.enums import Nature, Partie
from conventions.forms import CibleForm, NouvelObjectifForm, ObjectifForm, ValeurForm
from conventions.indicateurs import periodes
from conventions.indicateurs.dossiers import dossiers
from conventions.indicateurs.ecriture import avec_unite, nombre
from conventions.indicateurs.jauges import Jauge
from conventions.indicateurs.marges import MOIS_TENUS, qui_pourrait_compter
from conventions.indicateurs.objectifs import mesurer
from conventions.indicateurs.portees import dire
from conventions.indicateurs.regles import regles_de
from conventions.models import CompteurManuel, Objectif
from conventions.permissions import Acte
from conventions.views.convention import dire_le_perimetre, lire_le_jour, lire_une
from conventions.views.indicateur import EXPORT_MAX, lisibles
from conventions.views.mois_arrete import lecteur
from plie.interface.actes import exiger, page_acte
from plie.interface.listes import paginer, trier
from plie.journal.actions import tracer_consultations
from plie.socle.arrondi import arrondir
from plie.socle.export import FORMATS, reponse
from plie.socle.soumission import soumission_unique


def _lire(request, pk):
    """(form of the day, the gauge of one objective that day)."""
    exiger(Acte.VOIR_CONVENTIONS.permet(request.user))
    convention = lire_une(objectif=pk)
    formulaire, jour = lire_le_jour(request)
    avancements = mesurer([convention], jour, agent=lecteur(request.user))
    return formulaire, Jauge(avancements[pk], request.user)


@require_safe
def objectif(request, pk):
    formulaire, jauge = _lire(request, pk)
    lu, indicateur = jauge.avancement, jauge.avancement.indicateur
    est_un_taux = jauge.objectif.indicateur == "taux_sorties_positives" and lu.a_commence
    contexte = {
        "objectif": jauge.objectif,
        "jauge": jauge,
        "le": lu.le,
        "formulaire": formulaire,
        "libelle_periode": periodes.libelle(lu.debut, lu.fin),
        "portee": dire(lu.portee, jauge.objectif.cohorte),
        "regle": regles_de((lu.debut, lu.jusqu_au)) if est_un_taux else None,
        "marges": _marges(request.user, lu, indicateur),
        "peut_tenir": Acte.TENIR_CONVENTIONS.permet(request.user),
        "perimetre": dire_le_perimetre(request.user),
    }
    contexte["au_mieux"] = _au_mieux(jauge, contexte["marges"])
    contexte["d_autres_viendront"] = lu.le + relativedelta(months=MOIS_TENUS) < lu.fin
    statut = 200 if formulaire.is_valid() else 422
    return render(request, "conventions/objectif.html", contexte, status=statut)


def _marges(agent, avancement, indicateur):
    """[(Genre, its parcours)] of those who could still count, named for who may list them."""
    if indicateur is None or not permissions.peut_lister_dans(agent, indicateur, avancement.portee):
        return []
    trouves = qui_pourrait_compter(avancement, agent=lecteur(agent))
    cles = [cle for lus in trouves.values() for cle in lus]
    liens = ("participant__commune", "structure")
    lus = Parcours.objects.filter(pk__in=cles).select_related(*liens).order_by(*listes.TRIS["nom"])
    par_cle = {parcours.pk: parcours for parcours in lus} if cles else {}
    return [
        (genre, [parcours for cle, parcours in par_cle.items() if cle in set(cles_du_genre)])
        for genre, cles_du_genre in trouves.items()
    ]


def _au_mieux(jauge, marges):
    """What the figure of exits would be if all those who could count did, and nobody else left."""
    mesure, indicateur = jauge.avancement.mesure, jauge.avancement.indicateur
    if not marges or mesure is None:
        return ""
    attendus = sum(len(parcours) for _, parcours in marges)
    comptes = mesure.numerateur + attendus
    if mesure.denominateur is None:
        return nombre(comptes)
    tous = mesure.denominateur + attendus
    return avec_unite(arrondir(100 * comptes, tous, 1), indicateur.unite) if tous else ""


def _liste(request, pk):
    """(gauge, half of the figure, the rows that it counts)."""
    _, jauge = _lire(request, pk)
    lu, indicateur = jauge.avancement, jauge.avancement.indicateur
    partie = request.GET.get("partie", Partie.NUMERATEUR)
    if (
        indicateur is None
        or not lu.a_commence
        or partie not in Partie
        or indicateur.condition(partie) is None
    ):
        raise Http404
    exiger(permissions.peut_lister_dans(request.user, indicateur, lu.portee))
    comptes = dossiers(
        indicateur.code,
        lu.debut,
        lu.jusqu_au,
        agent=lecteur(request.user),
        portee=lu.portee,
        partie=partie,
    )
    return jauge, partie, lisibles(indicateur.liste(partie), comptes)


@require_safe
def objectif_dossiers(request, pk):
    jauge, partie, parcours = _liste(request, pk)
    lu, indicateur = jauge.avancement, jauge.avancement.indicateur.liste(partie)
    contexte = {
        "objectif": jauge.objectif,
        "indicateur": indicateur,
        "titre": _titre(jauge, partie),
        "periode": {"debut": lu.debut, "fin": lu.jusqu_au},
        "libelle_periode": periodes.libelle(lu.debut, lu.jusqu_au),
        "perimetre": dire_le_perimetre(request.user),
    }
    if indicateur.nature == Nature.OFFRE:
        contexte["page"] = paginer(request, parcours)
        return render(request, "conventions/objectif_offres.html", contexte)
    tries, tri = trier(request, parcours, listes.tris(indicateur), "nom")
    page = paginer(request, tries)
    colonnes, lignes = listes.a_l_ecran(indicateur, list(page), request.user, tri)
    contexte |= {
        "page": page,
        "tri": tri,
        "colonnes": colonnes,
        "lignes": lignes,
        "peut_exporter": permissions.peut_exporter_liste(request.user),
    }
    return render(request, "conventions/objectif_dossiers.html", contexte)


def _titre(jauge, partie):
    deux = jauge.avancement.indicateur.denominateur
    return f"{jauge.objectif}, {Partie(partie).label}" if deux else str(jauge.objectif)


@require_safe
def objectif_dossiers_exporter(request, pk, format_):
    exiger(permissions.peut_exporter_liste(request.user))
    if format_ not in FORMATS:
        raise Http404
    jauge, partie, parcours = _liste(request, pk)
    lu, indicateur = jauge.avancement, jauge.avancement.indicateur.liste(partie)
    if indicateur.nature == Nature.OFFRE:
        # The licence of France Travail's offers lets nobody extract them (article 3).
        raise Http404
    tries, _ = trier(request, parcours, listes.tris(indicateur), "nom")
    lignes = list(tries[:EXPORT_MAX])
    tracer_consultations(
        par=request.user,
        participant_ids=sorted({ligne.participant_id for ligne in lignes}),
        objet="Export d'un objectif",
        detail=_titre(jauge, partie),
    )
    nom = f"{jauge.objectif.code}-{lu.debut}-{lu.jusqu_au}"
    entetes, rangees = listes.en_fichier(indicateur, lignes, request.user)
    return reponse(format_, nom, entetes, rangees)


# What is written


@soumission_unique
def objectif_creer(request, pk):
    exiger(Acte.TENIR_CONVENTIONS.permet(request.user))
    convention = lire_une(pk=pk)
    return page_acte(
        request,
        NouvelObjectifForm(request.POST or None),
        lambda formulaire: creer_objectif(convention, par=request.user, **formulaire.valeurs()),
        titre="Ajouter un objectif",
        bouton="Ajouter l'objectif",
        succes="Objectif ajouté.",
        retour=lambda cree: reverse("conventions:objectif", args=[cree.pk]),
        annuler=reverse("conventions:convention", args=[pk]),
        sur_titre=str(convention),
    )


def _a_ecrire(request, pk):
    exiger(Acte.TENIR_CONVENTIONS.permet(request.user))
    return get_object_or_404(Objectif.objects.select_related("convention"), pk=pk)


@soumission_unique
def objectif_modifier(request, pk):
    lu = _a_ecrire(request, pk)
    return page_acte(
        request,
        ObjectifForm(request.POST or None, instance=lu, initial={"version": lu.version}),
        lambda f: modifier_objectif(
            lu, par=request.user, version=f.cleaned_data["version"], **f.valeurs()
        ),
        titre="Modifier l'objectif",
        bouton="Enregistrer l'objectif",
        succes="Objectif modifié.",
        retour=reverse("conventions:objectif", args=[pk]),
        sur_titre=str(lu),
    )


@soumission_unique
def cible_amender(request, pk):
    lu = _a_ecrire(request, pk)
    return page_acte(
        request,
        CibleForm(request.POST or None, avenants=lu.convention.avenants.all()),
        lambda formulaire: amender_cible(lu, par=request.user, **formulaire.cleaned_data),
        titre="Changer la cible",
        bouton="Enregistrer la cible",
        succes="Cible enregistrée.",
        retour=reverse("conventions:objectif", args=[pk]),
        sur_titre=str(lu),
        explication="La cible d'avant garde ses dates : elle finit la veille de la nouvelle.",
    )


@soumission_unique
def valeur_noter(request, pk):
    lu = _a_ecrire(request, pk)
    return page_acte(
        request,
        ValeurForm(request.POST or None),
        lambda formulaire: noter_valeur(lu, par=request.user, **formulaire.valeurs()),
        titre=f"Ajouter au compteur : {lu.compteur or lu}",
        bouton="Ajouter",
        succes="Valeur ajoutée.",
        retour=reverse("conventions:objectif", args=[pk]),
        sur_titre=str(lu),
    )


@require_POST
@soumission_unique
def valeur_retirer(request, pk):
    exiger(Acte.TENIR_CONVENTIONS.permet(request.user))
    valeur = get_object_or_404(CompteurManuel, pk=pk)
    retirer_valeur(valeur, par=request.user)
    return redirect("conventions:objectif", valeur.objectif_id)
