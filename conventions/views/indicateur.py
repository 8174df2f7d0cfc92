from datetime import datetime
from functools import partial
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accompagnement.permissions import Acte as ActeSurDossier
from accompagnement.views.actes import exiger
from conventions import listes, permissions
from conventions.enums import Nature, Partie
from conventions.forms import PeriodeForm
from conventions.indicateurs import (
    courbes,
    declarations,
    feuille,
    officiel,
    periodes,
    tableau,
    ventilations,
)
from conventions.indicateurs.dossiers import disparus, dossiers
from conventions.indicateurs.en_cache import (
    calculer_en_cache,
    changements_en_cache,
    version_donnees,
)
from conventions.indicateurs.regles import regles_de
from conventions.indicateurs.seuils import PERSONNES
from conventions.permissions import Acte
from conventions.views.mois_arrete import etat_du_mois, lecteur
from offres.models import Offre
from offres.territoire import carte
from plie.interface.listes import paginer, trier
from plie.journal.actions import tracer_consultations
from plie.socle.export import FORMATS, reponse

MOIS_DE_LA_COURBE = 24
COMMUNE = "commune"
EXPORT_MAX = 20_000
CHAMPS_OFFRE = (
    "intitule",
    "rome_code",
    "rome_libelle",
    "contrat",
    "contrat_libelle",
    "publiee_le",
    "fin_le",
)


@require_safe
def indicateurs(request):
    exiger(Acte.VOIR_INDICATEURS.permet(request.user))
    formulaire, ventilation, dimensions = _demande(request)
    contexte = {
        "formulaire": formulaire,
        "raccourcis": _raccourcis(),
        "dimensions": dimensions.values(),
        "ventilation": dimensions[ventilation],
        "perimetre": _perimetre(request.user),
        "listes_reservees": ventilation in ("critere", "motif_sortie")
        and not Acte.LISTER_SENSIBLE.permet(request.user),
        "resultat": None,
        "peut_exporter": permissions.peut_exporter_liste(request.user),
    }
    if formulaire.is_valid():
        contexte |= _chiffres(request.user, ventilation, **formulaire.cleaned_data)
    return render(
        request,
        "conventions/indicateurs.html",
        contexte,
        status=200 if formulaire.is_valid() else 422,
    )


@require_safe
def indicateurs_exporter(request, format_):
    """What the page shows, its masks included."""
    exiger(permissions.peut_exporter_liste(request.user))
    formulaire, ventilation, dimensions = _demande(request)
    if format_ not in FORMATS or not formulaire.is_valid():
        raise Http404
    lus = _chiffres(request.user, ventilation, **formulaire.cleaned_data)
    resultat = lus["resultat"]
    nom = "indicateurs-de-mes-dossiers" if lecteur(request.user) else "indicateurs-du-plie"
    return reponse(
        format_,
        f"{nom}-{resultat.debut}-{resultat.fin}",
        feuille.entetes(lus),
        feuille.rangees(lus, dimensions[ventilation], virgule=format_ == "csv"),
    )


def _demande(request):
    """(the form of the period, the code of the breakdown, those that the agent may ask)."""
    ventilation = request.GET.get("ventilation", "sexe")
    dimensions = _dimensions(request.user)
    if ventilation not in dimensions:
        raise Http404
    return _formulaire(request), ventilation, dimensions


def _formulaire(request):
    """The period of the address; the year to date when there is none."""
    if "debut" in request.GET or "fin" in request.GET:
        return PeriodeForm(request.GET)
    debut, fin = periodes.depuis_janvier(timezone.localdate())
    return PeriodeForm({"debut": debut, "fin": fin})


def _dimensions(agent):
    return {
        code: ventilation
        for code, ventilation in ventilations.PAR_CODE.items()
        if ventilation.est_generale and (code != "referent" or Acte.VOIR_PAR_REFERENT.permet(agent))
    }


