"""A door pushed: what a form sent answers, and what it leaves behind, written, asked or mailed.

CREER = envoi(FAIT, 403, 404)       a row of a table, for what has no page of its own
envoyer(client, adresse, corps)     FAIT, or the status of who was refused
"""

import json
from copy import deepcopy
from functools import cache

from django.conf import settings
from django.core import mail
from django.db import connection, transaction
from django.test import Client

from plie.celery import app

FAIT = "fait"
# Django's own record of who is signed in; a page refused may still count as a visit.
HORS_EMPREINTE = {"django_session"}
# Of a report and of a rule, `version` is their number.
SANS_VERROU = {"conventions_rapport", "accompagnement_reglesortie"}
# What no form fills: what is typed beside it takes nothing from it.
A_PART = {
    "accompagnement_memo": {"fait_le"},
    "accompagnement_orientation": {"modifiee_le"},
    "accompagnement_participant": {"fusionne_dans_id"},
}


class Envoi(tuple):
    """What each person is answered by what is only sent; its address has no page (405)."""


def envoi(*reponses):
    return Envoi(reponses)


def prolonger(ligne, *reponses):
    """The same row with more columns."""
    return type(ligne)((*ligne, *reponses))


def pages(ligne, dehors=0):
    """What asking for the page answers; the last `dehors` columns are refused before any page."""
    if not isinstance(ligne, Envoi):
        return ligne
    return (405,) * (len(ligne) - dehors) + (403,) * dehors


def envois(ligne):
    """What sending answers: a page shown may be sent, one refused is refused again."""
    if isinstance(ligne, Envoi):
        return ligne
    return tuple(FAIT if reponse in (200, 302) else reponse for reponse in ligne)


def clients(agents):
    """{name: a client signed in as this agent}."""
    ouverts = {nom: Client() for nom in agents}
    for nom, agent in agents.items():
        ouverts[nom].force_login(agent)
    return ouverts


def semblables(ouverts):
    """New ones, with the same sessions."""
    copies = {nom: Client() for nom in ouverts}
    for nom, copie in copies.items():
        copie.cookies = deepcopy(ouverts[nom].cookies)
    return copies


def _dehors():
    """What no transaction takes back: the files kept, the mails sent, the messages to the workers,
    now and once committed."""
    return {
        "fichiers": sorted(str(fichier) for fichier in settings.MEDIA_ROOT.rglob("*")),
        "courriels": len(mail.outbox),
        "messages": _messages(),
        "messages à venir": len(connection.run_on_commit),
    }


# Rows written since the transaction began, undone or not: PostgreSQL never counts down.
ECRITURES = """
SELECT relname, (pg_relation_filenode(oid), pg_stat_get_xact_tuples_inserted(oid),
    pg_stat_get_xact_tuples_updated(oid), pg_stat_get_xact_tuples_deleted(oid))::text
FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
"""


def ecritures():
    """{table: what tells that a row of it was written since}."""
    with connection.cursor() as curseur:
        curseur.execute(ECRITURES)
        return {nom: compte for nom, compte in curseur.fetchall() if nom not in HORS_EMPREINTE}


def _contenus(tables):
    """{table: the fingerprint of its rows}."""
    if not tables:
        return {}
    lignes = " UNION ALL ".join(
        f"SELECT '{nom}', md5(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), ''))"  # noqa: S608
        f' FROM "{nom}" t'
        for nom in tables
    )
    with connection.cursor() as curseur:
        curseur.execute(lignes)
        return dict(curseur.fetchall())


def _versions(tables):
    """{(table, row): its columns} of those that have a version."""
    trouvees = {}
    with connection.cursor() as curseur:
        for nom in set(tables).intersection(_tables_a_version()):
            curseur.execute(f'SELECT id, to_jsonb(t) FROM "{nom}" t')  # noqa: S608
            trouvees |= {(nom, pk): json.loads(ligne) for pk, ligne in curseur.fetchall()}
    return trouvees


@cache
def _tables_a_version():
    with connection.cursor() as curseur:
        curseur.execute(
            "SELECT table_name FROM information_schema.columns"
            " WHERE column_name = 'version' AND table_schema = 'public'"
        )
        noms = {nom for (nom,) in curseur.fetchall() if not nom.endswith("event")}
    return noms - SANS_VERROU


def _changees_sans_version(avant, apres):
    """{row: its columns} where who reads it meanwhile would not learn that they changed."""
    trouvees = {}
    for (nom, pk), ligne in avant.items():
        autre = apres.get((nom, pk), ligne)
        changees = {colonne for colonne in ligne if ligne[colonne] != autre[colonne]}
        if changees - A_PART.get(nom, set()) and "version" not in changees:
            trouvees[nom, pk] = sorted(changees)
    return trouvees


def _messages():
    # The channel's own client may still wait for the answers of a broadcast.
    with (
        app.pool.acquire(block=True) as connexion,
        connexion.default_channel.conn_or_acquire() as valkey,
    ):
        return valkey.llen(app.conf.task_default_queue)


def envoyer(client, adresse, corps):
    """Send and undo: FAIT for what was done, else the status; a refusal that left something
    behind says what."""
    dehors, avant_lui = _dehors(), ecritures()
    with transaction.atomic():
        reponse = client.post(adresse, corps)
        ecrites = [nom for nom, compte in ecritures().items() if compte != avant_lui[nom]]
        apres, versions = _contenus(ecrites) | _dehors(), _versions(ecrites)
        transaction.set_rollback(True)
    oubliees = _changees_sans_version(_versions(ecrites), versions)
    assert not oubliees, oubliees
    avant = _contenus(ecrites) | dehors
    change = [quoi for quoi in apres if apres[quoi] != avant[quoi]]
    if not change:
        return reponse.status_code
    return FAIT if reponse.status_code in (200, 302) else (reponse.status_code, change)


def corps(client, adresse, saisi, scene):
    """What sends the form as its page shows it to who may, with `saisi` typed over it: a new one
    each time, since a file is read once."""
    contexte = client.get(adresse).context or {}
    montre = {}
    for nom in ("formulaire", "prescription"):
        montre |= _montre(contexte[nom]) if nom in contexte else {}

    def composer():
        return montre | {nom.format(**scene): _dire(v, scene) for nom, v in saisi.items()}

    return composer


def _montre(formulaire):
    valeurs = {
        champ.html_name: champ.field.widget.format_value(champ.value()) for champ in formulaire
    }
    return {nom: valeur for nom, valeur in valeurs.items() if valeur not in (None, "", [], [""])}


def _dire(valeur, scene):
    if callable(valeur):
        return valeur()
    if isinstance(valeur, list):
        return [_dire(morceau, scene) for morceau in valeur]
    return valeur.format(**scene)
