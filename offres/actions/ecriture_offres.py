"""Write offers received from France Travail, a page at a time, and withdraw those gone."""

from typing import NamedTuple

from django.db import DataError, connection, transaction
from django.utils import timezone

from offres.enums import ORIGINES_IMPORTEES, StatutOffre
from offres.france_travail.normalisation import OffreIllisible, normaliser
from plie.referentiels.models import Commune, Rome

COLONNES = (
    "identifiant", "origine", "intitule", "description", "rome_code", "rome_libelle",
    "appellation", "entreprise", "entreprise_adaptee", "accessible_th", "commune_id",
    "commune_insee", "lieu", "departement", "latitude", "longitude", "contrat",
    "contrat_libelle", "nature_contrat", "est_iae", "est_alternance", "heures_hebdo",
    "est_temps_plein", "horaires", "salaire", "salaire_min", "salaire_max", "salaire_periode",
    "experience", "experience_mois", "niveau_exige", "permis_exiges", "permis_souhaites",
    "postes", "publiee_le", "actualisee_le", "brut",
)  # fmt: skip
NOMS = ", ".join(COLONNES)
PREPARER = f"""
CREATE TEMPORARY TABLE IF NOT EXISTS offres_recues ON COMMIT DELETE ROWS
AS SELECT {NOMS} FROM offres_offre WITH NO DATA
"""  # noqa: S608 - names of our own columns
# An offer that somebody closed here stays closed; one that France Travail withdrew comes back.
ECRIRE = f"""
INSERT INTO offres_offre AS o ({NOMS}, statut, derniere_synchronisation, version)
SELECT {NOMS}, 'ouverte', %(run)s, 1 FROM offres_recues
ON CONFLICT (identifiant) DO UPDATE SET
    {", ".join(f"{nom} = excluded.{nom}" for nom in COLONNES[1:])},
    statut = CASE WHEN o.statut = 'retiree' THEN 'ouverte' ELSE o.statut END,
    fin_le = CASE WHEN o.statut = 'retiree' THEN NULL ELSE o.fin_le END,
    derniere_synchronisation = %(run)s,
    version = o.version + 1
RETURNING (xmax = 0)
"""  # noqa: S608 - names of our own columns
# Set apart before the write: of what has not changed, no column is computed again.
RECONNAITRE = """
WITH connues AS (
    UPDATE offres_offre AS o SET derniere_synchronisation = %(run)s
    FROM offres_recues AS r
    WHERE o.identifiant = r.identifiant AND o.brut = r.brut AND o.statut <> 'retiree'
    RETURNING o.identifiant
)
DELETE FROM offres_recues AS r USING connues WHERE r.identifiant = connues.identifiant
"""
VOIR = "UPDATE offres_offre SET derniere_synchronisation = %(run)s WHERE identifiant = %(vue)s"
# Licence, article 7: neither the company, nor the place below the département, nor any text.
RETIRER = """
UPDATE offres_offre AS o SET
    statut = 'retiree', fin_le = %(le)s, brut = NULL, description = '', entreprise = '',
    etablissement_id = NULL, contact_id = NULL, commune_id = NULL, commune_insee = '', lieu = '',
    latitude = NULL, longitude = NULL, horaires = '', salaire = '',
    intitule = CASE WHEN
        o.intitule ~ '[0-9]{5}'
        OR (o.entreprise <> '' AND strpos(
            ' ' || plie_normaliser(o.intitule) || ' ',
            ' ' || plie_normaliser(o.entreprise) || ' ') > 0)
        OR (o.lieu <> '' AND strpos(
            ' ' || plie_normaliser(o.intitule) || ' ',
            ' ' || plie_normaliser(regexp_replace(o.lieu, '^[^-]* - ', '')) || ' ') > 0)
        OR EXISTS (SELECT 1 FROM referentiels_commune AS c WHERE strpos(
            ' ' || plie_normaliser(o.intitule) || ' ',
            ' ' || plie_normaliser(c.nom) || ' ') > 0)
    THEN COALESCE(NULLIF(o.rome_libelle, ''), 'Offre retirée') ELSE o.intitule END
WHERE o.statut = %(ouverte)s AND o.origine = ANY(%(origines)s)
    AND o.derniere_synchronisation IS DISTINCT FROM %(run)s
"""


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
    """Writes pages for one run; reads the reference data once."""

    def __init__(self, run):
        self.run = run
        self._communes = {
            code: (latitude, longitude)
            for code, latitude, longitude in Commune.objects.values_list(
                "code_insee", "latitude", "longitude"
            )
        }
        self._romes = dict(Rome.objects.values_list("code", "libelle"))

    def ecrire(self, recues):
        """Write a page in one transaction; an offer the database refuses is set aside alone."""
        lignes, illisibles = self._normaliser(recues)
        ecartees = len(illisibles)
        try:
            bilan = self._ecrire(lignes, illisibles)
        except DataError:
            bilan = self._ecrire_une_a_une(lignes, illisibles)
        return bilan._replace(ecartees=ecartees)

    def _normaliser(self, recues):
        """One line per number, the last received."""
        lignes, illisibles, maintenant = {}, [], timezone.now()
        for recue in recues:
            try:
                ligne = normaliser(recue, self._communes, self._romes, maintenant)
            except OffreIllisible as erreur:
                illisibles.append(str(erreur))
            else:
                lignes[ligne["identifiant"]] = ligne
        return lignes, illisibles

    @transaction.atomic
    def _ecrire(self, lignes, illisibles):
        creees = modifiees = 0
        parametres = {"run": self.run}
        with connection.cursor() as curseur:
            curseur.execute(PREPARER)
            curseur.execute("DELETE FROM offres_recues")
            with curseur.copy(f"COPY offres_recues ({NOMS}) FROM STDIN") as copie:
                for ligne in lignes.values():
                    copie.write_row([ligne[nom] for nom in COLONNES])
            curseur.execute(RECONNAITRE, parametres)
            curseur.execute(ECRIRE, parametres)
            for (est_creee,) in curseur.fetchall():
                creees += est_creee
                modifiees += not est_creee
        inchangees = len(lignes) - creees - modifiees
        return Bilan(set(lignes), creees, modifiees, inchangees, illisibles)

    def _ecrire_une_a_une(self, lignes, illisibles):
        total = Bilan(set(), 0, 0, 0, illisibles)
        for identifiant, ligne in lignes.items():
            try:
                un = self._ecrire({identifiant: ligne}, [])
            except DataError:
                illisibles.append(f"L'offre {identifiant} ne peut pas être enregistrée.")
                un = self._voir(identifiant)
            total = Bilan(
                total.identifiants | un.identifiants,
                total.creees + un.creees,
                total.modifiees + un.modifiees,
                total.inchangees + un.inchangees,
                illisibles,
            )
        return total

    def _voir(self, identifiant):
        """Published still, whatever we could not write of it: what we had of it stays."""
        with connection.cursor() as curseur:
            curseur.execute(VOIR, {"run": self.run, "vue": identifiant})
        return Bilan({identifiant}, 0, 0, 1, [])


def retirer_les_absentes(run):
    """Withdraw and anonymise the open imported offers that `run`, complete, has not seen."""
    with connection.cursor() as curseur:
        curseur.execute(
            RETIRER,
            {
                "le": timezone.now(),
                "run": run,
                "ouverte": StatutOffre.OUVERTE,
                "origines": list(ORIGINES_IMPORTEES),
            },
        )
        return curseur.rowcount