def _raccourcis():
    jour = timezone.localdate()
    mois, annee = periodes.mois_precedent(jour), periodes.annee_de(jour)
    choix = [
        mois,
        periodes.mois_de(jour),
        periodes.trimestre_de(jour),
        periodes.depuis_janvier(jour),
        periodes.un_an_avant(*annee),
    ]
    return [(periodes.libelle(*periode), *periode) for periode in choix]


def _perimetre(agent):
    if ActeSurDossier.SUIVRE.permet(agent):
        return (
            "Ces chiffres portent sur les dossiers que vous pouvez ouvrir : ceux de votre "
            "structure et ceux qui vous sont confiés."
        )
    return "Ces chiffres portent sur tout le PLIE."


def _chiffres(agent, ventilation, debut, fin):
    calculer = partial(calculer_en_cache, agent=lecteur(agent), version=version_donnees())
    (resultat,) = calculer([(debut, fin)], ventilations=(ventilation,))
    (avant,) = calculer([periodes.un_an_avant(debut, fin)])
    mois = calculer(periodes.derniers_mois(fin, MOIS_DE_LA_COURBE), codes=courbes.CODES)
    resultat, avant = tableau.avec_ecarts(resultat, avant, mois)
    groupes = tableau.lignes(agent, resultat, avant)
    return {
        "resultat": resultat,
        "avant": avant,
        "libelle_periode": periodes.libelle(debut, fin),
        "libelle_avant": periodes.libelle(avant.debut, avant.fin),
        "finit_apres_aujourdhui": fin > timezone.localdate(),
        "est_vide": not resultat.mesures["personnes_accompagnees"].valeur,
        "groupes": groupes,
        "vedettes": _vedettes(groupes),
        "regle": regles_de((debut, fin), (avant.debut, avant.fin), en_direct=bool(lecteur(agent))),
        "courbe": courbes.dessiner_a_l_ecran(mois),
        "courbe_alternative": courbes.texte_alternatif(mois),
        "courbe_provisoires": courbes.dire_les_provisoires(mois).strip(),
        "courbe_lignes": courbes.lignes_du_tableau(mois),
        "ventilees": tableau.tableaux_ventiles(agent, resultat, ventilation),
        "carte": _carte(resultat) if ventilation == COMMUNE else "",
        **etat_du_mois(agent, resultat),
    }


def _carte(resultat):
    """The people of each commune, as its table says them."""
    personnes = {m.code: m.mesures[PERSONNES].numerateur for m in resultat.ventilations[COMMUNE]}
    points = carte.placer(carte.lieux_du_territoire(), personnes)
    return carte.dessiner_a_l_ecran(points, titre="Personnes") if points else ""


def _vedettes(groupes):
    codes = ("personnes_accompagnees", "entrees", "sorties", "file_active_fin")
    lignes = {ligne.code: ligne for _, groupe in groupes for ligne in groupe}
    return [lignes["taux_sorties_positives"], *(lignes[code] for code in codes)]


class Liste(NamedTuple):
    """`disparus`: when was deleted each row that the official figure counts and that is no more."""

    indicateur: declarations.Indicateur
    periode: dict
    lignes: QuerySet
    titre: str
    disparus: list[datetime]


def _liste(request, code):
    """The parcours that the address counts, with what the page says of them."""
    exiger(Acte.VOIR_INDICATEURS.permet(request.user))
    indicateur = declarations.PAR_CODE.get(code)
    formulaire = PeriodeForm(request.GET)
    partie = request.GET.get("partie", Partie.NUMERATEUR)
    ventilation = request.GET.get("ventilation") or None
    modalite = request.GET.get("modalite")
    if (
        indicateur is None
        or not formulaire.is_valid()
        or partie not in Partie
        or indicateur.condition(partie) is None
        or (ventilation or modalite is not None)
        and (ventilation not in ventilations.PAR_CODE or modalite is None)
        or "\x00" in (modalite or "")
    ):
        raise Http404
    if partie == Partie.NUMERATEUR or ventilation:
        exiger(permissions.peut_lister(request.user, indicateur, ventilation, modalite))
    periode, agent = formulaire.cleaned_data, lecteur(request.user)
    debut, fin = periode["debut"], periode["fin"]
    arrete = None if agent or indicateur.nature == Nature.OFFRE else officiel.arrete_de(debut, fin)
    couples = changements_en_cache(arrete) if arrete else ()
    quoi = {"partie": partie, "ventilation": ventilation, "modalite": modalite}
    comptes = dossiers(code, debut, fin, agent=agent, arrete=arrete, couples=couples, **quoi)
    listee = indicateur.liste(partie)
    return Liste(
        listee,
        periode,
        lisibles(listee, comptes),
        _titre_liste(indicateur, partie, ventilation, modalite, arrete),
        disparus(code, couples, **quoi) if couples else [],
    )


