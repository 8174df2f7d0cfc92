"""The list of dossiers, on screen and as a file: rows read as plain values, never as objects."""

from collections import defaultdict
from typing import NamedTuple

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accompagnement.actions.vue import retenir_colonnes
from accompagnement.enums import STATUTS_CLOS, Statut, dire_naissance
from accompagnement.forms import ColonnesForm
from accompagnement.lecture.apercu import apercus
from accompagnement.lecture.echeance import Echeance
from accompagnement.lecture.reserve import criteres_a_chercher
from accompagnement.listes.actes_groupes import actes_groupes
from accompagnement.listes.colonnes import (
    ABSENT,
    D_OFFICE,
    Colonne,
    a_exporter,
    a_montrer,
    champs,
    tris,
)
from accompagnement.listes.filtres import (
    GROUPES,
    PORTEES,
    STATUT_PAR_DEFAUT,
    FiltreDossiers,
    portees_de,
    requete_connue,
    restreindre,
)
from accompagnement.models import ChoixColonnes, Parcours
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger
from plie.interface.listes import PAR_PAGE, lignes_de, paginer, trier
from plie.journal.actions import tracer_consultations
from plie.socle.export import FORMATS, reponse

LIGNES_A_LA_FOIS = 2000
# What is joined to order by some columns.
AVANT_TRI = {
    "prochain": lambda lignes: lignes.avec_prochain_rendez_vous(),
    "dernier": lambda lignes: lignes.avec_dernier_entretien(),
    "referent": lambda lignes: lignes.avec_referent(),
}


class Cellule(NamedTuple):
    """What a column says of a row: a text, a state that is a badge, or an action due."""

    colonne: Colonne
    texte: str = ""
    etat: Statut | None = None
    echeance: Echeance | None = None

    @property
    def classes(self):
        """A phone leaves out what comes second, and what says nothing."""
        est_vide = self.texte == ABSENT
        return f"{'secondaire ' * self.colonne.est_secondaire}{'vide' * est_vide}".strip()


class Ligne(NamedTuple):
    """One row, ready to be shown: the first column names the person."""

    pk: int
    adresse: str
    personne: str
    naissance: str
    cellules: list
    noter: str
    est_renforce: bool
    est_homonyme: bool = False


def _ligne(p, apercu, racine, agent, colonnes, *, suivi):
    adresse = f"{racine}{p.participant_id}/"
    premiere, *autres = colonnes
    return Ligne(
        pk=p.pk,
        adresse=f"{adresse}?parcours={p.pk}" if suivi and p.statut in STATUTS_CLOS else adresse,
        personne=premiere.montrer(p),
        naissance=dire_naissance(p.participant__sexe, p.participant__date_naissance),
        cellules=[_cellule(colonne, p, apercu) for colonne in autres],
        noter=_noter(p, agent) if suivi else "",
        est_renforce=suivi and p.est_renforce,
    )


def _distinguer(lignes):
    """Of people who bear one name on the page, the birth date is shown."""
    lignes, nes = list(lignes), defaultdict(set)
    for ligne in lignes:
        nes[ligne.personne].add(ligne.naissance)
    return [ligne._replace(est_homonyme=len(nes[ligne.personne]) > 1) for ligne in lignes]


def _cellule(colonne, p, apercu):
    dit = colonne.dire(apercu) if colonne.dire else colonne.montrer(p)
    if isinstance(dit, Echeance):
        return Cellule(colonne, echeance=dit)
    return Cellule(colonne, etat=dit) if colonne.est_un_etat else Cellule(colonne, dit or ABSENT)


def _noter(p, agent):
    """Where a meeting is written, for who may write to this dossier."""
    if p.statut in STATUTS_CLOS:
        return ""
    ecrit = Acte.ECRIRE_DOSSIER.permet(agent, p.affectation__agent_id)
    return reverse("accompagnement:entretien_creer", args=[p.pk]) if ecrit else ""


