"""Statements of more than a few lines live beside the module that runs them, in a folder `sql`,
each in a file named for what it finds or writes."""

from functools import cache
from pathlib import Path


@cache
def lire_sql(module, nom):
    """The text of `sql/<nom>.sql` beside the file `module` (`__file__`)."""
    return (Path(module).parent / "sql" / f"{nom}.sql").read_text(encoding="utf-8")
