"""All that France Travail sent of an offer, in readable French (licence, article 5.3): a code is
said by its label, a day as days are said, and what only machines read (coordinates, codes beside
their label, address of a logo) is left out."""

import re
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from django.utils import timezone

from offres.enums import ContratOffre, Experience

LICENCE = (
    "https://francetravail.io/produits-partages/documentation/"
    "conditions-dutilisation-api/licence-offres-emploi"
)
SECTIONS = {
    "Le poste": {
        "appellationlibelle": "Appellation",
        "romeLibelle": "Métier",
        "lieuTravail": "Lieu de travail",
        "typeContratLibelle": "Contrat",
        "typeContrat": "Type de contrat",
        "natureContrat": "Nature du contrat",
        "alternance": "Alternance",
        "dureeTravailLibelle": "Durée du travail",
        "dureeTravailLibelleConverti": "Temps de travail",
        "salaire": "Salaire",
        "nombrePostes": "Nombre de postes",
        "deplacementLibelle": "Déplacements",
        "contexteTravail": "Contexte de travail",
        "conditionExercice": "Conditions d'exercice",
        "complementExercice": "Précisions sur l'exercice",
    },
    "Le profil demandé": {
        "experienceExige": "Expérience",
        "experienceLibelle": "Durée de l'expérience",
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
    "url": "Site",
    "codePostal": "Code postal",
    "horaires": "Horaires",
    "conditionsExercice": "Conditions d'exercice",
    "telephone": "Téléphone",
    "courriel": "Courriel",
    "urlRecruteur": "Site du recruteur",
    "urlPostulation": "Postuler",
    "urlOrigine": "Annonce d'origine",
    "origine": "Origine",
    "partenaires": "Partenaires",
    "entrepriseAdaptee": "Entreprise adaptée",
}
# What an object is called: said first, without a label.
NOMS = ("niveauLibelle", "domaineLibelle", "libelle", "nom")
# What says of itself what it is.
SANS_LIBELLE = {
    "description",
    "commentaire",
    "complement1",
    "complement2",
    "listeComplements",
    "coordonnees1",
    "coordonnees2",
    "coordonnees3",
}
EXIGENCES = {"E": "exigé", "S": "souhaité", "D": "débutant accepté"}
CODES = {
    "exigence": EXIGENCES,
    "experienceExige": dict(Experience.choices),
    "typeContrat": dict(ContratOffre.choices),
    "origine": {"1": "France Travail", "2": "Partenaire de France Travail"},
}
POUR_LES_MACHINES = re.compile(
    r"latitude|longitude|commune|logo|secteurActivite|code(?!Postal).*|\w*Code(?!Postal)\w*"
)
JOUR_ISO = re.compile(r"\d{4}-\d\d-\d\d(T\S+)?")
EUROS = re.compile(r"(?<![\d.,])(\d{1,9}(?:[.,]\d{1,4})?)\s*Euros?\b", re.IGNORECASE)
MOIS = re.compile(r"(\d+)[.,]0+ mois", re.IGNORECASE)
DUREE = re.compile(r"([^-]+) - (\d+) (mois|jours?|semaines?|ans?)(?:\(s\))?", re.IGNORECASE)
SALAIRE = re.compile(r"(Annuel|Mensuel|Horaire) de (.+?)(?: sur (\d+) mois)?")
PAR = {"Annuel": "par an", "Mensuel": "par mois", "Horaire": "de l'heure"}
ANS = re.compile(r"(?<!\d)(\d{1,3}) An\(s\)")
MOT = re.compile(r"(?<=[a-zà-ÿ0-9])(?=[A-Z])")
# What says again, in its own words or in the same ones, what another field says.
DOUBLES = {"romeLibelle": "appellationlibelle", "typeContrat": "typeContratLibelle"}
AILLEURS = {"intitule", "description"}


class Ligne(NamedTuple):
    libelle: str
    textes: list


class Section(NamedTuple):
    titre: str
    lignes: list


def sections(brut):
    """What `brut` holds, cut in sections; what we do not know of comes last, under its
    own name."""
    connus = AILLEURS.union(*SECTIONS.values())
    trouvees = [Section(titre, _lignes(brut, libelles)) for titre, libelles in SECTIONS.items()]
    autres = {cle: _nom_de(cle) for cle in brut if cle not in connus}
    trouvees.append(Section("Autres informations transmises", _lignes(brut, autres)))
    return [section for section in trouvees if section.lignes]


def _lignes(brut, libelles):
    lus = {cle: _lire(cle, brut.get(cle)) for cle in (*libelles, *DOUBLES.values())}
    return [
        Ligne(libelle, lus[cle])
        for cle, libelle in libelles.items()
        if lus[cle] and (cle not in DOUBLES or lus[cle] != lus[DOUBLES[cle]])
    ]


def en_clair(texte):
    """A text received, without what only a machine would write: an ISO day, "12.00 Euros",
    "CDD - 6 Mois"."""
    texte = texte.strip()
    if JOUR_ISO.fullmatch(texte):
        return _jour(texte)
    if duree := DUREE.fullmatch(texte):
        return _duree(*duree.groups())
    texte = ANS.sub(lambda lu: f"{lu[1]} an{'s' if int(lu[1]) > 1 else ''}", texte)
    texte = EUROS.sub(_euros, MOIS.sub(r"\1 mois", texte))
    salaire = SALAIRE.fullmatch(texte)
    return _salaire(*salaire.groups()) if salaire and "€" in texte else texte


def _duree(contrat, nombre, unite):
    unite = unite.lower().rstrip("s") if unite.lower() != "mois" else "mois"
    s = "s" if int(nombre) > 1 and unite != "mois" else ""
    return f"{contrat} de {nombre} {unite}{s}"


def _salaire(periode, montant, mois):
    """Twelve months are what everybody understands."""
    precision = f", sur {mois} mois" if mois not in (None, "12") else ""
    return f"{montant} {PAR[periode]}{precision}"


def _jour(texte):
    try:
        lu = datetime.fromisoformat(texte)
        jour = timezone.localtime(lu) if lu.tzinfo else lu
    except (ValueError, OverflowError):
        return texte
    return f"{jour:%d/%m/%Y}"


def _euros(lu):
    montant = Decimal(lu[1].replace(",", "."))
    entier = montant == montant.to_integral_value()
    ecrit = f"{montant:,.0f}" if entier else f"{montant:,.2f}"
    return ecrit.replace(",", "\u202f").replace(".", ",") + "\u00a0€"


def _nom_de(cle):
    """ "champNouveau" is "Champ nouveau"."""
    return SOUS_LIBELLES.get(cle) or MOT.sub(" ", cle).capitalize()


def _lire(cle, valeur):
    """The texts of a field: nothing for an empty one, nor for what only machines read."""
    if cle in CODES and isinstance(valeur, str | int):
        libelle = CODES[cle].get(str(valeur))
        return [libelle] if libelle else []
    return [] if POUR_LES_MACHINES.fullmatch(cle) else _textes(valeur)


def _textes(valeur):
    """The texts of a value, whatever its depth; nothing for an empty one."""
    if valeur is None or valeur in ("", [], {}):
        return []
    if isinstance(valeur, bool):
        return ["Oui" if valeur else "Non"]
    if isinstance(valeur, list):
        return [" ; ".join(textes) for textes in map(_textes, valeur) if textes]
    if isinstance(valeur, dict):
        return _textes_d_un_objet(valeur)
    return [en_clair(str(valeur))]


def _textes_d_un_objet(objet):
    noms = [texte for cle in NOMS for texte in _textes(objet.get(cle))]
    exigence = "".join(_lire("exigence", objet.get("exigence")))
    titre = ", ".join(noms)
    if exigence:
        titre = f"{titre} ({exigence})" if titre else exigence
    suite = [
        texte if cle in SANS_LIBELLE else f"{_nom_de(cle)} : {texte}"
        for cle, valeur in objet.items()
        if cle not in NOMS and cle != "exigence"
        for texte in _lire(cle, valeur)
    ]
    return [titre, *suite] if titre else suite
