"""All that France Travail sent of an offer, in readable French (licence, article 5.3)."""

from typing import NamedTuple

LICENCE = (
    "https://francetravail.io/produits-partages/documentation/"
    "conditions-dutilisation-api/licence-offres-emploi"
)
SECTIONS = {
    "Le poste": {
        "appellationlibelle": "Appellation",
        "romeCode": "Code ROME",
        "romeLibelle": "Métier",
        "nombrePostes": "Nombre de postes",
        "typeContratLibelle": "Contrat",
        "natureContrat": "Nature du contrat",
        "alternance": "Alternance",
        "dureeTravailLibelle": "Durée du travail",
        "dureeTravailLibelleConverti": "Temps de travail",
        "salaire": "Salaire",
        "lieuTravail": "Lieu de travail",
        "deplacementLibelle": "Déplacements",
        "contexteTravail": "Contexte de travail",
        "conditionExercice": "Conditions d'exercice",
        "complementExercice": "Précisions sur l'exercice",
    },
    "Le profil demandé": {
        "experienceLibelle": "Expérience",
        "experienceCommentaire": "Précisions sur l'expérience",
        "qualificationLibelle": "Qualification",
        "formations": "Formations",
        "competences": "Compétences",
        "qualitesProfessionnelles": "Qualités professionnelles",
        "permis": "Permis",
        "langues": "Langues",
        "outilsBureautiques": "Outils bureautiques",
    },
    "L'entreprise": {
        "entreprise": "Entreprise",
        "secteurActiviteLibelle": "Secteur d'activité",
        "trancheEffectifEtab": "Effectif",
        "entrepriseAdaptee": "Entreprise adaptée",
        "employeurHandiEngage": "Employeur engagé pour le handicap",
        "accessibleTH": "Accessible aux travailleurs handicapés",
    },
    "Pour postuler": {"contact": "Contact", "agence": "Agence"},
    "L'annonce": {
        "id": "Numéro",
        "dateCreation": "Publiée le",
        "dateActualisation": "Mise à jour le",
        "origineOffre": "Origine",
        "offresManqueCandidats": "Peu de candidats",
    },
}
SOUS_LIBELLES = {
    "nom": "Nom",
    "libelle": "Libellé",
    "description": "Description",
    "url": "Site",
    "logo": "Adresse du logo",
    "commentaire": "Commentaire",
    "complement1": "Complément",
    "complement2": "Complément",
    "listeComplements": "Compléments",
    "codePostal": "Code postal",
    "commune": "Code INSEE de la commune",
    "latitude": "Latitude",
    "longitude": "Longitude",
    "exigence": "Exigence",
    "code": "Code",
    "codeFormation": "Code de la formation",
    "domaineLibelle": "Domaine",
    "niveauLibelle": "Niveau",
    "horaires": "Horaires",
    "conditionsExercice": "Conditions d'exercice",
    "coordonnees1": "Coordonnées",
    "coordonnees2": "Coordonnées",
    "coordonnees3": "Coordonnées",
    "telephone": "Téléphone",
    "courriel": "Courriel",
    "urlRecruteur": "Site du recruteur",
    "urlPostulation": "Postuler",
    "urlOrigine": "Annonce d'origine",
    "origine": "Origine",
    "partenaires": "Partenaires",
    "entrepriseAdaptee": "Entreprise adaptée",
}
EXIGENCES = {"E": "exigé", "S": "souhaité", "D": "débutant accepté"}
AILLEURS = {"intitule", "description"}


class Ligne(NamedTuple):
    libelle: str
    textes: list


class Section(NamedTuple):
    titre: str
    lignes: list


def sections(brut):
    """What `brut` holds, cut in sections; what we do not know of comes last, under its own name."""
    connus = AILLEURS.union(*SECTIONS.values())
    trouvees = [Section(titre, _lignes(brut, libelles)) for titre, libelles in SECTIONS.items()]
    autres = {cle: cle for cle in brut if cle not in connus}
    trouvees.append(Section("Autres informations transmises", _lignes(brut, autres)))
    return [section for section in trouvees if section.lignes]


def _lignes(brut, libelles):
    lignes = (Ligne(libelle, _textes(brut.get(cle))) for cle, libelle in libelles.items())
    return [ligne for ligne in lignes if ligne.textes]


def _textes(valeur):
    """The texts of a value, whatever its depth; nothing for an empty one."""
    if valeur is None or valeur in ("", [], {}):
        return []
    if isinstance(valeur, bool):
        return ["Oui" if valeur else "Non"]
    if isinstance(valeur, list):
        return [" ; ".join(_textes(element)) for element in valeur if _textes(element)]
    if isinstance(valeur, dict):
        return [texte for cle, sous in valeur.items() for texte in _sous_textes(cle, sous)]
    return [str(valeur)]


def _sous_textes(cle, valeur):
    if cle == "exigence" and isinstance(valeur, str):
        valeur = EXIGENCES.get(valeur, valeur)
    textes = _textes(valeur)
    return [f"{SOUS_LIBELLES.get(cle, cle)} : {texte}" for texte in textes]
