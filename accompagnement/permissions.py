"""Who may do what to a dossier: one matrix, one question per object.

`visibles_par` answers "which dossiers"; `Acte.X.permet(agent, objet)` answers "this act, on this
one", and supposes that the dossier is visible. The last word on states stays with the actions.
"""

from enum import auto

from accompagnement.enums import Presence
from accompagnement.portefeuille import portefeuilles_de
from plie.comptes.droits import Droits, pour
from plie.comptes.enums import ROLES_DE_LA_MAISON, ROLES_DES_PARTENAIRES, Role

TOUT_LE_SUIVI = (Role.REFERENT, Role.COORDINATION, Role.DIRECTION, Role.GESTIONNAIRE_FSE)


class Acte(Droits):
    VOIR_DOSSIERS = auto()
    VOIR_SUIVI = auto()
    VOIR_SENSIBLE = auto()
    LIRE_SENSIBLE = auto()
    LIRE_CONFIDENCES = auto()
    CONFIER = auto()
    VOIR_CONSULTATIONS = auto()
    VOIR_ALERTES = auto()
    VOIR_COMMISSIONS = auto()
    VOIR_EQUIPE = auto()
    EXPORTER = auto()
    CREER_DOSSIER = auto()
    SUIVRE = auto()
    IMPORTER = auto()
    ECRIRE_IDENTITE = auto()
    ECRIRE_DOSSIER = auto()
    ANNULER_NON_ENTREE = auto()
    CORRIGER_ENTREE = auto()
    CORRIGER = auto()
    CONFIRMER_CORRECTION = auto()
    VOIR_CORRECTIONS = auto()
    RECUEILLIR_SORTIE = auto()
    SUIVRE_EMPLOI = auto()
    TERMINER_ETAPE = auto()
    CONCLURE_MISE_EN_RELATION = auto()
    REECRIRE_ENTRETIEN = auto()
    GARDER_BROUILLON = auto()
    RETIRER = auto()
    DEPOSER_PIECE = auto()
    VERIFIER_PIECE = auto()
    PROPOSER_EN_COMMISSION = auto()
    DECIDER_COMMISSION = auto()
    AFFECTER = auto()
    REMPLACER = auto()
    FUSIONNER = auto()
    TENIR_AGENDA = auto()
    CHOISIR_AGENDA = auto()
    TENIR_SEANCE = auto()
    REMPLIR_SEANCE = auto()
    DESINSCRIRE = auto()
    GARDER_VUE = auto()
    GARDER_PHRASES = auto()
    LIRE_NOTIFICATIONS = auto()
    TENIR_MEMO = auto()
    ECRIRE_UN_MOT = auto()
    ECRIRE_COURRIER = auto()
    ECRIRE_DES_COURRIERS = auto()
    GERER_STRUCTURES = auto()
    REGLER = auto()
    ECRIRE_TEXTES = auto()
    REGLER_CONTRATS = auto()
    REGLER_SORTIES = auto()
    VOIR_OPERATEURS = auto()
    GERER_OPERATEURS = auto()
    LIRE_PARTAGE = auto()
    GERER_OPPOSITION = auto()
    RAPPROCHER_LISTE = auto()
    ORIENTER = auto()
    SUIVRE_SES_ORIENTATIONS = auto()
    TENIR_ESPACE_PARTENAIRE = auto()
    VOIR_ORIENTATIONS = auto()
    REPONDRE_AUX_ORIENTATIONS = auto()
    VOIR_SMS = auto()
    VOIR_COHORTES = auto()
    GERER_COHORTES = auto()


def est_confie_a(agent, referent_id):
    """Whether the portfolio of this référent is in the hands of `agent` today."""
    if referent_id in (None, agent.pk):
        return referent_id is not None
    return referent_id in portefeuilles_de(agent)


# The parcours that says whose portfolio an object is in; whatever else belongs to one names it.
PARCOURS_DE = {
    "parcours": lambda parcours: parcours,
    "participant": lambda participant: participant.dernier_parcours(),
    "piece": lambda piece: piece.participant.dernier_parcours(),
    "constatqpv": lambda constat: constat.participant.dernier_parcours(),
    "opposition": lambda opposition: opposition.participant.dernier_parcours(),
    "suiviemploi": lambda suivi: suivi.emploi.parcours,
}


def _si_confie(agent, objet):
    """Own portfolio, and between two dates that of whom one replaces. `objet` may be the référent
    of the parcours, or their key, or None for none, for pages that already hold it."""
    if objet is None or isinstance(objet, int):
        return est_confie_a(agent, objet)
    if objet._meta.model_name == "agent":
        return est_confie_a(agent, objet.pk)
    parcours = _parcours_de(objet)
    return _si_confie(agent, parcours and parcours.referent)


