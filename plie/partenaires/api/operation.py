"""What the page of documentation shows of each operation, read in the OpenAPI document."""

import json
import re
from typing import NamedTuple

METHODES = ("get", "post", "put", "patch", "delete")
MOTS = {
    "string": "texte",
    "integer": "entier",
    "number": "nombre",
    "boolean": "vrai ou faux",
    "object": "objet",
    "date": "date (AAAA-MM-JJ)",
    "date-time": "date et heure (ISO 8601)",
    "uuid": "UUID",
    "email": "adresse électronique",
    "uri": "adresse",
    "decimal": "nombre, en texte",
    "binary": "fichier",
}
OU = {"path": "adresse", "query": "paramètre", "header": "en-tête"}
# What the library adds for each value of a list.
VALEUR = re.compile(r"^\* `(.*)` - (.*)$", re.MULTILINE)


class Champ(NamedTuple):
    nom: str
    type: str
    est_requis: bool
    description: str
    valeurs: list


class Parametre(NamedTuple):
    nom: str
    ou: str
    est_requis: bool
    description: str


class Reponse(NamedTuple):
    statut: str
    description: str
    champs: list
    exemples: list


class Operation(NamedTuple):
    identifiant: str
    methode: str
    chemin: str
    resume: str
    description: str
    est_depreciee: bool
    portees: list
    parametres: list
    champs: list
    exemples: list
    reponses: list
    erreurs: list


def rubriques(document):
    """{tag: its operations}, in the order of the document."""
    classees = {}
    for operation, etiquette in _operations(document):
        classees.setdefault(etiquette, []).append(operation)
    return classees


def _operations(document):
    for chemin, methodes in document["paths"].items():
        for methode in METHODES:
            if methode in methodes:
                dite = methodes[methode]
                yield _operation(document, chemin, methode, dite), dite["tags"][0]


def _operation(document, chemin, methode, dite):
    corps = _contenu(dite.get("requestBody", {}))
    reussies = {s: r for s, r in dite["responses"].items() if s < "4"}
    return Operation(
        dite["operationId"],
        methode.upper(),
        chemin,
        dite["summary"],
        dite.get("description", ""),
        dite.get("deprecated", False),
        [portee for un in dite.get("security", ()) for portee in un.get("oauth2", ())],
        [_parametre(un) for un in dite.get("parameters", ())],
        _champs(corps, document),
        _exemples(corps),
        [_reponse(document, statut, un) for statut, un in reussies.items()],
        sorted(set(dite["responses"]) - set(reussies)),
    )


def _parametre(dit):
    """Of a choice, its values as a sentence: the document lists them in Markdown."""
    description = dit.get("description", "")
    choix = ", ".join(f"{valeur} ({libelle})" for valeur, libelle in VALEUR.findall(description))
    dite = " ".join(filter(None, [VALEUR.sub("", description).strip(), choix]))
    return Parametre(dit["name"], OU[dit["in"]], dit.get("required", False), dite)


def _reponse(document, statut, dite):
    contenu = _contenu(dite)
    return Reponse(
        statut, dite.get("description", ""), _champs(contenu, document), _exemples(contenu)
    )


def _contenu(dit):
    """Of the first format: there is one, or all say the same."""
    return next(iter(dit.get("content", {}).values()), {})


def _exemples(contenu):
    exemples = contenu.get("examples", {}).values()
    return [json.dumps(un["value"], ensure_ascii=False, indent=2) for un in exemples]


def _champs(contenu, document):
    return list(_parcourir(contenu.get("schema", {}), document, ""))


def _parcourir(schema, document, prefixe):
    """Every field, those of an object inside another after its name and a full stop."""
    schema, marque = _element(schema, document)
    prefixe += marque
    for nom, propriete in schema.get("properties", {}).items():
        resolu = _resoudre(propriete, document)
        complet = f"{prefixe}.{nom}".lstrip(".")
        description = propriete.get("description", resolu.get("description", ""))
        yield Champ(
            complet,
            _type(resolu, document),
            nom in schema.get("required", ()),
            VALEUR.sub("", description).strip(),
            _valeurs(resolu, description),
        )
        yield from _parcourir(resolu, document, complet)


def _element(schema, document):
    """What is repeated, if it is a list or a dictionary, and how this is written after a name."""
    schema = _resoudre(schema, document)
    if "items" in schema:
        return _resoudre(schema["items"], document), "[]"
    if isinstance(schema.get("additionalProperties"), dict):
        dedans, suite = _element(schema["additionalProperties"], document)
        return dedans, f".*{suite}"
    return schema, ""


def _resoudre(schema, document):
    """Without references; of several shapes, the first one and the values of all."""
    if "$ref" in schema:
        nom = schema["$ref"].rsplit("/", 1)[1]
        reste = {cle: valeur for cle, valeur in schema.items() if cle != "$ref"}
        return _resoudre(document["components"]["schemas"][nom], document) | reste
    for mot in ("allOf", "oneOf", "anyOf"):
        if mot in schema:
            formes = [_resoudre(une, document) for une in schema[mot]]
            utiles = [une for une in formes if une.get("type") != "null"]
            valeurs = [valeur for une in utiles for valeur in une.get("enum", ())]
            reste = {cle: valeur for cle, valeur in schema.items() if cle != mot}
            return utiles[0] | reste | ({"enum": valeurs} if valeurs else {})
    return schema


def _type(schema, document):
    types = schema.get("type", "object")
    types = [types] if isinstance(types, str) else types
    utile = next((un for un in types if un != "null"), "object")
    if utile == "array":
        dit = f"liste : {_type(_resoudre(schema['items'], document), document)}"
    else:
        dit = MOTS.get(schema.get("format"), MOTS[utile])
    return f"{dit}, ou null" if "null" in types else dit


def _valeurs(schema, description):
    """[(code, label)]: the label is the library's, or nothing."""
    libelles = dict(VALEUR.findall(description))
    return [(code, libelles.get(code, "")) for code in schema.get("enum", ()) if code]
