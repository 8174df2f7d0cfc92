"""Who may read figures and reports, and who writes reports: one matrix."""

from enum import auto

from django.apps import apps

from accompagnement.enums import CRITERES_SENSIBLES
from accompagnement.permissions import TOUT_LE_SUIVI
from accompagnement.permissions import Acte as ActeSurDossier
from conventions.enums import INCONNU
from plie.comptes.droits import Droits, pour
from plie.comptes.enums import Role


class Acte(Droits):
    VOIR_INDICATEURS = auto()
    VOIR_PAR_REFERENT = auto()
    VOIR_UN_REFERENT = auto()
    LISTER_SENSIBLE = auto()
    LIRE_CHIFFRES_SENSIBLES = auto()
    ARRETER_UN_MOIS = auto()
    CONTROLER_SORTIES = auto()
    SUIVRE_LES_PREUVES = auto()
    VOIR_REGLES_DE_SORTIE = auto()
    ESSAYER_UNE_REGLE = auto()
    VOIR_RAPPORTS = auto()
    PRODUIRE_RAPPORT = auto()
    PUBLIER_RAPPORT = auto()
    REMETTRE_RAPPORT = auto()
    TENIR_SERIES = auto()
    LIRE_CE_QUI_EST_PUBLIE = auto()
    VOIR_CONVENTIONS = auto()
    TENIR_CONVENTIONS = auto()


def _si_soi(agent, modalite):
    return modalite == str(agent.pk)


MATRICE = {
    Acte.VOIR_INDICATEURS: pour(*TOUT_LE_SUIVI),
    Acte.VOIR_PAR_REFERENT: pour(Role.REFERENT, Role.COORDINATION, Role.DIRECTION),
    # Of the breakdown by référent, all rows or one's own only.
    Acte.VOIR_UN_REFERENT: pour(Role.COORDINATION, Role.DIRECTION)
    | pour(Role.REFERENT, si=_si_soi),
    Acte.LISTER_SENSIBLE: pour(Role.COORDINATION),
    # Of the whole PLIE and by whole months: a référent's own set is too small to hide anybody.
    Acte.LIRE_CHIFFRES_SENSIBLES: pour(Role.COORDINATION, Role.DIRECTION, Role.GESTIONNAIRE_FSE),
    Acte.ARRETER_UN_MOIS: pour(Role.DIRECTION),
    # Coordination mends what the control finds.
    Acte.CONTROLER_SORTIES: pour(Role.COORDINATION, Role.DIRECTION, Role.GESTIONNAIRE_FSE),
    # Every morning, at home.
    Acte.SUIVRE_LES_PREUVES: pour(Role.GESTIONNAIRE_FSE),
    # What every rate says under it, and whoever writes it.
    Acte.VOIR_REGLES_DE_SORTIE: pour(*TOUT_LE_SUIVI, Role.ADMINISTRATION),
    # Of the whole PLIE, and never official.
    Acte.ESSAYER_UNE_REGLE: pour(Role.DIRECTION, Role.GESTIONNAIRE_FSE),
    Acte.VOIR_RAPPORTS: pour(*TOUT_LE_SUIVI),
    # One prepares, another approves: the two may be of the same role, never the same person.
    Acte.PRODUIRE_RAPPORT: pour(Role.COORDINATION, Role.DIRECTION),
    Acte.PUBLIER_RAPPORT: pour(Role.DIRECTION),
    # To an elected member, who has no account.
    Acte.REMETTRE_RAPPORT: pour(Role.COORDINATION, Role.DIRECTION),
    Acte.TENIR_SERIES: pour(Role.COORDINATION, Role.DIRECTION),
    # Masked, by whole months that are over: what leaves the house.
    Acte.LIRE_CE_QUI_EST_PUBLIE: pour(*TOUT_LE_SUIVI, Role.PARTENAIRE),
    # Of its figures, a référent reads what their own dossiers bring.
    Acte.VOIR_CONVENTIONS: pour(*TOUT_LE_SUIVI),
    Acte.TENIR_CONVENTIONS: pour(Role.COORDINATION, Role.DIRECTION),
}
Acte.regir(MATRICE)


def peut_exporter_liste(agent):
    return Acte.VOIR_INDICATEURS.permet(agent) and ActeSurDossier.EXPORTER.permet(agent)


def peut_lister(agent, indicateur, ventilation=None, modalite=None, *, sensibles=None):
    """Open the named list behind a number; a sensitive one is for coordination alone.

    `sensibles`: `modalites_sensibles(ventilation)`, for who asks of many cells.
    """
    if ventilation == "referent" and not Acte.VOIR_UN_REFERENT.permet(agent, modalite):
        return False
    if sensibles is None:
        sensibles = modalites_sensibles(ventilation)
    sensible = est_sensible(indicateur, modalite, sensibles)
    return (Acte.LISTER_SENSIBLE if sensible else Acte.VOIR_INDICATEURS).permet(agent)


def peut_lister_dans(agent, indicateur, portee):
    """The same of the list of an objective: its scope may say more than its indicator."""
    sensible = dit_le_sensible(indicateur, portee)
    return (Acte.LISTER_SENSIBLE if sensible else Acte.VOIR_INDICATEURS).permet(agent)


def dit_le_sensible(indicateur, portee):
    """Whether to be counted there is to have what is withheld."""
    return (
        indicateur.est_sensible
        or not CRITERES_SENSIBLES.isdisjoint(portee.criteres)
        or bool(portee.motifs)
        and not modalites_sensibles("motif_sortie").isdisjoint(portee.motifs)
    )


def est_sensible(indicateur, modalite, sensibles):
    """Whether to know who is counted is to know their health, housing or trouble with justice."""
    return indicateur.est_sensible or modalite in sensibles


def modalites_sensibles(ventilation):
    """The rows of a breakdown that say it of whoever is in them."""
    if ventilation == "critere":
        # Whoever has no criterion at all, and whoever has only those, must look the same.
        return CRITERES_SENSIBLES | {INCONNU}
    if ventilation == "motif_sortie":
        # The menu asks for rights before models are there.
        return apps.get_model("accompagnement.MotifSortie").objects.codes_sensibles()
    return frozenset()
