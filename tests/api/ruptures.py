"""What a program written from the published document would miss, or lack, in another one.

ruptures(publie, actuel)     [sentence]: gone, of another type, newly required; additions are none
"""

METHODES = ("get", "post", "put", "patch", "delete")


def ruptures(publie, actuel):
    connus = {nom for nom, _ in _exigences(publie)} | {nom for nom, _ in _promesses(publie)}
    retirees = set(_promesses(publie)) - set(_promesses(actuel))
    exigees = {
        (nom, quoi)
        for nom, quoi in set(_exigences(actuel)) - set(_exigences(publie))
        if nom in connus
    }
    return sorted(
        [f"{nom} {quoi}: gone" for nom, quoi in retirees]
        + [f"{nom} {quoi}: newly required" for nom, quoi in exigees]
    )


def _operations(document):
    for chemin, methodes in document["paths"].items():
        for methode in METHODES:
            if methode in methodes:
                yield f"{methode.upper()} {chemin}", methodes[methode]


def _promesses(document):
    """(operation or component, what is said of it)."""
    for nom, operation in _operations(document):
        yield nom, operation["operationId"]
        for une in operation.get("security", ()):
            yield from ((nom, f"portée {portee}") for portee in une.get("oauth2", ()))
        for parametre in operation.get("parameters", ()):
            ou = f"{parametre['in']} {parametre['name']}"
            yield from ((nom, dit) for dit in _dire(ou, parametre["schema"]))
        for sens, dit in [("envoi", operation.get("requestBody", {}))] + [
            (statut, reponse) for statut, reponse in operation["responses"].items()
        ]:
            yield nom, sens
            for media, contenu in dit.get("content", {}).items():
                for promesse in _dire(f"{sens} {media}", contenu.get("schema", {})):
                    yield nom, promesse
    for nom, schema in document["components"]["schemas"].items():
        yield from ((nom, dit) for dit in _dire("", schema))
        if not _est_envoye(nom):
            yield from ((nom, f"{champ} toujours") for champ in schema.get("required", ()))


def _exigences(document):
    for nom, operation in _operations(document):
        for parametre in operation.get("parameters", ()):
            if parametre.get("required"):
                yield nom, f"{parametre['in']} {parametre['name']}"
    for nom, schema in document["components"]["schemas"].items():
        if _est_envoye(nom):
            yield from ((nom, champ) for champ in schema.get("required", ()))


def _est_envoye(composant):
    return composant.endswith("Request")


def _dire(nom, schema):
    if "$ref" in schema:
        yield f"{nom} -> {schema['$ref']}"
    if "type" in schema:
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        yield f"{nom}: {' ou '.join(sorted(types))} {schema.get('format', '')}".rstrip()
    for valeur in schema.get("enum", ()):
        yield f"{nom} = {valeur!r}"
    for champ, propriete in schema.get("properties", {}).items():
        yield from _dire(f"{nom}.{champ}", propriete)
    for mot, marque in (("items", "[]"), ("additionalProperties", ".*")):
        if isinstance(schema.get(mot), dict):
            yield from _dire(f"{nom}{marque}", schema[mot])
    for mot in ("allOf", "oneOf", "anyOf"):
        for forme in schema.get(mot, ()):
            yield from _dire(nom, forme)
