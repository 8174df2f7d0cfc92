"""The pages of help, in the order of the summary; the text of each is a template of its name."""

from typing import NamedTuple


class Page(NamedTuple):
    cle: str
    titre: str
    mots_cles: str = ""

    @property
    def gabarit(self):
        return f"aide/pages/{self.cle}.html"


RUBRIQUES = {
    "Chaque jour": (
        Page("commencer-la-journee", "Commencer la journée", "accueil alertes tableau de bord"),
        Page("chercher-une-personne", "Chercher une personne ou une structure", "nom trouver"),
        Page("noter-un-entretien", "Noter un entretien", "brouillon compte rendu absence notes"),
        Page("rendez-vous", "Planifier des rendez-vous et partager son agenda", "ics courriel"),
        Page("seances-collectives", "Animer une séance collective", "atelier émargement groupe"),
    ),
    "Le parcours": (
        Page("creer-un-dossier", "Créer un dossier", "prescription doublon nouveau"),
        Page("diagnostic-d-entree", "Faire le diagnostic d'entrée", "situation critères RSA"),
        Page("diagnostic-des-freins", "Noter les freins et leur évolution", "diagnostic impact"),
        Page("etapes", "Ajouter et suivre des étapes", "formation immersion opérateur"),
        Page("projet", "Décrire le projet professionnel", "CV compétences ROME mobilité métier"),
        Page("mises-en-relation", "Proposer une offre et la suivre", "rapprochement embauche"),
        Page("suspendre", "Suspendre et reprendre un parcours", "pause congé maladie"),
        Page("emploi", "Suivre un emploi : J + 30, M + 3, M + 6", "contrat maintien rupture"),
        Page("sortie", "Proposer une sortie et comprendre la règle", "positive taux motif"),
        Page("pieces", "Déposer et vérifier les pièces justificatives", "preuve scan document"),
        Page("documents", "Imprimer la fiche, le contrat et le relais", "PDF signature"),
    ),
    "Offres et employeurs": (
        Page("offres", "Chercher une offre d'emploi", "France Travail annonce métier distance"),
        Page("saisir-une-offre", "Saisir une offre et la faire vivre", "brouillon publier pourvue"),
        Page("offres-du-territoire", "Lire les offres du territoire", "carte domaines groupes"),
        Page("employeurs", "Suivre les employeurs", "visite appel contact relance SIRET"),
    ),
    "Commissions": (
        Page("preparer-une-commission", "Préparer une commission", "ordre du jour complet"),
        Page("tenir-une-commission", "Tenir une commission", "décision relevé projection clore"),
    ),
    "Listes et portefeuilles": (
        Page("listes", "Filtrer, enregistrer et exporter une liste", "vue tri sélection XLSX CSV"),
        Page("remplacement", "Remplacer un collègue, transférer un portefeuille", "absence congé"),
        Page("fusionner", "Fusionner deux dossiers", "doublon annuler"),
        Page("importer", "Importer des dossiers", "CSV Excel fichier rejets"),
    ),
    "Chiffres": (
        Page("indicateurs", "Lire les indicateurs et les taux", "file active 56 % ventilation"),
        Page("rapport-mensuel", "Produire et publier le rapport mensuel", "PDF direction"),
    ),
    "Organisation": (
        Page("reglages", "Régler les seuils des alertes", "délais jours durée"),
        Page("structures", "Tenir la liste des structures", "partenaire prescripteur"),
        Page("mon-compte", "Mon compte et le second facteur", "mot de passe connexion sécurité"),
        Page("confidentialite", "Qui voit quoi", "santé justice logement RGPD droits journal"),
    ),
}
PAGES = {page.cle: page for pages in RUBRIQUES.values() for page in pages}
