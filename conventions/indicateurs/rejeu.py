"""The rows that a month counted when it was made official, against those it would count today.

Only people whose history went on since can differ. Their rows of then are put back, from the
histories, into temporary tables that the statement of the figures reads in place of the real ones:
both sides are counted by the same text, so that what differs is all that differs.
"""

import json
import re
from dataclasses import dataclass
from string import Template

from django.db import connection, transaction

from accompagnement.models import Participant, SuiviEmploi
from conventions.enums import Nature
from conventions.indicateurs.calcul import agregats
from conventions.indicateurs.declarations import INDICATEURS
from conventions.indicateurs.historiques import HISTORIQUES, event_de
from conventions.indicateurs.periodes import mois_de
from conventions.indicateurs.relation import requete_parmi
from conventions.indicateurs.ventilations import VENTILATIONS, selon
from plie.socle.sql import lire_sql

JAMAIS = 2**62
COMPTES = tuple(i for i in INDICATEURS if i.nature != Nature.OFFRE)
PAIRES = agregats(COMPTES)
REMETTRE = Template(lire_sql(__file__, "remettre_la_table"))
TOUCHES = Template(
    "SELECT parcours_id FROM $event WHERE pgh_obj_id IN "
    "(SELECT pgh_obj_id FROM $event WHERE pgh_id > %s)"
)
# A follow-up is found by its job.
SUIVIS_TOUCHES = """
SELECT parcours_id FROM accompagnement_emploievent WHERE pgh_obj_id IN (
    SELECT emploi_id FROM accompagnement_suiviemploievent WHERE pgh_obj_id IN (
        SELECT pgh_obj_id FROM accompagnement_suiviemploievent WHERE pgh_id > %s))
"""
LEURS_EMPLOIS = """
SELECT id FROM accompagnement_emploi WHERE parcours_id = ANY(%s)
UNION SELECT pgh_obj_id FROM accompagnement_emploievent WHERE parcours_id = ANY(%s)
"""
CONCERNES = Template(lire_sql(__file__, "personnes_concernees"))
PRESENTES = lire_sql(__file__, "personnes_presentes")
LEURS_PARCOURS = """
SELECT id FROM accompagnement_parcours WHERE participant_id = ANY(%s)
UNION SELECT pgh_obj_id FROM accompagnement_parcoursevent WHERE participant_id = ANY(%s)
"""
LIGNES = Template("""
SELECT nature, coalesce(emploi_id, mise_en_relation_id, etape_id, entretien_id, parcours_id),
    parcours_id, participant_id,
    ARRAY[$comptes]::bigint[], jsonb_build_array($modalites)
FROM faits
""")


@dataclass(frozen=True)
class Ligne:
    """One row of the relation of the figures: what it counts for, and where."""

    nature: str
    cle: int
    parcours_id: int
    participant_id: int
    comptes: tuple
    modalites: tuple

    def part(self, indicateur):
        """(numerator, denominator) that this row adds to a figure; None where it adds nothing."""
        lues = [self.comptes[PAIRES[moitie]] for moitie in indicateur.moities]
        return lues[0], lues[1] if len(lues) > 1 else None

    def modalite(self, rang):
        """The modalities of the breakdown of that rank, in VENTILATIONS."""
        valeur = self.modalites[rang]
        if valeur is None:
            return frozenset()
        return frozenset(valeur if isinstance(valeur, tuple) else (valeur,))


def supprimes(modele, cles):
    """{key: when it was deleted}, of the rows of `modele` that were."""
    if not cles:
        return {}
    partis = event_de(modele).objects.filter(pgh_label="delete", pgh_obj_id__in=cles)
    return dict(partis.values_list("pgh_obj_id", "pgh_created_at"))


def changements(arrete):
    """[(row of then or None, row of today or None)] that differ, of the month `arrete`."""
    with transaction.atomic():
        presents = _presents(arrete)
        actuelles = _lignes(arrete, presents)
        anciennes = {}
        if presents:
            _remettre_les_tables(arrete.bornes, presents)
            anciennes = _lignes(arrete, presents, alors=True)
        # The tables of then go with the savepoint.
        transaction.set_rollback(True)
    couples = ((anciennes.get(cle), actuelles.get(cle)) for cle in anciennes | actuelles)
    return [(avant, apres) for avant, apres in couples if avant != apres]


