"""A door pushed: what a form sent answers, and what it leaves behind, written, asked or mailed.

CREER = envoi(FAIT, 403, 404)       a row of a table, for what has no page of its own
envoyer(client, adresse, corps)     FAIT, or the status of who was refused
"""

from copy import deepcopy

from django.conf import settings
from django.core import mail
from django.db import connection, transaction
from django.test import Client

from plie.celery import app

FAIT = "fait"
# Django's own record of who is signed in; a page refused may still count as a visit.
HORS_EMPREINTE = {"django_session"}


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
        apres = _contenus(ecrites) | _dehors()
        transaction.set_rollback(True)
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
