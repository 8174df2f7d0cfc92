"""The process that composes, run by its path: Typst and nothing of Django or of the data base.

Typst can panic on a text, loop or take all the memory: this process ends, the site stays.
"""

import resource
import signal
import sys
from multiprocessing.connection import Connection

import typst

# Seconds for one document: a monthly report takes less than one.
DELAI = 20
# Bytes it may write to: a monthly report needs a fifth of it. Not RLIMIT_AS, which counts what
# each thread reserves and never touches: a server of many cores would exceed it at rest.
MEMOIRE = 512 * 1024**2


def servir(canal, polices, delai):
    """Answer each pair (template, data) by a PDF, or by Typst's diagnostic; until the end."""
    fontes = typst.Fonts(include_system_fonts=False, font_paths=[polices])
    while True:
        gabarit, donnees = canal.recv_bytes(), canal.recv_bytes().decode()
        # Without a handler, the signal ends the process even inside Typst.
        signal.alarm(delai)
        canal.send_bytes(_composer(gabarit, donnees, fontes))
        signal.alarm(0)


def _composer(gabarit, donnees, fontes):
    try:
        return typst.compile(
            gabarit, sys_inputs={"donnees": donnees}, pdf_standards=["ua-1"], font_paths=fontes
        )
    except typst.TypstError as refus:
        return str(refus).encode()


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_DATA, (MEMOIRE, MEMOIRE))
    try:
        servir(Connection(int(sys.argv[1])), sys.argv[2], int(sys.argv[3]))
    except (EOFError, BrokenPipeError):
        # EPIPE: the process that asked is gone.
        sys.exit()
