"""The alerts, each declared once: the question that finds it, its words, its place at home.

The order is that of the home page; an alert that is not here is neither stored nor shown.
"""

from collections.abc import Callable
from typing import NamedTuple

from accompagnement.alertes.requetes import (
    contrats,
    dossier_incomplet,
    fin_proche,
    maintien_apres_sortie,
    orientation,
    preuve_expiree,
    sans_entretien,
    sans_etape_en_cours,
    situation_de_sortie,
    suivi_renforce,
    suspension,
)
from accompagnement.enums import CodeAlerte

PERSONNES, ECHEANCES, COMMISSIONS = "Personnes à revoir", "Échéances", "Commissions"


class Phrase(NamedTuple):
    """What follows a number, and the name of the filter that lists what it counts."""

    singulier: str
    pluriel: str
    libelle: str

    def texte(self, nombre):
        return self.pluriel if nombre >= 2 else self.singulier


class Declaration(NamedTuple):
    """`requete(parcours, reglages, jour)` gives the rows of one alert, or of several that share a
    question; `phrase(reglages)` says it with the thresholds of this PLIE."""

    code: CodeAlerte
    groupe: str
    requete: Callable
    phrase: Callable


def _personnes(fait):
    return Phrase(f"personne {fait}", f"personnes {fait}", fait.capitalize())


def _contrats(duree, suite):
    return Phrase(
        f"contrat atteint {duree} : {suite}",
        f"contrats atteignent {duree} : {suite}",
        f"Contrat à {duree}, {suite}",
    )


def _situations(attente, pluriel=None):
    return Phrase(
        f"situation à la sortie {attente}",
        f"situations à la sortie {pluriel or attente}",
        f"Situation à la sortie {attente}",
    )


def _depuis(premier, dernier):
    return lambda reglages: _personnes(
        f"sans entretien depuis {getattr(reglages, premier)} à {getattr(reglages, dernier)} jours"
    )


def _fin(reglages):
    fin = _mois(reglages.mois_avant_fin)
    return Phrase(
        f"parcours se termine dans {fin} ou a dépassé sa fin",
        f"parcours se terminent dans {fin} ou ont dépassé leur fin",
        f"Fin du parcours dans {fin} ou dépassée",
    )


def _sans_diagnostic(reglages):
    delai = f"sans diagnostic depuis plus de {_jours(reglages.jours_orientation)}"
    return Phrase(
        f"personne prescrite {delai}", f"personnes prescrites {delai}", f"Prescription {delai}"
    )


def _reprise(reglages):
    delai = _jours(reglages.jours_avant_reprise)
    return Phrase(
        f"suspension se termine dans {delai} ou est dépassée",
        f"suspensions se terminent dans {delai} ou sont dépassées",
        f"Suspension qui se termine dans {delai} ou dépassée",
    )


def _toujours(phrase):
    return lambda _reglages: phrase


DECLARATIONS = (
    Declaration(
        CodeAlerte.SUIVI_RENFORCE,
        PERSONNES,
        suivi_renforce,
        _toujours(
            Phrase(
                "personne en suivi renforcé sans entretien depuis le délai de sa cohorte",
                "personnes en suivi renforcé sans entretien depuis le délai de leur cohorte",
                "Suivi renforcé, délai de la cohorte dépassé",
            )
        ),
    ),
    Declaration(
        CodeAlerte.SANS_ENTRETIEN_1,
        PERSONNES,
        sans_entretien,
        _depuis("jours_entretien_1", "jours_entretien_2"),
    ),
    Declaration(
        CodeAlerte.SANS_ENTRETIEN_2,
        PERSONNES,
        sans_entretien,
        _depuis("jours_entretien_2", "jours_entretien_3"),
    ),
    Declaration(
        CodeAlerte.SANS_ENTRETIEN_3,
        PERSONNES,
        sans_entretien,
        lambda reglages: _personnes(
            f"sans entretien depuis plus de {reglages.jours_entretien_3} jours"
        ),
    ),
    Declaration(
        CodeAlerte.SANS_ETAPE,
        PERSONNES,
        sans_etape_en_cours,
        _toujours(_personnes("sans étape en cours")),
    ),
    Declaration(
        CodeAlerte.CONTRAT_M1,
        ECHEANCES,
        contrats,
        _toujours(_contrats("un mois", "maintien à vérifier")),
    ),
    Declaration(
        CodeAlerte.CONTRAT_M3,
        ECHEANCES,
        contrats,
        _toujours(_contrats("trois mois", "maintien à vérifier")),
    ),
    Declaration(
        CodeAlerte.CONTRAT_M6,
        ECHEANCES,
        contrats,
        _toujours(_contrats("six mois", "sortie à proposer")),
    ),
    Declaration(
        CodeAlerte.SORTIE_J28,
        ECHEANCES,
        situation_de_sortie,
        _toujours(_situations("au terme des 28 jours ou hors délai")),
    ),
    Declaration(
        CodeAlerte.SORTIE_J14,
        ECHEANCES,
        situation_de_sortie,
        _toujours(_situations("attendue depuis deux semaines", "attendues depuis deux semaines")),
    ),
    Declaration(
        CodeAlerte.SORTIE_J1,
        ECHEANCES,
        situation_de_sortie,
        _toujours(_situations("à recueillir")),
    ),
    Declaration(
        CodeAlerte.MAINTIEN_M6,
        ECHEANCES,
        maintien_apres_sortie,
        _toujours(
            Phrase(
                "maintien à six mois à vérifier après une sortie",
                "maintiens à six mois à vérifier après une sortie",
                "Maintien à six mois à vérifier après la sortie",
            )
        ),
    ),
    Declaration(CodeAlerte.FIN_PROCHE, ECHEANCES, fin_proche, _fin),
    Declaration(CodeAlerte.SUSPENSION, ECHEANCES, suspension, _reprise),
    Declaration(CodeAlerte.ORIENTATION, ECHEANCES, orientation, _sans_diagnostic),
    Declaration(
        CodeAlerte.PREUVE_EXPIREE,
        COMMISSIONS,
        preuve_expiree,
        _toujours(
            Phrase(
                "personne dont une preuve aura expiré à la prochaine commission",
                "personnes dont une preuve aura expiré à la prochaine commission",
                "Preuve expirée avant la commission",
            )
        ),
    ),
    Declaration(
        CodeAlerte.DOSSIER_INCOMPLET,
        COMMISSIONS,
        dossier_incomplet,
        _toujours(
            Phrase(
                "dossier incomplet pour sa commission",
                "dossiers incomplets pour leur commission",
                "Dossier incomplet pour sa commission",
            )
        ),
    ),
)


def attendues(parcours, reglages, jour):
    """The alerts that `parcours` should carry on `jour`: one query of these rows."""
    requetes = dict.fromkeys(declaration.requete for declaration in DECLARATIONS)
    premiere, *autres = (requete(parcours, reglages, jour) for requete in requetes)
    return premiere.union(*autres, all=True)


def phrases(reglages):
    """{code: Phrase}, in the order of the home page."""
    return {declaration.code: declaration.phrase(reglages) for declaration in DECLARATIONS}


def groupes(*seulement):
    """{title: codes} of the home page, or of these titles only."""
    titres = dict.fromkeys(declaration.groupe for declaration in DECLARATIONS)
    return {
        titre: [d.code for d in DECLARATIONS if d.groupe == titre]
        for titre in titres
        if titre in (seulement or titres)
    }


def _jours(nombre):
    return "un jour" if nombre == 1 else f"{nombre} jours"


def _mois(nombre):
    return "le mois" if nombre == 1 else f"les {nombre} mois"
