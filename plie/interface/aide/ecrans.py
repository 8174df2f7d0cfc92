"""Which page of help speaks of which screen: its URL name, application included."""

from plie.interface.aide.pages import PAGES

ECRANS_PAR_PAGE = {
    "commencer-la-journee": ("accompagnement:accueil",),
    "chercher-une-personne": ("interface:recherche",),
    "noter-un-entretien": ("accompagnement:entretien_creer", "accompagnement:entretien_modifier"),
    "rendez-vous": (
        "accompagnement:rendez_vous",
        "accompagnement:rendez_vous_creer",
        "accompagnement:entretien_deplacer",
        "accompagnement:entretien_annuler",
        "accompagnement:agenda",
    ),
    "seances-collectives": (
        "accompagnement:seances",
        "accompagnement:seance_creer",
        "accompagnement:seance",
        "accompagnement:seance_modifier",
        "accompagnement:seance_inscrire",
        "accompagnement:seance_presences",
        "accompagnement:participation_retirer",
    ),
    "creer-un-dossier": (
        "accompagnement:dossier_creer",
        "accompagnement:dossier_modifier",
        "accompagnement:parcours_prescrire",
        "accompagnement:parcours_affecter",
    ),
    "diagnostic-d-entree": (
        "accompagnement:parcours_diagnostic",
        "accompagnement:dossier_situation",
    ),
    "diagnostic-des-freins": (
        "accompagnement:dossier_freins",
        "accompagnement:freins_diagnostiquer",
    ),
    "etapes": (
        "accompagnement:dossier",
        "accompagnement:etape_creer",
        "accompagnement:etape_modifier",
        "accompagnement:etape_commencer",
        "accompagnement:etape_terminer",
    ),
    "projet": ("accompagnement:dossier_projet", "accompagnement:projet_modifier"),
    "mises-en-relation": (
        "accompagnement:dossier_offres",
        "accompagnement:offre_proposer",
        "accompagnement:offre_personnes",
        "accompagnement:mise_en_relation_acte",
        "accompagnement:mise_en_relation_fiche",
        "accompagnement:mise_en_relation_envoyer",
    ),
    "suspendre": ("accompagnement:parcours_suspendre", "accompagnement:parcours_reprendre"),
    "emploi": (
        "accompagnement:dossier_emploi",
        "accompagnement:parcours_signer_emploi",
        "accompagnement:emploi_modifier",
        "accompagnement:emploi_rompre",
        "accompagnement:suivi_emploi_faire",
    ),
    "sortie": ("accompagnement:parcours_proposer_sortie",),
    "pieces": (
        "accompagnement:dossier_pieces",
        "accompagnement:piece_deposer",
        "accompagnement:piece_modifier",
        "accompagnement:piece_verifier",
        "accompagnement:piece_retirer",
    ),
    "offres": (
        "offres:offres",
        "offres:offre",
        "offres:methode",
        "offres:synchronisations",
        "offres:synchronisation",
    ),
    "saisir-une-offre": ("offres:offre_creer", "offres:offre_modifier", "offres:offre_changer"),
    "offres-du-territoire": (
        "offres:territoire",
        "offres:groupes",
        "offres:groupe_creer",
        "offres:groupe_modifier",
        "offres:groupe_supprimer",
    ),
    "employeurs": (
        "offres:employeurs",
        "offres:employeur",
        "offres:employeur_creer",
        "offres:employeur_modifier",
        "offres:contact_creer",
        "offres:contact_modifier",
        "offres:echange_creer",
        "offres:echange_modifier",
        "offres:echange_faire",
    ),
    "preparer-une-commission": (
        "accompagnement:commissions",
        "accompagnement:commission_creer",
        "accompagnement:commission",
        "accompagnement:commission_modifier",
        "accompagnement:commission_proposer",
        "accompagnement:parcours_presenter",
        "accompagnement:parcours_inscrire",
        "accompagnement:passage_retirer",
        "accompagnement:passage_deplacer",
    ),
    "tenir-une-commission": (
        "accompagnement:commission_tenir",
        "accompagnement:commission_clore",
        "accompagnement:passage_decider",
    ),
    "listes": (
        "accompagnement:dossiers",
        "accompagnement:vues",
        "accompagnement:vue_creer",
        "accompagnement:vue_modifier",
        "accompagnement:vue_supprimer",
        "accompagnement:selection_affecter",
        "accompagnement:selection_seance",
        "accompagnement:selection_commission",
        "conventions:indicateur_dossiers",
    ),
    "remplacement": (
        "accompagnement:remplacements",
        "accompagnement:remplacement_creer",
        "accompagnement:remplacement_modifier",
        "accompagnement:remplacement_annuler",
        "accompagnement:portefeuille_transferer",
    ),
    "fusionner": (
        "accompagnement:dossier_fusionner",
        "accompagnement:fusions",
        "accompagnement:fusion_annuler",
    ),
    "importer": (
        "accompagnement:imports",
        "accompagnement:import_detail",
        "accompagnement:import_relancer",
        "accompagnement:import_annuler",
    ),
    "indicateurs": ("conventions:indicateurs", "conventions:mois_arrete"),
    "rapport-mensuel": (
        "conventions:rapports",
        "conventions:rapport_produire",
        "conventions:rapport",
        "conventions:rapport_annuler",
        "conventions:rapport_publier",
    ),
    "reglages": ("accompagnement:reglages", "accompagnement:reglages_rapprochement"),
    "structures": (
        "accompagnement:structures",
        "accompagnement:structure_creer",
        "accompagnement:structure_modifier",
    ),
    "mon-compte": ("account_change_password", "mfa_index", "mfa_activate_totp"),
    "confidentialite": (
        "accompagnement:dossier_historique",
        "accompagnement:dossier_consultations",
    ),
}
ECRANS = {ecran: PAGES[cle] for cle, ecrans in ECRANS_PAR_PAGE.items() for ecran in ecrans}


def page_de_l_ecran(trouve):
    """The help of the screen that `trouve`, the request's resolver match, leads to; or None."""
    return ECRANS.get(trouve.view_name) if trouve else None