def lisibles(indicateur, comptes):
    """With what the page shows of each. An offer of France Travail that may not be shown today
    keeps its trade and its dates, as once withdrawn (licence, article 7)."""
    if indicateur.nature == Nature.OFFRE:
        montrable = Exists(Offre.objects.montrables().filter(pk=OuterRef("pk")))
        return comptes.annotate(est_montrable=montrable).only(*CHAMPS_OFFRE)
    comptes = listes.avec_ce_qui_compte(indicateur, comptes)
    return comptes.select_related("participant__commune", "structure")


def _titre_liste(indicateur, partie, ventilation, modalite, arrete):
    titre = indicateur.libelle
    if indicateur.denominateur:
        titre += f", {Partie(partie).label}"
    if ventilation:
        libelles = officiel.libelles_de(ventilation, arrete)
        nom = libelles.get(modalite, ventilations.LIBELLE_INCONNU)
        titre += f" – {ventilations.PAR_CODE[ventilation].libelle.lower()} : {nom}"
    return titre


@require_safe
def indicateur_dossiers(request, code):
    indicateur, periode, parcours, titre, effaces = _liste(request, code)
    contexte = {
        "indicateur": indicateur,
        "titre": titre,
        "disparus": effaces,
        "dit_disparu": listes.dire_le_disparu(indicateur),
        "periode": periode,
        "libelle_periode": periodes.libelle(periode["debut"], periode["fin"]),
    }
    if indicateur.nature == Nature.OFFRE:
        contexte["page"] = paginer(request, parcours)
        return render(request, "conventions/indicateur_offres.html", contexte)
    tries, tri = trier(request, parcours, listes.tris(indicateur), "nom")
    page = paginer(request, tries)
    colonnes, lignes = listes.a_l_ecran(indicateur, list(page), request.user, tri)
    contexte |= {
        "page": page,
        "tri": tri,
        "colonnes": colonnes,
        "lignes": lignes,
        "peut_exporter": permissions.peut_exporter_liste(request.user),
        "perimetre": _perimetre(request.user),
        "peut_prouver": indicateur.compte_des_sorties
        and ActeSurDossier.DEPOSER_PIECE.permet(request.user),
    }
    return render(request, "conventions/indicateur_dossiers.html", contexte)


@require_safe
def indicateur_dossiers_exporter(request, code, format_):
    exiger(permissions.peut_exporter_liste(request.user))
    if format_ not in FORMATS:
        raise Http404
    indicateur, periode, parcours, titre, _ = _liste(request, code)
    if indicateur.nature == Nature.OFFRE:
        # The licence of France Travail's offers lets nobody extract them (article 3).
        raise Http404
    tries, _ = trier(request, parcours, listes.tris(indicateur), "nom")
    lignes = list(tries[:EXPORT_MAX])
    tracer_consultations(
        par=request.user,
        participant_ids=sorted({ligne.participant_id for ligne in lignes}),
        objet="Export d'indicateur",
        detail=titre,
    )
    nom = f"{code}-{periode['debut']}-{periode['fin']}"
    entetes, rangees = listes.en_fichier(indicateur, lignes, request.user)
    return reponse(format_, nom, entetes, rangees)
