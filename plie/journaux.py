"""How a line of log is made: its time, its level, and nothing of anybody."""

import re

import structlog


def sans_detail(_journal, _niveau, evenement):
    """PostgreSQL's LINE quotes the statement, values included; its DETAIL the rows concerned, on
    as many lines as a note has; its CONTEXT the line of a COPY."""
    suite = r"\n\n(?:The above exception|During handling)|\Z"
    detail = re.compile(rf"(?:\\n|\n)(?:LINE \d+|DETAIL|CONTEXT):.*?(?={suite})", re.DOTALL)
    return {
        cle: detail.sub("", valeur) if isinstance(valeur, str) else valeur
        for cle, valeur in evenement.items()
    }


COMMUNS = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
structlog.configure(
    processors=[*COMMUNS, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)


def sans_trace(evenement):
    """A refusal or a page not found is an ordinary answer: one line is enough. The address, which
    may hold the number of a dossier, gives way to the pattern of its route."""
    requete = getattr(evenement, "request", None)
    if path := getattr(requete, "path", None):
        trouvee = getattr(requete, "resolver_match", None)
        route = trouvee.route if trouvee else "(aucune)"
        evenement.args = tuple(route if mot == path else mot for mot in evenement.args)
    if getattr(evenement, "status_code", None) in (403, 404):
        evenement.exc_info = None
    return True
