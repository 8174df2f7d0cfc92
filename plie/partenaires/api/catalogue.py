"""The stable codes of error, with their status and what to do, the types of events, and the people
of the sandbox: each app declares its own in the `erreurs_api`, the `evenements_api` and the
`essais_api` of its config."""

from django.apps import apps

ERREURS = {
    "jeton_absent": (401, "Demandez un jeton, puis présentez-le : « Authorization: Bearer … »."),
    "jeton_invalide": (
        401,
        "Le jeton a expiré (25 minutes), a été retiré, l'application est suspendue ou appelle "
        "d'une adresse qui n'est pas admise. Demandez un nouveau jeton ; s'il est refusé, écrivez "
        "au PLIE.",
    ),
    "portee_insuffisante": (
        403,
        "Demandez un jeton qui porte la portée indiquée, ou demandez cette portée au PLIE.",
    ),
    "acces_refuse": (403, "L'action n'est pas permise à votre structure."),
    "introuvable": (
        404,
        "Rien n'existe à cette adresse pour votre structure. Ce qui appartient à une autre reçoit "
        "la même réponse.",
    ),
    "methode_non_permise": (405, "L'en-tête « Allow » dit les méthodes de cette adresse."),
    "format_non_propose": (406, "Les réponses sont en JSON : « Accept: application/json »."),
    "format_non_accepte": (415, "Envoyez du JSON : « Content-Type: application/json »."),
    "agent_non_declare": (
        400,
        "Déclarez l'agent qui consulte dans les en-têtes X-Agent-Nom et X-Agent-Courriel.",
    ),
    "json_illisible": (400, "Le corps n'est pas du JSON en UTF-8."),
    "formulaire_illisible": (400, "Le corps n'est pas un formulaire à plusieurs parties lisible."),
    "json_trop_profond": (400, "Le corps emboîte plus de vingt niveaux."),
    "champs_invalides": (
        400,
        "« erreurs » nomme chaque champ par son pointeur JSON (RFC 6901), avec sa raison.",
    ),
    "curseur_invalide": (
        400,
        "Reprenez le curseur de la réponse précédente sans le modifier, ou repartez du début.",
    ),
    "taille_invalide": (400, "Demandez de 1 à 200 lignes par page."),
    "longueur_requise": (400, "Un corps envoyé par morceaux (« chunked ») n'est pas lu."),
    "trop_volumineux": (413, "Un corps JSON pèse au plus un mégaoctet."),
    "refuse": (422, "Le contenu est lisible mais une règle le refuse ; « detail » dit laquelle."),
    "conflit": (409, "Ce que vous envoyez contredit ce qui existe déjà."),
    "version_a_preciser": (
        428,
        "Présentez dans « If-Match » l'ETag de la version que vous avez lue.",
    ),
    "modifie_entre_temps": (412, "Lisez de nouveau la ressource, puis recommencez."),
    "incident": (
        500,
        "Le défaut est le nôtre : dites-nous le X-Request-Id. Une orientation peut être renvoyée "
        "sous la même Idempotency-Key.",
    ),
    "indisponible": (503, "Attendez le nombre de secondes de « Retry-After », puis recommencez."),
    "trop_d_appels": (429, "Attendez le nombre de secondes de « Retry-After »."),
}


def erreurs():
    """{code: (status, what to do)}, of every app."""
    return {
        code: dite
        for config in apps.get_app_configs()
        for code, dite in getattr(config, "erreurs_api", {}).items()
    }


def evenements():
    """{type: what happened}, of every app."""
    return {
        type_: dit
        for config in apps.get_app_configs()
        for type_, dit in getattr(config, "evenements_api", {}).items()
    }


def essais():
    """[(number to search, what it answers)]."""
    return [dit for config in apps.get_app_configs() for dit in getattr(config, "essais_api", ())]
