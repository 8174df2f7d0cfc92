"""The dossiers, or the offers, behind a number, from the declaration that counted them."""

from string import Template

from django.db.models.expressions import RawSQL

from accompagnement.models import Emploi, Entretien, Etape, MiseEnRelation, Parcours
from conventions.enums import Nature, Partie
from conventions.indicateurs import declarations
from conventions.indicateurs import ventilations as declarees
from conventions.indicateurs.en_cache import changements_en_cache
from conventions.indicateurs.portees import PARTOUT
from conventions.indicateurs.rejeu import supprimes
from conventions.indicateurs.relation import requete, requete_offres
from offres.models import Offre

# How the rows of each nature are found: their column in the relation, and from a parcours.
CLES = {
    Nature.PARCOURS: ("parcours_id", "pk__in"),
    Nature.PRESCRIPTION: ("parcours_id", "pk__in"),
    Nature.EMPLOI: ("emploi_id", "emplois__in"),
    Nature.CONTRAT: ("emploi_id", "emplois__in"),
    Nature.ETAPE: ("etape_id", "etapes__in"),
    Nature.ENTRETIEN: ("entretien_id", "entretiens__in"),
    Nature.MISE_EN_RELATION: ("mise_en_relation_id", "mises_en_relation__in"),
}
CHOIX = Template("SELECT $cle FROM faits WHERE $condition$filtre")
D_ALORS = Template(
    "SELECT cle FROM ($choix) choix (cle) WHERE cle <> ALL(%s) UNION SELECT unnest(%s::bigint[])"
)
RANGS = {ventilation.code: rang for rang, ventilation in enumerate(declarees.VENTILATIONS)}


def dossiers(
    code,
    debut,
    fin,
    *,
    agent=None,
    portee=PARTOUT,
    partie=Partie.NUMERATEUR,
    ventilation=None,
    modalite=None,
    arrete=None,
    couples=None,
):
    """The parcours that `calculer` counted, one row per unit: a parcours with two jobs comes
    twice in an indicator of jobs. Offers, for an indicator of offers. With `arrete`, those that the
    official figure of this month counted (`couples`: its `changements`, when they are known); what
    was deleted since is no longer among them (`disparus`). Raises KeyError on an unknown code,
    breakdown or half.
    """
    indicateur = declarations.PAR_CODE[code]
    condition = indicateur.condition(Partie(partie))
    if condition is None:
        raise KeyError(partie)
    tranches = arrete and arrete.tranches_age
    filtre, valeurs = _filtre_modalite(indicateur, ventilation, modalite, tranches)
    if indicateur.nature == Nature.OFFRE:
        choix = CHOIX.substitute(cle="offre_id", condition=condition, filtre=filtre)
        texte, parametres = requete_offres([(debut, fin)], choix, portee)
        return Offre.objects.filter(pk__in=RawSQL(texte, [*parametres, *valeurs]))  # noqa: S611
    cle, champ = CLES[indicateur.liste(partie).nature]
    choix = CHOIX.substitute(cle=cle, condition=condition, filtre=filtre)
    texte, parametres = requete([(debut, fin)], agent, choix, portee)
    parametres = [*parametres, *valeurs]
    if arrete:
        couples = changements_en_cache(arrete) if couples is None else couples
        plus, moins = _depuis(couples, indicateur, Partie(partie), ventilation, modalite)
        texte, parametres = D_ALORS.substitute(choix=texte), [*parametres, moins, plus]
    # Declarations only: every value travels as a parameter.
    lignes = RawSQL(texte, parametres)  # noqa: S611
    return Parcours.objects.filter(**{champ: lignes})


# What a row of each nature is, which may be deleted once an official month counts it.
COMPTES = {
    Nature.PARCOURS: Parcours,
    Nature.PRESCRIPTION: Parcours,
    Nature.EMPLOI: Emploi,
    Nature.CONTRAT: Emploi,
    Nature.ETAPE: Etape,
    Nature.ENTRETIEN: Entretien,
    Nature.MISE_EN_RELATION: MiseEnRelation,
}


def disparus(code, couples, *, partie=Partie.NUMERATEUR, ventilation=None, modalite=None):
    """When were deleted, the oldest first, the rows that the official figure counts and that are no
    more; `couples` are the `changements` of its month."""
    indicateur = declarations.PAR_CODE[code]
    plus, _ = _depuis(couples, indicateur, Partie(partie), ventilation, modalite)
    return sorted(supprimes(COMPTES[indicateur.liste(partie).nature], plus).values())


def _depuis(couples, indicateur, partie, ventilation, modalite):
    """The keys of the rows that only the official figure counts, then of those that only today's
    does."""
    rang = RANGS.get(ventilation)
    plus, moins = [], []
    for couple in couples:
        avant, apres = (_est_compte(un, indicateur, partie, rang, modalite) for un in couple)
        if avant != apres:
            (plus if avant else moins).append((couple[0] or couple[1]).cle)
    return plus, moins


def _est_compte(ligne, indicateur, partie, rang, modalite):
    if ligne is None or rang is not None and modalite not in ligne.modalite(rang):
        return False
    numerateur, denominateur = ligne.part(indicateur)
    return (denominateur if partie == Partie.DENOMINATEUR else numerateur) is not None


def _filtre_modalite(indicateur, ventilation, modalite, tranches):
    if ventilation is None:
        return "", []
    declaree = declarees.selon(declarees.PAR_CODE[ventilation], tranches)
    if indicateur.nature == Nature.OFFRE:
        return f" AND {declaree.expression_offre or 'NULL::text'} = %s", [modalite]
    if declaree.est_multiple:
        return f" AND %s = ANY({declaree.expression})", [modalite]
    return f" AND {declaree.expression} = %s", [modalite]
