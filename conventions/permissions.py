"""Who may read figures and reports, and who writes reports (conception section 5)."""

from accompagnement.enums import CRITERES_SENSIBLES, MOTIFS_SORTIE_SENSIBLES
from accompagnement.permissions import peut as peut_sur_les_dossiers
from conventions.enums import INCONNU
from plie.comptes.enums import Role
from plie.comptes.permissions import a_un_role

ACTES = {
    "voir_indicateurs": (
        Role.REFERENT,
        Role.COORDINATION,
        Role.DIRECTION,
        Role.GESTIONNAIRE_FSE,
    ),
    "voir_par_referent": (Role.REFERENT, Role.COORDINATION, Role.DIRECTION),
    "lister_sensible": (Role.COORDINATION,),
    # Of the whole PLIE and by whole months: a référent's own set is too small to hide anybody.
    "lire_chiffres_sensibles": (Role.COORDINATION, Role.DIRECTION, Role.GESTIONNAIRE_FSE),
    "voir_rapports": (Role.REFERENT, Role.COORDINATION, Role.DIRECTION, Role.GESTIONNAIRE_FSE),
    "produire_rapport": (Role.DIRECTION,),
    "publier_rapport": (Role.DIRECTION,),
}


def peut(agent, acte):
    """Whether the role of `agent` allows `acte`, one of the keys of ACTES."""
    return a_un_role(agent, *ACTES[acte])


def peut_exporter_liste(agent):
    return peut(agent, "voir_indicateurs") and peut_sur_les_dossiers(agent, "exporter")


def peut_lister(agent, indicateur, ventilation=None, modalite=None):
    """Open the named list behind a number; a sensitive one is for coordination alone."""
    if ventilation == "referent" and not peut_voir_referent(agent, modalite):
        return False
    sensible = est_sensible(indicateur, ventilation, modalite)
    return peut(agent, "lister_sensible" if sensible else "voir_indicateurs")


def est_sensible(indicateur, ventilation=None, modalite=None):
    """Whether to know who is counted is to know their health, housing or trouble with justice."""
    return indicateur.est_sensible or _modalite_sensible(ventilation, modalite)


def peut_voir_referent(agent, modalite):
    """Figures by référent: all of them, or one's own row only."""
    if a_un_role(agent, Role.REFERENT):
        return modalite == str(agent.pk)
    return peut(agent, "voir_par_referent")


def _modalite_sensible(ventilation, modalite):
    if ventilation == "critere":
        # Whoever has no criterion at all, and whoever has only those, must look the same.
        return modalite in CRITERES_SENSIBLES or modalite == INCONNU
    return ventilation == "motif_sortie" and modalite in MOTIFS_SORTIE_SENSIBLES
