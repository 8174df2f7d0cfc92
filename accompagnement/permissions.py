"""Who may do what to a dossier (conception section 5): one table, one question per object.

`visibles_par` answers "which dossiers"; a `peut_xxx` answers "this act, on this one", and
supposes that the dossier is visible. The last word on states stays with the actions.
"""

from accompagnement.enums import Presence
from accompagnement.portefeuille import portefeuilles_de
from plie.comptes.enums import Role
from plie.comptes.permissions import a_un_role

# Acts that need no dossier at hand, by role.
ACTES = {
    "creer_dossier": (Role.REFERENT, Role.COORDINATION),
    # What an import answers tells dossiers: the house's IT has the command, not the page.
    "importer": (Role.COORDINATION,),
    "voir_dossiers": (
        Role.REFERENT,
        Role.COORDINATION,
        Role.DIRECTION,
        Role.GESTIONNAIRE_FSE,
        Role.FACILITATEUR,
    ),
    "voir_suivi": (Role.REFERENT, Role.COORDINATION, Role.DIRECTION, Role.GESTIONNAIRE_FSE),
    "exporter": (Role.REFERENT, Role.COORDINATION, Role.DIRECTION, Role.GESTIONNAIRE_FSE),
    "voir_commissions": (
        Role.REFERENT,
        Role.COORDINATION,
        Role.DIRECTION,
        Role.GESTIONNAIRE_FSE,
    ),
    "decider_commission": (Role.COORDINATION,),
    "affecter": (Role.COORDINATION,),
    "remplacer": (Role.COORDINATION,),
    "fusionner": (Role.COORDINATION,),
    "corriger_entree": (Role.COORDINATION,),
    "tenir_agenda": (Role.REFERENT, Role.COORDINATION),
    "choisir_agenda": (Role.COORDINATION,),
    "voir_equipe": (Role.COORDINATION, Role.DIRECTION),
    "regler": (Role.COORDINATION, Role.DIRECTION),
    "voir_consultations": (Role.COORDINATION, Role.DIRECTION),
    # Health, justice and housing, whoever follows the person.
    "lire_sensible": (Role.COORDINATION,),
}


def peut(agent, acte):
    """Whether the role of `agent` allows `acte`, one of the keys of ACTES."""
    return a_un_role(agent, *ACTES[acte])


def peut_ecrire_pour(agent, referent):
    """Write to a parcours followed by `referent`: coordination always, a référent for their own
    portfolio and, between two dates, the one of whom they replace. For pages that already hold
    the référent."""
    if a_un_role(agent, Role.COORDINATION):
        return True
    return a_un_role(agent, Role.REFERENT) and est_confie_a(agent, referent and referent.pk)


def est_confie_a(agent, referent_id):
    """Whether the portfolio of this référent is in the hands of `agent` today."""
    if referent_id in (None, agent.pk):
        return referent_id is not None
    return referent_id in portefeuilles_de(agent)


def peut_modifier_dossier(agent, parcours):
    """The same question, asked of the database."""
    affectation = (
        parcours.affectations.filter(date_fin__isnull=True).select_related("agent").first()
    )
    return peut_ecrire_pour(agent, affectation.agent if affectation else None)


def peut_modifier_participant(agent, participant):
    """Identity is written by whoever may write to the person's latest parcours."""
    if a_un_role(agent, Role.COORDINATION):
        return True
    dernier = participant.dernier_parcours()
    return dernier is not None and peut_modifier_dossier(agent, dernier)


def peut_voir_sensible(agent, referent):
    """Health, justice, housing and confidential notes of a parcours followed by `referent`: own
    portfolio, the one of whom one replaces, and coordination only."""
    return peut_ecrire_pour(agent, referent)


def peut_deposer_piece(agent, participant):
    """Proofs are put by whoever writes the dossier, and by the FSE manager."""
    return a_un_role(agent, Role.GESTIONNAIRE_FSE) or peut_modifier_participant(agent, participant)


def peut_verifier_piece(agent):
    """A proof is checked by somebody else than the référent whose figures rest on it."""
    return a_un_role(agent, Role.COORDINATION, Role.GESTIONNAIRE_FSE)


def peut_voir_piece(agent, piece):
    """A document that says something of health, justice or housing is for who follows the parcours
    it was put in; the others are read like the dossier."""
    return type(piece).objects.lisibles_par(agent).filter(pk=piece.pk).exists()


def peut_lire_confidences(agent, entretien):
    """Confidential notes are read by their author and by coordination, whoever holds the meeting
    since; while nobody has written any, their author is to be who holds it."""
    auteur = entretien.confie_par_id or entretien.agent_id
    return a_un_role(agent, Role.COORDINATION) or (agent.is_active and auteur == agent.pk)


def peut_confier(agent, entretien):
    """Write confidential notes: those one reads, or the first ones of an appointment to come."""
    est_vierge = entretien.presence == Presence.PREVU and entretien.confie_par_id is None
    return est_vierge or peut_lire_confidences(agent, entretien)


def peut_tenir_seance(agent, seance):
    """Change a session and record who came: who animates it or replaces them, and
    coordination."""
    return a_un_role(agent, Role.COORDINATION) or (
        a_un_role(agent, Role.REFERENT) and est_confie_a(agent, seance.animateur_id)
    )
