"""The dossiers behind a number, from the declaration that counted them."""

from string import Template

from django.db.models.expressions import RawSQL

from accompagnement.models import Parcours
from conventions.enums import Partie
from conventions.indicateurs import declarations
from conventions.indicateurs import ventilations as declarees
from conventions.indicateurs.relation import requete

CHOIX = Template("SELECT $cle FROM faits WHERE $condition$filtre")


def dossiers(
    code,
    debut,
    fin,
    *,
    agent=None,
    partie=Partie.NUMERATEUR,
    ventilation=None,
    modalite=None,
):
    """The parcours that `calculer` counted, one row per unit: a parcours with two jobs comes
    twice in an indicator of jobs. Raises KeyError on an unknown code, breakdown or half.
    """
    indicateur = declarations.PAR_CODE[code]
    condition = indicateur.condition(Partie(partie))
    if condition is None:
        raise KeyError(partie)
    filtre, valeurs = _filtre_modalite(ventilation, modalite)
    cle = "emploi_id" if indicateur.compte_des_emplois else "parcours_id"
    choix = CHOIX.substitute(cle=cle, condition=condition, filtre=filtre)
    texte, parametres = requete([(debut, fin)], agent, choix)
    # Declarations only: every value travels as a parameter.
    lignes = RawSQL(texte, [*parametres, *valeurs])  # noqa: S611
    champ = "emplois__in" if cle == "emploi_id" else "pk__in"
    return Parcours.objects.filter(**{champ: lignes})


def _filtre_modalite(ventilation, modalite):
    if ventilation is None:
        return "", []
    declaree = declarees.PAR_CODE[ventilation]
    if declaree.est_multiple:
        return f" AND %s = ANY({declaree.expression})", [modalite]
    return f" AND {declaree.expression} = %s", [modalite]
