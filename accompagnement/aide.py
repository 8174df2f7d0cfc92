"""The pages of help of this app, and the screens that each speaks of."""

from plie.interface.aide.pages import Page, Rubrique

AIDE = (
    Rubrique(
        "Chaque jour",
        10,
        (
            Page(
                "commencer-la-journee",
                "Commencer la journée",
                "accueil alertes tableau de bord",
                ("accompagnement:accueil",),
            ),
            Page(
                "notifications",
                "Savoir ce qui est nouveau",
                "cloche courriel du matin prévenir préférences",
                (
                    "accompagnement:notifications",
                    "accompagnement:notification",
                    "accompagnement:notifications_lire",
                    "accompagnement:notification_preferences",
                ),
            ),
            Page(
                "memos",
                "Noter une chose à faire",
                "mémo rappel tâche pense-bête collègue",
                (
                    "accompagnement:memos",
                    "accompagnement:memo_creer",
                    "accompagnement:memo_modifier",
                    "accompagnement:memo_cocher",
                    "accompagnement:memo_decocher",
                    "accompagnement:memo_retirer",
                ),
            ),
            Page(
                "ecrire-a-un-collegue",
                "Écrire à un collègue au sujet d'une personne",
                "mot message mention",
                ("accompagnement:mot_ecrire",),
            ),
            Page(
                "chercher-une-personne",
                "Chercher une personne ou une structure",
                "nom trouver",
                ("interface:recherche",),
            ),
            Page(
                "noter-un-entretien",
                "Noter un entretien",
                "brouillon compte rendu absence notes",
                (
                    "accompagnement:entretien_creer",
                    "accompagnement:entretien_modifier",
                ),
            ),
            Page(
                "rendez-vous",
                "Planifier des rendez-vous et partager son agenda",
                "ics courriel",
                (
                    "accompagnement:rendez_vous",
                    "accompagnement:rendez_vous_creer",
                    "accompagnement:entretien_deplacer",
                    "accompagnement:entretien_annuler",
                    "accompagnement:agenda",
                ),
            ),
            Page(
                "seances-collectives",
                "Animer une séance collective",
                "atelier émargement groupe",
                (
                    "accompagnement:seances",
                    "accompagnement:seance_creer",
                    "accompagnement:seance",
                    "accompagnement:seance_modifier",
                    "accompagnement:seance_inscrire",
                    "accompagnement:seance_presences",
                    "accompagnement:participation_retirer",
                ),
            ),
        ),
    ),
    Rubrique(
        "Le parcours",
        20,
        (
            Page(
                "creer-un-dossier",
                "Créer un dossier",
                "prescription doublon nouveau",
                (
                    "accompagnement:dossier_creer",
                    "accompagnement:dossier_modifier",
                    "accompagnement:parcours_prescrire",
                    "accompagnement:parcours_affecter",
                ),
            ),
            Page(
                "diagnostic-d-entree",
                "Faire le diagnostic d'entrée",
                "situation critères RSA",
                (
                    "accompagnement:parcours_diagnostic",
                    "accompagnement:dossier_situation",
                ),
            ),
            Page(
                "diagnostic-des-freins",
                "Noter les freins et leur évolution",
                "diagnostic impact",
                (
                    "accompagnement:dossier_freins",
                    "accompagnement:freins_diagnostiquer",
                ),
            ),
            Page(
                "etapes",
                "Ajouter et suivre des étapes",
                "formation immersion opérateur",
                (
                    "accompagnement:dossier",
                    "accompagnement:etape_creer",
                    "accompagnement:etape_modifier",
                    "accompagnement:etape_commencer",
                    "accompagnement:etape_terminer",
                ),
            ),
            Page(
                "projet",
                "Décrire le projet professionnel",
                "CV compétences ROME mobilité métier",
                (
                    "accompagnement:dossier_projet",
                    "accompagnement:projet_modifier",
                ),
            ),
            Page(
                "mises-en-relation",
                "Proposer une offre et la suivre",
                "rapprochement embauche",
                (
                    "accompagnement:dossier_offres",
                    "accompagnement:offre_proposer",
                    "accompagnement:offre_personnes",
                    "accompagnement:mise_en_relation_acte",
                    "accompagnement:mise_en_relation_fiche",
                    "accompagnement:mise_en_relation_envoyer",
                ),
            ),
            Page(
                "clore-sans-entree",
                "Clore une prescription sans entrée",
                "injoignable abandon réponse prescripteur non-entrée",
                (
                    "accompagnement:parcours_clore_sans_entree",
                    "accompagnement:parcours_reponse",
                ),
            ),
            Page(
                "retirer",
                "Retirer ce qui a été saisi par erreur",
                "supprimer annuler effacer corriger erreur",
                ("accompagnement:retirer", "accompagnement:dossier_effacer"),
            ),
            Page(
                "suspendre",
                "Suspendre et reprendre un parcours",
                "pause congé maladie",
                (
                    "accompagnement:parcours_suspendre",
                    "accompagnement:parcours_reprendre",
                ),
            ),
            Page(
                "emploi",
                "Suivre un emploi : J + 30, M + 3, M + 6",
                "contrat maintien rupture",
                (
                    "accompagnement:dossier_emploi",
                    "accompagnement:parcours_signer_emploi",
                    "accompagnement:emploi_modifier",
                    "accompagnement:emploi_rompre",
                    "accompagnement:suivi_emploi_faire",
                ),
            ),
            Page(
                "sortie",
                "Proposer une sortie et comprendre la règle",
                "positive taux motif",
                ("accompagnement:parcours_proposer_sortie",),
            ),
            Page(
                "pieces",
                "Déposer et vérifier les pièces justificatives",
                "preuve scan document",
                (
                    "accompagnement:dossier_pieces",
                    "accompagnement:piece_deposer",
                    "accompagnement:piece_modifier",
                    "accompagnement:piece_verifier",
                    "accompagnement:piece_retirer",
                ),
            ),
            Page("documents", "Imprimer la fiche, le contrat et le relais", "PDF signature", ()),
        ),
    ),
    Rubrique(
        "Partenaires",
        35,
        (
            Page(
                "orientations",
                "Répondre aux orientations des partenaires",
                "prescription France Travail accepter refuser délai",
                (
                    "accompagnement:orientations",
                    "accompagnement:orientation",
                    "accompagnement:orientation_accepter",
                    "accompagnement:orientation_refuser",
                    "accompagnement:orientation_reaffecter",
                    "accompagnement:orientation_questionner",
                ),
            ),
            Page(
                "espace-partenaire",
                "Orienter et suivre des personnes, quand on est un partenaire",
                "conseiller code recherche liste CSV numéro document retirer",
                (
                    "accompagnement:partenaire",
                    "accompagnement:partenaire_recherche",
                    "accompagnement:partenaire_personnes",
                    "accompagnement:partenaire_personne",
                    "accompagnement:partenaire_liste",
                    "accompagnement:partenaire_orientations",
                    "accompagnement:partenaire_orienter",
                    "accompagnement:partenaire_orientation",
                    "accompagnement:partenaire_repondre",
                    "accompagnement:partenaire_joindre",
                    "accompagnement:partenaire_retirer",
                ),
                est_des_partenaires=True,
            ),
        ),
    ),
    Rubrique(
        "Commissions",
        40,
        (
            Page(
                "preparer-une-commission",
                "Préparer une commission",
                "ordre du jour complet",
                (
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
            ),
            Page(
                "tenir-une-commission",
                "Tenir une commission",
                "décision relevé projection clore",
                (
                    "accompagnement:commission_tenir",
                    "accompagnement:commission_clore",
                    "accompagnement:passage_decider",
                    "accompagnement:passage_reprendre",
                ),
            ),
            Page(
                "corriger",
                "Corriger une décision, une entrée, une sortie",
                "erreur annuler rouvrir confirmer mois arrêté",
                (
                    "accompagnement:passage_annuler",
                    "accompagnement:parcours_corriger_entree",
                    "accompagnement:parcours_rouvrir_sortie",
                    "accompagnement:corrections",
                    "accompagnement:correction_confirmer",
                    "accompagnement:correction_refuser",
                ),
            ),
        ),
    ),
    Rubrique(
        "Listes et portefeuilles",
        50,
        (
            Page(
                "listes",
                "Filtrer, enregistrer et exporter une liste",
                "vue tri sélection XLSX CSV",
                (
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
            ),
            Page(
                "remplacement",
                "Remplacer un collègue, transférer un portefeuille",
                "absence congé",
                (
                    "accompagnement:remplacements",
                    "accompagnement:remplacement_creer",
                    "accompagnement:remplacement_modifier",
                    "accompagnement:remplacement_annuler",
                    "accompagnement:portefeuille_transferer",
                ),
            ),
            Page(
                "fusionner",
                "Fusionner deux dossiers",
                "doublon annuler",
                (
                    "accompagnement:dossier_fusionner",
                    "accompagnement:fusions",
                    "accompagnement:fusion_annuler",
                ),
            ),
            Page(
                "importer",
                "Importer des dossiers",
                "CSV Excel fichier rejets",
                (
                    "accompagnement:imports",
                    "accompagnement:import_detail",
                    "accompagnement:import_relancer",
                    "accompagnement:import_annuler",
                ),
            ),
        ),
    ),
    Rubrique(
        "Organisation",
        70,
        (
            Page(
                "reglages",
                "Régler les seuils des alertes",
                "délais jours durée",
                (
                    "accompagnement:reglages",
                    "accompagnement:reglages_rapprochement",
                ),
            ),
            Page(
                "textes-imprimes",
                "Écrire les textes des documents imprimés",
                "contrat d'engagement droits relais mentions version",
                ("accompagnement:textes", "accompagnement:texte_modifier"),
            ),
            Page(
                "structures",
                "Tenir la liste des structures",
                "partenaire prescripteur",
                (
                    "accompagnement:structures",
                    "accompagnement:structure_creer",
                    "accompagnement:structure_modifier",
                ),
            ),
            Page(
                "mon-compte",
                "Mon compte et le second facteur",
                "mot de passe connexion sécurité",
                (
                    "account_change_password",
                    "mfa_index",
                    "mfa_activate_totp",
                ),
            ),
            Page(
                "confidentialite",
                "Qui voit quoi",
                "santé justice logement RGPD droits journal",
                (
                    "accompagnement:dossier_historique",
                    "accompagnement:dossier_consultations",
                    "accompagnement:opposition_noter",
                    "accompagnement:opposition_lever",
                ),
            ),
        ),
    ),
)
