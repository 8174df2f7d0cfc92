"""What invented référents wrote after invented meetings: facts, no judgement."""

NOTES_PREMIER = [
    "Premier rendez-vous. Présentation du PLIE et signature du contrat d'engagement. Souhaite "
    "travailler dans {metier}.",
    "Diagnostic d'entrée complété ensemble. Dernier emploi : {metier}. Documents demandés : "
    "attestation d'inscription et justificatif de domicile.",
    "Accueil et tour de la situation. Disponible à temps plein, secteur de recherche : {commune} "
    "et alentours. Prochain point : le CV.",
    "Entretien d'entrée. Deux pistes évoquées : {metier} et {autre_metier}. Remise du livret du "
    "participant.",
    "Point sur le parcours professionnel : {annees} ans d'expérience dans {metier}. Inscription à "
    "l'atelier CV du mois prochain.",
]

NOTES_SUIVI = [
    "CV remis à jour avec le dernier stage. Envoyé à trois employeurs dans {metier}.",
    "Retour d'un entretien d'embauche passé à {commune} ; réponse attendue sous dix jours.",
    "A visité un chantier d'insertion ({atelier}). Souhaite commencer par une immersion de deux "
    "semaines.",
    "Point d'étape : deux candidatures envoyées, une relance faite par téléphone pendant "
    "l'entretien.",
    "Travail sur les savoir-faire et préparation d'un appel à un employeur dans {metier}.",
    "Bilan de la période d'immersion : horaires tenus, l'employeur propose un second stage.",
    "Demande d'aide à la mobilité déposée. Copie de la notification ajoutée au dossier.",
    "Prépare l'entrée en formation ({organisme}) ; réunion d'information le mois prochain.",
    "Entretien téléphonique : les candidatures de la semaine ont été passées en revue.",
    "Atelier numérique suivi en entier. Sait maintenant joindre un document à une candidature.",
    "Rencontre à trois avec la conseillère France Travail ; objectifs partagés par écrit.",
    "Simulation d'entretien d'embauche : présentation en deux minutes, questions sur le trou du "
    "CV préparées.",
    "Une offre dans {metier} à {commune} remise et lue ensemble ; candidature envoyée sur place.",
    "Proposition d'un contrat d'insertion ({atelier}), visite fixée.",
    "Point sur le logement : dossier de demande déposé, en attente d'une proposition.",
    "A participé au forum de l'emploi de {commune} ; quatre contacts recueillis.",
    "Enquête métier faite auprès d'un professionnel dans {metier}. Le projet est confirmé.",
    "Test de positionnement passé ({organisme}). Résultats attendus en fin de mois.",
    "Relance de l'employeur rencontré en immersion : réponse dans la quinzaine.",
    "Demande de duplicata du diplôme envoyée. Inscription à la VAE évoquée.",
    "Contrat d'engagement relu et prolongé : 15 heures d'activité par semaine.",
    "Horaires de la semaine revus ensemble : disponible tôt le matin, dans {metier} de préférence.",
    "Trois offres lues dans {metier} ; une retenue, à {commune}.",
    "A rappelé l'employeur de {commune} : le poste est pourvu, le CV est gardé.",
    "Lettre reprise à partir de son expérience dans {metier}.",
    "Compte personnel de formation ouvert ; une session chez {organisme} l'intéresse.",
]

NOTES_SANS_PERMIS = [
    "Inscription au code de la route confirmée, dossier d'aide transmis.",
    "Le permis est prévu pour le trimestre prochain ; d'ici là, recherche sur la ligne de tramway.",
]

NOTES_PARENTS = [
    "Recherche d'un mode de garde : rendez-vous pris avec le relais petite enfance de {commune}.",
    "Les enfants sont à la cantine depuis la rentrée : disponible en journée continue.",
]

# Said after any of the notes of a meeting.
SUITES = [
    "Prochain point dans un mois.",
    "À revoir dans trois semaines.",
    "Se présente à l'heure, documents prêts.",
    "Demande à espacer les rendez-vous en période de candidatures.",
    "Préfère les appels du matin.",
    "Je transmets les coordonnées par courriel.",
    "Copie remise en main propre.",
    "Objectif du mois prochain : deux candidatures par semaine.",
    "Fera le point d'ici là avec sa conseillère France Travail.",
    "Une relance est prévue la semaine prochaine.",
    "Reste à vérifier les horaires de bus.",
    "Les questions en suspens ont trouvé leur réponse.",
    "Les prochaines démarches sont notées dans son livret.",
]

NOTES_EMPLOI = [
    "Prise de nouvelles après l'embauche : le poste correspond, les horaires sont connus.",
    "Suivi dans l'emploi : trois mois passés, une question sur le bulletin de paie réglée.",
    "Appel à l'employeur, avec son accord : la période d'essai est validée.",
    "Suivi dans l'emploi : trajet organisé en covoiturage avec une collègue.",
]

