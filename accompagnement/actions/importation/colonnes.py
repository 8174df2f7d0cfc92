"""The columns of the file, in the order in which they are documented."""

OBLIGATOIRES = ("identifiant_externe", "nom", "prenom", "date_naissance", "sexe")
FACULTATIVES = (
    "numero_france_travail",
    "code_insee",
    "adresse",
    "telephone",
    "email",
    "niveau_formation",
    "criteres",
    "prescripteur",
    "structure",
    "referent",
    "date_prescription",
    "date_entree",
    "date_sortie",
    "motif_sortie",
    "cohortes",
)
COLONNES = (*OBLIGATOIRES, *FACULTATIVES)
