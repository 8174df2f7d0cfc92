"""Each operation of the published document, ready to be called with its own example."""

import json
from typing import NamedTuple

from plie.partenaires.api.document import document

VALEURS = {"pk": "1", "identifiant": "6f0f3a52-6f6b-4d1e-9d3c-5a2c0f4b7e11"}
METHODES = ("get", "post", "put", "patch", "delete")


class Operation(NamedTuple):
    identifiant: str
    methode: str
    chemin: str
    portees: set
    type_corps: str
    corps: object

    def appeler(self, partenaire, **entetes):
        if self.corps is not None:
            entetes.setdefault("Content-Type", self.type_corps)
        corps = None if self.corps is None else json.dumps(self.corps)
        return partenaire.appeler(self.methode, self.chemin, corps, **entetes)


def operations():
    return [
        _operation(chemin, methode, dite)
        for chemin, methodes in document()["paths"].items()
        for methode, dite in methodes.items()
        if methode in METHODES
    ]


def _operation(chemin, methode, dite):
    type_corps, contenu = next(
        iter(dite.get("requestBody", {}).get("content", {}).items()), ("", None)
    )
    exemples = contenu.get("examples", {}).values() if contenu else ()
    return Operation(
        dite["operationId"],
        methode.upper(),
        chemin.removeprefix("/api/v1").format_map(_Exemples(dite.get("parameters", ()))),
        {portee for une in dite["security"] for portee in une.get("oauth2", ())},
        type_corps,
        next((un["value"] for un in exemples), None),
    )


class _Exemples(dict):
    """What stands for the parameters of an address, by their type when they have no name here."""

    def __init__(self, parametres):
        super().__init__(VALEURS)
        for parametre in parametres:
            if parametre["in"] == "path":
                uuid = parametre["schema"].get("format") == "uuid"
                self[parametre["name"]] = VALEURS["identifiant" if uuid else "pk"]
