"""Stage the rows, match them with the base, and find the faults that need several rows.

Everything happens in temporary tables of the running transaction, by sets:

    import_ligne     the rows of the file, `fautive` when already refused by themselves
    import_personne  one row per identifiant_externe, with its participant (new or known)
    import_parcours  one row per sound row of the file, with its parcours (new or known)
    import_cohorte   one row per cohort that such a row names
"""

from datetime import date

from django.db import connection

from accompagnement import mois_arretes
from accompagnement.actions.importation.controle import Faute
from accompagnement.enums import STATUTS_CLOS, STATUTS_EN_ATTENTE_D_ENTREE
from accompagnement.models import Cohorte
from plie.comptes.models import Agent
from plie.socle.copy_postgresql import copier_lignes
from plie.socle.sql import lire_sql

TABLES = ("import_ligne", "import_personne", "import_parcours", "import_cohorte", "import_touche")

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
    "cohortes",
)

CREER_LIGNE = lire_sql(__file__, "creer_ligne")

# The last value given for a person wins; empty cells say nothing.
CREER_PERSONNE = lire_sql(__file__, "creer_personne")

CREER_PARCOURS = lire_sql(__file__, "creer_parcours")

CREER_COHORTE = lire_sql(__file__, "creer_cohorte")

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

# Each query gives `ligne`, `colonne`, `valeur`, `code`, and what the sentence of the code names.
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
        "faute_pas_un_referent",
        # What only a correction that direction confirms may move, an import does not move either.
        "faute_sortie_d_un_mois_arrete",
        "faute_cohorte_sans_entree",
        "faute_cohorte_complete",
    )
]
PHRASES = {
    "identite_contradictoire": (
        "diffère de la ligne {autre_ligne} pour le même identifiant externe"
    ),
    "parcours_donne_deux_fois": "la ligne {autre_ligne} donne déjà ce parcours de cette personne",
    "numero_de_deux_lignes": (
        "ce numéro est aussi celui de la ligne {autre_ligne}, une autre personne"
    ),
    "numero_d_une_autre_personne": (
        "ce numéro est déjà celui d'une autre personne (dossier {dossier})"
    ),
    "naissance_apres_un_parcours": (
        "un parcours enregistré commence le {debut:%d/%m/%Y}, avant cette date"
    ),
    "chevauche_une_ligne": "ce parcours chevauche celui de la ligne {autre_ligne}",
    "chevauche_une_ligne_ouverte": (
        "ce parcours chevauche celui de la ligne {autre_ligne} et encore ouvert"
    ),
    "chevauche_un_enregistre": (
        "ce parcours chevauche un parcours déjà enregistré, entré le {entree:%d/%m/%Y}"
    ),
    "chevauche_un_enregistre_ouvert": (
        "ce parcours chevauche un parcours déjà enregistré, entré le {entree:%d/%m/%Y} et encore "
        "ouvert"
    ),
    "second_ouvert_au_fichier": (
        "cette personne aurait un second parcours ouvert (le premier est à la ligne {autre_ligne})"
    ),
    "second_ouvert_en_base": (
        "cette personne aurait un second parcours ouvert (le premier est déjà enregistré)"
    ),
    "pas_un_referent": "cette adresse n'est pas celle d'un référent en activité",
    "cohorte_sans_entree": "une cohorte demande une date d'entrée",
    "cohorte_complete": "cette cohorte n'a plus de place (capacité : {capacite})",
    "sortie_d_un_mois_arrete": (
        "la sortie enregistrée ({motif}, le {sortie:%d/%m/%Y}) ne change plus par un import : le "
        "mois {mois:%m/%Y} est arrêté ; rouvrez-la depuis le dossier, la direction "
        "confirmera, puis importez de nouveau"
    ),
}

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
        connus = {"affectables": _affectables(), "arretes": _arretes(controle.aujourdhui)}
        connus["aujourdhui"] = controle.aujourdhui
        for requete in FAUTES:
            for faute in _relever(curseur, requete, connus):
                if (faute.ligne, faute.colonne) not in deja:
                    deja.add((faute.ligne, faute.colonne))
                    controle.fautes.append(faute)
        curseur.execute(HOMONYMES)
        controle.ajouter_avis("nom", AVIS_HOMONYME, (ligne for (ligne,) in curseur.fetchall()))


def _affectables():
    """The agents to whom a line may give an open parcours. Those an import has named itself stay
    among them: the next file names them too, and the administration may not have decided yet."""
    agents = Agent.objects.referents() | Agent.objects.en_attente()
    return list(agents.values_list("pk", flat=True))


def _arretes(aujourdhui):
    """The months that are official; none becomes so before the import ends."""
    return mois_arretes.mois_arretes(date(1900, 1, 1), aujourdhui)


def _relever(curseur, requete, connus):
    curseur.execute(requete, _statuts() | connus)
    noms = [colonne.name for colonne in curseur.description]
    for valeurs in curseur.fetchall():
        faits = dict(zip(noms, valeurs, strict=True))
        phrase = PHRASES[faits["code"]].format(**faits)
        yield Faute(faits["ligne"], faits["colonne"], faits["valeur"], phrase)


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
    # Lock: the places counted here are those that the import takes.
    list(Cohorte.objects.select_for_update(no_key=True).order_by("pk"))
    curseur.execute(CREER_COHORTE, _statuts())


def _statuts():
    """Anew each time: what traces a statement writes into its parameters."""
    return {"clos": list(STATUTS_CLOS), "en_attente": list(STATUTS_EN_ATTENTE_D_ENTREE)}
