"""Two writers at once, each on a connection of its own, in an order that is always the same."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection, transaction

from tests.attente import attendre_que

QUI_ATTEND = (
    "SELECT pid FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
)


def ecrire_pendant(premier, second):
    """Call `premier`, then `second` before what the first wrote is committed; returns what the
    second one answers, or raises. The transaction of the first ends once the second waits for it,
    or has not waited: a test sees what the lock is for."""
    with ThreadPoolExecutor(1) as fil:
        with transaction.atomic():
            premier()
            suite = fil.submit(sur_sa_connexion, second)
            attendre_que(lambda: suite.done() or _est_attendu(), "the second writer waits or ends")
        return suite.result()


def _est_attendu():
    """Whether another session waits for this one."""
    with connection.cursor() as curseur:
        curseur.execute(QUI_ATTEND)
        return curseur.fetchone()


def sur_sa_connexion(verbe):
    """What `verbe` answers in the thread that calls it, whose connection is closed next."""
    try:
        return verbe()
    finally:
        connection.close()
