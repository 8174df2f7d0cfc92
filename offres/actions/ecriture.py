"""Write offers received from France Travail, a page at a time, and withdraw those gone."""

from typing import NamedTuple

from django.db import DataError, connection, transaction
from django.utils import timezone

from offres.enums import ORIGINES_IMPORTEES, StatutOffre
from offres.france_travail.normalisation import OffreIllisible, lire, normaliser
from plie.referentiels.models import Commune, Rome
from plie.socle.sql import lire_sql

COLONNES = (
    "identifiant", "origine", "intitule", "description", "rome_code", "rome_libelle",
    "appellation", "entreprise", "entreprise_adaptee", "accessible_th", "commune_id",
    "commune_insee", "lieu", "departement", "latitude", "longitude", "contrat",
    "contrat_libelle", "nature_contrat", "est_iae", "est_alternance", "heures_hebdo",
    "est_temps_plein", "horaires", "salaire", "salaire_min", "salaire_max", "salaire_periode",
    "experience", "experience_mois", "niveau_exige", "permis_exiges", "permis_souhaites",
    "postes", "publiee_le", "actualisee_le", "statut", "brut", "empreinte",
)  # fmt: skip
NOMS = ", ".join(COLONNES)
PREPARER = f"""
CREATE TEMPORARY TABLE IF NOT EXISTS offres_recues ON COMMIT DELETE ROWS
AS SELECT {NOMS} FROM offres_offre WITH NO DATA
"""  # noqa: S608 - names of our own columns
# What the run has seen dies with its process: a run that did not end withdraws nothing.
OUVRIR = """
CREATE TEMPORARY TABLE IF NOT EXISTS offres_vues (identifiant text PRIMARY KEY);
TRUNCATE offres_vues;
"""
VOIR = "INSERT INTO offres_vues SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING"
CONNUES = "SELECT identifiant, empreinte FROM offres_offre WHERE identifiant = ANY(%s)"
COPIER = f"COPY {{table}} ({NOMS}) FROM STDIN"
RECUES = ", ".join(f"{nom} = r.{nom}" for nom in COLONNES if nom not in ("identifiant", "statut"))
# An offer that somebody closed here stays closed; one that France Travail withdrew comes back.
MODIFIER = lire_sql(__file__, "modifier").format(recues=RECUES)
# Licence, article 7: neither the company, nor the place below the département, nor any text.
ABSENTES = "NOT EXISTS (SELECT FROM offres_vues AS v WHERE v.identifiant = o.identifiant)"
# Those that only the large searches find.
SAUF_LES_LARGES = "o.commune_insee <> ''"
RETIRER = lire_sql(__file__, "retirer")


class Bilan(NamedTuple):
    """What one page changed. `illisibles`: French sentences on what could not be kept;
    `ecartees`: how many came without a number that would tell them apart."""

    identifiants: set
    creees: int
    modifiees: int
    inchangees: int
    illisibles: list
    ecartees: int = 0


class Ecriture:
    """Writes pages for one run, on one connection; reads the reference data once."""

    def __init__(self):
        with connection.cursor() as curseur:
            curseur.execute(OUVRIR)
        self._communes = {
            code: (latitude, longitude)
            for code, latitude, longitude in Commune.objects.values_list(
                "code_insee", "latitude", "longitude"
            )
        }
        self._romes = dict(Rome.objects.values_list("code", "libelle"))

    @transaction.atomic
    def ecrire(self, recues):
        """Write a page in one transaction, the lock of the run held; an offer the database
        refuses is set aside alone, and what we had of it stays."""
        lues, illisibles = _lire(recues)
        ecartees = len(illisibles)
        with connection.cursor() as curseur:
            curseur.execute(VOIR, [list(lues)])
            curseur.execute(CONNUES, [list(lues)])
            connues = dict(curseur.fetchall())
        nouvelles = [lue for lue in lues.values() if lue.identifiant not in connues]
        changees = [
            lue
            for lue in lues.values()
            if lue.identifiant in connues and lue.empreinte != connues[lue.identifiant]
        ]
        creees = self._ecrire(self._ajouter, nouvelles, illisibles)
        modifiees = self._ecrire(self._modifier, changees, illisibles)
        inchangees = len(lues) - creees - modifiees
        return Bilan(set(lues), creees, modifiees, inchangees, illisibles, ecartees)

    def _ecrire(self, ecriture, lues, illisibles):
        """How many could be written."""
        if not lues:
            return 0
        try:
            with transaction.atomic(), connection.cursor() as curseur:
                ecriture(curseur, lues)
        except DataError:
            if len(lues) == 1:
                illisibles.append(f"L'offre {lues[0].identifiant} ne peut pas être enregistrée.")
                return 0
            return sum(self._ecrire(ecriture, [lue], illisibles) for lue in lues)
        return len(lues)

    def _ajouter(self, curseur, lues):
        self._copier(curseur, "offres_offre", lues)

    def _modifier(self, curseur, lues):
        curseur.execute(PREPARER)
        curseur.execute("DELETE FROM offres_recues")
        self._copier(curseur, "offres_recues", lues)
        curseur.execute(MODIFIER, {"retiree": StatutOffre.RETIREE})

    def _copier(self, curseur, table, lues):
        """An offer is read while PostgreSQL writes those before it."""
        maintenant = timezone.now()
        with curseur.copy(COPIER.format(table=table)) as copie:
            for lue in lues:
                ligne = normaliser(lue, self._communes, self._romes, maintenant)
                copie.write_row([ligne[nom] for nom in COLONNES])

    def retirer_les_absentes(self, *, avec_les_larges=True):
        """Withdraw and anonymise the open imported offers that this run, complete, has not
        seen; those without a commune only if what is large was read whole too."""
        return _retirer(ABSENTES if avec_les_larges else f"{ABSENTES} AND {SAUF_LES_LARGES}")


def retirer_une(offre):
    """Withdraw and anonymise `offre`, if it is an open imported one; says whether it was."""
    return bool(_retirer("o.id = %(offre)s", offre=offre.pk))


def _retirer(lesquelles, **valeurs):
    valeurs |= {
        "le": timezone.now(),
        "ouverte": StatutOffre.OUVERTE,
        "retiree": StatutOffre.RETIREE,
        "origines": list(ORIGINES_IMPORTEES),
    }
    with connection.cursor() as curseur:
        curseur.execute(RETIRER.format(lesquelles=lesquelles), valeurs)
        return curseur.rowcount


def _lire(recues):
    """One offer per number, the last received."""
    lues, illisibles = {}, []
    for recue in recues:
        try:
            lue = lire(recue)
        except OffreIllisible as erreur:
            illisibles.append(str(erreur))
        else:
            lues[lue.identifiant] = lue
    return lues, illisibles
