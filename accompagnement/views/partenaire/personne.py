"""Is this person accompanied, by whom, since when: asked by a conseiller."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from accompagnement.actions.partage import (
    consulter,
    consulter_en_lot,
    rapprocher_liste,
    retrouver,
    retrouver_orientee,
)
from accompagnement.forms.partenaire import ListeForm, RechercheForm
from accompagnement.lecture.liste_partagee import AJOUTEES, OCTETS_MAX, completer, lire_liste
from accompagnement.lecture.partage import lire_partage
from accompagnement.listes.partenaire import acceptees, orientee_de
from accompagnement.views.partenaire.acces import page_partenaire, qui
from accompagnement.views.partenaire.fiche import en_mots
from plie.interface.formulaires import executer
from plie.interface.listes import paginer
from plie.socle.cadence import sous_la_limite
from plie.socle.export import CSV, lignes_csv, telechargement

TROP = "Vous avez fait beaucoup de recherches en une minute : attendez la suivante."


def _demande(request, formulaire):
    """Whether what was asked may be answered: sent, readable, and not faster than somebody reads;
    and the status of the page."""
    if request.method != "POST":
        return False, 200
    limite = settings.CONSEILLER_RECHERCHES_PAR_MINUTE
    if not sous_la_limite(f"recherches-partenaire:{request.user.pk}", limite):
        formulaire.add_error(None, TROP)
        return False, 429
    return formulaire.is_valid(), 200


def _rendre(request, gabarit, contexte, statut):
    if statut == 200 and contexte["formulaire"].errors:
        statut = 422
    reponse = render(request, gabarit, contexte, status=statut)
    if statut == 429:
        reponse["Retry-After"] = "60"
    return reponse


@page_partenaire
@require_http_methods(["GET", "HEAD", "POST"])
def partenaire_recherche(request):
    """Asked by POST: who is looked for stays out of addresses, and of their logs."""
    formulaire = RechercheForm(request.POST or None)
    peut, statut = _demande(request, formulaire)
    contexte = {"formulaire": formulaire, "est_cherchee": peut, "dit": None}
    if peut:
        partage = _retrouver(**qui(request), **formulaire.cleaned_data)
        contexte["dit"] = partage and en_mots(lire_partage(partage, avec_rqth=False))
    return _rendre(request, "accompagnement/partenaire_recherche.html", contexte, statut)


def _retrouver(*, numero_france_travail=None, par, declarant, **identite):
    if numero_france_travail:
        return retrouver(numero_france_travail, par=par, declarant=declarant)
    return retrouver_orientee(par=par, declarant=declarant, **identite)


@page_partenaire
@require_safe
def partenaire_personne(request, identifiant):
    partage = consulter(identifiant, **qui(request))
    if partage is None:
        raise Http404
    contexte = {
        "dit": en_mots(lire_partage(partage, avec_rqth=False, avec_etapes=True)),
        "orientation": orientee_de(request.user, partage),
    }
    return render(request, "accompagnement/partenaire_personne.html", contexte)


@page_partenaire
@require_safe
def partenaire_personnes(request):
    page = paginer(request, acceptees(request.user))
    cles = [orientation.parcours.participant_id for orientation in page]
    dits = consulter_en_lot(cles, **qui(request))
    lignes = [(une, en_mots(dits[une.parcours.participant_id])) for une in page]
    contexte = {"page": page, "lignes": lignes}
    return render(request, "accompagnement/partenaire_personnes.html", contexte)


@page_partenaire
@require_http_methods(["GET", "HEAD", "POST"])
def partenaire_liste(request):
    """The file that comes back is the answer: nothing of it is kept here."""
    formulaire = ListeForm(request.POST or None, request.FILES or None)
    peut, statut = _demande(request, formulaire)
    if peut:
        fichier = formulaire.cleaned_data["fichier"]
        rendu = executer(formulaire, _completer, fichier, **qui(request))
        if rendu is not None:
            return telechargement(rendu, f"{_racine(fichier.name)}.reponse.csv", CSV)
    contexte = {"formulaire": formulaire}
    return _rendre(request, "accompagnement/partenaire_liste.html", contexte, statut)


def _completer(fichier, *, par, declarant):
    liste = lire_liste(fichier.read(OCTETS_MAX + 1))
    numeros = [numero for numero in liste.numeros if numero]
    connus = rapprocher_liste(par.structure, numeros, par=par, declarant=declarant)
    entetes = [*liste.colonnes, *AJOUTEES]
    return "".join(lignes_csv(entetes, completer(liste, connus))).encode()


def _racine(nom):
    return nom.rpartition(".")[0] or "liste"
