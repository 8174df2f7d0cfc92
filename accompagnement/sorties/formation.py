"""What the rule of exits says of the trainings of a parcours."""

from accompagnement.enums import DeduitDe, ModeFormation, Resultat
from accompagnement.sorties.continuite import JOUR, UN_AN, atteint, duree
from accompagnement.sorties.faits import Clause, Deduction


def deduire_de_la_formation(faits, regle, jour):
    """Of the trainings begun on `jour`, the one that goes furthest; None without any. One that
    ended more than a year before deduces nothing: whoever leaves then leaves for something else."""
    commencees = [formation for formation in faits.formations if formation.debut <= jour]
    if not commencees:
        return None
    retenue = max(
        commencees,
        key=lambda f: (
            _est_recente(f, jour),
            f.resultat == Resultat.REALISEE,
            f.est_certifiee,
            f.debut,
        ),
    )
    clauses = CLAUSES_DE_FORMATION[ModeFormation(regle.formation)](retenue, faits, regle, jour)
    clauses += _trop_ancienne(retenue, jour)
    est_positive = all(clause.est_remplie for clause in clauses)
    origine = DeduitDe.FORMATION if est_positive else None
    return Deduction(origine, est_positive, clauses, retenus=(retenue,))


def _fin(formation, jour):
    """The last day known: the eve of `jour` while it goes on."""
    en_cours = max(formation.debut, jour - JOUR)
    return formation.fin or (formation.debut if formation.resultat else en_cours)


def _est_recente(formation, jour):
    return _fin(formation, jour) >= jour - UN_AN


def _trop_ancienne(formation, jour):
    if _est_recente(formation, jour):
        return []
    pourquoi = (
        f"« {formation.libelle} », finie le {_fin(formation, jour):%d/%m/%Y}, plus d'un an avant "
        "la sortie."
    )
    return [Clause("Formation récente", False, pourquoi)]


def _entree(formation, faits, regle, jour):
    pourquoi = f"« {formation.libelle} », commencée le {formation.debut:%d/%m/%Y}."
    return [Clause("Entrée en formation", True, pourquoi)]


def _obtention(formation, faits, regle, jour):
    realisee = formation.resultat == Resultat.REALISEE
    etat = f"réalisée le {formation.fin:%d/%m/%Y}" if realisee else "pas encore réalisée"
    return [
        Clause("Formation terminée", realisee, f"« {formation.libelle} », {etat}."),
        Clause("Titre obtenu", formation.est_certifiee, _dire_le_titre(formation, faits)),
    ]


def _dire_le_titre(formation, faits):
    if formation.est_certifiee:
        return "Titre ou certificat joint à cette étape."
    if faits.a_titre_libre:
        return (
            "Le titre au dossier n'est joint à aucune étape : joignez-le à celle qu'il sanctionne."
        )
    return "Aucun titre ni certificat n'est joint à cette étape."


def _longue(formation, faits, regle, jour):
    # One that ended later was going on: that it would was not known.
    en_cours = formation.fin is None or formation.fin > jour
    fin = max(formation.debut, jour - JOUR) if en_cours else formation.fin
    suivie = formation.resultat in ("", Resultat.REALISEE)
    mesure = f"« {formation.libelle} », {duree(formation.debut, fin)} de formation"
    longue = atteint(formation.debut, fin, regle.duree_min_mois)
    demande = f"la règle demande {regle.exigence}"
    return [Clause("Durée de la formation", longue and suivie, f"{mesure} ; {demande}.")]


def _non_comptee(formation, faits, regle, jour):
    return [Clause("Formation", False, "La règle ne compte pas les formations.")]


CLAUSES_DE_FORMATION = {
    ModeFormation.ENTREE: _entree,
    ModeFormation.OBTENTION: _obtention,
    ModeFormation.LONGUE: _longue,
    ModeFormation.NON: _non_comptee,
}