def _cellules(p, colonnes):
    valeurs = (colonne.lire(p) for colonne in colonnes)
    return ["" if valeur is None else valeur for valeur in valeurs]


def affichage(request):
    """(columns chosen, none for those of the start; rows a page), kept in the session: the list
    asks no more for it."""
    return request.session.get("affichage", ([], PAR_PAGE))


def retenir_affichage(request, choix):
    request.session["affichage"] = (choix.a_l_ecran, choix.par_page)


def lire_affichage(request, user, **_):
    """When somebody signs in."""
    for choix in ChoixColonnes.objects.filter(agent=user.pk):
        retenir_affichage(request, choix)


def lire_filtre(request):
    """The filter of the address, within the scope asked for; (filter, scope, scopes)."""
    exiger(Acte.VOIR_DOSSIERS.permet(request.user))
    portees = portees_de(request.user)
    portee = request.GET.get("portee", "")
    if portee not in portees:
        portee = portees[-1] if portee == "tous" else portees[0]
    visibles = Parcours.objects.visibles_par(request.user)
    parcours = restreindre(visibles, portee, request.user, request.GET.get("alerte", ""))
    suivi = Acte.VOIR_SUIVI.permet(request.user)
    # A person without their parcours is one row, open or closed.
    parcours = parcours if suivi else parcours.un_par_personne()
    donnees = request.GET.copy()
    donnees.setdefault("statut", STATUT_PAR_DEFAUT)
    criteres = criteres_a_chercher(request.user)
    filtre = FiltreDossiers(
        donnees, queryset=parcours, agent=request.user, criteres=criteres, suivi=suivi
    )
    return filtre, portee, portees


def lire_affiches(request):
    """The rows that the address shows, all its pages, in its order."""
    filtre, portee, _ = lire_filtre(request)
    requete, texte, _ = _ordonner(request, filtre, portee)
    exacts = requete.rechercher(texte)
    return exacts if not texte or exacts.exists() else requete.rechercher_proches(texte)


def _ordonner(request, filtre, portee):
    """(ordered rows before any text is searched, the text, the sort key)."""
    permis = tris(portee, suivi=Acte.VOIR_SUIVI.permet(request.user))
    cle = request.GET.get("tri", "").removeprefix("-")
    complete = AVANT_TRI.get(cle, lambda lignes: lignes)(filtre.qs) if cle in permis else filtre.qs
    requete, tri = trier(request, complete, permis, "nom")
    return requete, request.GET.get("q", "").replace("\0", "").strip(), tri


def _paginer(request, requete, texte, par_page):
    """The page of keys, and whether they only resemble the text asked for."""
    page = paginer(request, requete.rechercher(texte).values_list("pk", flat=True), par_page)
    if page.paginator.count or not texte:
        return page, False
    proches = requete.rechercher_proches(texte)
    return paginer(request, list(proches.values_list("pk", flat=True)), par_page), True


def _lues(requete, colonnes):
    complete = requete.avec_referent().avec_dernier_entretien().avec_suivi_renforce()
    return complete.values_list(*champs(colonnes), named=True)