NOTES_CONFIDENTIELLES = [
    "A parlé d'un rendez-vous médical à venir ; ne souhaite pas que cela figure ailleurs.",
    "Séparation en cours, change d'adresse le mois prochain.",
    "Suivi par l'assistante sociale pour une dette de loyer.",
]

METIERS = [
    "l'aide à domicile",
    "la logistique",
    "le nettoyage des locaux",
    "la cuisine collective",
    "la préparation de commandes",
    "les espaces verts",
    "la vente",
    "la maintenance du bâtiment",
    "le transport de personnes",
    "l'accueil et le secrétariat",
    "la conduite de ligne",
    "la petite enfance",
]

# Operators are invented too.
OPERATEURS = [
    "Atelier des Deux Rives",
    "Chantier Vert Ostrevant",
    "Formation Hainaut Avenir",
    "Mobil'Scarpe",
    "Espace Numérique du Bassin",
    "Auto-école sociale du Canal",
    "Régie des Trois Terrils",
    "Relais petite enfance de la Scarpe",
]
ATELIERS = ("Atelier des Deux Rives", "Chantier Vert Ostrevant", "Régie des Trois Terrils")
ORGANISMES = ("Formation Hainaut Avenir", "Espace Numérique du Bassin")
NUMERIQUE = ("Espace Numérique du Bassin",)
FORMATEUR = ("Formation Hainaut Avenir",)
MOBILITE = ("Mobil'Scarpe",)
RELAIS = ("Relais petite enfance de la Scarpe",)
AUTO_ECOLE = ("Auto-école sociale du Canal",)

PERMIS = "Préparation du permis B"
MODE_DE_GARDE = "Recherche d'un mode de garde"
REMISE_A_NIVEAU = "Remise à niveau en français et calcul"

EMPLOYEURS = [
    "Services à domicile du Hainaut",
    "Plateforme logistique des Pierres Blanches",
    "Cuisine centrale de l'Escaut",
    "Propreté Nord-Scarpe",
    "Menuiserie du Coron",
    "Jardinerie des Marais",
    "Résidence Les Glycines",
    "Supermarché du Canal",
    "Transports Ostrevant",
    "Commune de Villers-l'Inventée",
    "Atelier mécanique Sabatier",
    "Boulangerie du Vieux Moulin",
]

# axe, intitulé, durée en jours, financement, opérateurs
ETAPES = [
    ("bilan", "Bilan de compétences approfondi", 45, "droit_commun", FORMATEUR),
    ("bilan", "Atelier de construction du projet", 60, "plie_fse", ORGANISMES),
    ("formation", REMISE_A_NIVEAU, 120, "droit_commun", FORMATEUR),
    ("formation", "Titre professionnel d'agent de propreté", 150, "droit_commun", FORMATEUR),
    ("formation", "CACES R489 et logistique", 40, "droit_commun", FORMATEUR),
    ("formation", "Titre professionnel d'assistant de vie", 180, "droit_commun", FORMATEUR),
    ("activite", "Contrat d'insertion en chantier", 180, "plie_fse", ATELIERS),
    ("activite", "Immersion professionnelle (PMSMP)", 14, "droit_commun", ATELIERS),
    ("activite", "Heures de clause sur un chantier public", 90, "clause", ATELIERS),
    ("freins", PERMIS, 150, "plie_fse", AUTO_ECOLE),
    ("freins", "Atelier mobilité : préparer ses trajets", 20, "plie_fse", MOBILITE),
    ("freins", "Atelier numérique : faire ses démarches", 30, "plie_fse", NUMERIQUE),
    ("freins", MODE_DE_GARDE, 45, "droit_commun", RELAIS),
    ("recherche", "Atelier candidatures et entretien", 30, "plie_fse", ORGANISMES),
    ("recherche", "Parrainage par un professionnel", 90, "droit_commun", FORMATEUR),
    ("creation", "Étude d'un projet de création d'activité", 90, "droit_commun", FORMATEUR),
]

TITRES = (
    "Titre professionnel d'agent de propreté",
    "Titre professionnel d'assistant de vie",
    "Titre professionnel de préparateur de commandes",
    "CAP cuisine",
)

REPONSE_SANS_ENTREE = (
    "Malgré plusieurs appels et courriers, nous n'avons pas pu joindre cette personne."
)
MOTIFS_REFUS = [
    "La personne est déjà accompagnée par une autre structure.",
    "Domicile hors du territoire du PLIE.",
    "Ne souhaite plus entrer dans l'accompagnement.",
]
MOTIF_AJOURNEMENT = "Pièces d'éligibilité à compléter avant la prochaine commission."
