"""Stage the rows, match them with the base, and find the faults that need several rows.

Everything happens in temporary tables of the running transaction, by sets:

    import_ligne     the rows of the file, `fautive` when already refused by themselves
    import_personne  one row per identifiant_externe, with its participant (new or known)
    import_parcours  one row per sound row of the file, with its parcours (new or known)
"""

from django.db import connection

from accompagnement.actions.importation.controle import Faute
from accompagnement.enums import STATUTS_CLOS, STATUTS_EN_ATTENTE_D_ENTREE
from plie.socle.copy_postgresql import copier_lignes
from plie.socle.sql import lire_sql

TABLES = ("import_ligne", "import_personne", "import_parcours", "import_touche")

COLONNES_LIGNE = (
    "ligne",
    "fautive",
    "identifiant",
    "nom",
    "prenom",
    "naissance",
    "sexe",
    "numero_ft",
    "commune",
    "adresse",
    "telephone",
    "email",
    "niveau",
    "criteres",
    "prescripteur",
    "structure",
    "referent",
    "prescription",
    "entree",
    "sortie",
    "motif",
)

CREER_LIGNE = lire_sql(__file__, "creer_ligne")

# The last value given for a person wins; empty cells say nothing.
CREER_PERSONNE = lire_sql(__file__, "creer_personne")

CREER_PARCOURS = lire_sql(__file__, "creer_parcours")

APPARIER = [
    lire_sql(__file__, nom)
    for nom in (
        # Same entry date: the same parcours.
        "apparier_par_la_date_d_entree",
        # No entry date: the prescription that waits, or the one that has moved on since.
        "apparier_sans_date_d_entree",
        # An entry date that the base does not have: the prescription in waiting has entered.
        "apparier_la_prescription_en_attente",
        "apparier_les_nouveaux",
    )
]

# Each query gives: line, column, value, reason.
FAUTES = [
    lire_sql(__file__, nom)
    for nom in (
        "faute_identite_contradictoire",
        "faute_parcours_donne_deux_fois",
        "faute_numero_de_deux_lignes",
        "faute_numero_d_une_autre_personne",
        "faute_naissance_apres_un_parcours",
        "faute_parcours_qui_se_chevauchent",
        "faute_deux_parcours_ouverts",
    )
]

HOMONYMES = lire_sql(__file__, "homonymes")
AVIS_HOMONYME = "une autre personne de la base a le même nom et la même date de naissance"


def mettre_en_attente(lignes):
    """Fill `import_ligne` by COPY."""
    with connection.cursor() as curseur:
        for table in TABLES:
            curseur.execute(f"DROP TABLE IF EXISTS pg_temp.{table}")
        curseur.execute(CREER_LIGNE)
    copier_lignes("import_ligne", COLONNES_LIGNE, lignes)


def croiser(controle):
    """Match with the base and add to `controle` the faults that only sets show."""
    with connection.cursor() as curseur:
        _preparer(curseur)
        deja = {(faute.ligne, faute.colonne) for faute in controle.fautes}
        for requete in FAUTES:
            curseur.execute(requete, _statuts())
            for ligne, colonne, valeur, motif in curseur.fetchall():
                if (ligne, colonne) not in deja:
                    deja.add((ligne, colonne))
                    controle.fautes.append(Faute(ligne, colonne, valeur, motif))
        curseur.execute(HOMONYMES)
        controle.ajouter_avis("nom", AVIS_HOMONYME, (ligne for (ligne,) in curseur.fetchall()))


def _preparer(curseur):
    curseur.execute("CREATE INDEX ON import_ligne (identifiant)")
    curseur.execute("ANALYZE import_ligne")
    curseur.execute(CREER_PERSONNE)
    curseur.execute("CREATE UNIQUE INDEX ON import_personne (identifiant)")
    curseur.execute("CREATE UNIQUE INDEX ON import_personne (participant_id)")
    curseur.execute("ANALYZE import_personne")
    curseur.execute(CREER_PARCOURS)
    curseur.execute("CREATE INDEX ON import_parcours (participant_id)")
    curseur.execute("CREATE INDEX ON import_parcours (parcours_id)")
    curseur.execute("ANALYZE import_parcours")
    for requete in APPARIER:
        curseur.execute(requete, _statuts())
    curseur.execute("ANALYZE import_parcours")


def _statuts():
    """Anew each time: what traces a statement writes into its parameters."""
    return {"clos": list(STATUTS_CLOS), "en_attente": list(STATUTS_EN_ATTENTE_D_ENTREE)}