@require_safe
@vary_on_headers("HX-Request")
def dossiers(request):
    filtre, portee, portees = lire_filtre(request)
    requete, texte, tri = _ordonner(request, filtre, portee)
    choisies, par_page = affichage(request)
    page, proches = _paginer(request, requete, texte, par_page)
    adresse = reverse("accompagnement:dossiers")
    puces = list(filtre.puces())
    par_defaut = ("statut", f"Statut : {GROUPES[STATUT_PAR_DEFAUT][0]}")
    suivi = Acte.VOIR_SUIVI.permet(request.user)
    colonnes = a_montrer(choisies, portee, suivi=suivi)
    lues = lignes_de(page, lambda cles: _lues(Parcours.objects.filter(pk__in=cles), colonnes))
    vus = apercus(lues, request.user) if suivi and lues else {}
    triables = tris(portee, suivi=suivi)
    contexte = {
        "filtre": filtre,
        "page": page,
        "colonnes": colonnes,
        "triables": triables,
        "lignes": _distinguer(
            _ligne(p, vus.get(p.pk), adresse, request.user, colonnes, suivi=suivi) for p in lues
        ),
        # From an alert, what it is about is read on the row.
        "avec_raison": bool(request.GET.get("alerte")),
        "tri": tri,
        "proches": proches,
        "portee": portee,
        "portees": [(cle, PORTEES[cle][0]) for cle in portees],
        "puces": [puce for puce in puces if puce != par_defaut],
        "peut_creer": Acte.CREER_DOSSIER.permet(request.user),
        "peut_exporter": Acte.EXPORTER.permet(request.user),
        "voit_suivi": suivi,
        "vues": list(request.user.vues.all()),
        "requete": requete_connue(request.GET, puces, portee),
        "actes_groupes": actes_groupes(request.user) if lues else [],
    }
    gabarit = "accompagnement/dossiers.html"
    return render(request, f"{gabarit}#liste" if request.htmx else gabarit, contexte)


@require_safe
def dossiers_colonnes(request):
    """Which columns the file of this list holds."""
    exiger(Acte.EXPORTER.permet(request.user))
    requete = request.GET.urlencode()
    liste = f"{reverse('accompagnement:dossiers')}{'?' if requete else ''}{requete}"
    return page_des_colonnes(request, liste)


def page_des_colonnes(request, annuler, *, formulaire=None, selection=None):
    """The choice of columns, those of the last time ticked; `selection` is sent again with it,
    else the filter of the address."""
    connues = a_exporter(suivi=Acte.VOIR_SUIVI.permet(request.user))
    if formulaire is None:
        retenues = ChoixColonnes.objects.filter(agent=request.user).first()
        cochees = retenues.colonnes if retenues else [c.cle for c in D_OFFICE]
        formulaire = ColonnesForm(colonnes=connues, initial={"colonnes": cochees})
    contexte = {
        "formulaire": formulaire,
        "annuler": annuler,
        "selection": selection,
        "filtres": [
            (nom, valeur)
            for nom, valeurs in request.GET.lists()
            if nom not in ("colonnes", "page")
            for valeur in valeurs
        ],
    }
    statut = 422 if formulaire.errors else 200
    return render(request, "accompagnement/exporter.html", contexte, status=statut)


@require_safe
def dossiers_exporter(request, format_):
    exiger(Acte.EXPORTER.permet(request.user))
    return exporter(request, lire_affiches(request), format_, "Export de liste")


def exporter(request, requete, format_, objet, *, selection=None):
    """The rows of `requete` as a file, with the columns chosen, and the trace of who took them."""
    if format_ not in FORMATS:
        raise Http404
    saisie = request.POST if request.method == "POST" else request.GET
    colonnes = D_OFFICE
    if "avec_choix" in saisie:
        connues = a_exporter(suivi=Acte.VOIR_SUIVI.permet(request.user))
        formulaire = ColonnesForm(saisie, colonnes=connues)
        if not formulaire.is_valid():
            liste = reverse("accompagnement:dossiers")
            return page_des_colonnes(request, liste, formulaire=formulaire, selection=selection)
        choisies = formulaire.cleaned_data["colonnes"]
        retenir_colonnes(par=request.user, colonnes=choisies)
        colonnes = [colonne for cle, colonne in connues.items() if cle in choisies]
    tracer_consultations(
        par=request.user,
        participant_ids=requete.values_list("participant_id", flat=True),
        objet=f"{objet} ({format_})",
        detail=f"Colonnes : {', '.join(colonne.titre for colonne in colonnes)}",
    )
    lues = _lues(requete, colonnes).iterator(chunk_size=LIGNES_A_LA_FOIS)
    lignes = (_cellules(p, colonnes) for p in lues)
    return reponse(format_, "dossiers", [c.libelle for c in colonnes], lignes)
