"""Guards that open to a correction alone: what is final changes in the transaction of its row."""

import pgtrigger

from accompagnement.enums import TRANSITIONS, NatureCorrection
from plie.socle.sql import lire_sql

# Proof of eligibility for FSE+ rests on the situation of the entry day: once the person has
# entered, only `actions.corriger_situation_entree` and the import may touch it.
FIGER = """
    IF EXISTS (SELECT 1 FROM accompagnement_parcours
               WHERE id = OLD.parcours_id AND date_entree IS NOT NULL) THEN
        RAISE EXCEPTION 'La situation à l''entrée est figée.'
        USING ERRCODE = 'check_violation', CONSTRAINT = '{contrainte}';
    END IF;
    {retour}
"""


def transitions():
    """A parcours moves along TRANSITIONS."""
    permises = ",".join(
        f"{depart.value}:{arrivee.value}"
        for depart, arrivees in TRANSITIONS.items()
        for arrivee in sorted(arrivees)
    )
    return pgtrigger.Trigger(
        name="transitions",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.Q(old__statut__df=pgtrigger.F("new__statut")),
        func=lire_sql(__file__, "suivre_les_transitions").format(transitions=permises),
    )


def definitif(nom, condition, *natures, et="TRUE", operation=pgtrigger.Update | pgtrigger.Delete):
    """A row of a parcours, once `condition` holds, changes by a correction of `natures`."""
    return pgtrigger.Trigger(
        name=nom,
        when=pgtrigger.Before,
        operation=operation,
        condition=condition,
        func=lire_sql(__file__, "exiger_une_correction").format(
            natures=",".join(NatureCorrection(nature).value for nature in natures), et=et
        ),
    )


def figee(nom, operation, condition, contrainte, retour):
    return pgtrigger.Trigger(
        name=nom,
        when=pgtrigger.Before,
        operation=operation,
        condition=condition,
        func=FIGER.format(contrainte=contrainte, retour=retour),
    )
