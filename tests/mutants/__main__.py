"""`make mutants`: bugs put into the code one at a time, and whether the suite notices.

All of them takes a night; `make mutants TIRAGE=200` tries that many, drawn at random. Those noticed
are kept in `.plie/mutants/` as long as the code stays as it is: the same command goes on where it
stopped, and tries those again that nobody noticed. `survivants.toml` lists those that may live,
which are not counted.
"""

import argparse
import os
import sys
from collections import Counter
from math import sqrt

from plie import embarque
from tests.mutants.couverture import Couverture
from tests.mutants.deroulement import derouler
from tests.mutants.survivants import peut_vivre
from tests.mutants.tirage import PAQUETS, RACINE, empreinte, tirer
from tests.mutants.voisinage import Voisinage

PART_MIN = 0.9


def main():
    analyse = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    analyse.add_argument("paquets", nargs="*", default=PAQUETS)
    analyse.add_argument("--tirage", type=int)
    analyse.add_argument("--graine", type=int, default=1)
    analyse.add_argument("--voisins", action="store_true", help="sans mesurer qui passe où")
    analyse.add_argument("--ouvriers", type=int, default=2)
    choix = analyse.parse_args()
    mutants, tous = tirer(choix.tirage, choix.graine, choix.paquets)
    print(f"{len(mutants)} mutants sur {tous}", flush=True)  # noqa: T201 - a command
    dossier = RACINE / ".plie" / "mutants" / empreinte()
    dossier.mkdir(parents=True, exist_ok=True)
    guide = Voisinage() if choix.voisins else Couverture(dossier / "couverture")
    os.environ["PLIE_DONNEES"] = str(dossier / "serveurs")
    embarque.demarrer(durable=False)
    try:
        issues = derouler(mutants, guide, dossier, embarque.adresses(), choix.ouvriers)
    finally:
        embarque.arreter()
    sys.exit(_juger(issues, len(mutants)))


def _juger(issues, tires):
    """None when enough of them were noticed, and each was tried."""
    admis = [mutant for mutant, issue in issues.items() if issue == "survivant" and _admis(mutant)]
    issues |= dict.fromkeys(admis, "peut vivre")
    juges = [issue for issue in issues.values() if issue not in ("sans effet", "peut vivre")]
    vus = sum(issue in ("tué", "sans fin") for issue in juges)
    part = vus / len(juges) if juges else 0
    marge = 1.96 * sqrt(part * (1 - part) / len(juges)) if juges else 1
    print(dict(Counter(issues.values())))  # noqa: T201 - a command
    print(f"{vus} remarqués sur {len(juges)} : {part:.1%} ± {marge:.1%}")  # noqa: T201
    if len(issues) < tires:
        return f"{tires - len(issues)} n'ont pas été jugés : leurs témoins sont rouges"
    return None if part >= PART_MIN else f"Au moins {PART_MIN:.0%} doivent l'être."


def _admis(mutant):
    code = (RACINE / mutant.module).read_text()
    return peut_vivre(mutant.module, code, mutant.appliquer(code))


if __name__ == "__main__":
    main()