def _parcours_de(objet):
    modele = objet._meta.model_name
    return PARCOURS_DE[modele](objet) if modele in PARCOURS_DE else objet.parcours


def _si_dernier_a_suivre(agent, objet):
    """Whoever follows the parcours, or followed it when it ended. `objet` may be their key, or None
    for nobody."""
    if objet is None or isinstance(objet, int):
        return est_confie_a(agent, objet)
    derniere = objet.affectations.first()
    return derniere is not None and est_confie_a(agent, derniere.agent_id)


def _si_seul_a_suivre(agent, objet):
    """Whoever follows the parcours; once it is closed, whoever followed it last, unless the person
    has another one open. `objet` may be the référent of an open one, or None for nobody."""
    if getattr(objet, "est_ouvert", True):
        return _si_confie(agent, objet)
    est_suivie = objet.participant.parcours.ouverts().exists()
    return not est_suivie and _si_dernier_a_suivre(agent, objet)


def _si_suit_ou_suivait(agent, objet):
    return _si_seul_a_suivre(agent, _parcours_de(objet))


def _si_prononcee(agent, non_entree):
    return non_entree.prononcee_par_id == agent.pk


def _si_sorti(agent, objet):
    return not _parcours_de(objet).est_ouvert


def _si_auteur(agent, entretien):
    """Whoever wrote the notes, whoever holds the meeting since; while nobody has written any,
    their author is to be who holds it."""
    return (entretien.confie_par_id or entretien.agent_id) == agent.pk


def _si_vierge_ou_auteur(agent, entretien):
    est_vierge = entretien.presence == Presence.PREVU and entretien.confie_par_id is None
    return est_vierge or _si_auteur(agent, entretien)


def _si_a_sa_plume(agent, entretien):
    """One's own, or an appointment that nobody has written down yet."""
    return entretien.presence == Presence.PREVU or entretien.agent_id == agent.pk


def _si_tient_ou_tenait(agent, entretien):
    """Whoever follows the parcours; of a closed one, whoever followed it last."""
    parcours = entretien.parcours
    est_le_sien = _si_confie if parcours.est_ouvert else _si_dernier_a_suivre
    return est_le_sien(agent, parcours)


def _si_a_sa_plume_et_tient(agent, entretien):
    return _si_a_sa_plume(agent, entretien) and _si_tient_ou_tenait(agent, entretien)


def _si_sien_et_confie(agent, objet):
    """Of a meeting, whoever held it; of what is added to it, a word or a letter, whoever wrote it;
    of a cohort, nobody but coordination; of the rest, whoever follows the person."""
    if objet._meta.model_name == "appartenancecohorte":
        return False
    if objet._meta.model_name == "ajoutentretien":
        return objet.auteur_id == agent.pk and _si_confie(agent, objet.parcours)
    if objet._meta.model_name in ("mot", "courrier"):
        return objet.auteur_id == agent.pk
    if objet._meta.model_name == "entretien":
        return objet.agent_id == agent.pk and _si_tient_ou_tenait(agent, objet)
    return _si_confie(agent, objet)


def _si_clos_ou_confie(agent, parcours):
    """The text typed on a dossier closed meanwhile is still its author's to keep or drop."""
    return not parcours.est_ouvert or _si_confie(agent, parcours)


def _si_anime(agent, seance):
    return est_confie_a(agent, seance.animateur_id)


def _si_visible(agent, seance):
    """Among those they see, whoever animates it; each person registered is asked for apart."""
    return type(seance).objects.visibles_par(agent).filter(pk=seance.pk).exists()


def _si_anime_ou_confie(agent, participation):
    return _si_anime(agent, participation.seance) or _si_confie(agent, participation.parcours)


def _si_sa_structure(agent, structure):
    return structure is not None and structure.pk == agent.structure_id


def _si_envoyee_par_les_siens(agent, orientation):
    return orientation is not None and orientation.structure_id == agent.structure_id


def _si_confiee_aux_siens(agent, orientation):
    return orientation is not None and orientation.confiee_a_id == agent.structure_id


def _si_destinataire(agent, notification):
    return notification is None or notification.destinataire_id == agent.pk


def _si_son_mot(agent, objet):
    return objet._meta.model_name == "mot" and objet.auteur_id == agent.pk


def _si_le_sien(agent, memo):
    return memo is None or agent.pk in (memo.auteur_id, memo.pour_id)


def _si_sienne(agent, vue):
    return vue is None or vue.agent_id == agent.pk


