"""The alerts in words, with the thresholds of this PLIE in them."""

from typing import NamedTuple

from accompagnement.enums import CodeAlerte


class Phrase(NamedTuple):
    """What follows a number, and the name of the filter that lists what it counts."""

    singulier: str
    pluriel: str
    libelle: str

    def texte(self, nombre):
        return self.pluriel if nombre >= 2 else self.singulier


def _personnes(fait):
    return Phrase(f"personne {fait}", f"personnes {fait}", fait.capitalize())


def _contrats(duree, suite):
    return Phrase(
        f"contrat atteint {duree} : {suite}",
        f"contrats atteignent {duree} : {suite}",
        f"Contrat à {duree}, {suite}",
    )


def phrases(reglages):
    """{code: Phrase}, in the order of the home page."""
    premier, deuxieme, troisieme = (
        getattr(reglages, f"jours_entretien_{rang}") for rang in (1, 2, 3)
    )
    fin = _mois(reglages.mois_avant_fin)
    orientation = _jours(reglages.jours_orientation)
    reprise = _jours(reglages.jours_avant_reprise)
    return {
        CodeAlerte.SANS_ENTRETIEN_1: _personnes(
            f"sans entretien depuis {premier} à {deuxieme} jours"
        ),
        CodeAlerte.SANS_ENTRETIEN_2: _personnes(
            f"sans entretien depuis {deuxieme} à {troisieme} jours"
        ),
        CodeAlerte.SANS_ENTRETIEN_3: _personnes(f"sans entretien depuis plus de {troisieme} jours"),
        CodeAlerte.SANS_ETAPE: _personnes("sans étape en cours"),
        CodeAlerte.FIN_PROCHE: Phrase(
            f"parcours se termine dans {fin} ou a dépassé sa fin",
            f"parcours se terminent dans {fin} ou ont dépassé leur fin",
            f"Fin du parcours dans {fin} ou dépassée",
        ),
        CodeAlerte.CONTRAT_M1: _contrats("un mois", "maintien à vérifier"),
        CodeAlerte.CONTRAT_M3: _contrats("trois mois", "maintien à vérifier"),
        CodeAlerte.CONTRAT_M6: _contrats("six mois", "sortie à proposer"),
        CodeAlerte.PREUVE_EXPIREE: Phrase(
            "personne dont une preuve aura expiré à la prochaine commission",
            "personnes dont une preuve aura expiré à la prochaine commission",
            "Preuve expirée avant la commission",
        ),
        CodeAlerte.ORIENTATION: Phrase(
            f"orientation sans réponse depuis plus de {orientation}",
            f"orientations sans réponse depuis plus de {orientation}",
            f"Orientation sans réponse depuis plus de {orientation}",
        ),
        CodeAlerte.SUSPENSION: Phrase(
            f"suspension se termine dans {reprise} ou est dépassée",
            f"suspensions se terminent dans {reprise} ou sont dépassées",
            f"Suspension qui se termine dans {reprise} ou dépassée",
        ),
        CodeAlerte.DOSSIER_INCOMPLET: Phrase(
            "dossier incomplet pour sa commission",
            "dossiers incomplets pour leur commission",
            "Dossier incomplet pour sa commission",
        ),
    }


def _jours(nombre):
    return "un jour" if nombre == 1 else f"{nombre} jours"


def _mois(nombre):
    return "le mois" if nombre == 1 else f"les {nombre} mois"
