"""Every breakdown, declared once: what sorts a row of the period, and how its modalities read."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from django.conf import settings

from accompagnement.enums import (
    Axe,
    Categorie,
    Critere,
    IssueImmersion,
    Presence,
    Resultat,
    Sexe,
    TypeContrat,
)
from accompagnement.models import MotifSortie
from conventions.enums import INCONNU
from conventions.indicateurs.conditions import SORTI
from offres.enums import TypeEtablissement
from plie.comptes.models import Agent, Structure
from plie.referentiels.enums import Niveau
from plie.referentiels.models import Commune, Rome

LIBELLE_INCONNU = "Non renseigné"
PAS_ENCORE = "pas_encore"
# The indicators broken down, on the page and in reports alike.
CODES_VENTILES = (
    "personnes_accompagnees",
    "entrees",
    "file_active_fin",
    "sorties",
    "sorties_positives",
    "taux_sorties_positives",
)
# Those of offers and of what is proposed of them: on the page alone.
CODES_VENTILES_OFFRES = (
    "offres_ouvertes",
    "mises_en_relation",
    "embauches",
    "taux_transformation",
)


@dataclass(frozen=True)
class Ventilation:
    code: str
    libelle: str
    # SQL text (text[] when `est_multiple`); NULL takes the row out of this breakdown.
    expression: str
    # The labels of the modalities, in the order in which they are shown.
    libelles: Callable[[], dict[str, str]]
    est_multiple: bool = False
    # The same of an offer, where it means something.
    expression_offre: str = ""
    # Whether it sorts what is broken down everywhere (CODES_VENTILES); else only what says so
    # (`Indicateur.croisements`).
    est_generale: bool = True


AGE = "tranche_age"


def selon(ventilation, tranches):
    """The breakdown by the age brackets of an official month, `tranches`; None: today's."""
    if ventilation.code != AGE:
        return ventilation
    bornes = tuple(settings.TRANCHES_AGE if tranches is None else tranches)
    libelles = partial(libelles_tranches, bornes)
    return replace(ventilation, expression=_expression_tranche(bornes), libelles=libelles)


def libelles_tranches(bornes=None):
    """Labels of the age brackets, from the youngest; the code is the first age of the bracket."""
    bornes = bornes or tuple(settings.TRANCHES_AGE)
    milieu = {
        str(debut): f"{debut} à {suivante - 1} ans"
        for debut, suivante in zip(bornes, bornes[1:], strict=False)
    }
    return {
        "0": f"Moins de {bornes[0]} ans",
        **milieu,
        str(bornes[-1]): f"{bornes[-1]} ans et plus",
    }


def _expression_tranche(tranches):
    bornes = ", ".join(str(int(borne)) for borne in (0, *tranches))
    return f"(ARRAY[{bornes}])[width_bucket(age, ARRAY[{bornes}])]::text"


def _noms(modele, cle="pk"):
    return lambda: _distinguer(
        {str(getattr(objet, cle)): str(objet) for objet in modele.objects.all()}
    )


def _distinguer(libelles):
    """Two labels alike carry their code, or two agents of one name would read as one."""
    combien = Counter(libelles.values())
    return {
        code: f"{libelle} ({code})" if combien[libelle] > 1 else libelle
        for code, libelle in libelles.items()
    }


def _grands_domaines():
    lignes = Rome.objects.order_by("grand_domaine_code").distinct()
    return dict(lignes.values_list("grand_domaine_code", "grand_domaine_libelle"))


def _ou_inconnu(colonne, inconnu=INCONNU):
    return f"coalesce(nullif({colonne}::text, ''), '{inconnu}')"


def _particuliere(code, libelle, expression, libelles):
    """A breakdown of some indicators only; `libelles` is an enum, or {code: label}."""
    lus = dict(getattr(libelles, "choices", libelles))
    return Ventilation(code, libelle, expression, lambda: lus, est_generale=False)


# The first day of each class, from the months that its label says, of 30.4375 days.
ANCIENNETES = {
    "0": "Moins de 6 mois",
    "183": "De 6 à 12 mois",
    "366": "De 12 à 24 mois",
    "731": "De 24 à 36 mois",
    "1096": "36 mois et plus",
}


