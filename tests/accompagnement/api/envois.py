"""What a partner's program sends about a person, and reads back."""

from accompagnement.api.orientation.formes import DEPOSEE
from tests.fichiers import PDF, depot
from tests.partenaire import DECLARE, RACINE

PORTEES = ["orientations.ecriture", "orientations.lecture", "accompagnements.lecture"]


def orienter(partenaire, cle=None, **champs):
    return partenaire.post("/orientations", DEPOSEE | champs, **{"Idempotency-Key": cle})


def lire(partenaire, recue):
    return partenaire.get(f"/orientations/{recue.corps['id']}")


def joindre(partenaire, identifiant, fichier=None, **champs):
    return partenaire.client.post(
        f"{RACINE}/orientations/{identifiant}/pieces",
        {"fichier": fichier or depot(PDF, "cv.pdf"), **champs},
        headers={"Authorization": f"Bearer {partenaire.jeton}", **DECLARE},
    )
