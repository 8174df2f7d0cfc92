"""The replica that figures are read from when `DATABASE_URL_LECTURE` names one.

It is asked only once it has replayed what the database had written when it was needed, so that who
reads sees at least what they would have seen; behind, away, or no replica at all, the database
answers instead. Nothing is ever written there.
"""

import time
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from functools import wraps

import structlog
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections
from psycopg.errors import QueryCanceled

journal = structlog.get_logger(__name__)

ALIAS = "lecture"
PANNES = (OperationalError, InterfaceError)
# Seconds: how long it may take to catch up, by whoever waits; how long one that answers nothing is
# waited for; and how long it is then left alone.
RATTRAPAGE_DU_WEB = 0.3
RATTRAPAGE = 5.0
REPONSE = 2.0
PAUSE = 30.0
PAS = 0.01
# A server restored to an earlier minute, or another one promoted, begins a new timeline: who
# follows the former may be further than it, in what it never wrote.
POSITION = """
SELECT system_identifier::text, left(pg_walfile_name(pg_current_wal_insert_lsn()), 8),
    pg_current_wal_insert_lsn()::text, pg_current_xact_id_if_assigned() IS NOT NULL OR
    current_setting('transaction_isolation') <> 'read committed'
FROM pg_control_system()
"""
AVANCE = """
SELECT pg_is_in_recovery() AND system_identifier::text = %s
        AND upper(lpad(to_hex(greatest(timeline_id, min_recovery_end_timeline)), 8, '0')) = %s,
    coalesce(pg_last_wal_replay_lsn() >= %s::pg_lsn, false)
FROM pg_control_system(), pg_control_checkpoint(), pg_control_recovery()
"""
_lue = ContextVar("base lue", default=DEFAULT_DB_ALIAS)


class Etat(StrEnum):
    A_JOUR = "a_jour"
    EN_RETARD = "en_retard"
    ABSENTE = "absente"
    # It writes, or is the replica of something else.
    ETRANGERE = "etrangere"


class _Memoire:
    """What this process knows of the replica."""

    laissee_jusqu_a = 0.0
    etat = Etat.ABSENTE


class Aiguillage:
    """The router: what is read inside `sur_la_replique`, and nothing else, is read there. An
    object that comes from it is saved in the database like any other."""

    def db_for_read(self, model, **hints):
        return _lue.get()

    def db_for_write(self, model, **hints):
        return DEFAULT_DB_ALIAS

    def allow_relation(self, *objets, **hints):
        return True

    def allow_migrate(self, db, *args, **hints):
        return db == DEFAULT_DB_ALIAS


def est_declaree():
    return ALIAS in connections


def connexion_lue():
    """The connection that a statement of figures goes through."""
    return connections[_lue.get()]


def sur_la_replique(lecture):
    """Make a function that only reads read the replica. When this one fails on the way, it is
    called again on the database."""

    @wraps(lecture)
    def enveloppe(*args, **champs):
        if not est_declaree() or _lue.get() == ALIAS or not _peut_servir():
            return lecture(*args, **champs)
        jeton = _lue.set(ALIAS)
        try:
            return lecture(*args, **champs)
        except PANNES as panne:
            # A statement that lasts too long would last as long elsewhere.
            if isinstance(panne.__cause__, QueryCanceled):
                raise
            _laisser(panne)
        finally:
            _lue.reset(jeton)
        return lecture(*args, **champs)

    return enveloppe


def _peut_servir():
    attendue, est_a_part = _ecrit_jusqu_a()
    return not est_a_part and mesurer(attendue) == Etat.A_JOUR


def etat():
    """The Etat of the replica."""
    attendue, _ = _ecrit_jusqu_a()
    return mesurer(attendue)


def mesurer(attendue):
    """Its Etat once it was given a moment to replay up to there. One that does not is left alone
    for a while: nobody else waits for it."""
    maintenant = time.monotonic()
    if maintenant < _Memoire.laissee_jusqu_a:
        return _Memoire.etat
    if _Memoire.laissee_jusqu_a:
        # After a pause one of all threads asks whether it is back.
        _Memoire.laissee_jusqu_a = maintenant + PAUSE
    limite = maintenant + (RATTRAPAGE_DU_WEB if settings.PROCESSUS == "web" else RATTRAPAGE)
    try:
        with _patience(REPONSE):
            while (lu := _demander(attendue)) == Etat.EN_RETARD and time.monotonic() < limite:
                time.sleep(PAS)
    except PANNES as panne:
        return _laisser(panne)
    if lu == Etat.A_JOUR:
        # Never kept as an Etat: each reading asks for itself.
        _Memoire.laissee_jusqu_a = 0.0
    else:
        _Memoire.laissee_jusqu_a, _Memoire.etat = time.monotonic() + PAUSE, lu
    return lu


def _ecrit_jusqu_a():
    """((server, timeline, position in its log) of the database, whether this transaction has
    written, or reads as of an earlier moment: what it sees is nowhere else)."""
    with connections[DEFAULT_DB_ALIAS].cursor() as curseur:
        curseur.execute(POSITION)
        *attendue, est_a_part = curseur.fetchone()
    return attendue, est_a_part


def _demander(attendue):
    with connections[ALIAS].cursor() as curseur:
        curseur.execute(AVANCE, attendue)
        est_la_notre, est_rendue = curseur.fetchone()
    if not est_la_notre:
        return Etat.ETRANGERE
    return Etat.A_JOUR if est_rendue else Etat.EN_RETARD


def _laisser(panne):
    _Memoire.laissee_jusqu_a, _Memoire.etat = time.monotonic() + PAUSE, Etat.ABSENTE
    connections[ALIAS].close()
    journal.warning("réplique de lecture abandonnée", erreur=type(panne).__name__)
    return Etat.ABSENTE


@contextmanager
def _patience(secondes):
    base = connections[ALIAS]
    base.patience = secondes
    try:
        yield
    finally:
        base.patience = None
