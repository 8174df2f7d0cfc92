"""The people of the sandbox, and of the examples: nobody."""

EXEMPLE = {
    "id": "6f0f3a52-6f6b-4d1e-9d3c-5a2c0f4b7e11",
    "est_accompagne": True,
    "statut": "actif",
    "depuis": "2026-03-12",
    "structure": "CCAS de Denain",
    "referent": {
        "nom": "Sophie Delcourt",
        "courriel": "s.delcourt@exemple.fr",
        "telephone": "0327000000",
    },
    "date_sortie": None,
    "categorie_sortie": None,
}
ETAPE = {"axe": "formation", "date_debut": "2026-05-04", "date_fin": None, "resultat": None}
DETAIL = EXEMPLE | {"etapes": [ETAPE]}
SORTIE = DETAIL | {
    "id": "6f0f3a52-6f6b-4d1e-9d3c-5a2c0f4b7e12",
    "est_accompagne": False,
    "statut": "sorti",
    "depuis": "2025-01-15",
    "date_sortie": "2026-02-27",
    "categorie_sortie": "positive",
    "etapes": [],
}
PRESCRITE = DETAIL | {
    "id": "6f0f3a52-6f6b-4d1e-9d3c-5a2c0f4b7e13",
    "est_accompagne": False,
    "statut": "prescrit",
    "depuis": None,
    "structure": None,
    "referent": None,
    "etapes": [],
}
PAR_NUMERO = {"00000000001": DETAIL, "00000000002": SORTIE, "00000000003": PRESCRITE}
# What the documentation says of them.
DITES = (
    ("00000000001", "accompagnée, avec une étape en cours"),
    ("00000000002", "sortie en emploi"),
    ("00000000003", "prescrite, pas encore entrée"),
    ("tout autre numéro", "inconnue (404)"),
)


def inventee(repere):
    """By its number or its identifier; None when nobody has it."""
    connues = PAR_NUMERO | {personne["id"]: personne for personne in PAR_NUMERO.values()}
    return connues.get(repere)
