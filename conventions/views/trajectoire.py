"""What becomes of people, from the prescription to the exit."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from conventions.enums import Unite
from conventions.indicateurs import trajectoires
from conventions.indicateurs.ecriture import ABSENT, avec_unite, nombre
from conventions.permissions import Acte
from conventions.views.convention import lire_le_jour
from conventions.views.mois_arrete import lecteur
from plie.interface.actes import exiger


@require_safe
def trajectoires_des_personnes(request):
    exiger(Acte.VOIR_INDICATEURS.permet(request.user))
    formulaire, jour = lire_le_jour(request)
    qui = lecteur(request.user)
    survie = trajectoires.lire_durees(jour, qui)
    contexte = {
        "formulaire": formulaire,
        "le": jour,
        "ne_voit_que_les_siens": qui is not None,
        "marches": [_marche(une) for une in trajectoires.entonnoir(jour, qui)],
        "promotions": [_promotion(une) for une in trajectoires.promotions(jour, qui)],
        "echeances": trajectoires.ECHEANCES,
        "survie": survie,
        "mediane": nombre(survie.mediane_en_mois),
        "jalons": [(mois, _restants(survie, mois)) for mois in trajectoires.JALONS],
    }
    statut = 200 if formulaire.is_valid() else 422
    return render(request, "conventions/trajectoires.html", contexte, status=statut)


def _marche(marche):
    """(year, [(how many, their part of the prescriptions)])."""
    nombres = marche[1:]
    return marche.annee, [
        (nombre(un), _pour_cent(un, nombres[0]) if rang else "") for rang, un in enumerate(nombres)
    ]


def _promotion(promotion):
    """(quarter, entries, [(in parcours, positive, other) of each term, none of one to come])."""
    dites = {une.mois: une for une in promotion.echeances}
    return (
        promotion.libelle,
        nombre(promotion.entrees),
        [_parts(dites.get(mois)) for mois in trajectoires.ECHEANCES],
    )


def _parts(echeance):
    if echeance is None:
        return []
    parts = (echeance.en_parcours, echeance.positives, echeance.autres)
    return [avec_unite(part.valeur, Unite.POUR_CENT) for part in parts]


def _pour_cent(un, parmi):
    return avec_unite(trajectoires.part(un, parmi).valeur, Unite.POUR_CENT)


def _restants(survie, mois):
    restants = survie.restants_a(mois)
    return ABSENT if restants is None else avec_unite(100 * restants, Unite.POUR_CENT)