def _expression_anciennete():
    """Of who left, on that day."""
    bornes = ", ".join(ANCIENNETES)
    jours = "least(sortie, fin) - entree - jours_suspendus"
    return f"(ARRAY[{bornes}])[width_bucket({jours}, ARRAY[{bornes}])]::text"


VENTILATIONS = (
    Ventilation("sexe", "Sexe", "sexe::text", lambda: dict(Sexe.choices)),
    Ventilation(
        AGE, "Tranche d'âge", _expression_tranche(settings.TRANCHES_AGE), libelles_tranches
    ),
    Ventilation(
        "commune",
        "Commune",
        _ou_inconnu("commune_id"),
        _noms(Commune),
        expression_offre=_ou_inconnu("commune_id"),
    ),
    Ventilation(
        "qpv",
        "Quartier prioritaire",
        "CASE WHEN 'qpv' = ANY(criteres) THEN 'oui' ELSE 'non' END",
        lambda: {"oui": "En quartier prioritaire", "non": "Hors quartier prioritaire"},
    ),
    Ventilation(
        "niveau", "Niveau de formation", _ou_inconnu("niveau"), lambda: dict(Niveau.choices)
    ),
    Ventilation(
        "critere",
        "Critère d'entrée",
        f"CASE WHEN criteres = '{{}}' THEN ARRAY['{INCONNU}'] ELSE criteres END",
        lambda: {**dict(Critere.choices), INCONNU: "Aucun critère"},
        est_multiple=True,
    ),
    Ventilation("structure", "Structure", _ou_inconnu("structure_au_jour"), _noms(Structure)),
    Ventilation("referent", "Référent", _ou_inconnu("referent_id"), _noms(Agent)),
    Ventilation("prescripteur", "Prescripteur", _ou_inconnu("prescripteur_id"), _noms(Structure)),
    Ventilation(
        "motif_sortie",
        "Motif de sortie",
        f"CASE WHEN sortie BETWEEN debut AND fin THEN {_ou_inconnu('motif')} END",
        _noms(MotifSortie),
    ),
    # Of offers and of what is proposed of them; parcours have none.
    Ventilation(
        "domaine",
        "Domaine professionnel",
        f"CASE nature WHEN 'mise_en_relation' THEN {_ou_inconnu('left(rome_code, 1)')} "
        f"WHEN 'contrat' THEN {_ou_inconnu('left(metier, 1)')} END",
        _grands_domaines,
        expression_offre=_ou_inconnu("left(rome_code, 1)"),
    ),
    _particuliere(
        "categorie_sortie",
        "Catégorie de sortie",
        f"CASE WHEN {SORTI} THEN {_ou_inconnu('categorie')} END",
        Categorie,
    ),
    _particuliere(
        "anciennete",
        "Ancienneté, hors suspensions",
        f"CASE WHEN nature = 'parcours' THEN {_expression_anciennete()} END",
        ANCIENNETES,
    ),
    _particuliere("axe", "Axe", "CASE WHEN nature = 'etape' THEN axe END", Axe),
    _particuliere(
        "resultat",
        "Résultat",
        f"CASE WHEN nature = 'etape' THEN {_ou_inconnu('resultat', PAS_ENCORE)} END",
        dict(Resultat.choices) | {PAS_ENCORE: "Pas encore terminée"},
    ),
    _particuliere(
        "issue_immersion",
        "Ce qu'a donné l'immersion",
        f"CASE WHEN nature = 'etape' AND est_immersion "
        f"THEN {_ou_inconnu('issue_immersion', PAS_ENCORE)} END",
        dict(IssueImmersion.choices) | {PAS_ENCORE: "Pas encore terminée"},
    ),
    _particuliere(
        "presence", "Présence", "CASE WHEN nature = 'entretien' THEN presence END", Presence
    ),
    _particuliere(
        "type_contrat",
        "Contrat",
        "CASE WHEN nature IN ('emploi', 'contrat') THEN type_contrat END",
        TypeContrat,
    ),
    _particuliere(
        "type_employeur",
        "Employeur",
        f"CASE WHEN nature = 'contrat' THEN {_ou_inconnu('type_employeur')} END",
        dict(TypeEtablissement.choices) | {INCONNU: "Employeur absent de la base"},
    ),
)
PAR_CODE = {ventilation.code: ventilation for ventilation in VENTILATIONS}