# What ends after the exit too.
APRES_LA_SORTIE = (
    pour(Role.COORDINATION)
    | pour(Role.GESTIONNAIRE_FSE, si=_si_sorti)
    | pour(Role.REFERENT, si=_si_suit_ou_suivait)
)

MATRICE = {
    Acte.VOIR_DOSSIERS: pour(*TOUT_LE_SUIVI, Role.FACILITATEUR),
    Acte.VOIR_SUIVI: pour(*TOUT_LE_SUIVI),
    # Health, justice and housing of a parcours; LIRE_SENSIBLE: whoever follows the person.
    Acte.VOIR_SENSIBLE: pour(Role.COORDINATION) | pour(Role.REFERENT, si=_si_confie),
    Acte.LIRE_SENSIBLE: pour(Role.COORDINATION),
    Acte.LIRE_CONFIDENCES: pour(*ROLES_DE_LA_MAISON, si=_si_auteur) | pour(Role.COORDINATION),
    Acte.CONFIER: pour(*ROLES_DE_LA_MAISON, si=_si_vierge_ou_auteur) | pour(Role.COORDINATION),
    Acte.VOIR_CONSULTATIONS: pour(Role.COORDINATION, Role.DIRECTION),
    # All of them; who manages the FSE is told those of the proofs.
    Acte.VOIR_ALERTES: pour(Role.REFERENT, Role.COORDINATION, Role.DIRECTION),
    Acte.VOIR_COMMISSIONS: pour(*TOUT_LE_SUIVI),
    Acte.VOIR_EQUIPE: pour(Role.COORDINATION, Role.DIRECTION),
    Acte.EXPORTER: pour(*TOUT_LE_SUIVI),
    Acte.CREER_DOSSIER: pour(Role.REFERENT, Role.COORDINATION),
    # Have a portfolio of one's own.
    Acte.SUIVRE: pour(Role.REFERENT),
    # What an import answers tells dossiers: the house's IT has the command, not the page.
    Acte.IMPORTER: pour(Role.COORDINATION),
    # Identity is written by whoever may write to the person's latest parcours.
    Acte.ECRIRE_IDENTITE: pour(Role.COORDINATION) | pour(Role.REFERENT, si=_si_confie),
    Acte.ECRIRE_DOSSIER: pour(Role.COORDINATION) | pour(Role.REFERENT, si=_si_confie),
    # At once, by whoever closed it: the parcours is nobody's any more.
    Acte.ANNULER_NON_ENTREE: pour(Role.REFERENT, Role.COORDINATION, si=_si_prononcee),
    Acte.CORRIGER_ENTREE: pour(Role.COORDINATION),
    # A decision, an entry or an exit; a second person once its month is frozen.
    Acte.CORRIGER: pour(Role.COORDINATION),
    Acte.CONFIRMER_CORRECTION: pour(Role.DIRECTION),
    Acte.VOIR_CORRECTIONS: pour(Role.COORDINATION, Role.DIRECTION),
    # Within four weeks of the exit, when nobody follows the person any more.
    Acte.RECUEILLIR_SORTIE: pour(Role.COORDINATION, Role.GESTIONNAIRE_FSE)
    | pour(Role.REFERENT, si=_si_dernier_a_suivre),
    # Its end and its follow-ups are known after the exit too, when a proof is asked for.
    Acte.SUIVRE_EMPLOI: APRES_LA_SORTIE,
    Acte.TERMINER_ETAPE: APRES_LA_SORTIE,
    # So is what an employer answers.
    Acte.CONCLURE_MISE_EN_RELATION: pour(Role.COORDINATION)
    | pour(Role.REFERENT, si=_si_suit_ou_suivait),
    # Nobody writes under the name of another: who writes the dossier adds to what they wrote.
    Acte.REECRIRE_ENTRETIEN: pour(Role.COORDINATION, si=_si_a_sa_plume)
    | pour(Role.REFERENT, si=_si_a_sa_plume_et_tient),
    Acte.GARDER_BROUILLON: pour(Role.COORDINATION) | pour(Role.REFERENT, si=_si_clos_ou_confie),
    Acte.RETIRER: pour(Role.COORDINATION)
    | pour(Role.REFERENT, si=_si_sien_et_confie)
    | pour(Role.DIRECTION, Role.GESTIONNAIRE_FSE, si=_si_son_mot),
    Acte.DEPOSER_PIECE: pour(Role.COORDINATION, Role.GESTIONNAIRE_FSE)
    | pour(Role.REFERENT, si=_si_confie),
    # A proof is checked by somebody else than the référent whose figures rest on it.
    Acte.VERIFIER_PIECE: pour(Role.COORDINATION, Role.GESTIONNAIRE_FSE),
    # Each dossier put on the agenda is written by the right of its own.
    Acte.PROPOSER_EN_COMMISSION: pour(Role.REFERENT, Role.COORDINATION),
    Acte.DECIDER_COMMISSION: pour(Role.COORDINATION),
    Acte.AFFECTER: pour(Role.COORDINATION),
    Acte.REMPLACER: pour(Role.COORDINATION),
    Acte.FUSIONNER: pour(Role.COORDINATION),
    Acte.TENIR_AGENDA: pour(Role.REFERENT, Role.COORDINATION),
    Acte.CHOISIR_AGENDA: pour(Role.COORDINATION),
    Acte.TENIR_SEANCE: pour(Role.COORDINATION) | pour(Role.REFERENT, si=_si_anime),
    Acte.REMPLIR_SEANCE: pour(Role.COORDINATION) | pour(Role.REFERENT, si=_si_visible),
    Acte.DESINSCRIRE: pour(Role.COORDINATION) | pour(Role.REFERENT, si=_si_anime_ou_confie),
    Acte.GARDER_VUE: pour(*TOUT_LE_SUIVI, Role.FACILITATEUR, si=_si_sienne),
    Acte.GARDER_PHRASES: pour(Role.REFERENT, Role.COORDINATION),
    Acte.LIRE_NOTIFICATIONS: pour(*ROLES_DE_LA_MAISON, si=_si_destinataire),
    Acte.TENIR_MEMO: pour(*TOUT_LE_SUIVI, si=_si_le_sien),
    Acte.ECRIRE_UN_MOT: pour(*TOUT_LE_SUIVI),
    # Whoever follows the person, or did last: the end of a parcours is told by letter too.
    Acte.ECRIRE_COURRIER: pour(Role.COORDINATION) | pour(Role.REFERENT, si=_si_seul_a_suivre),
    # Each dossier of the lot is asked by the right of its own.
    Acte.ECRIRE_DES_COURRIERS: pour(Role.COORDINATION, Role.REFERENT),
    Acte.GERER_STRUCTURES: pour(Role.COORDINATION, Role.ADMINISTRATION),
    Acte.REGLER: pour(Role.COORDINATION, Role.DIRECTION),
    Acte.ECRIRE_TEXTES: pour(Role.COORDINATION, Role.DIRECTION, Role.ADMINISTRATION),
    Acte.REGLER_CONTRATS: pour(Role.COORDINATION, Role.ADMINISTRATION),
    Acte.REGLER_SORTIES: pour(Role.DIRECTION, Role.ADMINISTRATION),
    Acte.VOIR_OPERATEURS: pour(Role.COORDINATION, Role.DIRECTION, Role.GESTIONNAIRE_FSE),
    Acte.GERER_OPERATEURS: pour(Role.COORDINATION),
    Acte.LIRE_PARTAGE: pour(*ROLES_DES_PARTENAIRES),
    Acte.RAPPROCHER_LISTE: pour(Role.COORDINATION)
    | pour(*ROLES_DES_PARTENAIRES, si=_si_sa_structure),
    # A refusal is taken down by whoever hears it.
    Acte.GERER_OPPOSITION: pour(Role.COORDINATION) | pour(Role.REFERENT, si=_si_confie),
    Acte.ORIENTER: pour(*ROLES_DES_PARTENAIRES),
    Acte.SUIVRE_SES_ORIENTATIONS: pour(*ROLES_DES_PARTENAIRES, si=_si_envoyee_par_les_siens),
    # The pages of who has a browser only.
    Acte.TENIR_ESPACE_PARTENAIRE: pour(Role.CONSEILLER),
    Acte.VOIR_ORIENTATIONS: pour(*TOUT_LE_SUIVI),
    # Coordination answers, and whoever it confides one to.
    Acte.REPONDRE_AUX_ORIENTATIONS: pour(Role.COORDINATION)
    | pour(Role.REFERENT, si=_si_confiee_aux_siens),
    # Counts and costs, of nobody.
    Acte.VOIR_SMS: pour(Role.DIRECTION, Role.ADMINISTRATION),
    # Who is in one is read of the dossiers that one may open.
    Acte.VOIR_COHORTES: pour(*TOUT_LE_SUIVI),
    Acte.GERER_COHORTES: pour(Role.COORDINATION, Role.DIRECTION),
}
Acte.regir(MATRICE)


def peut_voir_piece(agent, piece):
    """A document that says something of health, justice or housing is for who follows the parcours
    it was put in; the others are read like the dossier."""
    return type(piece).objects.lisibles_par(agent).filter(pk=piece.pk).exists()