def _presents(arrete):
    """The people whose history went on and who may have a row in the month, then or today: most of
    those that are corrected left long before."""
    concernes = _concernes(arrete.bornes)
    if not concernes:
        return []
    debut, fin = mois_de(arrete.mois)
    return _colonne(PRESENTES, {"personnes": concernes, "debut": debut, "fin": fin})


def _concernes(bornes):
    texte = CONCERNES.substitute(enfants=" UNION ALL ".join(map(_touches, list(HISTORIQUES)[2:])))
    rangs = [borne_de(bornes, modele) for modele in HISTORIQUES]
    return _colonne(texte, [*rangs[2:], rangs[1], rangs[0]])


def borne_de(bornes, modele):
    """The last event of that history when the month was made official; of one that figures did not
    read then, none came since."""
    return bornes.get(event_de(modele)._meta.db_table, JAMAIS)


def _touches(modele):
    if modele is SuiviEmploi:
        return SUIVIS_TOUCHES
    return TOUCHES.substitute(event=event_de(modele)._meta.db_table)


def _remettre_les_tables(bornes, participants):
    parcours = _colonne(LEURS_PARCOURS, [participants, participants])
    emplois = _colonne(LEURS_EMPLOIS, [parcours, parcours])
    siennes = {Participant: participants, SuiviEmploi: emplois}
    with connection.cursor() as curseur:
        for modele in HISTORIQUES:
            _remettre(curseur, modele, bornes, siennes.get(modele, parcours))


def _remettre(curseur, modele, bornes, cles):
    """The rows of a model as they were, of some parcours, people or jobs."""
    event, cle = event_de(modele), HISTORIQUES[modele].cle
    communs = {champ.attname for champ in event._meta.concrete_fields}
    colonnes = [c.column for c in modele._meta.concrete_fields if c.attname in communs]
    texte = REMETTRE.substitute(
        table=modele._meta.db_table,
        event=event._meta.db_table,
        colonnes=", ".join(colonnes),
        cle=cle,
        cle_des_evenements="pgh_obj_id" if cle == "id" else cle,
    )
    curseur.execute(texte, {"borne": borne_de(bornes, modele), "cles": cles})
    curseur.execute(f"CREATE INDEX ON alors_{modele._meta.db_table} ({cle})")
    curseur.execute(f"ANALYZE alors_{modele._meta.db_table}")


TABLES = re.compile(rf"\b({'|'.join(modele._meta.db_table for modele in HISTORIQUES)})\b")


def _lignes(arrete, participants, *, alors=False):
    """{(nature, key): Ligne} of its month, among these people."""
    suite = _suite(arrete.tranches_age)
    texte, parametres = requete_parmi([mois_de(arrete.mois)], participants, suite)
    if alors:
        texte = TABLES.sub(r"alors_\1", texte)
    with connection.cursor() as curseur:
        curseur.execute(texte, parametres)
        return {
            (nature, cle): Ligne(
                nature, cle, *de_qui, tuple(comptes), tuple(map(_trier, json.loads(ou)))
            )
            for nature, cle, *de_qui, comptes, ou in curseur.fetchall()
        }


def _trier(modalite):
    return tuple(sorted(modalite)) if isinstance(modalite, list) else modalite


def _suite(tranches):
    decoupes = (selon(ventilation, tranches) for ventilation in VENTILATIONS)
    return LIGNES.substitute(
        comptes=", ".join(
            f"CASE WHEN {condition} THEN {mesure or 1} END" for condition, mesure in PAIRES
        ),
        modalites=", ".join(f"({ventilation.expression})" for ventilation in decoupes),
    )


def _colonne(texte, parametres):
    with connection.cursor() as curseur:
        curseur.execute(texte, parametres)
        return [valeur for (valeur,) in curseur.fetchall()]
