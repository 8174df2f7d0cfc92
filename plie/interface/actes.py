"""What the pages that write have in common, whatever the app: show a form, call one action."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.shortcuts import redirect, render

from plie.interface.formulaires import executer
from plie.socle.erreurs import Conflit, phrase_contrainte


def exiger(est_permis):
    """403 inside one's scope; what is outside it was already a 404."""
    if not est_permis:
        raise PermissionDenied


def page_acte(
    request,
    formulaire,
    action,
    *,
    titre,
    bouton,
    succes,
    retour,
    sur_conflit=None,
    repentir=None,
    **contexte,
):
    """Show `formulaire`; on POST call `action(formulaire)` and go to `retour`.

    `retour` is an address, `succes` a sentence, or each a function of the action's result. A
    refusal stays on the page, next to its cause, with everything that was typed. `sur_conflit()` is
    called when the page shows what somebody else has saved. `repentir(result)` is the address that
    undoes it at once.
    """
    if request.method == "POST" and formulaire.is_valid():
        try:
            resultat = executer(formulaire, action, formulaire)
        except Conflit as conflit:
            contexte["differences"] = _reprendre(formulaire, conflit)
            if sur_conflit:
                sur_conflit()
        else:
            if not formulaire.errors:
                annulation = repentir(resultat) if repentir else None
                fait = succes(resultat) if callable(succes) else succes
                messages.success(request, fait, extra_tags=annulation or "")
                return redirect(retour(resultat) if callable(retour) else retour)
    contexte.update(formulaire=formulaire, titre=titre, bouton=bouton)
    contexte.setdefault("annuler", None if callable(retour) else retour)
    statut = 422 if formulaire.errors or "differences" in contexte else 200
    return render(request, contexte.pop("gabarit", "interface/acte.html"), contexte, status=statut)


def presser(request, acte, succes, extra_tags=""):
    """Call `acte()`, of a button: no form says what refuses it, so a message does, or says
    `succes`, with the address that undoes it if there is one. Returns whether it was done."""
    try:
        acte()
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
    except IntegrityError as refus:
        messages.error(request, phrase_contrainte(refus))
    else:
        messages.success(request, succes, extra_tags=extra_tags)
        return True
    return False


def page_a_confirmer(request, *, titre, phrases, bouton, annuler, **contexte):
    """Ask before what is final: the same address, sent again with `confirmer`."""
    contexte.update(titre=titre, phrases=phrases, bouton=bouton, annuler=annuler)
    return render(request, "interface/confirmer.html", contexte)


def _reprendre(formulaire, conflit):
    """Keep what was typed, and list what somebody else saved meanwhile, field by field."""
    donnees = formulaire.data.copy()
    donnees["version"] = conflit.version
    formulaire.data, actuel = donnees, conflit.actuel
    return [
        {"libelle": champ.label, "enregistre": _affichage(actuel, nom, champ)}
        for nom, champ in formulaire.fields.items()
        if nom != "version"
        and hasattr(actuel, nom)
        and _differe(formulaire.cleaned_data.get(nom), _valeur(actuel, nom))
    ]


def _valeur(objet, nom):
    """What is saved; the rows themselves of a relation to several."""
    valeur = getattr(objet, nom)
    return list(valeur.all()) if hasattr(valeur, "all") else valeur


def _differe(saisi, enregistre):
    if isinstance(enregistre, list):
        return set(saisi) != set(enregistre)
    return saisi != enregistre


def _affichage(objet, nom, champ):
    valeur = _valeur(objet, nom)
    if isinstance(valeur, list):
        libelles = dict(getattr(champ, "choices", ()))
        return ", ".join(str(libelles.get(element, element)) for element in valeur) or "(aucun)"
    afficher = getattr(objet, f"get_{nom}_display", None)
    return afficher() if afficher else valeur or "(vide)"
