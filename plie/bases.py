"""How PostgreSQL is reached: the database, and the replica that figures are read from."""

from plie.environnement import env
from plie.socle.replique import ALIAS

# Nobody waits ten seconds for a page; tasks and commands may take longer.
LIMITES_DU_WEB = " -c statement_timeout=10000 -c lock_timeout=5000"
# Low enough that two swapped letters still find a name; and disks no longer turn: the default
# cost of a random page makes the planner read whole tables rather than their trigram index.
# A process that dies gives its locks back at once, even in the middle of a long statement.
# Of the rows of a month, expected far more than there are, the planner makes all breakdowns in
# memory; with less it sorts them again for each. Compiling a statement costs more than its run
# here, and a server just installed does it.
OPTIONS = (
    "-c pg_trgm.word_similarity_threshold=0.3 -c random_page_cost=1.1"
    " -c client_connection_check_interval=10000 -c work_mem=64MB -c hash_mem_multiplier=32"
    " -c jit=off"
)
# A machine that leaves the network is noticed within a minute; a new session waits three seconds.
DELAIS = {
    "connect_timeout": 3,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "tcp_user_timeout": 30_000,
}


def bases(url_embarquee, *, est_web):
    """The value of `DATABASES`: a second one only when `DATABASE_URL_LECTURE` names it."""
    lues = {"default": env.db("DATABASE_URL", default=url_embarquee)}
    if env.str("DATABASE_URL_LECTURE", default=""):
        lues[ALIAS] = env.db("DATABASE_URL_LECTURE")
    return {alias: _completer(base, est_web) for alias, base in lues.items()}


def _completer(base, est_web):
    options = base.setdefault("OPTIONS", {})
    # A socket path or a role given as libpq does, in the query, is lifted to where dbshell finds
    # it.
    for option, reglage in (("host", "HOST"), ("user", "USER"), ("password", "PASSWORD")):
        if option in options:
            base[reglage] = options.pop(option)
    options["options"] = OPTIONS + (LIMITES_DU_WEB if est_web else "")
    options |= DELAIS
    return base | {
        "ENGINE": "plie.socle.postgresql",
        "CONN_MAX_AGE": env.int("CONN_MAX_AGE", default=60),
        "CONN_HEALTH_CHECKS": True,
    }
