"""What a partner is told of its orientations, in the transaction of the act."""

from collections import defaultdict

from plie.partenaires.actions.evenement import publier

# Beside the statuses.
MESSAGE, DOCUMENT, INTEGREE = "message", "document", "integree"


def adresse(orientation):
    return f"/api/v1/orientations/{orientation.identifiant}"


def annoncer(orientations, quoi):
    """`quoi`: a status, or one of the three above."""
    par_structure = defaultdict(list)
    for orientation in orientations:
        par_structure[orientation.structure_id].append(adresse(orientation))
    for structure_id, adresses in par_structure.items():
        publier(structure_id, f"orientation.{quoi}", *adresses)
